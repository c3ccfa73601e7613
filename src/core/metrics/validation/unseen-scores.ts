import type { CompleteCases } from "./complete-cases.ts";
import { dealIntoFolds } from "./deal-into-folds.ts";
import type { LogisticFit, LogisticSettings } from "./logistic-regression.ts";
import type { StandardisedColumn } from "./standardised-columns.ts";
import { weightsFromLosses } from "./weights-from-losses.ts";

/**
 * The weighted mean of the components of one row. Kept in single precision, so that two sums that are equal on paper are a tie.
 * @example weightedScore([Float64Array.of(80), Float64Array.of(40)], [0.75, 0.25], 0) // 70
 */
export function weightedScore(columns: readonly Float64Array[], weights: readonly number[], row: number): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += weights[at]! * columns[at]![row]!;
  return Math.fround(sum);
}

/**
 * A score for each case from weights learned without it: the cases are dealt into parts by account, and each part is scored with weights
 * from the others. Null when weights cannot be learned from the others of some part.
 */
export function unseenScores(
  { names, cases, columns, lost }: CompleteCases,
  standardised: readonly StandardisedColumn[],
  settings: LogisticSettings & { folds: number },
  guess?: LogisticFit,
): Float64Array | null {
  const dealt = dealIntoFolds(cases, settings.folds);
  const foldOf = new Uint32Array(cases.map(({ account }) => dealt.get(account)!));
  const scores = new Float64Array(cases.length);
  const every = foldOf.map((_, row) => row);
  for (let fold = 0; fold < settings.folds; fold++) {
    const others = every.filter((row) => foldOf[row] !== fold);
    const weights = weightsFromLosses(standardised, { components: names.length, lost, rows: others }, settings, guess);
    if (weights === null) return null;
    for (const row of every) if (foldOf[row] === fold) scores[row] = weightedScore(columns, weights, row);
  }
  return scores;
}
