import type { Table, TableRecord } from "../contract/table.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { AccountChanges } from "./account-change.ts";
import { answerFromAccounts } from "./answer-from-accounts.ts";
import { because } from "./because.ts";
import { changesAtRates } from "./changes-at-rates.ts";
import { changesFromTable, type TableQuestion } from "./changes-from-table.ts";
import { compareWithBefore } from "./compare-with-before.ts";
import { convertRecords } from "./convert-records.ts";
import { type CurrencyRates, currencyRates } from "./currency-rates.ts";
import type { RetentionPolicy } from "./retention.ts";
import type { RetentionAnswer, RetentionFigures } from "./retention-answer.ts";
import type { TieEvidence } from "./tie-candidates.ts";
import type { Window } from "./window.ts";
import { type Stated, withTies } from "./with-ties.ts";

/** What the caller asks of a table beside the comparison of its two dates. */
export interface TableAsk extends Omit<TableQuestion, "days_away">, Stated {
  rates?: Record<string, number>;
  rates_end?: Record<string, number>;
  currency?: string;
  price_increase?: number;
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
): { answer: RetentionAnswer; reporting: string | null } {
  const { from, to, segment_by, lenient } = ask;
  const rates =
    ask.rates === undefined
      ? null
      : currencyRates(table.records, { rates: ask.rates, rates_end: ask.rates_end, currency: ask.currency });
  const read = (question: TableQuestion, records = table.records): AccountChanges => {
    const source = { ...table, records };
    return rates === null ? changesFromTable(source, question) : changesAtRates(source, question, rates);
  };
  const found = read({ from, to, segment_by, lenient, days_away: policy.winback_days !== undefined });
  const window = from !== undefined && to !== undefined ? { from, to } : null;
  const plain = answerFromAccounts(found, policy, figures, window, ask.price_increase);
  const compared = segment_by === undefined ? plain : withComparison(plain, found, policy, datedWindow(table, window), read, ask);
  const answer = withTies(compared, ask, () => evidenceOf(table, found, window, rates, read));
  if (rates === null) return { answer, reporting: null };
  return { answer: { ...answer, assumptions: [...answer.assumptions, assumeRates(rates)] }, reporting: rates.reporting };
}

/** The window of a table whose rows have dates; two amounts an account have none before them. */
function datedWindow({ shape }: Table, window: Window | null): Window | null {
  return shape === "snapshots" || shape === "subscriptions" ? window : null;
}

type Read = (question: TableQuestion, records?: TableRecord[]) => AccountChanges;

function withComparison(
  answer: RetentionAnswer,
  { changes }: AccountChanges,
  policy: RetentionPolicy,
  window: Window | null,
  read: Read,
  { segment_by, lenient }: TableAsk,
): RetentionAnswer {
  const days_away = policy.winback_days !== undefined;
  const { comparison, why } =
    window === null
      ? { comparison: null, why: "The data shows two dates only, and nothing before them." }
      : compareWithBefore(changes, window, policy, (earlier) => read({ ...earlier, segment_by, lenient, days_away }));
  const opened = comparison === null || comparison.segments.every(({ nrr_before }) => nrr_before !== null);
  return {
    ...answer,
    fields: { ...answer.fields, comparison },
    undefined: [
      ...answer.undefined,
      ...(why === null ? [] : because(why, "comparison")),
      ...(opened
        ? []
        : because(
            "No account of the segment paid at the start of the window before; all it adds is mix.",
            "comparison.segments[].nrr_before",
            "comparison.segments[].grr_before",
          )),
    ],
  };
}

function evidenceOf(
  table: Table,
  { changes }: AccountChanges,
  window: Window | null,
  rates: CurrencyRates | null,
  read: Read,
): TieEvidence {
  const isChild = ({ account, parent }: TableRecord) => parent !== null && parent !== account;
  const names = new Set(table.records.filter(isChild).map(({ account }) => account));
  const apart = table.records.map((record) => ({ ...record, parent: null }));
  return {
    changes,
    children: names.size === 0 ? [] : read(window ?? {}, apart).changes.filter(({ account }) => names.has(account)),
    // Rows left out stand in their own currency, which says nothing here.
    issues: rates === null ? table.issues : [],
    unconverted: rates === null ? null : asTheyStand(table, window),
    boundary: table.shape === "subscriptions" && window !== null ? boundaryOf(table.records, window, rates) : null,
  };
}

function asTheyStand(table: Table, window: Window | null): TieEvidence["unconverted"] {
  const records = table.records.map((record) => ({ ...record, currency: null }));
  const { changes } = changesFromTable({ ...table, records }, window ?? {});
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

function assumeRates({ reporting, ending }: CurrencyRates): { what: string; value: string; why: string; if_wrong: string } {
  const end = ending === null ? "; the closing too, since rates_end is not given" : "; the closing at rates_end";
  return {
    what: "Exchange rates",
    value: `Every amount at the given rates into ${reporting}, the same on all dates${end}`,
    why: "Retention is told in constant currency, so that a rate that moved is not a customer that did.",
    if_wrong: "Shares of currencies in the rates change; an account's own kept share does not.",
  };
}
