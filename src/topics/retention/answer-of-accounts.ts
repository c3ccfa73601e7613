import { addDays, addMonths, monthStart } from "../../core/dates.ts";
import { unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { type AccountRow, changesFromRows } from "./account-book.ts";
import type { RetentionAnswer, RetentionAssumption, RetentionNotice } from "./answer.ts";
import { concentration, decidingAccount, medianChange, noiseOfAccounts, sizeOfLost, withoutPrice } from "./chance.ts";
import { monthsOf } from "./changes-of-months.ts";
import { changesFromTable, type TableQuestion } from "./changes-of-table.ts";
import { compareWithBefore } from "./comparison.ts";
import { type CurrencyRates, changesAtRates, convertRecords, currencyRates } from "./currency.ts";
import { definitionsOfAccounts } from "./definitions.ts";
import { assessRetention, type RetentionFigures } from "./figures.ts";
import {
  annualiseWindow,
  checkWindow,
  earlierWindows,
  isOneYear,
  monthlyBridge,
  monthlyMoves,
  monthsNamed,
  movementsOfMonths,
  type Window,
} from "./months.ts";
import { largestNow, lookAlikes, lostAccounts, wonSinceStart } from "./movers.ts";
import {
  type AccountChange,
  type AccountChanges,
  daysBeforeReturn,
  isStandard,
  quickRatio,
  type Retention,
  type RetentionPolicy,
  retentionOfAccounts,
  revalue,
  segmentsOfAccounts,
} from "./retention.ts";
import { noEvidence, type Stated, type TieEvidence, withTies } from "./tie-out.ts";

/**
 * What to know before trusting an answer out of accounts; `notYearly` is the window where it is not a year.
 * @example noticesOfAccounts(changes, retention, figures, null, standardPolicy)[0].code // "few_accounts"
 */
function noticesOfAccounts(
  changes: readonly AccountChange[],
  { accounts }: Pick<Retention, "accounts">,
  figures: RetentionFigures,
  notYearly: Window | null,
  { winback_days }: RetentionPolicy,
): RetentionNotice[] {
  const notices: RetentionNotice[] = [];
  const few = figures.fewAccounts.value;
  const { starting } = accounts;
  if (starting > 0 && starting < few) notices.push({ code: "few_accounts", accounts: starting, fewest: few, counted: true });
  if (notYearly !== null) notices.push({ code: "not_a_year", from: notYearly.from, to: notYearly.to });
  const returned = changes.filter((change) => change.paid_before === true && change.start === 0 && change.end > 0);
  const unknown = winback_days === undefined ? 0 : returned.filter((one) => daysBeforeReturn(one) === undefined).length;
  if (unknown) notices.push({ code: "winback_unknown", accounts: unknown });
  return notices;
}

/**
 * The whole retention answer for a list of accounts: rates under the policy, bridge of the range and of its months, segments, other
 * definitions, bands, noise, concentration, and net without a price increase where one is given as a fraction.
 * Money in the accounts' unit, rates as fractions. Without a window the period is taken to be a year, and said to be.
 * Throws Problem when the policy needs monthly history that is not known, and for an impossible price increase.
 * @example answerFromAccounts(changesFromTable(table, window), standardPolicy, figures, window).fields.nrr
 */
export function answerFromAccounts(
  { changes, dates, notices, rows = [] }: AccountChanges,
  policy: RetentionPolicy,
  figures: RetentionFigures,
  window: Window | null,
  priceIncrease?: number,
  yearly_amounts: number | null = null,
): RetentionAnswer {
  if (window !== null) checkWindow(window);
  refuseWithoutHistory(changes, dates, policy);
  const retention = retentionOfAccounts(changes, policy);
  const { nrr, grr, logo_retention, bridge, accounts } = retention;
  const yearly = window === null || isOneYear(window);
  const moved = dates === null ? null : monthlyMoves(changes, dates, policy);
  const months = dates === null || moved === null ? [] : monthlyBridge(changes, dates, policy, moved);
  const fields: RetentionAnswer["fields"] = {
    nrr,
    grr,
    logo_retention,
    quick_ratio: quickRatio(bridge),
    bridge: revalue(bridge, changes),
    accounts,
    segments: segmentsOfAccounts(rows.length ? rows : changes, policy),
    segments_count: rows.length ? "rows" : "accounts",
    ...definitionsOfAccounts(changes, months, isStandard(policy) ? retention : undefined),
    assessment: yearly ? assessRetention(retention, figures) : [],
    noise: noiseOfAccounts(changes, logo_retention, figures.standardErrors.value),
    concentration: concentration(changes, policy),
    months,
    movements: movementsOfMonths(months),
    since_start: wonSinceStart(changes, dates),
    largest_now: largestNow(changes, dates),
    look_alikes: lookAlikes(changes, retention, policy),
    ...lostAccounts(changes, policy, yearly_amounts),
    without_account: decidingAccount(changes, policy, retention, figures.decidingShift.value),
    adverse_selection: { ...sizeOfLost(bridge, accounts), median_change_rate: medianChange(changes, policy) },
    annualised: yearly ? unknown("The rates are for a year already.") : annualiseWindow(window, nrr, grr),
    ...(priceIncrease === undefined ? {} : withoutPrice(changes, retention, policy, priceIncrease)),
  };
  return {
    fields,
    ...(moved === null ? {} : { moves: moved.moves }),
    notices: [...notices, ...noticesOfAccounts(changes, retention, figures, yearly ? null : window, policy)],
    assumptions: [
      ...(window === null ? [{ code: "year" as const }] : []),
      ...assumeNew(changes),
      ...(priceIncrease === undefined ? [] : [{ code: "price" as const, increase: priceIncrease }]),
    ],
  };
}

/** How many times a table's amounts make a year's; null where the unit is not known. */
const timesAYear = ({ amount_unit }: Table): number | null => {
  if (amount_unit === "mrr") return 12;
  return amount_unit === "unclear" || amount_unit === "tcv" ? null : 1;
};

function refuseWithoutHistory(changes: readonly AccountChange[], dates: string[] | null, policy: RetentionPolicy): void {
  const gap = policy.gap === "churned" && changes.some((change) => change.start > 0 && change.gap === null);
  if (!gap && (policy.winback_days === undefined || dates !== null)) return;
  const asked = gap ? 'policy.gap "churned"' : "policy.winback_days";
  throw new Problem({
    what: `${asked} needs to know what each account paid in the months between, and this data does not say.`,
    remedy: `Give a table of monthly amounts or subscription periods, or leave ${gap ? "policy.gap" : asked} out.`,
  });
}

function assumeNew(changes: readonly AccountChange[]): RetentionAssumption[] {
  const accounts = changes.filter(({ start, end, paid_before }) => start === 0 && end > 0 && paid_before === null).length;
  return accounts === 0 ? [] : [{ code: "new_accounts", accounts }];
}

/** What the caller asks of typed rows. */
interface RowsAsk extends Stated {
  segment_by?: string;
  price_increase?: number;
}

/**
 * The retention answer of typed rows, tied to stated figures where there are any. Money in one unit, rates as fractions.
 * Throws Problem for rows that cannot be used, and for a policy that needs the months between.
 * @example answerFromRows([{ account: "A", start: 100, end: 90 }], {}, standardPolicy, figures).fields.grr // 0.9
 */
export function answerFromRows(
  rows: readonly AccountRow[],
  ask: RowsAsk,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): RetentionAnswer {
  const split = ask.segment_by !== undefined;
  const found = changesFromRows(rows, split);
  const plain = answerFromAccounts(found, policy, figures, null, ask.price_increase);
  const answer: RetentionAnswer = split
    ? { ...plain, fields: { ...plain.fields, comparison: unknown("Rows have no dates, so there is no window before.") } }
    : plain;
  return withTies(answer, ask, () => ({ ...noEvidence, changes: found.changes, children: childrenOf(rows) }));
}

/** Accounts under a parent, under their own names. */
function childrenOf(rows: readonly AccountRow[]) {
  const names = new Set(rows.flatMap(({ account, parent }) => (parent === undefined || parent === account ? [] : [account])));
  const apart = rows.map(({ parent, ...row }) => row);
  return names.size === 0 ? [] : changesFromRows(apart, false).changes.filter(({ account }) => names.has(account));
}

/** What the caller asks of a table beside the comparison of its two dates. */
export interface TableAsk extends Omit<TableQuestion, "days_away">, Stated {
  rates?: Record<string, number>;
  rates_end?: Record<string, number>;
  currency?: string;
  price_increase?: number;
  /** False where nobody asked for the split, so that it is not compared with the window before. */
  compared?: boolean;
  /** Earlier windows of the same length, each ending so much earlier. */
  trend?: "month" | "quarter" | "year";
}

/**
 * The retention answer of a table: in constant currency where rates are given, compared with the window before where segments are asked for,
 * tied to stated figures where there are any. Money in the table's unit, or the reporting currency; rates as fractions.
 * Throws Problem for what the table, the window or the rates cannot serve.
 * @example answerFromTable(table, { from: "2025-01-01", to: "2026-01-01" }, standardPolicy, figures).answer.fields.nrr
 */
export function answerFromTable(
  table: Table,
  ask: TableAsk,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): { answer: RetentionAnswer; reporting: string | null; window: Window | null } {
  const { segment_by, lenient } = ask;
  const { from, to } = windowOf(table, ask);
  const rates =
    ask.rates === undefined
      ? null
      : currencyRates(table.records, { rates: ask.rates, rates_end: ask.rates_end, currency: ask.currency });
  const read = (question: TableQuestion, records?: TableRecord[]): AccountChanges => {
    const source = records === undefined ? table : { ...table, records, monthly: undefined };
    return rates === null ? changesFromTable(source, question) : changesAtRates(source, question, rates);
  };
  const found = read({ from, to, segment_by, lenient, days_away: policy.winback_days !== undefined });
  const window = from !== undefined && to !== undefined ? { from, to } : null;
  const measured = answerFromAccounts(found, policy, figures, window, ask.price_increase, timesAYear(table));
  const plain = withWindows(measured, table, window, policy, ask, read);
  const compared =
    segment_by === undefined || ask.compared === false
      ? plain
      : withComparison(plain, found, policy, datedWindow(table, window), read, ask);
  const answer = withTies(compared, ask, () => evidenceOf(table, found, window, rates, read));
  if (rates === null) return { answer, reporting: null, window };
  const assumed = { code: "rates" as const, reporting: rates.reporting, rates_end: rates.ending !== null };
  return { answer: { ...answer, assumptions: [...answer.assumptions, assumed] }, reporting: rates.reporting, window };
}

/** The dates asked for; of monthly amounts the months they fall in, or where none are named the last year that the table shows. */
function windowOf(table: Table, { from, to }: Pick<TableQuestion, "from" | "to">): Pick<TableQuestion, "from" | "to"> {
  if (table.shape !== "snapshots") return { from, to };
  const months = table.monthly ? monthsOf(table.monthly) : [...new Set(table.records.flatMap(({ month }) => month ?? []))].sort();
  const last = to ?? months.at(-1);
  if (last === undefined || (from === undefined && months.length < 2)) return { from, to };
  const yearBefore = addMonths(monthStart(last), -12);
  const first = from ?? (months[0]! > yearBefore ? months[0]! : yearBefore);
  return monthsNamed({ from: first, to: last });
}

/** Windows of a trend: as many as one looks at. */
const TREND_WINDOWS = 12;

/** The rates of earlier windows where a trend is asked for, and the other reading of ends that look like last days paid for. */
function withWindows(
  answer: RetentionAnswer,
  table: Table,
  window: Window | null,
  policy: RetentionPolicy,
  { trend }: TableAsk,
  read: Read,
): RetentionAnswer {
  if (window === null) return answer;
  const ratesIn = (one: Window, records?: TableRecord[]) => {
    try {
      const { nrr, grr, logo_retention } = retentionOfAccounts(read(one, records).changes, { ...policy, gap: "retained" });
      return { nrr, grr, logo_retention };
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  };
  const inclusive = answer.notices.some(({ code }) => code === "ends_look_inclusive")
    ? ratesIn(
        window,
        table.records.map((record) => ({ ...record, end: record.end === null ? null : addDays(record.end, 1) })),
      )
    : null;
  const windows = trend === undefined ? [] : earlierWindows(window, monthsOfStep[trend], TREND_WINDOWS);
  return {
    ...answer,
    fields: {
      ...answer.fields,
      ...(inclusive === null ? {} : { ends_inclusive: { nrr: inclusive.nrr, grr: inclusive.grr } }),
      ...(trend === undefined
        ? {}
        : {
            trend: windows.flatMap((one) => {
              const rates = ratesIn(one);
              return rates === null ? [] : [{ ...one, ...rates }];
            }),
          }),
    },
  };
}

const monthsOfStep = { month: 1, quarter: 3, year: 12 }; // not a figure: months a quarter

/** The window of a table whose rows have dates; two amounts an account have none before them. */
function datedWindow({ shape }: Table, window: Window | null): Window | null {
  return shape === "snapshots" || shape === "subscriptions" ? window : null;
}

type Read = (question: TableQuestion, records?: TableRecord[]) => AccountChanges;

function withComparison(
  answer: RetentionAnswer,
  { changes, rows = [] }: AccountChanges,
  policy: RetentionPolicy,
  window: Window | null,
  read: Read,
  { segment_by, lenient }: TableAsk,
): RetentionAnswer {
  const days_away = policy.winback_days !== undefined;
  const comparison =
    window === null
      ? unknown("The data shows two dates only, and nothing before them.")
      : rows.length
        ? unknown("Accounts hold several segments at once, so that a change of the whole is not the sum of theirs.")
        : compareWithBefore(changes, window, policy, (earlier) => read({ ...earlier, segment_by, lenient, days_away }));
  return { ...answer, fields: { ...answer.fields, comparison } };
}

function evidenceOf(
  table: Table,
  { changes }: AccountChanges,
  window: Window | null,
  rates: CurrencyRates | null,
  read: Read,
): TieEvidence {
  const isChild = ({ account, parent }: TableRecord) => parent !== null && parent !== account;
  const names = new Set(table.monthly ? [] : table.records.filter(isChild).map(({ account }) => account));
  const apart = () => table.records.map((record) => ({ ...record, parent: null }));
  return {
    changes,
    children: names.size === 0 ? [] : read(window ?? {}, apart()).changes.filter(({ account }) => names.has(account)),
    // Rows left out stand in their own currency, which says nothing here.
    issues: rates === null ? table.issues : [],
    unconverted: rates === null ? null : asTheyStand(table, window),
    boundary: table.shape === "subscriptions" && window !== null ? boundaryOf(table.records, window, rates) : null,
  };
}

function asTheyStand(table: Table, window: Window | null): TieEvidence["unconverted"] {
  const records = table.records.map((record) => ({ ...record, currency: null }));
  const { changes } = changesFromTable({ ...table, records, monthly: undefined }, window ?? {});
  return { opening: sumMoney(changes.map(({ start }) => start)), closing: sumMoney(changes.map(({ end }) => end)) };
}

function boundaryOf(records: readonly TableRecord[], { from, to }: Window, rates: CurrencyRates | null): TieEvidence["boundary"] {
  const at = (date: string, one: ReadonlyMap<string, number> | null) => {
    const amounts = rates === null || one === null ? records : convertRecords(records, one, rates.reporting);
    const paid = (side: "start" | "end") =>
      sumMoney(amounts.flatMap((record) => (record[side] === date && record.start !== record.end ? [record.amount!] : [])));
    return { date, ends: paid("end"), starts: paid("start") };
  };
  return { opening: at(from, rates?.opening ?? null), closing: at(to, rates?.ending ?? rates?.opening ?? null) };
}
