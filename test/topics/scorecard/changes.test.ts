import { describe, expect, it } from "vitest";
import { isKnown, orNull } from "../../../src/core/known.ts";
import { changeSeen, quarterChange, yearlyChange } from "../../../src/topics/scorecard/targets.ts";
import { facts, referenceTiers, scorecardFigures } from "./scorecard-figures.ts";

const figures = scorecardFigures();
const measure = (name: string) => figures.measures.value.find((one) => one.measure === name)!;
/** How far a measure can be read in a quarter, as it goes out: null for what is unknown. */
const quarter = (name: string, parts?: Parameters<typeof facts>[0]): Record<string, number | boolean | null> =>
  Object.fromEntries(
    Object.entries(quarterChange(measure(name), facts(parts), figures)).map(([field, value]) => [field, orNull(value)]),
  );
const seenIn = (name: string, months: number, parts: Parameters<typeof facts>[0]) =>
  changeSeen(measure(name), months, facts(parts), figures) as number;

describe("quarterChange", () => {
  it("340 accounts cannot move NPS in a quarter", () => {
    // 340 x 1.2 / 4 = 102 answers; 1.96 x 78 x sqrt(2 / 102) = 152.88 x 0.140028 = 21.40748 points against 5.
    const change = quarter("nps", { accounts: 340 });
    expect(change).toMatchObject({ events_a_year: 408, change_wanted: 5, moves_in_a_quarter: false });
    expect(change.change_seen).toBeCloseTo(21.40748, 4);
  });

  it("counts accounts once a quarter where their state is counted", () => {
    // Unknown share: the widest, 0.5. 1.96 x 0.5 x sqrt(2 / 340) = 0.07516 against 0.1.
    const change = quarter("threading", { accounts: 340 });
    expect(change.change_seen).toBeCloseTo(0.0751626, 6);
    expect(change.moves_in_a_quarter).toBe(true);
    // At 10% the spread is 0.3: 1.96 x 0.3 x sqrt(2 / 340) = 0.0451.
    expect(quarter("threading", { accounts: 340, current: { threading: 0.1 } }).change_seen).toBeCloseTo(0.0450975, 6);
  });

  it("a share of 0 or 1 says nothing about chance, so the widest spread holds", () => {
    for (const share of [0, 1])
      expect(quarter("threading", { accounts: 340, current: { threading: share } }).change_seen).toBeCloseTo(0.0751626, 6);
  });

  it("days are read as a share of today's median", () => {
    // 60 a year, 15 a quarter: 1.96 x 0.6 x sqrt(2 / 15) = 0.429414 of 40 days, against a quarter of them.
    const known = quarter("time_to_value", { new_accounts: 60, current: { time_to_value: 40 } });
    expect(known.change_seen).toBeCloseTo(17.17658, 4);
    expect(known).toMatchObject({ change_wanted: 10, moves_in_a_quarter: false });
    const unknown = quarter("time_to_value", { new_accounts: 60 });
    expect(unknown).toMatchObject({ change_seen: null, change_wanted: null, moves_in_a_quarter: false });
  });

  it("weeks of CSMs", () => {
    // 6 x 46 = 276 a year, 69 a quarter: 1.96 x 0.1 x sqrt(2 / 69) = 0.03337.
    expect(quarter("customer_time", { csms: 6 }).change_seen).toBeCloseTo(0.0333694, 6);
  });

  it("no events are not unknown events", () => {
    expect(quarter("threading", { accounts: 0 })).toMatchObject({
      events_a_year: 0,
      change_seen: null,
      moves_in_a_quarter: false,
    });
    expect(quarter("threading")).toMatchObject({ events_a_year: null, moves_in_a_quarter: null });
    expect(quarter("cost_to_serve", { accounts: 340 })).toMatchObject({ events_a_year: null });
  });

  it("four times the events halve what can be seen", () => {
    const book = { accounts: 340 };
    expect(seenIn("threading", 12, book)).toBeCloseTo(seenIn("threading", 3, book) / 2, 12);
  });
});

describe("yearlyChange", () => {
  const book = { tiers: referenceTiers, accounts: 340 };

  it("customers kept", () => {
    // 1.96 x sqrt(2 x 0.92 x 0.08 / 340) = 0.0408.
    expect(yearlyChange("logo_retention", facts({ ...book, current: { logo_retention: 0.92 } }), 1.96)).toBeCloseTo(0.0407821, 6);
  });

  it("gross retention of the reference company moves by 5.75 points by chance", () => {
    // By hand: sqrt(0.0736 x (7.25^2 / 40 + 8.05^2 / 120 + 2.7^2 / 180)) / 18 = 0.0207455; x 1.96 x sqrt 2.
    const spread = Math.sqrt(0.0736 * (7.25 ** 2 / 40 + 8.05 ** 2 / 120 + 2.7 ** 2 / 180)) / 18;
    const change = yearlyChange("grr", facts({ ...book, current: { grr: 0.9, logo_retention: 0.92 } }), 1.96);
    expect(change).toBeCloseTo(spread * 1.96 * Math.sqrt(2), 12);
    expect(change).toBeCloseTo(0.0575, 4);
  });

  it("the order of tiers does not matter", () => {
    const at = (tiers: typeof referenceTiers) =>
      yearlyChange("grr", facts({ tiers, accounts: 340, current: { grr: 0.9 } }), 1.96);
    expect(at([...referenceTiers].reverse())).toBe(at(referenceTiers));
  });

  it.each([
    ["net retention", "nrr", { ...book, current: { nrr: 1.05, logo_retention: 0.92 } }],
    ["no accounts", "grr", { current: { grr: 0.9 } }],
    ["no value", "grr", book],
    [
      "ARR of a tier unknown",
      "grr",
      { accounts: 340, current: { grr: 0.9 }, tiers: [{ tier: "All", touch: "low" as const, accounts: 340 }] },
    ],
    ["nobody stayed", "logo_retention", { ...book, current: { logo_retention: 0 } }],
    ["all stayed", "logo_retention", { ...book, current: { logo_retention: 1 } }],
    ["no ARR", "grr", { accounts: 5, current: { grr: 0.9 }, tiers: [{ tier: "A", touch: "low" as const, accounts: 5, arr: 0 }] }],
  ])("is not known for %s", (_, measure, parts) => {
    expect(isKnown(yearlyChange(measure, facts(parts), 1.96))).toBe(false);
  });
});
