import type { UndefinedField, Warning } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import type { ValidationFigures } from "./figures.ts";
import { measureScores } from "./measure-scores.ts";
import { orderBySegment } from "./order-by-segment.ts";
import { reasonsOf } from "./reasons.ts";
import { refuseBadValues } from "./refuse-bad-values.ts";
import { refuseCopiedOutcome, refuseLateScores } from "./refuse-leakage.ts";
import { suggestWeights } from "./suggest-weights.ts";
import { usedCases } from "./used-cases.ts";
import type { ScoredCase, Validation } from "./validation.ts";
import { readingOf, standingOf, verdictOf } from "./verdict.ts";
import { warningsOfCases } from "./warnings-of-cases.ts";
import { warningsOfResult } from "./warnings-of-result.ts";

/** Segments shown at once, the largest ones. */
const SEGMENTS_SHOWN = 12;

/** What the caller may add to the cases. */
export interface ValidationQuestion {
  /** Accounts the team can call in the time, 0 or more. */
  capacity?: number;
  /** True when the scores themselves are the stated chance of renewing, in percent. */
  as_probabilities?: boolean;
}

export type ValidationAnswer = Validation & { warnings: Warning[]; undefined: UndefinedField[] };

/**
 * How far a health score foretold who left: the order of accounts with its limits, bands, tenths, the lost ARR that stood green, what a team
 * of a given capacity would have found, segments, stated chances, and weights the user's own losses suggest.
 * Scores and components run from 0 to 100, more healthier; chances and rates are fractions; ARR in major units, used in ARR fields only.
 * Throws Problem for impossible values, scores taken on or after the decision, and scores made of the outcome. Paths in `undefined` begin
 * with "validation".
 * @example validateScores(cases, { capacity: 20 }, figures).auc // 0.78
 */
export function validateScores(
  cases: readonly ScoredCase[],
  { capacity, as_probabilities = false }: ValidationQuestion,
  figures: ValidationFigures,
): ValidationAnswer {
  if (capacity !== undefined && !(capacity >= 0 && Number.isFinite(capacity)))
    throw new Problem({ what: `capacity is ${capacity}.`, remedy: "Give the accounts your team can call, 0 or more." });
  refuseBadValues(cases);
  const { used, withoutScore } = usedCases(cases, as_probabilities);
  refuseLateScores(used);
  refuseCopiedOutcome(used, figures.copiesOutcome.value);

  const measures = measureScores(used, capacity ?? null, figures);
  const standing = standingOf(measures, figures.backtestGates.value);
  const reading = readingOf(measures, standing);
  const segments = orderBySegment(used);
  const { suggested, reason } = suggestWeights(used, figures);
  const validation: Validation = {
    ...measures,
    without_score: withoutScore.length,
    without_score_lost: withoutScore.filter(({ lost }) => lost).length,
    standing,
    reading,
    verdict: verdictOf(measures, standing, reading, figures.backtestGates.value.churn_events),
    by_segment: segments.slice(0, SEGMENTS_SHOWN),
    suggested,
  };
  const leftOut = Math.max(0, segments.length - SEGMENTS_SHOWN);
  return {
    ...validation,
    warnings: [...warningsOfCases(used, withoutScore, figures), ...warningsOfResult(validation, leftOut, figures)],
    undefined: reasonsOf(validation, reason),
  };
}
