import { describe, expect, it } from "vitest";
import { unknown } from "../../../src/core/known.ts";
import { isExactMoney } from "../../../src/core/money.ts";
import { grrNoise, logoNoise } from "../../../src/topics/retention/chance.ts";
import { assess, bandOf } from "../../../src/topics/retention/figures.ts";
import { annualise } from "../../../src/topics/retention/months.ts";
import * as retention from "../../../src/topics/retention/retention.ts";
import { standardPolicy } from "../../../src/topics/retention/retention.ts";
import { RetentionInput } from "../../../src/topics/retention/tool.ts";
import { account } from "./account.ts";
import { concentration, noiseOfAccounts, quickRatio, wired } from "./on-the-wire.ts";

describe("annualise", () => {
  it("compounds: 0.98 to the twelfth is 0.7847, not 1 - 12 x 0.02 = 0.76", () => {
    expect(annualise(0.98).grr).toBeCloseTo(0.7847167237347998, 12);
  });
  it("keeps the ends, and the tool refuses percent and negatives", () => {
    expect(annualise(1).grr).toBe(1);
    expect(annualise(0).grr).toBe(0);
    for (const monthly_grr of [98, -0.1])
      expect(RetentionInput.safeParse({ monthly_grr }).error!.message).toContain("80% is 0.8");
  });
});

describe("quickRatio", () => {
  it("is (18.4 + 12.3) / (9.8 + 4.1)", () => {
    expect(quickRatio({ new: 18.4, expansion: 12.3, churn: 9.8, contraction: 4.1 })).toBeCloseTo(2.20863309352518, 12);
  });
  it("is undefined without losses, never infinite", () => {
    const found = wired(retention.quickRatio({ new: 10, expansion: 0, churn: 0, contraction: 0 }));
    expect(found.value).toBeNull();
    expect(found.reasons[0]!.reason).toContain("No losses");
  });
  it("is 0 when nothing was gained, and unknown when a part is", () => {
    expect(quickRatio({ new: 0, expansion: 0, churn: 5, contraction: 0 })).toBe(0);
    expect(quickRatio({ new: unknown("Not given."), expansion: 0, churn: 5, contraction: 0 })).toBeNull();
  });
});

describe("bands", () => {
  const bands = [
    { band: "low", from: null },
    { band: "middle", from: 0.9 },
    { band: "high", from: 1 },
  ];
  it("hold from their value up to, not including, the next", () => {
    expect(bandOf(0.8999999, bands)).toEqual({ band: "low", from: null, next: 0.9 });
    expect(bandOf(0.9, bands)).toEqual({ band: "middle", from: 0.9, next: 1 });
    expect(bandOf(1, bands)).toEqual({ band: "high", from: 1, next: null });
    expect(bandOf(0.95, [...bands].reverse()).band).toBe("middle");
  });
  it("are given for every standard, the one in force first, and the user's own before all", () => {
    const figure = { rule: "r", name: "bands", overridden: false, value: bands, standard: "b" };
    const standards = { a: [{ band: "any", from: null }], b: bands };
    expect(assess("nrr", 0.95, { ...figure, standards }).map(({ standard, band }) => [standard, band])).toEqual([
      ["b", "middle"],
      ["a", "any"],
    ]);
    const own = { ...figure, standards, standard: "yours", overridden: true, value: [{ band: "mine", from: null }] };
    expect(assess("nrr", 0.95, own).map(({ standard }) => standard)).toEqual(["yours", "a", "b"]);
    expect(assess("nrr", null, own)).toEqual([]);
  });
});

describe("noise", () => {
  it("is 2.9 points for 340 accounts at 8% logo churn", () => {
    // sqrt(340 x 0.08 x 0.92) = 5.002 logos; 1.96 x 5.002 / 340 = 0.02884.
    const found = logoNoise(340, 0.92, 1.96)!;
    expect((found.half_width * 340) / 1.96).toBeCloseTo(5.0024, 3);
    expect(found.half_width).toBeCloseTo(0.0288, 4);
    expect(found.low).toBeCloseTo(0.92 - 0.0288, 4);
  });
  it("moves gross by 4.1 points on the reference book", () => {
    // 40 at 181,250, 120 at 67,082, 180 at 15,000: squares 1.31406e12 + 5.4e11 + 4.05e10 = 1.89456e12, root 1,376,430;
    // times sqrt(0.0736) = 0.271293 is 373,400 of 18.0M: 2.07 points, times 1.96 is 4.07.
    const starts = [
      ...new Array<number>(40).fill(181_250),
      ...new Array<number>(120).fill(67_082),
      ...new Array<number>(180).fill(15_000),
    ];
    expect(grrNoise(starts, 0.92, 1.96)).toBeCloseTo(0.0407, 4);
  });
  it("claims nothing when all stayed, all left, or nobody was there", () => {
    const book = [account("A", 100, 100)];
    const nothing = { logo_low: null, logo_high: null, logo_half_width: null, grr_half_width: null };
    expect(noiseOfAccounts(book, 1, 1.96)).toEqual(nothing);
    expect(noiseOfAccounts(book, 0, 1.96)).toEqual(nothing);
    expect(noiseOfAccounts([], unknown("Nobody."), 1.96)).toEqual(nothing);
  });
  it("keeps the interval of a share within 0 and 1", () => {
    // sqrt(11 x 10/11 x 1/11) = 0.9535; 1.96 x 0.9535 / 11 = 0.1699; 0.909 + 0.170 is past 1.
    expect(logoNoise(11, 10 / 11, 1.96)).toMatchObject({ high: 1 });
    expect(logoNoise(11, 10 / 11, 1.96)!.low).toBeCloseTo(0.7392, 4);
  });
});

describe("concentration", () => {
  it("gives the shares of the largest accounts and of the largest growth", () => {
    // Opening 500: largest 200 = 0.4, five largest 200 + 100 + 80 + 60 + 40 = 480 = 0.96. Growth 30 + 10: 0.75 and 1.
    const book = [200, 100, 80, 60, 40, 20].map((start, index) =>
      account(`A${index}`, start, index === 1 ? 130 : index === 2 ? 90 : start),
    );
    expect(concentration(book, standardPolicy)).toEqual({
      top_account: 0.4,
      top_five: 0.96,
      top_account_share_of_expansion: 0.75,
      top_five_share_of_expansion: 1,
    });
  });
  it("has no share of an expansion that did not happen", () => {
    expect(concentration([account("A", 100, 50)], standardPolicy).top_account_share_of_expansion).toBeNull();
    expect(concentration([account("A", 0, 50)], standardPolicy).top_account).toBeNull();
  });
});

describe("isExactMoney", () => {
  it("forgives the dust of doubles and nothing else", () => {
    expect(isExactMoney(0.1 + 0.2)).toBe(true);
    expect(isExactMoney(1234567.89)).toBe(true);
    expect(isExactMoney(1.2345)).toBe(false);
    expect(isExactMoney(0.004)).toBe(false);
  });
});
