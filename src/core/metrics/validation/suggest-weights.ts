import { aucDifference } from "./auc-difference.ts";
import { type CompleteCases, completeCases } from "./complete-cases.ts";
import { counted } from "./counted.ts";
import type { ValidationFigures } from "./figures.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { standardisedColumns } from "./standardised-columns.ts";
import { areaUnderCurve, structuralComponents } from "./structural-components.ts";
import { unseenScores, weightedScore } from "./unseen-scores.ts";
import type { UsedCase } from "./used-case.ts";
import type { SuggestedWeights } from "./validation.ts";
import { weightsFromLosses } from "./weights-from-losses.ts";

type SuggestionFigures = Pick<ValidationFigures, "backtestGates" | "suggestion" | "standardErrors" | "weights">;
type Outcome = { suggested: SuggestedWeights; reason: null } | { suggested: null; reason: string };

const noWeights =
  "In all accounts or in a part of them no component went with fewer losses when higher, or the search for weights did not settle; no weights follow.";

/** Why nothing can be learned from these cases, or null. */
function tooThin({ names, cases, lost }: CompleteCases, { backtestGates, suggestion }: SuggestionFigures): string | null {
  if (names.length === 0) return "No components were given, only the score.";
  if (names.length === 1) return "There is only one component, so there is nothing to weigh.";
  const events = lost.reduce((sum, one) => sum + one, 0);
  const needed = Math.max(names.length * suggestion.value.events_per_component, backtestGates.value.events_for_ordering);
  if (events >= needed && cases.length - events >= needed) return null;
  const have = `${counted(events, "loss", "losses")} and ${cases.length - events} kept`;
  return `Weights for ${names.length} components need ${needed} lost and as many kept accounts that have every component; there are ${have}.`;
}

/** The standard weights as shares over these components; null when the standard does not know all of them or gives them nothing. */
function standardShares(names: readonly string[], weights: Record<string, number>): number[] | null {
  const known = names.map((name) => (Object.hasOwn(weights, name) ? weights[name]! : null));
  const total = known.reduce((sum: number, weight) => sum + (weight ?? 0), 0);
  return known.includes(null) || total <= 0 ? null : known.map((weight) => weight! / total);
}

function verdictOf({ gain_low, gain_high, compared_with }: Pick<SuggestedWeights, "gain_low" | "gain_high" | "compared_with">) {
  const other = compared_with === "standard_weights" ? "the standard weights" : "the score as given";
  if (gain_low > 0)
    return `On accounts they had not seen, weights learned from your own losses put accounts in a better order than ${other}, by more than chance explains. Nothing was changed; adopt them on purpose or not at all.`;
  if (gain_high < 0)
    return `On accounts they had not seen, weights learned from your own losses did worse than ${other}. Do not adopt them.`;
  return `On accounts they had not seen, weights learned from your own losses were no better than ${other} by more than chance. Keep what you have.`;
}

/**
 * Weights as the user's own losses would have them, beside the standard ones, with the gain on accounts that the weights were not learned
 * from: parts dealt by account name, and DeLong's paired limits on the pooled scores of all parts. Null with a reason when losses are few,
 * components are missing, or none points the right way. Nothing here changes a score.
 */
export function suggestWeights(cases: readonly UsedCase[], figures: SuggestionFigures): Outcome {
  const complete = completeCases(cases);
  const thin = tooThin(complete, figures);
  if (thin !== null) return { suggested: null, reason: thin };
  const { ridge, most_steps: mostSteps, folds } = figures.suggestion.value;
  const settings = { ridge, mostSteps, folds };
  const { names, columns, lost, cases: rows } = complete;
  const standardised = standardisedColumns(columns);
  const all = { components: names.length, lost, rows: Uint32Array.from(rows.keys()) };
  const guess = logisticRegression(
    { columns: standardised.map(({ values }) => values), outcomes: lost, rows: all.rows },
    settings,
  );
  const shares = guess && weightsFromLosses(standardised, all, settings, guess);
  const unseen = guess && unseenScores(complete, standardised, settings, guess);
  if (shares === null || unseen === null) return { suggested: null, reason: noWeights };
  const lostOf = (scores: Float64Array) => scores.filter((_, row) => lost[row] === 1);
  const keptOf = (scores: Float64Array) => scores.filter((_, row) => lost[row] === 0);
  const areaOf = (scores: Float64Array) => areaUnderCurve(lostOf(scores), keptOf(scores));
  const weighted = (weights: readonly number[]) => columns[0]!.map((_, row) => weightedScore(columns, weights, row));
  const standard = standardShares(names, figures.weights.value);
  const compared = standard ? weighted(standard) : Float64Array.from(rows.map(({ score }) => score));
  const learned = structuralComponents(lostOf(unseen), keptOf(unseen));
  const other = structuralComponents(lostOf(compared), keptOf(compared));
  const { gain, low, high } = aucDifference(learned, other, figures.standardErrors.value);
  const compared_with = standard ? "standard_weights" : "score_as_given";
  const suggested: SuggestedWeights = {
    n: rows.length,
    events: lost.reduce((sum, one) => sum + one, 0),
    components: names.map((component, index) => ({
      component,
      standard_share: standard?.[index] ?? null,
      suggested_share: shares[index]!,
      auc: areaOf(columns[index]!),
    })),
    compared_with,
    auc_compared: other.auc,
    auc_equal_weights: areaOf(weighted(names.map(() => 1 / names.length))),
    auc_suggested: learned.auc,
    gain,
    gain_low: low,
    gain_high: high,
    exceeds_noise: low > 0,
    verdict: verdictOf({ gain_low: low, gain_high: high, compared_with }),
  };
  return { suggested, reason: null };
}
