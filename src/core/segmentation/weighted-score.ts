import type * as z from "zod";
import { Problem } from "../contract/problem.ts";
import { CriteriaWeights } from "./figures.ts";

export type Weights = z.infer<typeof CriteriaWeights>;

/** What a score is made of: ARR in major units, the other parts from 0 to 100; null is unknown. */
export interface ScoreParts {
  account: string;
  row: number | null;
  arr: number;
  complexity: number | null;
  growth: number | null;
  strategic: number | null;
}

const judged = ["complexity", "growth", "strategic"] as const;

/**
 * Each account's weighted score from 0 to 100, in the order given. The ARR part grows in proportion up to the amount for full marks and
 * stays at 100 above it. A part with weight 0 need not be known. Throws Problem for weights that do not add up to 1, for a part outside
 * 0 to 100 and, listing accounts and rows, for a missing part: an unknown is never scored as 0.
 * @example weightedScores([{ account: "A", row: null, arr: 50000, complexity: 80, growth: 60, strategic: 40 }],
 *   { arr: 0.4, complexity: 0.25, growth: 0.2, strategic: 0.15 }, 100000)[0] // 0.4*50 + 0.25*80 + 0.2*60 + 0.15*40 = 58
 */
export function weightedScores(accounts: readonly ScoreParts[], weights: Weights, arrForFullMarks: number): number[] {
  if (!CriteriaWeights.safeParse(weights).success)
    throw new Problem({
      what: `The weights must be shares that add up to 1; these are ${Object.entries(weights)
        .map(([name, weight]) => `${name} ${weight}`)
        .join(", ")}.`,
      remedy: "Write 40% as 0.4 and make the four add up to 1.",
    });
  const needed = judged.filter((name) => weights[name] > 0);
  const places: string[] = [];
  for (const parts of accounts) {
    const missing = needed.filter((name) => parts[name] === null);
    const outside = needed.filter((name) => parts[name] !== null && !(parts[name] >= 0 && parts[name] <= 100));
    const place = parts.row === null ? parts.account : `row ${parts.row}, ${parts.account}`;
    if (missing.length) places.push(`${place}: ${missing.join(", ")} missing`);
    if (outside.length) places.push(`${place}: ${outside.map((name) => `${name} ${parts[name]}`).join(", ")} outside 0 to 100`);
  }
  if (places.length)
    throw new Problem({
      what: "These accounts cannot be scored:",
      places,
      remedy: "Give each part a score from 0 to 100, or set the part's weight to 0.",
    });
  return accounts.map((parts) => {
    const marks = Math.min(parts.arr / arrForFullMarks, 1) * 100;
    const score = needed.reduce((sum, name) => sum + weights[name] * parts[name]!, weights.arr * marks);
    // Twelve digits, so that a score of exactly 60 does not fall short of a cut-off by the noise of binary fractions.
    return Number(score.toPrecision(12));
  });
}
