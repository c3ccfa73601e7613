import { because } from "../because.ts";
import { bandsOf, noBands } from "./bands.ts";
import type { CsatAnswers } from "./csat-answers.ts";
import { detectableChange } from "./detectable-change.ts";
import { changeFields, openEnds, type QuestionContext, type ScoredQuestion } from "./question-context.ts";
import { type Scored, scoredMean, scoredShare } from "./scored.ts";
import type { CsatFields } from "./survey-result.ts";

/**
 * Satisfaction as a share with Wilson's interval, or as a mean with 1.96 standard errors or so; never one turned into the other.
 * Shares are fractions, means points of the scale. The bands of means are made for the usual scale only.
 * @example 8 satisfied of 10: 80%, from 49.0% to 94.3%
 */
export function scoreCsat(now: CsatAnswers, before: CsatAnswers | null, context: QuestionContext): ScoredQuestion<CsatFields> {
  const { figures, standardErrors } = context;
  const scoredOf = ({ moments, answers, scale }: CsatAnswers, population: number | null): Scored =>
    now.type === "top_box" || scale === null
      ? scoredShare(moments, answers, population, standardErrors)
      : scoredMean(moments, answers, population, { ...scale, sample: true }, standardErrors);
  const scored = scoredOf(now, context.population);
  const old = before && scoredOf(before, context.previous_population);
  const { change, undefined: reasons } = changeFields("csat", scored.wave, old?.wave ?? null, context);
  const top = now.type === "top_box";
  const usual = now.scale?.highest === figures.csatScale.value.highest;
  const { score } = scored.wave;
  const banded = top
    ? bandsOf(score, scored.ends, figures.csatShareBands)
    : usual
      ? bandsOf(score, scored.ends, figures.csatMeanBands)
      : noBands;
  const fields: CsatFields = {
    type: now.type,
    share: top ? score : null,
    mean: top ? null : score,
    low: scored.ends?.low ?? null,
    high: scored.ends?.high ?? null,
    margin: scored.margin,
    ...banded,
    scale: now.scale?.highest ?? null,
    top_box_from: now.top_box_from,
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
      ...openEnds("csat", scored),
      ...(top
        ? because("The mean is another statistic; csat.type asks for the share.", "csat.mean")
        : because("The share is another statistic; csat.type asks for the mean.", "csat.share")),
      ...(fields.band === null ? because("The bands of means are for another scale.", "csat.band") : []),
      ...(fields.scale === null ? because("Counts of satisfied answers do not say.", "csat.scale") : []),
      ...(fields.top_box_from === null
        ? because(top ? "Counts of satisfied answers do not say." : "A mean has no such answer.", "csat.top_box_from")
        : []),
      ...context.coverage.undefined,
      ...reasons,
    ],
  };
}
