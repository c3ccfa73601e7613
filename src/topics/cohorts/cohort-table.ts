import * as z from "zod";
import { type Chart, ChartSchema, type UndefinedField } from "../../core/answer.ts";
import { addMonths } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { SeenTable, Table, TableField } from "../../core/table.ts";
import type { Notice } from "../retention/retention.ts";

/** One stretch of time at one amount; the end is the first day not paid for, null while open. The amount is null where only dates are known. */
export interface PaidPeriod {
  start: string;
  end: string | null;
  amount: number | null;
}

/** When one account paid, and what; children stand under their ultimate parent. Every period pays something. */
export interface AccountHistory {
  account: string;
  /** The group it belonged to when it started; null when nobody asked for groups. */
  group: string | null;
  periods: PaidPeriod[];
  /** The first day it paid. */
  start: string;
}

/**
 * What an account pays on a day: its amount, 1 for a period whose amount is not known, 0 when away. Amounts in one unit, exact to the hundredth.
 * @example amountOn({ account: "A", group: null, start: "2025-01-01", periods: [{ start: "2025-01-01", end: "2025-03-01", amount: 50 }] }, "2025-03-01") // 0
 */
export function amountOn({ periods }: AccountHistory, date: string): number {
  const paid: number[] = [];
  for (const { start, end, amount } of periods) if (start <= date && (end === null || date < end)) paid.push(amount ?? 1);
  return sumMoney(paid);
}

/** The first day after everything it paid for, or null while a period is open. */
export function lastEnd({ periods }: AccountHistory): string | null {
  let last = "";
  for (const { end } of periods) {
    if (end === null) return null;
    if (end > last) last = end;
  }
  return last;
}

/** The calendar interval that cohorts and ages are counted in. */
export const CohortInterval = z.enum(["month", "quarter", "year"]);
export type CohortInterval = z.infer<typeof CohortInterval>;

const QUARTER = 3; // not a figure: months a quarter

/** Months an interval lasts. @example monthsOf("quarter") // 3 */
export function monthsOf(interval: CohortInterval): number {
  if (interval === "month") return 1;
  return interval === "quarter" ? QUARTER : 12;
}

/**
 * The calendar interval a date falls in, so named that names sort by time.
 * @example cohortName("2025-05-20", "quarter") // "2025-Q2"
 */
export function cohortName(date: string, interval: CohortInterval): string {
  const [year, month] = date.split("-") as [string, string];
  if (interval === "year") return year;
  return interval === "month" ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / QUARTER)}`;
}

const Share = z.number().nullable();
const Phase = z.enum(["onboarding", "between", "renewal", "later"]);

const CohortRow = z.strictObject({
  cohort: z.string(),
  size: z.number(),
  /** What the cohort paid on its members' first days. */
  opening: shown.money().nullable(),
  /** The share still paying at age 0, 1, 2 ... intervals after each member's own start. */
  values: z.array(shown.rate().nullable()),
});

const DriftRow = z.strictObject({
  age: z.number(),
  older_cohorts: z.string(),
  newest_cohorts: z.string(),
  older_customers: z.number(),
  newest_customers: z.number(),
  older_share: shown.rate(),
  newest_share: shown.rate(),
  change_in_share: shown.rate(),
  /** How far chance alone would move it, at the confidence in force. */
  chance_share: shown.rate().nullable(),
  beyond_chance: z.boolean(),
});

const SurvivalRow = z.strictObject({
  month: z.number(),
  at_risk: z.number(),
  churned: shown.count(),
  survival: shown.rate(),
  low: Share,
  high: Share,
});

const GroupRow = z.strictObject({
  group: z.string(),
  customers: shown.count(),
  churned: shown.count(),
  median_survival: z.number().nullable(),
  /** After onboarding and after each renewal, as far as the group was followed. */
  survival: z.array(z.strictObject({ month: z.number(), survival: shown.rate(), low: Share, high: Share })),
});

const HazardRow = z.strictObject({
  phase: Phase,
  from_month: z.number(),
  to_month: z.number().nullable(),
  at_risk_months: z.number(),
  churned: shown.count(),
  hazard_rate: shown.rate().nullable(),
});

const ProjectionFields = z.strictObject({
  alpha: z.number(),
  beta: z.number(),
  period_months: z.number(),
  periods_fitted: z.number(),
  largest_gap: z.number(),
  survival: z.array(z.strictObject({ month: z.number(), survival: shown.rate(), observed: shown.rate().nullable() })),
});

/** The fields of a cohort answer; lists are whole here and shortened by the tool. */
export const CohortFields = z.strictObject({
  measure: z.enum(["logos", "money"]),
  interval: CohortInterval,
  /** The last day everything is known; null where nothing is dated. */
  known_to: z.string().nullable(),
  customers: shown.count(),
  /** Left so far. */
  churned: shown.count(),
  /** Of customers, or of their money. Not survival: recent customers have had little time to leave. */
  churned_share: shown.rate().nullable(),
  /** Customers followed only from a later age on. */
  entered_late: z.number(),
  /** The longest life seen, in months. */
  followed_months: z.number(),
  cohorts: z.array(CohortRow),
  drift: z.array(DriftRow),
  drift_verdict: z.enum(["newer_keep_less", "newer_keep_more", "no_difference_seen", "too_few", "not_dated"]),
  drift_age: z.number().nullable(),
  survival: z.array(SurvivalRow),
  /** How low and high are computed. */
  limits: z.literal("greenwood_log_log"),
  median_survival: z.number().nullable(),
  groups: z.array(GroupRow),
  hazard: z.array(HazardRow),
  leaving: z.enum(["onboarding", "renewal", "both", "neither", "too_few"]),
  projection: ProjectionFields.nullable(),
  left_out: z.array(z.strictObject({ reason: z.string(), customers: shown.count() })),
  charts: z.array(ChartSchema),
});
export type CohortFields = z.infer<typeof CohortFields>;
export type CohortRow = z.infer<typeof CohortRow>;
export type SurvivalGroup = z.infer<typeof GroupRow>;

/** The pictures worth drawing from an answer: the triangle, the survival curve, and the loss by tenure; none of an empty list. */
export function cohortCharts({ measure, cohorts, survival, hazard }: Omit<CohortFields, "charts">): Chart[] {
  const charts: Chart[] = [
    {
      kind: "heat_map",
      title: measure === "logos" ? "Customers still paying, by cohort and age" : "Opening revenue still paid, by cohort and age",
      list: "cohorts",
      label: "cohort",
      values: ["values"],
    },
    {
      kind: "steps",
      title: "Customers still there after so many months",
      list: "survival",
      label: "month",
      values: ["survival", "low", "high"],
    },
    { kind: "bars", title: "Lost a month, by tenure", list: "hazard", label: "from_month", values: ["hazard_rate"] },
  ];
  const rows: Record<string, number> = { cohorts: cohorts.length, survival: survival.length, hazard: hazard.length };
  return charts.filter(({ list }) => (rows[list] ?? 0) > 0);
}

/**
 * How many monthly anniversaries of a start have come by a date, the last day of short months standing for later ones.
 * Dates ISO, the start not after the date.
 * @example wholeMonths("2026-01-31", "2026-02-28") // 1
 */
export function wholeMonths(start: string, date: string): number {
  const [year, month] = start.split("-").map(Number) as [number, number];
  const [lastYear, lastMonth] = date.split("-").map(Number) as [number, number];
  const months = (lastYear - year) * 12 + lastMonth - month;
  return addMonths(start, months) <= date ? months : months - 1;
}

/**
 * The first monthly anniversary on or after a date.
 * @example monthsUntil("2026-01-01", "2026-02-15") // 2
 */
export function monthsUntil(start: string, date: string): number {
  const whole = wholeMonths(start, date);
  return addMonths(start, whole) === date ? whole : whole + 1;
}

/** What one customer paid at its start, and at each age that has come; 1 and 0 where customers are counted. */
export interface Member {
  opening: number;
  /** Index is the age in intervals; ends where the age has not come yet. */
  amounts: number[];
}

/** The customers who started in one calendar interval. */
export interface Cohort {
  cohort: string;
  members: Member[];
  /** What they paid on their first days; null where amounts are not known. */
  opening: number | null;
  /** The share still paying at each age; null from the first age that some member has not reached. */
  values: (number | null)[];
}

/** What is counted: customers, or the money they paid at their start. */
export type CohortMeasure = "logos" | "money";

/**
 * The cohort triangle. A cohort is all who started in one calendar interval; an age is counted for each from its own first day, so that age 0
 * is everybody whatever the day. A cell is null until its last member has reached the age. Who is away at an age is away, and counts again
 * when back; money may pass the opening. Shares are fractions; rows by time, all as long as the oldest.
 * @example cohortTable(histories, "2019-11-01", "quarter", "logos", true)[0].values // [1, 0.9, null]
 */
export function cohortTable(
  histories: readonly AccountHistory[],
  knownTo: string,
  interval: CohortInterval,
  measure: CohortMeasure,
  amountsKnown: boolean,
): Cohort[] {
  const step = monthsOf(interval);
  const groups = new Map<string, AccountHistory[]>();
  for (const history of histories) {
    const name = cohortName(history.start, interval);
    const known = groups.get(name);
    if (known) known.push(history);
    else groups.set(name, [history]);
  }
  const cohorts = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, own]) => {
      const members = own.map((history) => memberOf(history, knownTo, step, measure));
      const opening = amountsKnown ? sumMoney(own.map((history) => amountOn(history, history.start))) : null;
      return { cohort, members, opening, values: valuesOf(members) };
    });
  const ages = cohorts.reduce((most, { values }) => Math.max(most, values.length), 0);
  for (const { values } of cohorts) while (values.length < ages) values.push(null);
  return cohorts;
}

function memberOf(history: AccountHistory, knownTo: string, step: number, measure: CohortMeasure): Member {
  const ages = Math.floor(wholeMonths(history.start, knownTo) / step);
  const amounts = Array.from({ length: ages + 1 }, (_, age) => amountOn(history, addMonths(history.start, age * step)));
  if (measure === "money") return { opening: amounts[0]!, amounts };
  return { opening: 1, amounts: amounts.map((amount) => (amount > 0 ? 1 : 0)) };
}

function valuesOf(members: readonly Member[]): (number | null)[] {
  const mature = members.reduce((least, { amounts }) => Math.min(least, amounts.length), Number.POSITIVE_INFINITY);
  const opening = sumMoney(members.map((member) => member.opening));
  return Array.from({ length: mature }, (_, age) => ratioOfMoney(sumMoney(members.map(({ amounts }) => amounts[age]!)), opening));
}

/** How a table tells who stayed how long. */
export interface CohortTableKind {
  kind: "tenure" | "periods" | "snapshots";
  /** The fields whose cells must be readable. */
  needs: TableField[];
}

/**
 * Which of the three kinds a table is: one row a customer with tenure and outcome, a row for each paid period, or a row for each month.
 * Throws Problem for a table that is none of them.
 * @example cohortTableKind(table, "logos", false) // { kind: "periods", needs: ["account", "start", "end", "amount"] }
 */
export function cohortTableKind(table: SeenTable, measure: CohortMeasure, tenureMapped: boolean): CohortTableKind {
  const has = (field: TableField) => table.columns.some((column) => column.field === field);
  const tenure = has("tenure_months") && has("outcome");
  if (tenure && (tenureMapped || (table.shape !== "subscriptions" && table.shape !== "snapshots")))
    return { kind: "tenure", needs: ["tenure_months", "outcome", ...(measure === "money" ? (["amount"] as const) : [])] };
  if (table.shape === "snapshots") return { kind: "snapshots", needs: ["account", "month", "amount"] };
  if (!has("start"))
    throw new Problem({
      what: `${table.path} does not show how long customers stay; it has ${table.columns.map(({ header }) => `"${header}"`).join(", ")}.`,
      remedy:
        "Give subscriptions (account, start, end), an amount a month for each account, or a row a customer with columns.tenure_months and columns.outcome.",
    });
  const counted = measure === "money" || table.has_amounts;
  return { kind: "periods", needs: ["account", "start", "end", ...(counted ? (["amount"] as const) : [])] };
}

/** Whether any row has a recurring amount. */
export const hasAmounts = ({ records }: Table): boolean => records.some(({ amount }) => amount !== null);

/** Whether amounts are in several currencies, which customers can be counted in spite of, and money cannot. */
export const mixesCurrencies = ({ records }: Table): boolean =>
  new Set(records.flatMap(({ currency }) => (currency === null ? [] : [currency]))).size > 1;

/**
 * At most so many of a list, evenly spread, the first and the last among them; in the list's order.
 * @example evenChoice([1, 2, 3, 4, 5], 3) // [1, 3, 5]
 */
export function evenChoice<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  if (most <= 1) return items.slice(0, most);
  return Array.from({ length: most }, (_, place) => items[Math.round((place * (items.length - 1)) / (most - 1))]!);
}

/** What a dated table says: its accounts by name, and how far it reaches. */
export interface Histories {
  histories: AccountHistory[];
  notices: Notice[];
  /** Whether every amount is known, so that money can be followed and not only customers. */
  amounts_known: boolean;
  /** The first and the last date the table names. */
  first: string;
  last: string;
  /** Whether the table shows nothing after its last date: monthly amounts do, open subscriptions go on. */
  ends_at_last: boolean;
  /** Accounts that never paid anything. */
  never_paid: number;
  /** Rows that could not be used and that the caller goes on without. */
  rows_left_out: number;
}

/** How much of each list an answer shows. */
export interface ListLimits {
  /** Of the whole text, all but the lists that are shortened to fit it. */
  characters: number;
  cohorts: number;
  offset: number;
  survival: number;
  drift: number;
  groups: number;
  projection: number;
}

/** What the lists held before they were shortened, and where the next page of cohorts begins. */
export interface ListTotals {
  cohorts_total: number;
  next_offset: number | null;
  survival_total: number;
  drift_total: number;
  groups_total: number;
  projection_total: number;
}

type Fields = Omit<CohortFields, "charts">;
const length = (value: unknown): number => JSON.stringify(value).length;

/**
 * The answer short enough to show: drift and projection at evenly spread ages, the largest groups, and then as many cohorts and steps of
 * survival as the rest of the text leaves room for. Totals are of the whole lists; at least one cohort is shown.
 * Throws Problem when even one cohort has more ages than fit.
 * @example shortenLists(fields, findings, limits).totals.survival_total // 72 steps, of which 40 are shown
 */
export function shortenLists(
  whole: Fields,
  findings: object,
  limits: ListLimits,
): { fields: Fields; totals: ListTotals; undefined: UndefinedField[] } {
  const kept = evenChoice(whole.drift, limits.drift);
  const drift = whole.drift.filter((row) => kept.includes(row) || row.age === whole.drift_age);
  const groups = whole.groups.slice(0, limits.groups);
  const projection =
    whole.projection === null
      ? null
      : { ...whole.projection, survival: evenChoice(whole.projection.survival, limits.projection) };
  const short: Fields = { ...whole, drift, groups, projection, survival: [], cohorts: [] };
  const room = limits.characters - length(short) - length(findings);

  const page = whole.cohorts.slice(limits.offset, limits.offset + limits.cohorts);
  const half = page.length ? Math.max(room / 2, room - length(page)) : room;
  let most = Math.min(limits.survival, whole.survival.length);
  while (most > 2 && length(evenChoice(whole.survival, most)) > half) most -= 1;
  const survival = evenChoice(whole.survival, most);
  let rows = page.length;
  while (rows > 1 && length(page.slice(0, rows)) > room - length(survival)) rows -= 1;
  const widest = page[0]?.values.length ?? 0;
  if (rows === 1 && length(page.slice(0, 1)) + length(survival) > room && widest > limits.cohorts)
    throw new Problem({
      what: `A cohort has ${widest} ages by ${whole.interval}, too many for one answer.`,
      remedy: "Choose a coarser interval, or a later from.",
    });
  const next = limits.offset + rows;
  const last = next >= whole.cohorts.length;
  return {
    fields: { ...short, survival, cohorts: page.slice(0, rows) },
    totals: {
      cohorts_total: whole.cohorts.length,
      next_offset: last ? null : next,
      survival_total: whole.survival.length,
      drift_total: whole.drift.length,
      groups_total: whole.groups.length,
      projection_total: whole.projection?.survival.length ?? 0,
    },
    undefined: last ? [{ field: "next_offset", reason: "There are no further cohorts." }] : [],
  };
}
