import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attainmentCost, componentShare, payoutAt, payoutCurve } from "../../../src/topics/pay/payout.ts";
import type { SettledComponent } from "../../../src/topics/pay/plan.ts";
import { component, payFigures, payPlan, wire } from "./pay-figures.ts";

const figures = payFigures();
const share = fc.double({ min: 0, max: 2, noNaN: true });
const maybe = fc.option(fc.double({ min: 0, max: 1.2, noNaN: true }), { nil: null });
const part: fc.Arbitrary<SettledComponent> = fc
  .record({
    metric: fc.constantFrom("grr", "nrr", "health"),
    cents: fc.nat(5_000_000),
    threshold: share,
    accelerator: share,
    more: maybe,
    gate: maybe,
  })
  .map(({ metric, cents, threshold, accelerator, more, gate }) =>
    component(metric, cents / 100, { threshold, accelerator, gate, cap: more === null ? null : threshold + more }),
  );
const plan = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => payPlan(parts, 50_000));

describe("componentShare", () => {
  it.each([
    // In proportion from the first dollar: 0.75 of 1.
    [{ threshold: 0, accelerator: 1, cap: null }, 0.75, 0.75],
    // Just below and on a threshold of 0.8.
    [{ threshold: 0.8, accelerator: 1, cap: null }, 0.7999, 0],
    [{ threshold: 0.8, accelerator: 1, cap: null }, 0.8, 0.8],
    // Twice as fast above target: 1 + 2 x 0.1.
    [{ threshold: 0, accelerator: 2, cap: null }, 1.1, 1.2],
    // Accelerator 0 is a value: nothing more above target.
    [{ threshold: 0, accelerator: 0, cap: null }, 1.5, 1],
    // Capped at 1.2 of target, 1.5 x 0.2 above it.
    [{ threshold: 0, accelerator: 1.5, cap: 1.2 }, 2, 1.3],
    // A cap of 0 is a value: nothing is ever paid.
    [{ threshold: 0, accelerator: 1, cap: 0 }, 1, 0],
    // Nothing reached is nothing paid, even without a threshold.
    [{ threshold: 0, accelerator: 1, cap: null }, 0, 0],
  ])("%j at %d pays %d", (line, attainment, expected) => {
    expect(componentShare(line, attainment)).toBeCloseTo(expected, 12);
  });
});

describe("payoutAt", () => {
  it("adds its parts, and pays nothing while one gate is closed", () => {
    const gated = payPlan([
      component("grr", 600),
      component("expansion", 400, { threshold: 0.9 }),
      component("csat", 0, { gate: 0.85 }),
    ]);
    // At 0.88: 600 x 0.88 and nothing under the threshold. At 0.84 the gate is closed.
    expect(payoutAt(gated, 0.88)).toEqual({ payout: 528, parts: [528, 0, 0] });
    expect(payoutAt(gated, 0.84)).toEqual({ payout: 0, parts: [0, 0, 0] });
    expect(payoutAt(gated, 0.85).payout).toBe(510);
  });

  it("never pays less for more, and its parts sum to the whole", () => {
    fc.assert(
      fc.property(plan, share, share, (one, a, b) => {
        const [low, high] = [payoutAt(one, Math.min(a, b)), payoutAt(one, Math.max(a, b))];
        expect(low.payout).toBeLessThanOrEqual(high.payout);
        const cents = high.parts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
        expect(Math.round(high.payout * 100)).toBe(cents);
      }),
    );
  });
});

describe("payoutCurve", () => {
  it("stands in order of attainment, with base on top", () => {
    const rows = wire(payoutCurve(payPlan([component("grr", 28_000)], 112_000), [1.2, 0.5]));
    // Half of 28,000, and 1.2 times 28,000.
    expect(rows).toEqual([
      { attainment: 0.5, payout: 14_000, share: 0.5, total_pay: 126_000 },
      { attainment: 1.2, payout: 33_600, share: 1.2, total_pay: 145_600 },
    ]);
  });

  it("has no share where nothing is variable", () => {
    expect(wire(payoutCurve(payPlan([component("grr", 0)], 100), [1]))[0]).toEqual({
      attainment: 1,
      payout: 0,
      share: null,
      total_pay: 100,
    });
  });
});

describe("attainmentCost", () => {
  const ends = { low: 0.8, high: 1.1 };

  it("weighs the payouts by their shares", () => {
    const steep = payPlan([component("grr", 20_000, { threshold: 0.9, accelerator: 2 })], 80_000);
    const spread = [
      { attainment: 0.8, share: 0.25 },
      { attainment: 1, share: 0.5 },
      { attainment: 1.1, share: 0.25 },
    ];
    // 0.25 x 0 + 0.5 x 20,000 + 0.25 x 24,000 = 16,000; with base 96,000 for each of 10. At 1.1: 104,000 each.
    expect(wire(attainmentCost(steep, 10, spread, ends, figures))).toMatchObject({
      at_target: 1_000_000,
      at_distribution: 960_000,
      low: 800_000,
      high: 1_040_000,
    });
  });

  it("0 CSMs cost 0, and no spread has no cost", () => {
    expect(wire(attainmentCost(payPlan([component("grr", 1)], 1), 0, null, ends, figures))).toMatchObject({
      at_target: 0,
      at_distribution: null,
      low: 0,
    });
  });

  it("equals one pay slip after the other, in any order", () => {
    fc.assert(
      fc.property(plan, fc.array(share, { minLength: 1, maxLength: 12 }), (one, reached) => {
        const spread = reached.map((attainment) => ({ attainment, share: 1 / reached.length }));
        const cost = wire(attainmentCost(one, reached.length, spread, ends, figures)).at_distribution!;
        const slips = reached.map((attainment) => one.base + payoutAt(one, attainment).payout);
        expect(Math.abs(cost - slips.reduce((sum, slip) => sum + slip, 0))).toBeLessThan(0.02);
        expect(wire(attainmentCost(one, reached.length, [...spread].reverse(), ends, figures)).at_distribution).toBe(cost);
      }),
    );
  });
});
