import { describe, expect, it } from "vitest";
import { orNull } from "../../../src/core/known.ts";
import { fittingBenchmark, setTarget } from "../../../src/topics/scorecard/targets.ts";
import { facts, referenceTiers, scorecardFigures } from "./scorecard-figures.ts";

const figures = scorecardFigures();
/** A target as it goes out: null for what is unknown. */
const targetOf = (measure: string, parts: Parameters<typeof facts>[0]) => {
  const { target } = setTarget(figures.measures.value.find((one) => one.measure === measure)!, facts(parts), figures);
  const { low, high, current, smallest_change, readable, ...rest } = target;
  const open = { low, high, current, smallest_change, readable, target: rest.target };
  const closed = Object.fromEntries(Object.entries(open).map(([field, value]) => [field, orNull<number | boolean>(value)]));
  return { target: { ...rest, ...(closed as Record<keyof typeof open, number | null>) } };
};
const book = { tiers: referenceTiers, accounts: 340, arr: 18_000_000, acv: 18_000_000 / 340 };

describe("fittingBenchmark", () => {
  it("takes the population cut to the contract size and shows the others beside it", () => {
    // R2d: GRR median 0.93 at $50K to $100K, 2022, P. Other populations with a plain median: 0.88 and 0.90 (two years of one survey), 0.84, 0.91.
    expect(fittingBenchmark("grr", facts({ acv: 60_000 }), figures)).toMatchObject({
      value: 0.93,
      benchmark: { id: "R2d", grade: "P", year: "2022" },
      others: 4,
      others_low: 0.84,
      others_high: 0.91,
    });
  });

  it("takes no population of another size, and nothing without a published middle", () => {
    // Without a size only the uncut populations are left; of these Aleph's of 2025 is grade P.
    expect(fittingBenchmark("grr", facts(), figures)).toMatchObject({ value: 0.84, benchmark: { id: "R9a" } });
    expect(fittingBenchmark("nps", facts(), figures)).toBeNull();
    expect(fittingBenchmark("time_to_value", facts({ motion: "product_led" }), figures)).toBeNull();
    expect(fittingBenchmark(null, facts(), figures)).toBeNull();
  });

  it("a size in another currency finds no population", () => {
    expect(fittingBenchmark("grr", facts({ acv: 60_000, in_usd: false }), figures)).toMatchObject({ value: 0.84 });
  });
});

describe("setTarget", () => {
  it("a middle not yet reached is the target, with the range chance leaves around it", () => {
    const { target } = targetOf("grr", { ...book, current: { grr: 0.9, logo_retention: 0.92 } });
    expect(target).toMatchObject({ target: 0.93, rests_on: "benchmark", readable: false });
    expect(target.basis).toMatchObject({ from: "population", population: { id: "R2d", grade: "P", year: "2022" } });
    // Half width of one year: 1.96 x 0.0207455 = 0.0407.
    expect(target.low).toBeCloseTo(0.93 - 0.040661, 5);
    expect(target.high).toBeCloseTo(0.93 + 0.040661, 5);
  });

  it("above the middle it is today's value and the smallest change that can be seen", () => {
    const { target } = targetOf("grr", { ...book, current: { grr: 0.94 } });
    // By hand with 0.94: sqrt(0.94 x 0.06 x 1.8945833e12) / 18e6 = 0.0181602; x 1.96 x sqrt 2 = 0.050337; 0.94 + 0.0503 = 0.9903.
    expect(target).toMatchObject({ rests_on: "baseline", readable: true });
    expect(target.target).toBeCloseTo(0.990337, 5);
    expect(target.basis).toMatchObject({ from: "smallest_change", population: { id: "R2d" } });
    expect(target.high).toBe(1);
  });

  it("holds today's value where no rise can be told from chance, or nobody knows", () => {
    expect(targetOf("grr", { ...book, current: { grr: 0.97 } }).target).toMatchObject({ target: 0.97, rests_on: "baseline" });
    expect(targetOf("grr", { current: { grr: 0.9 } }).target).toMatchObject({ target: 0.9, smallest_change: null, low: null });
  });

  it("fewer days are better", () => {
    // 1.96 x 0.6 x sqrt(2 / 60) x 40 = 8.588 days a year.
    const { target } = targetOf("time_to_value", { new_accounts: 60, current: { time_to_value: 40 } });
    expect(target.target).toBeCloseTo(40 - 8.58824, 4);
    expect(target).toMatchObject({ rests_on: "baseline", readable: true });
  });

  it("0 is a value: of today, and of an own target", () => {
    expect(targetOf("threading", { accounts: 340, current: { threading: 0 } }).target).toMatchObject({
      current: 0,
      rests_on: "baseline",
    });
    const own = targetOf("time_to_value", { current: { time_to_value: 0 }, targets: { time_to_value: 0 } }).target;
    expect(own).toMatchObject({ current: 0, target: 0, rests_on: "yours" });
    expect(targetOf("nps", { targets: { nps: 0 } }).target).toMatchObject({ target: 0, rests_on: "yours" });
  });

  it("neither a population nor a value today is no target", () => {
    expect(targetOf("threading", { accounts: 340 }).target).toMatchObject({
      target: null,
      rests_on: "none",
      low: null,
      readable: null,
    });
  });
});
