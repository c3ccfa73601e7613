import { describe, expect, it } from "vitest";
import { coverageCrossovers, crossover, hourCost, hoursForCustomers } from "../../../src/topics/tiers/crossover.ts";
import { chooseFloors, derivedFloors, floorsAgainstCrossover } from "../../../src/topics/tiers/floors.ts";
import { threeFloors } from "./one-account.ts";

const cost = { csm_cost: 150_000, contract_hours: 2080, leave_hours: 200, customer_time: 0.6 };
const fixed = (value: number) => ({ low: value, central: value, high: value });
const bands = { high: [0.15, 0.25], low: [0.05, 0.1], tech: [0, 0.03] };
const hours = { high: 81.5, low: 22.5, tech: 3 };
const measured = { csm_cost: fixed(150_000), contract_hours: 2080, leave_hours: 200, customer_time: fixed(0.6) };

describe("crossover", () => {
  it("gives the published points: an hour costs 150,000 / 1,128 = 132.98", () => {
    expect(hoursForCustomers(cost)).toBe(1128);
    expect(crossover(81.5, 0.25, cost).min_arr).toBeCloseTo((81.5 * 150_000) / 1128 / 0.25, 6);
    expect(Math.round(crossover(81.5, 0.25, cost).min_arr / 1000)).toBe(43);
    expect(Math.round(crossover(81.5, 0.15, cost).min_arr / 1000)).toBe(72);
    expect(Math.round(crossover(22.5, 0.1, cost).min_arr / 10)).toBe(2992);
    expect(Math.round(crossover(3, 0.03, cost).cost_per_account)).toBe(399);
    expect(Math.round(crossover(3, 0.03, cost).min_arr / 100)).toBe(133);
  });

  it("refuses hours and shares that cannot be", () => {
    expect(() => crossover(3, 0, cost)).toThrow(/share of ARR to spend is 0/);
    expect(() => crossover(3, 0.1, { ...cost, leave_hours: 2080 })).toThrow(/leave no hours/);
    expect(() => crossover(3, 0.1, { ...cost, customer_time: 60 })).toThrow(/60% is 0.6/);
    expect(() => crossover(3, 0.1, { ...cost, customer_time: 0 })).toThrow(/customer_time is 0/);
    expect(() => crossover(3, 0.1, { ...cost, csm_cost: 0 })).toThrow(/cost of a CSM is 0/);
  });
});

describe("coverageCrossovers", () => {
  it("lists both ends of each band, the larger share first, and skips a share of 0", () => {
    const rows = coverageCrossovers(hours, 0, bands, measured);
    expect(rows.map(({ touch, share }) => [touch, share])).toEqual([
      ["high", 0.25],
      ["high", 0.15],
      ["low", 0.1],
      ["low", 0.05],
      ["tech", 0.03],
    ]);
    for (const row of rows) expect([row.min_arr_low, row.min_arr_high]).toEqual([row.min_arr, row.min_arr]);
  });

  it("brackets guesses: low cost, much customer time and few hours against the opposite", () => {
    const guessed = {
      ...measured,
      csm_cost: { low: 150_000, central: 150_000, high: 250_000 },
      customer_time: { low: 0.5, central: 0.6, high: 0.67 },
    };
    const low = coverageCrossovers(hours, 0.2, bands, guessed).find(({ touch }) => touch === "low")!;
    // 18 h x 150,000 / (1,880 x 0.67) / 0.1 and 27 h x 250,000 / 940 / 0.1.
    expect(low.min_arr_low).toBeCloseTo((18 * 150_000) / 1259.6 / 0.1, 4);
    expect(low.min_arr_high).toBeCloseTo(71_808.51, 2);
  });
});

describe("derived floors", () => {
  const names = { high: "Enterprise", low: "Mid-market", tech: "SMB" };

  it("stand at the crossover of the larger share, unrounded", () => {
    const floors = derivedFloors(coverageCrossovers(hours, 0, bands, measured), names);
    expect(floors.map(({ tier }) => tier)).toEqual(["Enterprise", "Mid-market", "SMB"]);
    expect(floors[0]!.min).toBeCloseTo(43_351.0638, 3);
    expect(floors[1]!.min).toBeCloseTo(29_920.2128, 3);
    expect(floors[2]!.min).toBe(0);
  });

  it("are refused when a named person pays from less than a shared one", () => {
    const odd = coverageCrossovers({ ...hours, high: 22 }, 0, bands, measured);
    expect(() => derivedFloors(odd, names)).toThrow(/no account needs a shared one/);
  });

  it("take their names from the highest tier of each touch", () => {
    const given = [
      { tier: "Strategic", touch: "high" as const, min_arr: 500_000 },
      { tier: "Enterprise", touch: "high" as const, min_arr: 100_000 },
      { tier: "Pool", touch: "low" as const },
    ];
    const floors = chooseFloors("derived", given, [], coverageCrossovers(hours, 0, bands, measured));
    expect(floors.map(({ tier }) => tier)).toEqual(["Strategic", "Pool", "Tech touch"]);
  });
});

describe("chooseFloors", () => {
  it("refuses a cut-off of a score where ARR decides, and floors that are missing", () => {
    expect(() => chooseFloors("arr", [{ tier: "A", touch: "high", min_arr: 5, min_score: 70 }], [], [])).toThrow(
      /method is not weighted: A/,
    );
    const bare = [
      { tier: "A", touch: "high" as const },
      { tier: "B", touch: "low" as const },
    ];
    expect(() => chooseFloors("arr", bare, [], [])).toThrow(/no min_arr: A, B/);
  });
});

describe("floorsAgainstCrossover", () => {
  it("finds the floor of 15,000 too low for a shared CSM and that of 100,000 higher than needed", () => {
    const found = floorsAgainstCrossover(threeFloors, coverageCrossovers(hours, 0, bands, measured));
    expect(found.map(({ tier, side, certain }) => [tier, side, certain])).toEqual([
      ["Enterprise", "above", true],
      ["Mid-market", "below", true],
    ]);
  });

  it("calls a difference uncertain while the guesses could close it", () => {
    const guessed = { ...measured, csm_cost: { low: 150_000, central: 150_000, high: 250_000 } };
    const found = floorsAgainstCrossover(threeFloors, coverageCrossovers(hours, 0, bands, guessed));
    // At 250,000 a named CSM pays from 120,420 at 15%, above the floor of 100,000.
    expect(found.find(({ side }) => side === "above")?.certain).toBe(false);
    expect(found.find(({ side }) => side === "below")?.certain).toBe(true);
  });

  it("accepts floors between the two ends of a band", () => {
    const example = [
      { tier: "E", touch: "high" as const, min: 50_000 },
      { tier: "M", touch: "low" as const, min: 30_000 },
    ];
    expect(floorsAgainstCrossover(example, coverageCrossovers(hours, 0, bands, measured))).toEqual([]);
  });
});

describe("hourCost", () => {
  const figures = {
    csm_cost: { low: 150_000, central: 150_000, high: 250_000 },
    customer_time: { low: 0.5, central: 0.6, high: 0.67 },
    working_year: { contract_hours: 2080, leave_hours: 200 },
    hours_spread: 0.2,
  };

  it("names the two guesses that move it most: cost by 1.67, hours by 1.5, customer time by 1.34", () => {
    expect(hourCost({}, figures).drivers).toEqual(["the cost of a CSM", "the hours an account takes"]);
    expect(hourCost({ csm_cost: 180_000 }, figures).drivers).toEqual(["the hours an account takes", "customer time"]);
  });

  it("lists an assumption for each thing not given, and none for what is", () => {
    expect(hourCost({}, figures).assumptions.map(({ what }) => what)).toEqual([
      "Cost of a CSM a year",
      "customer_time",
      "Working year",
      "Hours per account",
    ]);
    const known = { csm_cost: 180_000, customer_time: 0.55, contract_hours: 1800, leave_hours: 250 };
    const answer = hourCost(known, figures);
    expect(answer.assumptions.map(({ what }) => what)).toEqual(["Hours per account"]);
    expect(answer.cost.csm_cost).toEqual({ low: 180_000, central: 180_000, high: 180_000 });
  });
});
