import { describe, expect, it } from "vitest";
import { payOverlaps } from "../../../src/topics/pay/plan.ts";
import { component, payFigures } from "./pay-figures.ts";

const figures = payFigures();
const overlaps = (parts: Record<string, number>) =>
  payOverlaps(
    Object.entries(parts).map(([metric, amount]) => component(metric, amount)),
    figures,
  );

describe("payOverlaps", () => {
  it("net retention beside gross retention and expansion pays one outcome twice", () => {
    // 8,400 for net retention, 11,200 + 5,600 for what it consists of: the smaller side is paid a second time.
    expect(overlaps({ grr: 11_200, nrr: 8_400, expansion: 5_600 })).toEqual([
      {
        metrics: ["nrr", "grr", "expansion"],
        why: "A lost dollar is charged twice; A sold dollar is paid twice",
        paid_twice: 8_400,
      },
    ]);
  });

  it("gross retention and expansion pay different outcomes", () => {
    expect(overlaps({ grr: 16_800, expansion: 8_400, health: 2_800 })).toEqual([]);
  });

  it("net retention contains what gross retention contains", () => {
    // Renewal rate is inside gross retention, which is inside net retention.
    expect(overlaps({ nrr: 500, renewal_rate: 300 })).toEqual([
      { metrics: ["nrr", "renewal_rate"], why: "A lost dollar is charged twice", paid_twice: 300 },
    ]);
  });

  it("a source's own name is read as its outcome", () => {
    expect(overlaps({ nrr_or_grr: 450, expansion_influenced: 200 })[0]).toMatchObject({ paid_twice: 200 });
  });

  it("one outcome under two names is paid again for all but its largest part", () => {
    expect(overlaps({ expansion: 700, expansion_influenced: 300 })).toEqual([
      { metrics: ["expansion", "expansion_influenced"], why: "One outcome stands under two names", paid_twice: 300 },
    ]);
  });

  it("what pays nothing overlaps with nothing", () => {
    expect(overlaps({ nrr: 0, grr: 500 })).toEqual([]);
  });
});
