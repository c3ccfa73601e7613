import { type Assumption, because, type UndefinedField, type Warning } from "../../core/answer.ts";
import { amountTrouble, sumMoney } from "../../core/money.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { Moments, NpsFields, Rated } from "./result.ts";
import type { Question, SurveyQuestion, SurveyRow } from "./survey-rows.ts";

/** The answers to one question in one wave. */
export interface AnswerSet {
  answers: number;
  counts: { answer: string; count: number }[];
  moments: Moments;
  /** Accounts that gave more than one answer; null where accounts are not known. */
  repeated: number | null;
}

/** Rows of one list of counts. */
const POINTS_SHOWN = 12;

/** The ratings of a question, out of its own list or out of rows; null when it gives neither. Throws Problem when it gives both. */
export function ratingsOf(name: string, ratings: readonly number[] | undefined, rows: readonly SurveyRow[]): Rated[] | null {
  if (ratings !== undefined && rows.length) refuseTwice(name, "ratings", "responses");
  if (ratings !== undefined)
    return ratings.map((rating, index) => ({ place: `${name}.ratings[${index}]`, rating, account: null }));
  return rows.length ? [...rows] : null;
}

/** Refuses a question whose answers are given in two ways. */
export function refuseTwice(name: string, one: string, other: string): never {
  throw new Problem({
    what: `The answers of ${name} are given twice: ${one} and ${other}.`,
    remedy: "Give one of them.",
  });
}

/** Refuses ratings off the scale, each named with its place. */
export function refuseOffScale(name: string, rated: readonly Rated[], lowest: number, highest: number, remedy: string): void {
  const off = rated.filter(({ rating }) => rating < lowest || rating > highest);
  if (off.length)
    throw new Problem({
      what: `Ratings of ${name} outside its scale of ${lowest} to ${highest}:`,
      places: shownPlaces(off.map(({ place, rating }) => `${place}: ${rating}`)),
      remedy,
    });
}

/** How often each answer of a scale was given, from the lowest; a long scale goes by ranges of points. */
export function countsOf(rated: readonly Rated[], lowest: number, highest: number): AnswerSet["counts"] {
  const points = highest - lowest + 1;
  const width = Math.ceil(points / POINTS_SHOWN);
  return Array.from({ length: Math.ceil(points / width) }, (_, step) => {
    const from = lowest + step * width;
    const to = Math.min(highest, from + width - 1);
    return {
      answer: from === to ? String(from) : `${from} to ${to}`,
      count: rated.filter(({ rating }) => rating >= from && rating <= to).length,
    };
  });
}

/** Accounts with more than one answer; null where no answer names its account. */
export function repeatedAccounts(rated: readonly Rated[]): number | null {
  const answers = new Map<string, number>();
  for (const { account } of rated) if (account !== null) answers.set(account, (answers.get(account) ?? 0) + 1);
  return answers.size === 0 ? null : [...answers.values()].filter((count) => count > 1).length;
}

/** Refuses one vote an account where accounts are not known. */
export function refuseVotesWithoutAccounts(question: Question, rated: readonly Rated[] | null): void {
  const nameless = (rated ?? []).filter(({ account }) => account === null);
  if (rated !== null && nameless.length === 0) return;
  throw new Problem({
    what: `one_vote needs the account of every answer, and ${question} does not give it${rated === null ? "" : ":"}`,
    places: shownPlaces(nameless.map(({ place }) => place)),
    remedy: "Give responses or a table with an account in each row, or leave one_vote out.",
  });
}

/**
 * ARR of the accounts that answered, each once, in major units; null with a reason unless every answer names its account and its ARR.
 * Throws Problem where one account has two amounts.
 */
export function arrOfRows(rows: readonly SurveyRow[]): { arr: number | null; reason: string } {
  const arrs = new Map<string, number>();
  const places: string[] = [];
  let unknown = 0;
  for (const { place, account, arr } of rows) {
    if (account === null || arr === null) {
      unknown += 1;
      continue;
    }
    const known = arrs.get(account);
    const trouble = amountTrouble("arr", arr);
    if (trouble !== null) places.push(`${place} (${account}): ${trouble}`);
    else if (known !== undefined && known !== arr)
      places.push(`${place} (${account}): arr is ${arr}, and ${known} in another row`);
    arrs.set(account, arr);
  }
  if (places.length)
    throw new Problem({
      what: "The ARR of accounts that answered cannot be added up:",
      places: shownPlaces(places),
      remedy: "Give each account one yearly amount, the same in all its rows.",
    });
  if (unknown === 0) return { arr: sumMoney([...arrs.values()]), reason: "" };
  return { arr: null, reason: `${unknown} of ${rows.length} answers come without an account's ARR.` };
}

type Coverage = Pick<NpsFields, "response_rate" | "population_share" | "arr_share">;

/**
 * How much of those asked, of all customers and of their ARR stands behind the answers; fractions, null with a reason where not given.
 * Throws Problem for answers that outnumber the people asked or the customers, and for ARR above the whole.
 */
export function coverageOf(
  question: Question,
  { answers, moments: { votes } }: Pick<AnswerSet, "answers" | "moments">,
  rows: readonly SurveyRow[],
  given: SurveyQuestion,
): { fields: Coverage; undefined: UndefinedField[] } {
  const { invited, population, population_arr: whole } = given;
  const voters = given.one_vote ? "accounts" : "answers";
  if (invited !== undefined && invited < answers)
    refuse(`invited is ${invited}, fewer than the ${answers} answers of ${question}`);
  if (population !== undefined && population < votes)
    refuse(`population is ${population}, fewer than the ${votes} ${voters} of ${question}`);
  const own = arrOf(rows, given);
  if (own.arr !== null && whole !== undefined && own.arr > whole)
    refuse(`population_arr is ${whole}, less than the ${own.arr} of those who answered`);
  const share = own.arr === null || whole === undefined || whole === 0 ? null : own.arr / whole;
  const fields: Coverage = {
    response_rate: invited === undefined ? null : answers / invited,
    population_share: population === undefined ? null : votes / population,
    arr_share: share,
  };
  const noShare = whole === undefined ? "population_arr is not given." : whole === 0 ? "There is no ARR to cover." : own.reason;
  return {
    fields,
    undefined: [
      ...(invited === undefined ? because("Nobody said how many were asked (invited).", `${question}.response_rate`) : []),
      ...(population === undefined ? because("population is not given.", `${question}.population_share`) : []),
      ...(share === null ? because(noShare, `${question}.arr_share`) : []),
    ],
  };
}

function arrOf(rows: readonly SurveyRow[], { responses_arr: stated }: SurveyQuestion): { arr: number | null; reason: string } {
  const some = rows.some(({ arr }) => arr !== null);
  if (some && stated !== undefined) refuse("responses_arr is given beside the ARR of single answers");
  if (stated !== undefined) return { arr: stated, reason: "" };
  return some ? arrOfRows(rows) : { arr: null, reason: "The ARR of those who answered is not given (responses_arr)." };
}

function refuse(what: string): never {
  throw new Problem({ what: `${what}.`, remedy: "Correct one of them, or leave it out." });
}

/** One scored question as the notices need it. */
export interface Noticed {
  question: Question;
  set: AnswerSet;
  change: boolean;
}

/** What to know before trusting the scores. */
export function surveyWarnings(
  scored: readonly Noticed[],
  older: readonly string[],
  given: SurveyQuestion,
  few: number,
): Warning[] {
  const thin = scored.filter(({ set }) => set.moments.votes < few);
  const several = scored.filter(({ set }) => !given.one_vote && (set.repeated ?? 0) > 0);
  return [
    ...thin.map(({ question, set }) => ({
      code: "few_answers",
      message: `${question.toUpperCase()} rests on ${set.moments.votes} ${set.moments.votes === 1 ? "vote" : "votes"}, fewer than ${few}; one more moves it visibly.`,
    })),
    ...several.map(({ question, set }) => ({
      code: "several_answers_an_account",
      message: `${question.toUpperCase()}: ${set.repeated} accounts gave more than one answer. People of one account tend to agree, so chance is larger than shown; one_vote gives each account one vote.`,
    })),
    ...(older.length ? [{ code: "older_waves", message: `Answers of older waves are not used: ${older.join(", ")}.` }] : []),
  ];
}

/** What was taken for granted. */
export function surveyAssumptions(
  scored: readonly Noticed[],
  given: SurveyQuestion,
  scales: readonly Assumption[],
): Assumption[] {
  if (scored.length === 0) return [];
  return [
    {
      what: "Who answered",
      value: "as if drawn by lot",
      why: "Nothing is known of those who did not answer.",
      if_wrong: "The ranges are about chance alone; silent customers may think otherwise, whatever the number of answers.",
    },
    ...(given.population === undefined
      ? [
          {
            what: "Customers the answers stand for",
            value: "many more than answered",
            why: "population is not given.",
            if_wrong: "With few customers left to ask the ranges are narrower.",
          },
        ]
      : []),
    ...(scored.some(({ change }) => change)
      ? [
          {
            what: "The two waves",
            value: "asked apart from each other",
            why: "Nothing says who answered both.",
            if_wrong: "If mostly the same people answered both, a smaller change can be told from chance.",
          },
        ]
      : [
          {
            what: "The wave to compare with",
            value: "as many answers, as mixed as these",
            why: "No other wave is given.",
            if_wrong: "With fewer answers there, only a larger change would be noticed.",
          },
        ]),
    ...(given.one_vote
      ? [
          {
            what: "Vote of an account",
            value: "the mean of what its people's answers stand for",
            why: "one_vote is set.",
            if_wrong: "Weighing some people more would move the score.",
          },
        ]
      : []),
    ...scales,
  ];
}
