import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandPlace, capBand, capPlaces, responsesInOrder } from "../../../src/topics/health/judge-account.ts";
import { bands, figures, problem } from "./health-figures.ts";

const nothing = { notice_served: null, auto_renew: null, sponsor_left: null };
const caps = capPlaces(figures.bandCaps.value, bands);
const name = (place: number | null) => (place === null ? null : bands[place]!.band);

describe("bandPlace", () => {
  it("lesson 1: half-open bands, so that no score falls between two", () => {
    const edges: [number, string][] = [
      [0, "emergency"],
      [19.999, "emergency"],
      [20, "critical"],
      [39.5, "critical"],
      [40, "at-risk"],
      [59.5, "at-risk"],
      [60, "stable"],
      [79.8, "stable"],
      [80, "healthy"],
      [100, "healthy"],
    ];
    for (const [score, band] of edges) expect(name(bandPlace(score, bands)), String(score)).toBe(band);
  });

  it("lesson 1: every score from 0 to 100 is in exactly the band between its ends", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (score) => {
        const place = bandPlace(score, bands);
        expect(score).toBeGreaterThanOrEqual(bands[place]!.from);
        expect(score).toBeLessThan(bands[place + 1]?.from ?? 101);
      }),
    );
  });
});

describe("capBand", () => {
  it("lets no average wash out a hard fact, and says which one decided", () => {
    const healthy = 4;
    expect(capBand(healthy, { ...nothing, notice_served: true }, caps)).toEqual({ band: 0, floor_by: ["notice_served"] });
    expect(capBand(healthy, { ...nothing, auto_renew: false, sponsor_left: true }, caps)).toEqual({
      band: bands.findIndex(({ band }) => band === "at-risk"),
      floor_by: ["auto_renew_off", "sponsor_left"],
    });
    expect(capBand(healthy, { notice_served: true, auto_renew: false, sponsor_left: true }, caps).floor_by).toEqual([
      "notice_served",
    ]);
  });

  it("never lifts an account, and says nothing where the score is worse already", () => {
    expect(capBand(1, { ...nothing, sponsor_left: true }, caps)).toEqual({ band: 1, floor_by: [] });
  });

  it("decides alone where there is no score, and takes no for an answer", () => {
    expect(capBand(null, { ...nothing, notice_served: true }, caps)).toEqual({ band: 0, floor_by: ["notice_served"] });
    expect(capBand(null, nothing, caps)).toEqual({ band: null, floor_by: [] });
    expect(capBand(3, { notice_served: false, auto_renew: true, sponsor_left: false }, caps)).toEqual({ band: 3, floor_by: [] });
  });
});

describe("bands of the user's own", () => {
  it("must be named by the caps and the responses", () => {
    const own = [{ band: "red", from: 0, action: "act", owner: "CSM" }];
    expect(problem(() => capPlaces(figures.bandCaps.value, own))).toMatch(
      /notice_served.*names a band there is not: "emergency".*The bands: red/,
    );
    expect(problem(() => responsesInOrder(figures.responses.value, own))).toMatch(/no line for the band "red"/);
  });
});
