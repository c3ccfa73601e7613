import { describe, expect, it } from "vitest";
import { payCliffs } from "../../../src/topics/pay/payout.ts";
import { component, payFigures, payPlan } from "./pay-figures.ts";

const figures = payFigures(); // a step of 0.01 may move a tenth of variable pay

describe("payCliffs", () => {
  it("a threshold releases its money in one step", () => {
    const plan = payPlan([component("grr", 600, { threshold: 0.9 }), component("expansion", 400)]);
    // 600 x 0.9; the other component moves 4 more in the same step.
    expect(payCliffs(plan, figures)).toEqual([{ metric: "grr", kind: "threshold", at: 0.9, jump: 540 }]);
  });

  it("a low threshold on a small part is no cliff", () => {
    // 80 x 0.5 = 40 and 920 x 0.01 = 9.2 beside it, below 100.
    expect(payCliffs(payPlan([component("health", 80, { threshold: 0.5 }), component("grr", 920)]), figures)).toEqual([]);
  });

  it("small steps at one place count together", () => {
    const small = (metric: string) => component(metric, 60, { threshold: 0.9 });
    // Each releases 54; together 108 + 8.8 of the rest, above 100.
    const plan = payPlan([small("a"), small("b"), component("grr", 880)]);
    expect(payCliffs(plan, figures).map(({ metric, jump }) => [metric, jump])).toEqual([
      ["a", 54],
      ["b", 54],
    ]);
  });

  it("a gate holds back everything", () => {
    // At 0.9 of target 900 is earned, at 0.89 the gate is closed.
    const plan = payPlan([component("grr", 1_000), component("csat", 0, { gate: 0.9 })]);
    expect(payCliffs(plan, figures)).toEqual([{ metric: "csat", kind: "gate", at: 0.9, jump: 900 }]);
  });

  it("a steep accelerator is a cliff, a usual one is not", () => {
    // 12 x 0.01 x 1,000 = 120 is above 100; 3 x 0.01 x 1,000 = 30 is not.
    expect(payCliffs(payPlan([component("grr", 1_000, { accelerator: 12 })]), figures)).toMatchObject([
      { kind: "accelerator", jump: 120 },
    ]);
    expect(payCliffs(payPlan([component("grr", 1_000, { accelerator: 3 })]), figures)).toEqual([]);
  });

  it("thresholds and gates of 0 are values that jump nowhere", () => {
    expect(payCliffs(payPlan([component("grr", 1_000, { threshold: 0, gate: 0, accelerator: 0 })]), figures)).toEqual([]);
  });
});
