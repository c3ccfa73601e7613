import { type Answered, type Known, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { CohortInterval, CohortMeasure, DriftRow } from "./answer.ts";

/** A date as one whole number that keeps the order of dates: its months since year 0 times 32, and the day of the month. */
export type Day = number;

const DAYS_HELD = 32; // not a figure: more than any month has, so that a day and its month stay apart
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Throws Problem for a date that does not exist. @example dayOf("2026-01-31") */
export function dayOf(date: string): Day {
  const [, year, month, day] = (ISO_DATE.exec(date) ?? []).map(Number);
  const months = year! * 12 + month! - 1;
  if (!(month! >= 1 && month! <= 12 && day! >= 1 && day! <= daysInMonth(months)))
    throw new Problem({
      what: `"${date}" is not a date of the calendar.`,
      remedy: "Write it as year-month-day, like 2026-01-31.",
    });
  return months * DAYS_HELD + day!;
}

/** The same for a table's many dates, of which few differ. */
export function daysOnce(): (date: string) => Day {
  const known = new Map<string, Day>();
  return (date) => {
    const found = known.get(date);
    if (found !== undefined) return found;
    const day = dayOf(date);
    known.set(date, day);
    return day;
  };
}

/** @example dateOf(dayOf("2026-01-31")) // "2026-01-31" */
export function dateOf(day: Day): string {
  const months = Math.floor(day / DAYS_HELD);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(Math.floor(months / 12)).padStart(2 + 2, "0")}-${two((months % 12) + 1)}-${two(day % DAYS_HELD)}`;
}

/** Days of each month from January on, with 28 for February. */
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]; // not a figure: the calendar

function daysInMonth(months: number): number {
  const month = months % 12;
  if (month !== 1) return LENGTHS[month]!;
  const year = Math.floor(months / 12);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28; // not a figure: leap years
}

/** The same day some months later, or the month's last day where it is shorter. @example anniversary(dayOf("2026-01-31"), 1) // 28 February */
export function anniversary(day: Day, months: number): Day {
  const later = Math.floor(day / DAYS_HELD) + months;
  const dayOfMonth = day % DAYS_HELD;
  // Only the last days of a month need its length.
  return later * DAYS_HELD + (dayOfMonth <= LENGTHS[1]! ? dayOfMonth : Math.min(dayOfMonth, daysInMonth(later)));
}

/**
 * How many monthly anniversaries of a start have come by a day, the last day of short months standing for later ones.
 * The start is not after the day.
 * @example wholeMonths(dayOf("2026-01-31"), dayOf("2026-02-28")) // 1
 */
export function wholeMonths(start: Day, day: Day): number {
  const months = Math.floor(day / DAYS_HELD) - Math.floor(start / DAYS_HELD);
  return anniversary(start, months) <= day ? months : months - 1;
}

/** The first monthly anniversary on or after a day. @example monthsUntil(dayOf("2026-01-01"), dayOf("2026-02-15")) // 2 */
export function monthsUntil(start: Day, day: Day): number {
  const whole = wholeMonths(start, day);
  return anniversary(start, whole) === day ? whole : whole + 1;
}

const QUARTER = 3; // not a figure: months a quarter

/** Months an interval lasts. @example monthsOf("quarter") // 3 */
export function monthsOf(interval: CohortInterval): number {
  if (interval === "month") return 1;
  return interval === "quarter" ? QUARTER : 12;
}

/** The calendar interval a day falls in, so named that names sort by time. @example cohortName(dayOf("2025-05-20"), "quarter") // "2025-Q2" */
export function cohortName(day: Day, interval: CohortInterval): string {
  const [year, month] = dateOf(day).split("-") as [string, string];
  if (interval === "year") return year;
  return interval === "month" ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / QUARTER)}`;
}

/** One stretch of time at one amount; the end is the first day not paid for, null while open. The amount is null where only dates are known. */
export interface PaidPeriod {
  start: Day;
  end: Day | null;
  amount: number | null;
}

/** When one account paid, and what; children stand under their ultimate parent. Every period pays something. */
export interface AccountHistory {
  account: string;
  /** The group it belonged to when it started; null when nobody asked for groups. */
  group: string | null;
  periods: PaidPeriod[];
  /** The first day it paid. */
  start: Day;
}

/**
 * What an account pays on a day: its amount, 1 for a period whose amount is not known, 0 when away. Amounts in one unit, exact to the hundredth.
 * @example amountOn({ account: "A", group: null, start: dayOf("2025-01-01"), periods: [] }, dayOf("2025-03-01")) // 0
 */
export function amountOn({ periods }: AccountHistory, day: Day): number {
  let paid = 0;
  let many = false;
  for (const { start, end, amount } of periods) {
    if (start > day || (end !== null && day >= end)) continue;
    many = paid !== 0;
    paid = many ? sumMoney([paid, amount ?? 1]) : (amount ?? 1);
  }
  return many ? paid : sumMoney([paid]);
}

/** The first day after everything it paid for, or null while a period is open. */
export function lastEnd({ periods }: AccountHistory): Day | null {
  let last = 0;
  for (const { end } of periods) {
    if (end === null) return null;
    if (end > last) last = end;
  }
  return last;
}

/** What a cohort keeps at one age, and the sums from which chance is gauged. */
export interface Kept {
  sum: number;
  squares: number;
  /** What each keeps times what it began with. */
  products: number;
}

/** The customers who started in one calendar interval; amounts are money, or 1 and 0 where customers are counted. */
export interface Cohort {
  cohort: string;
  size: number;
  /** What its members began with, and the same squared: for customers, their number. */
  began: number;
  squares: number;
  /** What they paid on their first days; null where amounts are not known. */
  opening: number | null;
  /** What is kept at each age that every member has reached. */
  kept: Kept[];
  /** The share still paying at each age; null from the first age that some member has not reached. */
  values: (number | null)[];
}

/**
 * The cohort triangle. A cohort is all who started in one calendar interval; an age is counted for each from its own first day, so that age 0
 * is everybody whatever the day. A cell is null until its last member has reached the age. Who is away at an age is away, and counts again
 * when back; money may pass the opening. Shares are fractions; rows by time, all as long as the oldest.
 * @example cohortTable(histories, dayOf("2019-11-01"), "quarter", "logos", true)[0].values // [1, 0.9, null]
 */
export function cohortTable(
  histories: readonly AccountHistory[],
  knownTo: Day,
  interval: CohortInterval,
  measure: CohortMeasure,
  amountsKnown: boolean,
): Cohort[] {
  const step = monthsOf(interval);
  const groups = new Map<string, AccountHistory[]>();
  const names = new Map<Day, string>();
  for (const history of histories) {
    const name = names.get(history.start) ?? cohortName(history.start, interval);
    names.set(history.start, name);
    const known = groups.get(name);
    if (known) known.push(history);
    else groups.set(name, [history]);
  }
  const cohorts = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, members]) => cohortOf(cohort, members, { knownTo, step, measure, amountsKnown }));
  const ages = cohorts.reduce((most, { values }) => Math.max(most, values.length), 0);
  for (const { values } of cohorts) while (values.length < ages) values.push(null);
  return cohorts;
}

function cohortOf(
  cohort: string,
  members: readonly AccountHistory[],
  { knownTo, step, measure, amountsKnown }: { knownTo: Day; step: number; measure: CohortMeasure; amountsKnown: boolean },
): Cohort {
  let mature = Number.POSITIVE_INFINITY;
  for (const { start } of members) mature = Math.min(mature, Math.floor(wholeMonths(start, knownTo) / step) + 1);
  const openings = members.map((history) => amountOn(history, history.start));
  const began = measure === "money" ? openings : members.map(() => 1);
  const kept = Array.from({ length: mature }, (_, age): Kept => {
    const amounts = members.map((history) => {
      const amount = amountOn(history, anniversary(history.start, age * step));
      return measure === "money" ? amount : amount > 0 ? 1 : 0;
    });
    return {
      sum: sumMoney(amounts),
      squares: amounts.reduce((sum, amount) => sum + amount * amount, 0),
      products: amounts.reduce((sum, amount, place) => sum + amount * began[place]!, 0),
    };
  });
  const whole = sumMoney(began);
  return {
    cohort,
    size: members.length,
    began: whole,
    squares: began.reduce((sum, amount) => sum + amount * amount, 0),
    opening: amountsKnown ? sumMoney(openings) : null,
    kept,
    values: kept.map(({ sum }) => ratioOfMoney(sum, whole)),
  };
}

/** One column of the triangle: the newest customers that have reached an age against all who started before them. */
type Drift = Answered<DriftRow>;

const allAlike = unknown("All fared alike up to this age, from which chance cannot be gauged.");

/**
 * Compares down each column: the same age, newest customers against older ones. The newest are the last cohort that has reached the age,
 * with as many before it as it takes to reach `fewest` customers where there are twice as many. Chance is `standardErrors` standard errors of
 * the difference of two shares under one common share; for money each customer weighs by what it paid at its start.
 * @example cohortDrift(cohortTable(histories, dayOf("2025-01-01"), "year", "logos", true), 20, 1.96)[0].change_in_share // -0.06
 */
export function cohortDrift(cohorts: readonly Cohort[], fewest: number, standardErrors: number): Drift[] {
  const ages = cohorts[0]?.values.length ?? 0;
  return Array.from({ length: ages }, (_, age) => age)
    .slice(1)
    .flatMap((age): Drift[] => {
      const mature = cohorts.filter(({ values }) => values[age] !== null);
      return mature.length < 2 ? [] : [driftAt(age, mature, fewest, standardErrors)];
    });
}

function driftAt(age: number, mature: readonly Cohort[], fewest: number, standardErrors: number): Drift {
  const cut = whereNewestBegin(mature, fewest);
  const [before, newest] = [mature.slice(0, cut), mature.slice(cut)];
  const [older, newer] = [columnOf(before, age), columnOf(newest, age)];
  const error = standardError(older, newer);
  const change_in_share = newer.share - older.share;
  // The error of a share is itself unsure on a handful of customers.
  const enough = Math.min(older.customers, newer.customers) >= fewest;
  return {
    age,
    older_cohorts: span(before),
    newest_cohorts: span(newest),
    older_customers: older.customers,
    newest_customers: newer.customers,
    older_share: older.share,
    newest_share: newer.share,
    change_in_share,
    chance_share: error === 0 ? allAlike : standardErrors * error,
    beyond_chance: error > 0 && enough && Math.abs(change_in_share) > standardErrors * error,
  };
}

function whereNewestBegin(mature: readonly Cohort[], fewest: number): number {
  const all = mature.reduce((sum, { size }) => sum + size, 0);
  let cut = mature.length - 1;
  if (all < 2 * fewest) return cut;
  for (let newest = mature[cut]!.size; newest < fewest && cut > 1; newest += mature[cut]!.size) cut -= 1;
  return cut;
}

const span = (cohorts: readonly Cohort[]): string => {
  const [first, last] = [cohorts[0]!.cohort, cohorts.at(-1)!.cohort];
  return first === last ? first : `${first} to ${last}`;
};

interface Column {
  customers: number;
  share: number;
  began: number;
  /** Sum of squared beginnings: for customers, their number. */
  squares: number;
  keptSquares: number;
  products: number;
}

function columnOf(cohorts: readonly Cohort[], age: number): Column {
  const total = (of: (cohort: Cohort) => number) => cohorts.reduce((sum, cohort) => sum + of(cohort), 0);
  const began = sumMoney(cohorts.map((cohort) => cohort.began));
  return {
    customers: total(({ size }) => size),
    began,
    share: sumMoney(cohorts.map(({ kept }) => kept[age]!.sum)) / began,
    squares: total(({ squares }) => squares),
    keptSquares: total(({ kept }) => kept[age]!.squares),
    products: total(({ kept }) => kept[age]!.products),
  };
}

/** Where all changed alike, only rounding is left of what differs. */
const ROUNDING = 1e-12; // not a figure: rounding noise of doubles

/** For customers this is sqrt(p (1 - p) (1 / n + 1 / m)) with p the share of both together. */
function standardError(older: Column, newer: Column): number {
  const share = (older.share * older.began + newer.share * newer.began) / (older.began + newer.began);
  // The sum of (kept - share x began) squared.
  const parts = (column: Column) => [column.keptSquares, -2 * share * column.products, share * share * column.squares];
  const terms = [...parts(older), ...parts(newer)];
  const squared = terms.reduce((sum, term) => sum + term, 0);
  if (squared <= ROUNDING * terms.reduce((sum, term) => sum + Math.abs(term), 0)) return 0;
  const residual = squared / (older.squares + newer.squares);
  return Math.sqrt(residual * (older.squares / older.began ** 2 + newer.squares / newer.began ** 2));
}

/** What the triangle says about newer customers, and the column it rests on. */
interface DriftVerdict {
  verdict: "newer_keep_less" | "newer_keep_more" | "no_difference_seen" | "too_few";
  drift: Known<Drift>;
}

/**
 * The verdict of one column chosen beforehand, so that chance has one go and not one for each age: a year from the start where both sides
 * have customers enough there, else the latest age where they have.
 * @example driftVerdict(drift, 12, 20).verdict // "newer_keep_less"
 */
export function driftVerdict(drift: readonly Drift[], ageOfYear: number, fewest: number): DriftVerdict {
  const enough = drift.filter(({ older_customers, newest_customers }) => Math.min(older_customers, newest_customers) >= fewest);
  const chosen = enough.find(({ age }) => age === ageOfYear) ?? enough.at(-1);
  if (chosen === undefined) return { verdict: "too_few", drift: unknown(`No age has ${fewest} customers on both sides.`) };
  if (!chosen.beyond_chance) return { verdict: "no_difference_seen", drift: chosen };
  return { verdict: chosen.change_in_share < 0 ? "newer_keep_less" : "newer_keep_more", drift: chosen };
}
