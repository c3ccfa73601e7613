import { describe, expect, it } from "vitest";
import { scoreCutOffs } from "../../../src/topics/tiers/floors.ts";
import { weightedScores } from "../../../src/topics/tiers/tier-book.ts";

const weights = { arr: 0.4, complexity: 0.25, growth: 0.2, strategic: 0.15 };
const parts = { account: "A", row: 4, arr: 50_000, complexity: 80, growth: 60, strategic: 40 };

describe("weightedScores", () => {
  it("weighs ARR in proportion up to the amount for full marks", () => {
    // 0.4 x 50 + 0.25 x 80 + 0.2 x 60 + 0.15 x 40 = 20 + 20 + 12 + 6.
    expect(weightedScores([parts], weights, 100_000)).toEqual([58]);
  });

  it("caps the ARR part at 100", () => {
    // 0.4 x 100 + 38.
    expect(weightedScores([{ ...parts, arr: 1_000_000 }], weights, 100_000)).toEqual([78]);
    expect(weightedScores([{ ...parts, arr: 100_000 }], weights, 100_000)).toEqual([78]);
  });

  it("scores 0 as 0, not as missing", () => {
    expect(weightedScores([{ ...parts, complexity: 0, growth: 0, strategic: 0 }], weights, 100_000)).toEqual([20]);
  });

  it("does not ask for a part without weight", () => {
    const two = { arr: 0.5, complexity: 0.5, growth: 0, strategic: 0 };
    expect(weightedScores([{ ...parts, growth: null, strategic: null }], two, 100_000)).toEqual([65]);
  });

  it("refuses missing and impossible parts, with every account and row", () => {
    const accounts = [
      parts,
      { ...parts, account: "B", row: 5, growth: null, strategic: null },
      { ...parts, account: "C", row: null, growth: 120 },
    ];
    expect(() => weightedScores(accounts, weights, 100_000)).toThrow(
      /row 5, B: growth, strategic missing[\s\S]*C: growth 120 outside 0 to 100/,
    );
  });

  it("refuses weights that do not add up to 1, percents among them", () => {
    expect(() => weightedScores([parts], { arr: 40, complexity: 25, growth: 20, strategic: 15 }, 100_000)).toThrow(
      /Write 40% as 0.4/,
    );
    expect(() => weightedScores([parts], { ...weights, arr: 0.5 }, 100_000)).toThrow(/add up to 1/);
  });
});

describe("scoreCutOffs", () => {
  it("lets the last tier begin at 0", () => {
    const floors = scoreCutOffs([
      { tier: "Rest", touch: "tech" },
      { tier: "Top", touch: "high", min_score: 70 },
    ]);
    expect(floors).toEqual([
      { tier: "Top", touch: "high", min: 70 },
      { tier: "Rest", touch: "tech", min: 0 },
    ]);
  });

  it("asks for cut-offs instead of inventing them", () => {
    expect(() => scoreCutOffs([])).toThrow(/no published source gives any/);
    const bare = [
      { tier: "Top", touch: "high" as const },
      { tier: "Rest", touch: "tech" as const },
    ];
    expect(() => scoreCutOffs(bare)).toThrow(/no min_score: Top, Rest/);
    expect(() => scoreCutOffs([{ tier: "Top", touch: "high", min_score: 700 }])).toThrow(/outside 0 to 100: Top 700/);
  });
});
