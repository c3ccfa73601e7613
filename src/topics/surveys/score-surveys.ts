import { type Assumption, because, type Findings, type UndefinedField } from "../../core/answer.ts";
import { addAll } from "../../core/order.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { normalQuantile, standardErrorsOf } from "../../core/statistics.ts";
import {
  type CesAnswers,
  type CsatAnswers,
  cesAnswers,
  csatAnswers,
  type NpsAnswers,
  npsAnswers,
  type SurveyFigures,
} from "./answer-sets.ts";
import { type AnswerSet, coverageOf, type Noticed, surveyAssumptions, surveyWarnings } from "./coverage.ts";
import {
  bandsOf,
  type CesFields,
  type CsatFields,
  changeOf,
  errorOfDifference,
  type NpsFields,
  noBands,
  type Scored,
  type SurveyChange,
  type SurveyFields,
  scoredMean,
  scoredShare,
  votesNeeded,
  type Wave,
} from "./result.ts";
import { type PreviousInput, Question, type Questions, type SurveyQuestion, type SurveyRow } from "./survey-rows.ts";

/** What a score is computed with beside its answers. */
export interface QuestionContext {
  figures: SurveyFigures;
  population: number | null;
  previous_population: number | null;
  /** Of an interval, and what is added to find a real change often enough. */
  standardErrors: number;
  power: number;
  coverage: ReturnType<typeof coverageOf>;
}

/** A question's fields, the smallest change it could notice, and a reason for each null. */
export interface ScoredQuestion<Fields> {
  fields: Fields;
  detectable: number | null;
  undefined: UndefinedField[];
}

const alike = "All votes are alike, or there is one; from that alone chance cannot be gauged.";

/** Why a score has no interval. */
export function openEnds(question: Question, { margin }: Scored): UndefinedField[] {
  return margin === null
    ? because(
        alike,
        ["low", "high", "margin"].map((name) => `${question}.${name}`),
      )
    : [];
}

/** The change on the wave before, and why it or its interval is null. */
export function changeFields(
  question: Question,
  now: Wave,
  before: Wave | null,
  { standardErrors }: QuestionContext,
): { change: SurveyChange | null; undefined: UndefinedField[] } {
  if (before === null) return { change: null, undefined: because("No earlier wave is given.", `${question}.change`) };
  const change = changeOf(now, before, standardErrors);
  if (change.margin !== null) return { change, undefined: [] };
  const names = ["low", "high", "margin", "told_apart"].map((name) => `${question}.change.${name}`);
  return { change, undefined: because(`In one of the waves: ${alike}`, names) };
}

/**
 * The smallest change between two waves that would be seen, in the score's unit; a wave nobody gave is taken to be as large as this one.
 * Null where the error of a difference is not known.
 * @example detectableChange(7.8, null, { standardErrors: 1.96, power: 0.84 }) // 2.8 x sqrt(2 x 7.8 x 7.8) = 30.9
 */
export function detectableChange(
  error: Parameters<typeof errorOfDifference>[0],
  before: Parameters<typeof errorOfDifference>[1] | undefined,
  { standardErrors, power }: Pick<QuestionContext, "standardErrors" | "power">,
): ScoredQuestion<unknown>["detectable"] {
  const difference = errorOfDifference(error, before === undefined ? error : before);
  return difference === null ? null : (standardErrors + power) * difference;
}

/** The settings a wave before shares with this one unless it says so itself. */
const settings = ["type", "direction", "scale", "top_box_from"] as const;

/**
 * What is known of the wave before: its counts or ratings with this wave's settings. Throws Problem where it is asked differently, since such
 * waves cannot be compared, where its question is not asked now, and where rows of an earlier wave say the same.
 */
export function previousInput<Name extends Question>(
  name: Name,
  now: Questions[Name],
  previous: PreviousInput | undefined,
  rowsBefore: readonly SurveyRow[],
): NonNullable<Questions[Name]> | null {
  const given = previous?.[name];
  const own = (now ?? {}) as Record<string, unknown>;
  const before = (given ?? {}) as Record<string, unknown>;
  if (given === undefined && rowsBefore.length === 0) return null;
  if (given !== undefined && rowsBefore.length)
    throw new Problem({
      what: `The wave before is given twice for ${name}: in previous and as responses of an earlier wave.`,
      remedy: "Leave previous out.",
    });
  const differs = settings.filter((one) => before[one] !== undefined && own[one] !== before[one]);
  if (differs.length)
    throw new Problem({
      what: `previous.${name} has another ${differs.join(" and ")} than ${name}; such waves are two series.`,
      remedy: "Compare waves asked in the same way only, or leave previous out.",
    });
  const shared = Object.fromEntries(settings.filter((one) => own[one] !== undefined).map((one) => [one, own[one]]));
  return { ...shared, ...given } as NonNullable<Questions[Name]>;
}

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

/** The latest wave of some answers, the one before it, and what is older. */
export interface Waves {
  now: SurveyRow[];
  before: SurveyRow[];
  wave: string | null;
  previous_wave: string | null;
  /** Names of the waves older than both. */
  older: string[];
}

/** By the numbers in the names, so that 2026-10 comes after 2026-9. */
function byNumbers(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  const at = one.findIndex((number, index) => number !== other[index]);
  return (at === -1 ? 0 : one[at]! - (other[at] ?? 0)) || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Splits answers by wave; names that begin with the year sort by themselves. Throws Problem where only some rows name a wave, or where several
 * waves have names that do not sort.
 * @example splitWaves(rows of 2025-Q4 and 2026-Q1).wave // "2026-Q1"
 */
export function splitWaves(rows: readonly SurveyRow[]): Waves {
  const names = [...new Set(rows.flatMap(({ wave }) => (wave === null ? [] : [wave])))].sort(byNumbers);
  const bare = rows.filter(({ wave }) => wave === null);
  if (names.length && bare.length)
    throw new Problem({
      what: "Answers without a wave beside answers with one:",
      places: shownPlaces(bare.map(({ place }) => place)),
      remedy: "Give every answer its wave, or none.",
    });
  const forms = new Set(names.map((name) => name.replace(/\d+/g, "#")));
  const dated = names.every((name) => /^\d{4}(?!\d)/.test(name));
  if (names.length > 1 && (!dated || forms.size > 1))
    throw new Problem({
      what: `The waves ${names.join(", ")} have names that do not say which is later.`,
      remedy: "Begin them with the year and write them alike in numbers, such as 2025-Q4 and 2026-Q1.",
    });
  const wave = names.at(-1) ?? null;
  const previous = names.at(-2) ?? null;
  return {
    now: rows.filter((row) => row.wave === wave),
    before: previous === null ? [] : rows.filter((row) => row.wave === previous),
    wave,
    previous_wave: previous,
    older: names.slice(0, -2),
  };
}

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
