import type { Assumption, Findings, UndefinedField } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import { addAll } from "../../order/add-all.ts";
import { normalQuantile, standardErrorsOf } from "../../statistics/normal-quantile.ts";
import { because } from "../because.ts";
import type { AnswerSet } from "./answer-set.ts";
import { cesAnswers } from "./ces-answers.ts";
import { coverageOf } from "./coverage.ts";
import { csatAnswers } from "./csat-answers.ts";
import type { SurveyFigures } from "./figures.ts";
import { npsAnswers } from "./nps-answers.ts";
import { previousInput } from "./previous-answers.ts";
import type { QuestionContext, ScoredQuestion } from "./question-context.ts";
import { scoreCes } from "./score-ces.ts";
import { scoreCsat } from "./score-csat.ts";
import { scoreNps } from "./score-nps.ts";
import { Question, type Questions, type SurveyQuestion, type SurveyRow } from "./survey-input.ts";
import { type Noticed, surveyAssumptions, surveyWarnings } from "./survey-notices.ts";
import type { SurveyFields } from "./survey-result.ts";
import { splitWaves } from "./waves.ts";

/** Scored surveys, and what to know before trusting them. */
export interface SurveyAnswer extends Findings {
  fields: SurveyFields;
}

/** How one question's answers are read out of what the call gives of it, and scored. */
interface Kind<Name extends Question, Set extends AnswerSet, Fields> {
  read(name: string, input: NonNullable<Questions[Name]>, rows: readonly SurveyRow[]): Set | null;
  score(now: Set, before: Set | null, context: QuestionContext): ScoredQuestion<Fields>;
}

/**
 * NPS, CSAT and CES with their intervals, what of the customers they cover, the change on the wave before, and the smallest change between two
 * waves that would probably be noticed. Throws Problem for what cannot be scored as asked.
 * @example scoreSurveyAnswers({ nps: { promoters: 50, passives: 30, detractors: 20 }, rows: [], one_vote: false }, figures).fields.nps?.score // 30
 */
export function scoreSurveyAnswers(given: SurveyQuestion, figures: SurveyFigures): SurveyAnswer {
  const waves = splitWaves(given.rows);
  const asked = Question.options.filter((name) => given[name] !== undefined || given.rows.some(({ type }) => type === name));
  const unasked = Question.options.filter((name) => given.previous?.[name] !== undefined && !asked.includes(name));
  if (unasked.length)
    throw new Problem({
      what: `previous gives ${unasked.join(", ")}, and this wave does not.`,
      remedy: "Give this wave's answers, too.",
    });
  const power = normalQuantile(figures.detection.value.power_share);
  const standardErrors = standardErrorsOf(figures.confidence.value);
  const reasons: UndefinedField[] = [];
  const scored: Noticed[] = [];
  const detectable: Record<Question, number | null> = { nps: null, csat: null, ces: null };

  function fieldsOf<Name extends Question, Set extends AnswerSet, Fields>(
    name: Name,
    kind: Kind<Name, Set, Fields>,
  ): Fields | null {
    const change = `detectable_change.${name}`;
    if (!asked.includes(name)) {
      addAll(reasons, because("Not given.", name, change));
      return null;
    }
    const rows = waves.now.filter(({ type }) => type === name);
    const rowsBefore = waves.before.filter(({ type }) => type === name);
    const now = kind.read(name, (given[name] ?? {}) as NonNullable<Questions[Name]>, rows);
    const earlier = previousInput(name, given[name], given.previous, rowsBefore);
    const before = earlier === null ? null : kind.read(`previous.${name}`, earlier, rowsBefore);
    if (now === null) {
      addAll(reasons, because("Nobody answered.", name, change));
      return null;
    }
    const population = given.previous?.population;
    if (before !== null && population !== undefined && population < before.moments.votes)
      throw new Problem({
        what: `previous.population is ${population}, fewer than the ${before.moments.votes} votes of previous.${name}.`,
        remedy: "Correct one of them, or leave it out.",
      });
    const found = kind.score(now, before, {
      figures,
      population: given.population ?? null,
      previous_population: population ?? null,
      standardErrors,
      power,
      coverage: coverageOf(name, now, rows, given),
    });
    detectable[name] = found.detectable;
    if (found.detectable === null)
      addAll(reasons, because("In a wave all votes are alike, or there is one; chance cannot be gauged from that.", change));
    addAll(reasons, found.undefined);
    scored.push({ question: name, set: now, change: before !== null });
    return found.fields;
  }

  const { one_vote } = given;
  const nps = fieldsOf("nps", {
    read: (name, input, rows) => npsAnswers(name, input, rows, one_vote, figures.npsScale.value),
    score: scoreNps,
  });
  const csat = fieldsOf("csat", {
    read: (name, input, rows) => csatAnswers(name, input, rows, one_vote, figures.csatScale.value),
    score: scoreCsat,
  });
  const ces = fieldsOf("ces", {
    read: (name, input, rows) => cesAnswers(name, input, rows, one_vote, figures.cesScale.value),
    score: scoreCes,
  });
  return {
    fields: {
      nps,
      csat,
      ces,
      detectable_change: {
        ...detectable,
        confidence_share: figures.confidence.value,
        power_share: figures.detection.value.power_share,
      },
      wave: waves.wave,
      previous_wave: waves.previous_wave,
    },
    warnings: surveyWarnings(scored, waves.older, given, figures.few.value),
    assumptions: surveyAssumptions(scored, given, usualScales(given, scored, figures)),
    undefined: [
      ...reasons,
      ...(waves.wave === null ? because("The answers name no wave.", "wave") : []),
      ...(waves.previous_wave === null ? because("No answers of an earlier wave are given one by one.", "previous_wave") : []),
    ],
  };
}

/** The scales that nobody stated. */
function usualScales(given: SurveyQuestion, scored: readonly Noticed[], figures: SurveyFigures): Assumption[] {
  return (["csat", "ces"] as const).flatMap((name) => {
    const counted = name === "csat" && given.csat?.responses !== undefined;
    if (given[name]?.scale !== undefined || counted || !scored.some(({ question }) => question === name)) return [];
    const usual = (name === "csat" ? figures.csatScale : figures.cesScale).value;
    return [
      {
        what: `Scale of ${name.toUpperCase()}`,
        value: `${usual.lowest} to ${usual.highest}`,
        why: `${name}.scale is not given.`,
        if_wrong: "On another scale the same answers mean something else, and the bands do not hold.",
      },
    ];
  });
}
