import type * as z from "zod";
import { type Answered, type Known, known, mapKnown, orNull, over, unknown } from "../../core/known.ts";
import { amountTrouble, sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { normalQuantile, standardErrorsOf } from "../../core/statistics.ts";
import type { NpsFields, SurveyFields } from "./answer.ts";
import { type AnswerSet, type Form, kinds, momentsOfRatings, readAnswers, refuseNoAnswers, votesNeeded } from "./answers.ts";
import type { SurveyFigures } from "./question.ts";
import {
  previousByQuestion,
  previousInput,
  Question,
  type QuestionInput,
  type SurveyQuestion,
  type SurveyRow,
} from "./question.ts";
import { splitWaves, type Waves } from "./rows.ts";
import { type ScoredQuestion, type Sureness, score, scored } from "./score.ts";

/**
 * ARR of the accounts that answered, each once, in major units; unknown unless every answer names its account and its ARR.
 * Throws Problem where one account has two amounts.
 */
function arrOfRows(rows: readonly SurveyRow[]): Known<number> {
  const arrs = new Map<string, number>();
  const places: string[] = [];
  let missing = 0;
  for (const { place, account, arr } of rows) {
    if (account === null || arr === null) {
      missing += 1;
      continue;
    }
    const first = arrs.get(account);
    const trouble = amountTrouble("arr", arr);
    if (trouble !== null) places.push(`${place} (${account}): ${trouble}`);
    else if (first !== undefined && first !== arr)
      places.push(`${place} (${account}): arr is ${arr}, and ${first} in another row`);
    arrs.set(account, arr);
  }
  if (places.length)
    throw new Problem({
      what: "The ARR of accounts that answered cannot be added up:",
      places: shownPlaces(places),
      remedy: "Give each account one yearly amount, the same in all its rows.",
    });
  if (missing > 0) return unknown(`${missing} of ${rows.length} answers come without an account's ARR.`);
  return sumMoney([...arrs.values()]);
}

type Coverage = Pick<Answered<z.infer<typeof NpsFields>>, "response_rate" | "population_share" | "arr_share">;

/**
 * How much of those asked, of all customers and of their ARR stands behind the answers; fractions.
 * Throws Problem for answers that outnumber the people asked or the customers, and for ARR above the whole.
 */
export function coverageOf(
  question: Question,
  { answers, moments: { votes } }: Pick<AnswerSet, "answers" | "moments">,
  rows: readonly SurveyRow[],
  { invited, population, population_arr: whole, responses_arr, one_vote }: SurveyQuestion,
): Coverage {
  const voters = one_vote ? "accounts" : "answers";
  if (invited !== undefined && invited < answers)
    refuse(`invited is ${invited}, fewer than the ${answers} answers of ${question}`);
  if (population !== undefined && population < votes)
    refuse(`population is ${population}, fewer than the ${votes} ${voters} of ${question}`);
  const some = rows.some(({ arr }) => arr !== null);
  if (some && responses_arr !== undefined) refuse("responses_arr is given beside the ARR of single answers");
  const arr = some ? arrOfRows(rows) : known(responses_arr, "The ARR of those who answered is not given (responses_arr).");
  mapKnown(arr, (own) =>
    whole !== undefined && own > whole ? refuse(`population_arr is ${whole}, less than the ${own} of those who answered`) : own,
  );
  return {
    response_rate: over(answers, known(invited, "Nobody said how many were asked (invited)."), "Nobody was asked."),
    population_share: over(votes, known(population, "population is not given."), "There are no customers."),
    arr_share: mapKnown(known(whole, "population_arr is not given."), (all) => over(arr, all, "There is no ARR to cover.")),
  };
}

function refuse(what: string): never {
  throw new Problem({ what: `${what}.`, remedy: "Correct one of them, or leave it out." });
}

/**
 * Who answered the wave before and is silent now, by account, with what they said then beside what all said; unknown where the accounts of two
 * waves are not known.
 * @example whoStopped(rows of 2026-Q1, rows of 2025-Q4, forms).accounts // 3
 */
function whoStopped(
  now: readonly SurveyRow[],
  before: readonly SurveyRow[],
  forms: ReadonlyMap<Question, Form>,
): Known<Answered<NonNullable<SurveyFields["stopped"]>>> {
  if (before.length === 0) return unknown("No answers of an earlier wave are given one by one.");
  if ([...now, ...before].some(({ account }) => account === null)) return unknown("Not every answer names its account.");
  const answering = new Set(now.map(({ account }) => account));
  const silent = before.filter(({ account }) => !answering.has(account));
  const names = [...new Set(silent.map(({ account }) => account!))].sort();
  const scores_before = [...forms].flatMap(([question, form]) => {
    const [own, all] = [silent, before].map((rows) => rows.filter(({ type }) => type === question));
    if (own!.length === 0) return [];
    const mean = (rows: readonly SurveyRow[]) => momentsOfRatings(rows, form.value, false).mean;
    return [{ question, score: mean(own!), of_all: mean(all!) }];
  });
  return { accounts: names.length, arr: arrOfRows(silent), names, scores_before };
}

/** The answers of each segment, the largest first. */
export function bySegment(rows: readonly SurveyRow[]): [string, SurveyRow[]][] {
  const named = rows.filter(({ segment }) => segment !== null);
  return [...groupBy(named, ({ segment }) => segment!)].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
}

/** One question as it was scored. */
export interface Outcome extends ScoredQuestion {
  question: Question;
  form: Form;
  input: QuestionInput;
  set: AnswerSet;
  before: AnswerSet | null;
  coverage: ReturnType<typeof coverageOf>;
}

/** Scored surveys: the fields of the answer, and each question as it was scored. */
export interface Surveys {
  fields: Answered<SurveyFields>;
  outcomes: Outcome[];
  waves: Waves;
}

type Block<Name extends Question> = Answered<NonNullable<SurveyFields[Name]>>;

/** Answers needed in the kindest and in the harshest split of two waves. */
function boundsOfNeed(
  need: (now: number, then: number) => Known<number>,
  now: NonNullable<AnswerSet["moments"]["bounds"]>,
  then: typeof now,
): { answers_for_change_kindest?: number; answers_for_change_harshest?: number } {
  const [kindest, harshest] = [orNull(need(now.least, then.least)), orNull(need(now.most, then.most))];
  return {
    ...(kindest === null ? {} : { answers_for_change_kindest: kindest }),
    ...(harshest === null ? {} : { answers_for_change_harshest: harshest }),
  };
}

/** The fields of each question on the wire. */
const blocks: {
  [Name in Question]: (outcome: Outcome, sureness: Sureness, figures: SurveyFigures, population: number | null) => Block<Name>;
} = {
  nps({ score, fields, set, before, coverage }, { standardErrors, power }, figures, population) {
    const { variance, bounds } = set.moments;
    const asked = mapKnown(fields.change, ({ difference }) => Math.abs(difference));
    const points = orNull(asked) || figures.detection.value.change_points;
    const alike = unknown("All votes are alike; from that alone no need can be told.");
    const need = (spread: number, error: number) => (spread === 0 ? alike : votesNeeded(spread, error, population));
    const error = points / (standardErrors + power) / Math.SQRT2;
    /** Two waves of so many answers each, as mixed as these two are. */
    const forChange = (now: number, then: number) => need((now + then) / 2, error);
    const earlier = (before ?? set).moments;
    const scale = figures.npsScale.value;
    const sum = (from: number, to: number) =>
      set.counts.reduce((total, { answer, count }) => total + (Number(answer) >= from && Number(answer) <= to ? count : 0), 0);
    const of = (name: string, from: number, to: number): Known<number> =>
      bounds !== undefined
        ? unknown("Only the score is given, and not how the answers split.")
        : (set.counts.find(({ answer }) => answer === name)?.count ?? sum(from, to));
    return {
      score,
      ...fields,
      ...coverage,
      promoters: of("promoters", scale.promoter_from, scale.highest),
      passives: of("passives", scale.detractor_to + 1, scale.promoter_from - 1),
      detractors: of("detractors", scale.lowest, scale.detractor_to),
      variance: variance / 100 ** 2,
      needed: {
        points,
        answers_for_margin: need(variance, points / standardErrors),
        answers_for_change: forChange(variance, earlier.variance),
        ...(bounds === undefined ? {} : boundsOfNeed(forChange, bounds, earlier.bounds ?? bounds)),
      },
    };
  },
  csat: ({ score, fields, coverage, form: { kind, scale, satisfied_from } }) => ({
    type: kind === "share" ? "top_box" : "mean",
    share: kind === "share" ? score : unknown("The share is another statistic; csat.type asks for the mean."),
    mean: kind === "share" ? unknown("The mean is another statistic; csat.type asks for the share.") : score,
    ...fields,
    ...coverage,
    scale: known(scale, "Counts of satisfied answers do not say."),
    top_box_from: known(
      satisfied_from,
      kind === "share" ? "Counts of satisfied answers do not say." : "A mean has no such answer.",
    ),
  }),
  ces: ({ score, fields, coverage, form, input }) => ({
    direction: input.direction!,
    mean: score,
    ...fields,
    ...coverage,
    scale: form.highest,
  }),
};

/**
 * NPS, CSAT and CES with their intervals, what of the customers they cover, the change on the wave before, and the smallest change between two
 * waves that would probably be noticed. Throws Problem for what cannot be scored as asked.
 * @example scoreSurveys({ nps: { promoters: 50, passives: 30, detractors: 20 }, rows: [], one_vote: false }, figures).fields.nps // score 30
 */
export function scoreSurveys(given: SurveyQuestion, figures: SurveyFigures): Surveys {
  const waves = splitWaves(given.rows);
  const asked = Question.options.filter((name) => given[name] !== undefined || given.rows.some(({ type }) => type === name));
  const previous = previousByQuestion(given.previous, asked);
  const sureness: Sureness = {
    confidence: figures.confidence.value,
    standardErrors: standardErrorsOf(figures.confidence.value),
    power: normalQuantile(figures.detection.value.power_share),
    // Read where a mean is asked for only, so that an answer names no figure it did not use.
    smallMean: asked.some((name) => name !== "nps") ? figures.smallMean.value : 0,
  };
  const population = given.population ?? null;
  const outcomes = asked.flatMap((question): Outcome[] => {
    const outcome = scoreOne(question);
    return outcome === null ? [] : [outcome];
  });

  function scoreOne(question: Question): Outcome | null {
    const input = given[question] ?? {};
    const form = kinds[question].form({ name: question, input, figures });
    const ofWave = (rows: Waves["now"]) => rows.filter(({ type }) => type === question);
    const read = (name: string, from: QuestionInput, rows: Waves["now"], asForm: Form) =>
      readAnswers(question, name, from, rows, asForm, given.one_vote, figures);
    const now = read(question, input, ofWave(waves.now), form);
    const earlier = previousInput(question, given[question], previous[question], ofWave(waves.before));
    const name = `previous.${question}`;
    const before = earlier && read(name, earlier, ofWave(waves.before), kinds[question].form({ name, input: earlier, figures }));
    if (now === null) {
      const counts = ["promoters", "responses", "score", "ratings"] as const;
      return given.rows.length || counts.some((one) => input[one] !== undefined) ? null : refuseNoAnswers(question);
    }
    const populationBefore = given.previous?.population ?? null;
    if (before !== null && populationBefore !== null && populationBefore < before.moments.votes)
      throw new Problem({
        what: `previous.population is ${populationBefore}, fewer than the ${before.moments.votes} votes of previous.${question}.`,
        remedy: "Correct one of them, or leave it out.",
      });
    const coverage = coverageOf(question, now, ofWave(waves.now), given);
    const found = score(form, now, before, { now: population, before: populationBefore }, sureness);
    return { question, form, input, set: now, before, coverage, ...found };
  }

  const of = <Name extends Question>(name: Name): Known<Block<Name>> => {
    const outcome = outcomes.find(({ question }) => question === name);
    if (outcome) return blocks[name](outcome, sureness, figures, population);
    return unknown(asked.includes(name) ? "Nobody answered." : "Not given.");
  };
  const detectable = (name: Question) => outcomes.find(({ question }) => question === name)?.detectable;
  return {
    outcomes,
    waves,
    fields: {
      nps: of("nps"),
      csat: of("csat"),
      ces: of("ces"),
      detectable_change: {
        nps: detectable("nps") ?? unknown("There is no such score."),
        csat: detectable("csat") ?? unknown("There is no such score."),
        ces: detectable("ces") ?? unknown("There is no such score."),
        confidence_share: figures.confidence.value,
        power_share: figures.detection.value.power_share,
      },
      wave: known(waves.wave, "The answers name no wave."),
      previous_wave: known(waves.previous_wave, "No answers of an earlier wave are given one by one."),
      stopped: whoStopped(waves.now, waves.before, new Map(outcomes.map(({ question, form }) => [question, form]))),
      segments: segmentsOf(outcomes, waves, given.one_vote, sureness, figures),
    },
  };
}

/** The score of each segment of this wave, with its interval. */
function segmentsOf(
  outcomes: readonly Outcome[],
  waves: Waves,
  oneVote: boolean,
  sureness: Sureness,
  figures: SurveyFigures,
): Answered<SurveyFields>["segments"] {
  return outcomes.flatMap(({ question, form }) =>
    bySegment(waves.now.filter(({ type }) => type === question)).flatMap(([segment, rows]) => {
      const set = readAnswers(question, question, {}, rows, form, oneVote, figures);
      if (set === null) return [];
      const { wave, ends } = scored(form, set, null, sureness);
      const end = (side: "low" | "high") => mapKnown(ends, (both) => both[side]);
      return [{ question, segment, score: wave.score, low: end("low"), high: end("high"), answers: set.answers }];
    }),
  );
}
