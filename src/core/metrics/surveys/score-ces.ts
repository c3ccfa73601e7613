import { because } from "../because.ts";
import { bandsOf, noBands } from "./bands.ts";
import type { CesAnswers } from "./ces-answers.ts";
import { detectableChange } from "./detectable-change.ts";
import { changeFields, openEnds, type QuestionContext, type ScoredQuestion } from "./question-context.ts";
import { scoredMean } from "./scored.ts";
import type { CesFields } from "./survey-result.ts";

/**
 * Effort as the mean answer with its interval, in points of the scale. Bands exist for one direction and the usual scale, and are not turned
 * round for the other.
 * @example answers 2 1 3 2 5 1 2 4, lower is easier: mean 2.5, margin 0.98
 */
export function scoreCes(now: CesAnswers, before: CesAnswers | null, context: QuestionContext): ScoredQuestion<CesFields> {
  const { figures, standardErrors } = context;
  const scoredOf = ({ moments, answers, scale }: CesAnswers, population: number | null) =>
    scoredMean(moments, answers, population, { ...scale, sample: true }, standardErrors);
  const scored = scoredOf(now, context.population);
  const old = before && scoredOf(before, context.previous_population);
  const { change, undefined: reasons } = changeFields("ces", scored.wave, old?.wave ?? null, context);
  const usual = figures.cesScale.value;
  const banded = now.direction === usual.direction && now.scale.highest === usual.highest;
  const fields: CesFields = {
    direction: now.direction,
    mean: scored.wave.score,
    low: scored.ends?.low ?? null,
    high: scored.ends?.high ?? null,
    margin: scored.margin,
    ...(banded ? bandsOf(scored.wave.score, scored.ends, figures.cesBands) : noBands),
    scale: now.scale.highest,
    answers: now.answers,
    votes: now.moments.votes,
    ...context.coverage.fields,
    counts: now.counts,
    change,
  };
  return {
    fields,
    detectable: detectableChange(scored.wave.error, old?.wave.error, context),
    undefined: [
      ...openEnds("ces", scored),
      ...(banded ? [] : because("The bands are for another direction or scale, and do not turn with the answers.", "ces.band")),
      ...context.coverage.undefined,
      ...reasons,
    ],
  };
}
