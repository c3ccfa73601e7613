import { describe, expect, it } from "vitest";
import { type BookAccount, holdOrMove, type MoveRules, renewalFreeze } from "../../../src/topics/tiers/assign-tiers.ts";
import { type Floor, tierOfAmount } from "../../../src/topics/tiers/floors.ts";
import { oneAccount, threeFloors } from "./one-account.ts";

const [enterprise, midMarket] = threeFloors as [Floor, Floor, Floor];
const rules: MoveRules = {
  transitions: { down_margin: 0.15, periods: 2, cooling_off_days: 180, override_months: 12 },
  freeze: { lead_days: 90, notice_days: 60 },
  as_of: "2026-01-01",
};

/** What becomes of an account of Enterprise or Mid-market with this ARR. */
function from(floor: Floor, arr: number, more: Partial<BookAccount> = {}) {
  return holdOrMove(oneAccount("A", arr, more), arr, floor, tierOfAmount(arr, threeFloors), rules);
}

describe("moving up", () => {
  it("happens at the floor", () => {
    expect(from(midMarket, 100_000).decision).toBe("moves");
    expect(from(midMarket, 99_999.99).decision).toBe("stays");
  });

  it("waits out a usage spike for two periods in a row", () => {
    expect(from(midMarket, 130_000, { change: "usage", periods_below: 1 })).toEqual({
      decision: "held",
      why: "a change of usage must last 2 periods in a row; so far 1",
    });
    expect(from(midMarket, 130_000, { change: "usage" }).why).toMatch(/nobody says how long/);
    expect(from(midMarket, 130_000, { change: "usage", periods_below: 2 }).decision).toBe("moves");
  });

  it("waits for the cooling-off time, exactly 180 days being enough, unless a contract did it", () => {
    // 2025-07-05 to 2026-01-01 is 26 + 31 + 30 + 31 + 30 + 31 + 1 = 180 days.
    expect(from(midMarket, 100_000, { last_move: "2025-07-05" }).decision).toBe("moves");
    expect(from(midMarket, 100_000, { last_move: "2025-07-06" }).why).toMatch(/last moved on 2025-07-06, less than 180 days ago/);
    expect(from(midMarket, 100_000, { last_move: "2025-07-06", change: "contract" }).decision).toBe("moves");
  });
});

describe("moving down", () => {
  const long = { periods_below: 5 };

  it("is held exactly at the floor less the margin, 100,000 x 0.85, and happens a cent below", () => {
    expect(from(enterprise, 85_000, long)).toEqual({ decision: "held", why: "it is not more than 15% below its floor" });
    expect(from(enterprise, 84_999.99, long).decision).toBe("moves");
  });

  it("needs two periods in a row, and an unknown number is not two", () => {
    expect(from(enterprise, 50_000, { periods_below: 1 }).decision).toBe("held");
    expect(from(enterprise, 50_000, { periods_below: 0 }).why).toMatch(/so far 0/);
    expect(from(enterprise, 50_000).why).toMatch(/nobody says how long/);
    expect(from(enterprise, 50_000, { periods_below: 2 }).decision).toBe("moves");
  });

  it("happens at once by contract, inside the margin too", () => {
    expect(from(enterprise, 99_000, { change: "contract" }).decision).toBe("moves");
    expect(from(enterprise, 99_000, { change: "contract", last_move: "2025-12-31" }).decision).toBe("moves");
  });

  it("never happens by a drop in usage of one period", () => {
    expect(from(enterprise, 10_000, { change: "usage", periods_below: 1 }).decision).toBe("held");
  });

  it("waits while an escalation is open or a renewal is being decided, even by contract", () => {
    expect(from(enterprise, 50_000, { ...long, open_escalation: true }).why).toBe("an escalation is open");
    const renewal = { renewal_date: "2026-03-31", notice_days: 30, change: "contract" as const };
    expect(from(enterprise, 50_000, renewal).why).toBe("its renewal on 2026-03-31 is being decided");
  });

  it("is free again after the renewal and before the window", () => {
    expect(from(enterprise, 50_000, { ...long, renewal_date: "2025-12-31", notice_days: 30 }).decision).toBe("moves");
    expect(from(enterprise, 50_000, { ...long, renewal_date: "2026-12-31", notice_days: 30 }).decision).toBe("moves");
  });

  it("asks for the day when a date matters", () => {
    const account = oneAccount("A", 50_000, { ...long, renewal_date: "2026-03-31" });
    expect(() => holdOrMove(account, 50_000, enterprise, midMarket, { ...rules, as_of: null })).toThrow(/Give as_of/);
    const dateless = oneAccount("A", 50_000, long);
    expect(holdOrMove(dateless, 50_000, enterprise, midMarket, { ...rules, as_of: null }).decision).toBe("moves");
  });
});

describe("the renewal window", () => {
  it("runs from the lead before the opt-out deadline to the renewal date", () => {
    // 2026-12-31 less 60 days is 2026-11-01, less 90 more is 2026-08-03.
    const window = { from: "2026-08-03", to: "2026-12-31" };
    expect(renewalFreeze({ renewal_date: "2026-12-31", notice_days: 60 }, rules.freeze)).toEqual(window);
    expect(renewalFreeze({ renewal_date: "2026-12-31", notice_days: null }, rules.freeze)).toEqual(window);
    expect(renewalFreeze({ renewal_date: "2026-12-31", notice_days: 0 }, rules.freeze)?.from).toBe("2026-10-02");
    expect(renewalFreeze({ renewal_date: null, notice_days: 60 }, rules.freeze)).toBeNull();
  });
});

describe("an account that flaps around a floor", () => {
  /** Plays quarters one after the other, as a team would: the tier is kept, periods below the line and the last move are counted. */
  function play(start: Floor, quarters: number[], change: BookAccount["change"]): string[] {
    let tier = start;
    let below = 0;
    let last_move: string | null = null;
    return quarters.map((arr, index) => {
      const as_of = `${2026 + Math.floor(index / 4)}-${["01", "04", "07", "10"][index % 4]}-01`;
      const target = tierOfAmount(arr, threeFloors);
      below = arr < tier.min * 0.85 ? below + 1 : 0;
      const account = oneAccount("A", arr, { change, periods_below: below, last_move });
      if (holdOrMove(account, arr, tier, target, { ...rules, as_of }).decision === "moves") {
        tier = target;
        last_move = as_of;
        below = 0;
      }
      return tier.tier;
    });
  }

  it("keeps its tier through every quarter just above and just below", () => {
    const quarters = [101_000, 99_000, 102_000, 86_000, 100_000, 97_000, 101_000, 90_000];
    expect(new Set(play(enterprise, quarters, null))).toEqual(new Set(["Enterprise"]));
  });

  it("keeps its tier through single bad quarters and loses it after two in a row", () => {
    expect(play(enterprise, [101_000, 60_000, 101_000, 60_000, 60_000, 60_000], null)).toEqual([
      "Enterprise",
      "Enterprise",
      "Enterprise",
      "Enterprise",
      "Mid-market",
      "Mid-market",
    ]);
  });

  it("does not come back the quarter after it went", () => {
    // Down in the second quarter (2026-04-01); a quarter later is 91 days, half a year later 183.
    expect(play(enterprise, [60_000, 60_000, 120_000, 120_000], null)).toEqual([
      "Enterprise",
      "Mid-market",
      "Mid-market",
      "Enterprise",
    ]);
  });
});
