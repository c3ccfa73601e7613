import type { Table, TableRecord } from "../contract/table.ts";
import { sumMoney } from "../money/sum-money.ts";
import { rowArr } from "../segmentation/row-arr.ts";
import { rowsAt } from "../segmentation/rows-at.ts";
import type { RenewalRow } from "./renewal-row.ts";

/** An account list's rows, those whose contract ended among them where the table says how; else the rows in force on the day. */
function rowsOf(table: Table, asOf: string | null): TableRecord[] {
  if (table.shape !== "accounts") return rowsAt(table, asOf);
  const open = table.records.filter(({ outcome }) => outcome === null);
  return [...table.records.filter(({ outcome }) => outcome !== null), ...rowsAt({ ...table, records: open }, asOf)];
}

/** "Churned: no" says that a customer is still there and not that it has renewed; only words of renewal decide a date ahead. */
function outcomeOf(table: Table, record: TableRecord, asOf: string | null): RenewalRow["outcome"] {
  if (record.outcome === null) return null;
  if (record.outcome === "lost") return "lost";
  const header = table.columns.find(({ field }) => field === "outcome")?.header ?? "";
  const date = record.decision_date ?? record.renewal_date ?? record.end;
  const saysRenewed = /renew|won\b/i.test(`${header} ${record.cells[header] ?? ""}`);
  return saysRenewed || (asOf !== null && date !== null && date < asOf) ? "renewed" : null;
}

/**
 * The renewals of a table, one a row, with ARR a year in major units; the end of a contract stands for its renewal date where no other is
 * given. Each with its row, for messages. Throws Problem for what rowsAt and rowArr refuse.
 * @example renewalsOfTable(table, "2026-01-01")[0].renewal // { account: "Acme", arr: 100000, renewal_date: "2026-03-31", ... }
 */
export function renewalsOfTable(table: Table, asOf: string | null): { row: number; renewal: RenewalRow }[] {
  const rows = rowsOf(table, asOf).sort((a, b) => a.row - b.row);
  const arrOf = rowArr(table, rows);
  return rows.map((record) => ({
    row: record.row,
    renewal: {
      account: record.account,
      arr: sumMoney([arrOf(record)]),
      health: record.health,
      probability: record.probability,
      category: record.category,
      renewal_date: record.renewal_date ?? record.end,
      notice_days: record.notice_days,
      auto_renews: record.auto_renew,
      decision_date: record.decision_date,
      notice_served: record.notice_served,
      outcome: outcomeOf(table, record, asOf),
    },
  }));
}
