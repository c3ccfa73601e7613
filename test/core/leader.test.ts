import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leaderOf } from "../../src/core/order.ts";

describe("leaderOf", () => {
  it("gives the highest, and the first of those that tie", () => {
    const leader = leaderOf(3);
    leader.set(2, 5);
    leader.set(1, 5);
    leader.set(0, 4);
    expect(leader.first()).toBe(1);
    expect(leader.first(1)).toBe(2);
    expect(leader.key(1)).toBe(5);
  });

  it("has nobody where none takes part, and nobody but the one that is left out", () => {
    expect(leaderOf(0).first()).toBeNull();
    const leader = leaderOf(1);
    expect(leader.first()).toBeNull();
    leader.set(0, -3);
    expect([leader.first(), leader.first(0), leader.first()]).toEqual([0, null, 0]);
  });

  it("agrees with a walk through all after any changes", () => {
    const change = fc.tuple(fc.nat(6), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), fc.nat(6), (changes, but) => {
        const leader = leaderOf(7);
        const keys: number[] = Array.from({ length: 7 }, () => Number.NEGATIVE_INFINITY);
        for (const [place, key] of changes) {
          leader.set(place, key);
          keys[place] = key;
        }
        let walked: number | null = null;
        keys.forEach((key, place) => {
          if (place !== but && Number.isFinite(key) && (walked === null || key > keys[walked]!)) walked = place;
        });
        expect(leader.first(but)).toBe(walked);
      }),
    );
  });
});
