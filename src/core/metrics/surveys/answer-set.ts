import { Problem } from "../../contract/problem.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { amountTrouble, shownPlaces } from "../refuse-unusable-rows.ts";
import type { Moments, Rated } from "./moments.ts";
import type { Question, SurveyRow } from "./survey-input.ts";

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
