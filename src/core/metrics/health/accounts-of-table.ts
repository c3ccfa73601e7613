import type { Warning } from "../../contract/envelope.ts";
import type { Table, TableRecord } from "../../contract/table.ts";
import { annualAmount } from "../annual-amount.ts";
import { refuseMixedCurrencies } from "../one-currency.ts";
import type { HealthAccount } from "./health-account.ts";
import type { HealthBook } from "./join-outcomes.ts";
import type { ScoreSource } from "./score-source.ts";

/** Component scores by name, one for each record, built from other columns. */
export type BuiltComponents = ReadonlyMap<string, readonly (number | null)[]>;

/** Whether an account of a table with two amounts paid at the start and pays nothing at the end. */
const hasLeft = ({ amount_start, amount_end }: TableRecord) => (amount_start ?? 0) > 0 && amount_end === 0;

/** Yearly amount of a row; a lost account's amount is what it paid before. */
function arrOf(record: TableRecord, unit: Table["amount_unit"]): number | null {
  const before = record.outcome === "lost" || hasLeft(record);
  const amount = before
    ? (record.amount_start ?? record.amount ?? record.amount_end)
    : (record.amount ?? record.amount_end ?? record.amount_start);
  return amount === null ? null : annualAmount(amount, unit, record.contract_months);
}

function notesOf(table: Table, accounts: readonly HealthAccount[]): Warning[] {
  const amounts = table.records.some(({ amount, amount_start, amount_end }) => (amount ?? amount_end ?? amount_start) !== null);
  if (!amounts || accounts.some(({ arr }) => arr !== null)) return [];
  const message =
    table.amount_unit === "tcv"
      ? "The amounts are totals of contracts and no column gives their months, so ARR is not known. Map a column to contract_months."
      : 'Nothing says whether the amounts are a year\'s or a month\'s, so ARR is not known. Say which with reading: {"amount": "arr"} or {"amount": "mrr"}.';
  return [{ code: "arr_not_known", message }];
}

/**
 * The accounts of a table as a book: those an outcome or the later of two amounts says are lost stand apart. Scores come from its component
 * columns and from those built, or ready-made; ARR yearly, in major units.
 * Throws Problem for amounts in several currencies.
 * @example accountsOfTable(table, { components: ["usage"], ready: null, unused: [] }, new Map()).book.accounts[0]?.scores // { usage: 80 }
 */
export function accountsOfTable(
  table: Table,
  source: ScoreSource,
  built: BuiltComponents,
): { book: HealthBook; warnings: Warning[] } {
  refuseMixedCurrencies(table.records);
  const segment = table.columns.find(({ field }) => field === "segment")?.header;
  const accounts = table.records.map((record, index): HealthAccount => {
    let scores: Record<string, number | null> | null = null;
    if (source.ready === null) {
      scores = {};
      for (const name of source.components) scores[name] = record[name];
      for (const [name, column] of built) scores[name] = column[index] ?? null;
    }
    return {
      account: record.account,
      row: record.row,
      touch: record.touch,
      arr: arrOf(record, table.amount_unit),
      segment: (segment === undefined ? "" : (record.cells[segment] ?? "").trim()) || null,
      scores,
      score: source.ready === null ? null : record[source.ready],
      signal_date: record.signal_date,
      signal_dates: noDates,
      notice_served: record.notice_served,
      auto_renew: record.auto_renew,
      sponsor_left: record.sponsor_left,
      previous_score: record.previous_score,
      outcome: record.outcome,
      probability: record.probability,
      scored_on: record.score_date,
      decided_on: record.decision_date,
    };
  });
  const gone = (one: HealthAccount, index: number) => one.outcome === "lost" || hasLeft(table.records[index]!);
  return {
    book: {
      accounts: accounts.filter((one, index) => !gone(one, index)),
      lost: accounts.filter(gone),
      decided: accounts.filter(({ outcome }) => outcome !== null),
    },
    warnings: notesOf(table, accounts),
  };
}

const noDates: Readonly<Record<string, string>> = {};
