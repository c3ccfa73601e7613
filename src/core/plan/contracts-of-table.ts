import { addDays } from "../calendar/dates.ts";
import type { Table, TableRecord } from "../contract/table.ts";
import { ultimateParents } from "../metrics/ultimate-parents.ts";
import { sumMoney } from "../money/sum-money.ts";
import { decisionInWindow } from "./decision-in-window.ts";
import type { DecidedContract } from "./renewal-reconciliation.ts";

interface Window {
  from: string;
  to: string;
}

const paidOn = (rows: readonly TableRecord[], date: string): number =>
  sumMoney(
    rows.filter(({ start, end }) => (start ?? "") <= date && (end === null || end > date)).map(({ amount }) => amount ?? 0),
  );

/** A contract's end: the renewal date it names, or for periods the day its first one began, which comes round each term. */
function datedEnd(rows: readonly TableRecord[], periods: boolean): string | null {
  const named = rows.map(({ renewal_date }) => renewal_date).find((date) => date !== null) ?? null;
  if (named !== null || !periods) return named;
  return rows.map(({ start }) => start!).sort()[0] ?? null;
}

function decisionOf(rows: readonly TableRecord[], months: number, window: Window, periods: boolean): DecidedContract["decision"] {
  const end = datedEnd(rows, periods);
  if (end === null) return "unknown";
  const date = decisionInWindow(end, months, window);
  if (date === null) return null;
  if (periods) return { before: paidOn(rows, addDays(date, -1)), after: paidOn(rows, date) };
  const total = (field: "amount_start" | "amount_end") => sumMoney(rows.map((row) => row[field] ?? 0));
  return { before: total("amount_start"), after: total("amount_end") };
}

/**
 * Each opening customer's contract with its decision in the window, out of subscription periods or two amounts an account; in the table's own
 * unit of money. `term` is months of a contract where the row does not say.
 */
export function contractsOfTable(table: Table, window: Window, term: number): DecidedContract[] {
  const periods = table.shape === "subscriptions";
  const parents = ultimateParents(
    table.records.map(({ account, parent, row, start }) => ({ account, parent, date: start, place: `row ${row}` })),
  );
  const byAccount = new Map<string, TableRecord[]>();
  for (const record of table.records) {
    const known = byAccount.get(record.account);
    if (known) known.push(record);
    else byAccount.set(record.account, [record]);
  }
  return [...byAccount].flatMap(([account, rows]): DecidedContract[] => {
    const start = periods ? paidOn(rows, window.from) : sumMoney(rows.map((row) => row.amount_start ?? 0));
    if (start === 0) return [];
    const own = rows.map(({ contract_months }) => contract_months).find((months) => months !== null && Number.isInteger(months));
    return [{ account: parents.get(account) ?? account, start, decision: decisionOf(rows, own ?? term, window, periods) }];
  });
}
