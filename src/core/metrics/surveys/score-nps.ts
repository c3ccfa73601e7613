import { because } from "../because.ts";
import { bandsOf } from "./bands.ts";
import { detectableChange } from "./detectable-change.ts";
import type { NpsAnswers } from "./nps-answers.ts";
import { changeFields, openEnds, type QuestionContext, type ScoredQuestion } from "./question-context.ts";
import { scoredMean } from "./scored.ts";
import { votesNeeded } from "./standard-error.ts";
import type { NpsFields } from "./survey-result.ts";

const unit = { lowest: -100, highest: 100, sample: false };

/**
 * NPS with its exact interval: variance p + d - (p - d)^2 over the votes, shrunk for a finite population. Points from -100 to 100.
 * @example 50 promoters, 30 passives and 20 detractors: 30, from 14.69 to 45.31
 */
export function scoreNps(now: NpsAnswers, before: NpsAnswers | null, context: QuestionContext): ScoredQuestion<NpsFields> {
  const { figures, population, standardErrors, power } = context;
  const scored = scoredMean(now.moments, now.answers, population, unit, standardErrors);
  const old = before && scoredMean(before.moments, before.answers, context.previous_population, unit, standardErrors);
  const { change, undefined: reasons } = changeFields("nps", scored.wave, old?.wave ?? null, context);
  const points = figures.detection.value.change_points;
  const { variance } = now.moments;
  const need = (error: number) => (variance === 0 ? null : votesNeeded(variance, error, population));
  const fields: NpsFields = {
    score: scored.wave.score,
    low: scored.ends?.low ?? null,
    high: scored.ends?.high ?? null,
    margin: scored.margin,
    ...bandsOf(scored.wave.score, scored.ends, figures.npsBands),
    promoters: now.promoters,
    passives: now.passives,
    detractors: now.detractors,
    variance: variance / 100 ** 2,
    needed: {
      points,
      answers_for_margin: need(points / standardErrors),
      answers_for_change: need(points / (standardErrors + power) / Math.SQRT2),
    },
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
      ...openEnds("nps", scored),
      ...(variance === 0
        ? because(
            "All votes are alike; from that alone no need can be told.",
            "nps.needed.answers_for_margin",
            "nps.needed.answers_for_change",
          )
        : []),
      ...context.coverage.undefined,
      ...reasons,
    ],
  };
}
