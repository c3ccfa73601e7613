import { because, type Findings } from "../../core/answer.ts";
import { addMonths, dayNumber } from "../../core/dates.ts";
import { Problem } from "../../core/problem.ts";
import type { Notice } from "../retention/retention.ts";
import {
  type AccountHistory,
  amountOn,
  type Cohort,
  type CohortFields,
  cohortTable,
  type Histories,
  lastEnd,
  type Member,
  monthsOf,
  monthsUntil,
  wholeMonths,
} from "./cohort-table.ts";
import type { CohortFigures, Life } from "./lives.ts";
import { answerFromLives, type LivesQuestion } from "./survival.ts";

/** One column of the triangle: the newest customers that have reached an age against all who started before them. */
export interface Drift {
  /** In intervals. */
  age: number;
  older_cohorts: string;
  newest_cohorts: string;
  older_customers: number;
  newest_customers: number;
  older_share: number;
  newest_share: number;
  /** Newest less older, a fraction. */
  change_in_share: number;
  /** How far chance alone would move it; null where nothing at all changed, from which chance cannot be gauged. */
  chance_share: number | null;
  /** Never claimed with fewer customers on a side than `fewest`. */
  beyond_chance: boolean;
}

/**
 * Compares down each column: the same age, newest customers against older ones. The newest are the last cohort that has reached the age,
 * with as many before it as it takes to reach `fewest` customers where there are twice as many. Chance is `standardErrors` standard errors of
 * the difference of two shares under one common share; for money each customer weighs by what it paid at its start.
 * @example cohortDrift(cohortTable(histories, "2025-01-01", "year", "logos", true), 20, 1.96)[0].change_in_share // -0.06
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
  // Where all changed alike, only rounding is left of the error.
  const gauged = error > Number.EPSILON * 100;
  // The error of a share is itself unsure on a handful of customers.
  const enough = Math.min(older.members.length, newer.members.length) >= fewest;
  return {
    age,
    older_cohorts: span(before),
    newest_cohorts: span(newest),
    older_customers: older.members.length,
    newest_customers: newer.members.length,
    older_share: older.share,
    newest_share: newer.share,
    change_in_share,
    chance_share: gauged ? standardErrors * error : null,
    beyond_chance: gauged && enough && Math.abs(change_in_share) > standardErrors * error,
  };
}

function whereNewestBegin(mature: readonly Cohort[], fewest: number): number {
  const sizes = mature.map(({ members }) => members.length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let cut = mature.length - 1;
  if (all < 2 * fewest) return cut;
  for (let newest = sizes[cut]!; newest < fewest && cut > 1; newest += sizes[cut]!) cut -= 1;
  return cut;
}

const span = (cohorts: readonly Cohort[]): string => {
  const [first, last] = [cohorts[0]!.cohort, cohorts.at(-1)!.cohort];
  return first === last ? first : `${first} to ${last}`;
};

interface Column {
  members: { opening: number; kept: number }[];
  share: number;
  opening: number;
  /** Sum of squared openings: for customers, their number. */
  squares: number;
}

function columnOf(cohorts: readonly Cohort[], age: number): Column {
  const members = cohorts
    .flatMap((cohort) => cohort.members.map(({ opening, amounts }: Member) => ({ opening, kept: amounts[age]! })))
    .sort((a, b) => a.opening - b.opening || a.kept - b.kept);
  const opening = members.reduce((sum, one) => sum + one.opening, 0);
  return {
    members,
    opening,
    share: members.reduce((sum, one) => sum + one.kept, 0) / opening,
    squares: members.reduce((sum, one) => sum + one.opening * one.opening, 0),
  };
}

/** For customers this is sqrt(p (1 - p) (1 / n + 1 / m)) with p the share of both together. */
function standardError(older: Column, newer: Column): number {
  const share = (older.share * older.opening + newer.share * newer.opening) / (older.opening + newer.opening);
  const squared = (column: Column) => column.members.reduce((sum, { opening, kept }) => sum + (kept - share * opening) ** 2, 0);
  const residual = (squared(older) + squared(newer)) / (older.squares + newer.squares);
  return Math.sqrt(residual * (older.squares / older.opening ** 2 + newer.squares / newer.opening ** 2));
}

/** What the triangle says about newer customers. */
export interface DriftVerdict {
  verdict: "newer_keep_less" | "newer_keep_more" | "no_difference_seen" | "too_few";
  /** The column it rests on; null when there are too few customers in every column. */
  drift: Drift | null;
}

/**
 * The verdict of one column chosen beforehand, so that chance has one go and not one for each age: a year from the start where both sides
 * have customers enough there, else the latest age where they have.
 * @example driftVerdict(drift, 12, 20).verdict // "newer_keep_less"
 */
export function driftVerdict(drift: readonly Drift[], ageOfYear: number, fewest: number): DriftVerdict {
  const enough = drift.filter(({ older_customers, newest_customers }) => Math.min(older_customers, newest_customers) >= fewest);
  const chosen = enough.find(({ age }) => age === ageOfYear) ?? enough.at(-1) ?? null;
  if (chosen === null) return { verdict: "too_few", drift: null };
  if (!chosen.beyond_chance) return { verdict: "no_difference_seen", drift: chosen };
  return { verdict: chosen.change_in_share < 0 ? "newer_keep_less" : "newer_keep_more", drift: chosen };
}

/** What the caller says about time. */
export interface CohortDates {
  from?: string;
  to?: string;
  as_of?: string;
}

/** What is observed: starts from one day up to, and not on, another; everything up to `known_to`. */
export interface Observation {
  from: string;
  /** Null: no start is too late. */
  to: string | null;
  known_to: string;
}

/**
 * The time a table can be read over. Monthly amounts are known up to their last month's first day, whatever `as_of` says.
 * Throws Problem without `as_of`, for dates out of order, and where every subscription has ended before `as_of`, which is the end of the
 * data and not of all customers.
 * @example observe(histories, { as_of: "2019-11-01" }).observation.known_to // "2019-11-01"
 */
export function observe(
  { first, last, ends_at_last }: Histories,
  snapshots: boolean,
  { from, to, as_of }: CohortDates,
): { observation: Observation; notices: Notice[] } {
  const range = `The table's dates run from ${first} to ${last}.`;
  if (as_of === undefined)
    throw new Problem({ what: `${range} Up to when everything is known is missing.`, remedy: "Give it as as_of." });
  for (const date of [as_of, from, to]) if (date !== undefined) dayNumber(date);
  const start = from ?? first;
  if (as_of <= first || as_of <= start)
    throw new Problem({ what: `as_of (${as_of}) leaves nothing to follow: ${range}`, remedy: "Give a later as_of." });
  if (to !== undefined && to <= start)
    throw new Problem({ what: `to (${to}) is not after from (${start}).`, remedy: "Give the earlier date as from." });
  if (to !== undefined && to > as_of)
    throw new Problem({ what: `to (${to}) is after as_of (${as_of}), when nothing is known.`, remedy: "Give to up to as_of." });
  const notices: Notice[] = [];
  if (snapshots && as_of > last)
    notices.push({ code: "known_to", message: `The last month of the table is ${last}, so nothing is read after that day.` });
  if (!snapshots && ends_at_last && as_of >= last)
    throw new Problem({
      what: `as_of (${as_of}) is not inside the data, since every subscription has ended by then. ${range}`,
      remedy: "Give an earlier as_of; that is the end of the file, not of all customers.",
    });
  if (!snapshots && !ends_at_last && as_of > last)
    notices.push({
      code: "after_last_date",
      message: `Nothing in the table is dated after ${last}; open periods are taken to go on to ${as_of}.`,
    });
  return { observation: { from: start, to: to ?? null, known_to: snapshots && as_of > last ? last : as_of }, notices };
}

/** Customers that stand outside, and why. */
export interface LeftOut {
  reason: string;
  customers: number;
}

/** Who is followed from the start, who joins later, and who cannot be followed. */
export interface Starts {
  members: AccountHistory[];
  /** Started before the first day observed, on a known day. */
  late: AccountHistory[];
  left_out: LeftOut[];
  /** Accounts on the table's first day that must have started earlier. */
  unknown_start: number;
}

/** The figures that tell a first day from a pile of old customers. */
export interface PileFigures {
  least_customers: number;
  times: number;
}

/**
 * Sorts accounts by when they started. When far more start on the table's first day than on any other, they were customers before it and
 * their age is not known; a `from` before that day says that they did start then. Periods after the last known day do not exist yet.
 */
export function sortStarts(
  histories: readonly AccountHistory[],
  { from, to, known_to }: Observation,
  first: string,
  pile: PileFigures,
): Starts {
  const known = histories.flatMap((history): AccountHistory[] => {
    const periods = history.periods.filter(({ start }) => start <= known_to);
    return periods.length === 0 ? [] : [{ ...history, periods }];
  });
  const piled = from >= first && isPiled(known, first, pile);
  const unknown = piled ? known.filter(({ start }) => start === first) : [];
  const dated = piled ? known.filter(({ start }) => start !== first) : known;
  const after = dated.filter(({ start }) => to !== null && start >= to);
  const before = dated.filter(({ start }) => to === null || start < to);
  const left_out: LeftOut[] = [
    { reason: `already customers when the table begins on ${first}, so their age is not known`, customers: unknown.length },
    { reason: `started on ${to} or later, after the cohorts asked for`, customers: after.length },
    { reason: `started after ${known_to}, up to which the data is known`, customers: histories.length - known.length },
  ];
  return {
    members: before.filter(({ start }) => start >= from),
    late: before.filter(({ start }) => start < from),
    left_out: left_out.filter(({ customers }) => customers > 0),
    unknown_start: unknown.length,
  };
}

function isPiled(histories: readonly AccountHistory[], first: string, { least_customers, times }: PileFigures): boolean {
  const byDay = new Map<string, number>();
  for (const { start } of histories) byDay.set(start, (byDay.get(start) ?? 0) + 1);
  const opening = byDay.get(first) ?? 0;
  byDay.delete(first);
  if (byDay.size === 0 || opening < least_customers) return false;
  let busiest = 0;
  for (const count of byDay.values()) busiest = Math.max(busiest, count);
  return opening > times * busiest;
}

/**
 * Each account looked at on the monthly anniversaries of its own start: lost at the first one on or after the end of its last period, else
 * last seen at the latest one that is known. Being away and coming back in between is not a loss. Those that started before the first day
 * observed enter at their first anniversary from that day on. Amounts are what it paid on its first day.
 * @example a customer from 2025-01-10 to 2025-03-20 is lost at month 3
 */
export function livesOfHistories(
  { members, late }: Pick<Starts, "members" | "late">,
  observation: Observation,
): { lives: Life[]; left_out: LeftOut[]; returned: number } {
  const lives = members.map((history) => lifeOf(history, 0, observation.known_to));
  const entering = late.map((history) => lifeOf(history, monthsUntil(history.start, observation.from), observation.known_to));
  const observed = entering.filter(({ months, entered }) => months > entered);
  const unseen = entering.length - observed.length;
  return {
    lives: [...lives, ...observed],
    left_out: unseen
      ? [{ reason: `started before ${observation.from} and were not seen a month from then`, customers: unseen }]
      : [],
    returned: [...members, ...late].filter(hasGap).length,
  };
}

function lifeOf(history: AccountHistory, entered: number, knownTo: string): Life {
  const seen = wholeMonths(history.start, knownTo);
  const end = lastEnd(history);
  const lostAt = end === null || end > knownTo ? null : monthsUntil(history.start, end);
  const churned = lostAt !== null && lostAt <= seen;
  const amounts = history.periods.every(({ amount }) => amount !== null);
  return {
    months: churned ? lostAt : seen,
    churned,
    entered,
    group: history.group,
    amount: amounts ? amountOn(history, history.start) : null,
  };
}

function hasGap({ periods }: AccountHistory): boolean {
  const ordered = [...periods].sort((a, b) => (a.start < b.start ? -1 : 1));
  let paidTo: string | null = ordered[0]!.start;
  for (const { start, end } of ordered) {
    if (paidTo === null) return false;
    if (start > paidTo) return true;
    if (end === null || end > paidTo) paidTo = end;
  }
  return false;
}

/** Warns when over half of the customers of the month before the last known day, and more than two, are gone on it. */
export function noticeEnd(histories: readonly AccountHistory[], knownTo: string): Notice[] {
  const monthBefore = addMonths(knownTo, -1);
  const paying = histories.filter((history) => amountOn(history, monthBefore) > 0);
  const left = paying.filter((history) => amountOn(history, knownTo) === 0).length;
  if (left <= 2 || left * 2 <= paying.length) return [];
  return [
    {
      code: "data_may_end",
      message: `${left} of ${paying.length} customers of the month before ${knownTo} are gone on ${knownTo}. That looks like the end of the data, not like churn; try an earlier as_of.`,
    },
  ];
}

/** What the caller asks of a dated table. */
export interface HistoriesQuestion extends LivesQuestion, CohortDates {
  snapshots: boolean;
}

/**
 * The whole answer for accounts whose dates are known: the triangle and its drift, and what their lives say.
 * Throws Problem for dates the table cannot answer, for money where amounts are not known, and when nobody starts in the time asked for.
 * @example answerFromHistories(historiesFromPeriods(records, true, () => null), question, figures).fields.cohorts[0]
 */
export function answerFromHistories(
  found: Histories,
  question: HistoriesQuestion,
  figures: CohortFigures,
): Findings & { fields: Omit<CohortFields, "charts"> } {
  const { interval, measure } = question;
  if (measure === "money" && !found.amounts_known)
    throw new Problem({
      what: "measure is money, and the table has no recurring amount.",
      remedy: "Map the column with columns.arr or columns.mrr, or count logos.",
    });
  const { observation, notices } = observe(found, question.snapshots, question);
  const few = figures.fewAccounts.value;
  const pile = { least_customers: few, times: figures.openingPile.value };
  const starts = sortStarts(found.histories, observation, found.first, pile);
  const { lives, left_out, returned } = livesOfHistories(starts, observation);
  if (lives.length === 0)
    throw new Problem({
      what: `No account can be followed from ${observation.from}${observation.to === null ? "" : ` to ${observation.to}`}; the table's dates run from ${found.first} to ${found.last}.`,
      remedy: "Choose dates in which accounts start.",
    });
  const cohorts = cohortTable(starts.members, observation.known_to, interval, measure, found.amounts_known);
  const drift = cohortDrift(cohorts, few, figures.standardErrors.value);
  const { verdict, drift: chosen } = driftVerdict(drift, 12 / monthsOf(interval), few);
  const answer = answerFromLives(lives, question, figures);
  const firstDay = starts.members.filter(({ start }) => start === found.first).length;
  const others = [
    { reason: "never paid anything", customers: found.never_paid },
    { reason: "rows that cannot be used, not customers", customers: found.rows_left_out },
  ].filter(({ customers }) => customers > 0);
  return {
    fields: {
      ...answer.fields,
      known_to: observation.known_to,
      cohorts: cohorts.map(({ cohort, members, opening, values }) => ({ cohort, size: members.length, opening, values })),
      drift,
      drift_verdict: verdict,
      drift_age: chosen?.age ?? null,
      left_out: [...starts.left_out, ...left_out, ...others],
    },
    warnings: [
      ...noticeEnd(found.histories, observation.known_to),
      ...(starts.unknown_start ? [noticePile(starts.unknown_start, found.first)] : []),
      ...(question.snapshots && firstDay && observation.from >= found.first ? [noticeFirst(firstDay, found.first)] : []),
      ...found.notices,
      ...notices,
      ...answer.warnings,
    ],
    assumptions: [...answer.assumptions, atAnniversaries(), ...(returned ? [cameBack(returned)] : [])],
    undefined: [
      ...answer.undefined,
      ...(chosen === null ? because(`No age has ${few} customers on both sides.`, "drift_age") : []),
      ...(drift.some(({ chance_share }) => chance_share === null)
        ? because("All fared alike up to this age, from which chance cannot be gauged.", "drift[].chance_share")
        : []),
      ...(cohorts.some(({ values }) => values.includes(null))
        ? because("Some of the cohort have not reached this age.", "cohorts[].values[]")
        : []),
      ...(found.amounts_known ? [] : because("The table has no recurring amount in one currency.", "cohorts[].opening")),
    ],
  };
}

const noticePile = (customers: number, first: string) => ({
  code: "unknown_start",
  message: `${customers} customers stand on the table's first day, ${first}, far more than on any other: they must have started earlier, so they are left out. If they did start that day, give a from before it.`,
});

const noticeFirst = (customers: number, first: string) => ({
  code: "first_month_starts",
  message: `${customers} ${customers === 1 ? "customer is" : "customers are"} there in the table's first month, ${first}, and counted as starting then. If they are older, give a from after that month.`,
});

const atAnniversaries = () => ({
  what: "When a customer counts as lost",
  value: "At the first monthly anniversary of its start on which its last period has ended",
  why: "Everybody is then looked at the same number of times, whatever the day of the month.",
  if_wrong: "Losses of the last part of a month are seen one anniversary later.",
});

const cameBack = (returned: number) => ({
  what: "Customers who stopped and came back",
  value: `${returned} kept in survival while away; away in the cohort table at the ages they were away`,
  why: "Net retention from one date to another also passes over a gap in between.",
  if_wrong: "If a return is a new sale, survival is too high: give each stay its own account.",
});
