import type { Warning } from "../core/contract/envelope.ts";
import type { AmountUnit, Table } from "../core/contract/table.ts";
import { rowsInForce } from "../core/metrics/rows-in-force.ts";
import type { TableTotals } from "../core/metrics/table-totals.ts";
import { plural, shortMoney } from "./numbers.ts";

const badCell = /^(missing_|not_|duplicate_|negative_amount|amount_too_large|too_many_cells|end_not_after_start)/;

const badCells = (table: Table): number => table.issues.filter((one) => badCell.test(one.code)).length;
const show = (amount: number, currency: string | null): string => shortMoney(amount, currency ?? "").trim();
const shapeWords: Record<Table["shape"], string> = {
  accounts: "a list of accounts",
  snapshots: "monthly snapshots",
  subscriptions: "subscriptions with their dates",
  survey: "survey answers",
  stakeholders: "contacts with their roles",
};
const unitWords: Record<AmountUnit, string> = {
  arr: "ARR",
  mrr: "MRR",
  acv: "ACV",
  tcv: "TCV",
  unclear: "in a unit the file does not say",
};

/** What a table is, in two or three sentences. */
export function summariseTable(table: Table, totals: TableTotals, questions: readonly string[]): string {
  const at = rowsInForce(table).at;
  const when =
    at === null
      ? ""
      : table.shape === "snapshots"
        ? ` in ${at.slice(0, "2026-01".length)}, the latest month${totals.amount === null ? "" : ","}`
        : ` active on ${at}, the latest start${totals.amount === null ? "" : ","}`;
  const sum = totals.amount === null ? "" : ` with ${show(totals.amount, table.currency)} ${unitWords[table.amount_unit]}`;
  const arr = totals.arr !== null && table.amount_unit !== "arr" ? `, ${show(totals.arr, table.currency)} a year` : "";
  const left = table.rows_read - table.rows_used;
  const rows =
    left === 0
      ? `All ${plural(table.rows_read, "row")} were used.`
      : `${plural(left, "row")} of ${table.rows_read} ${left === 1 ? "was" : "were"} left out; each is listed.`;
  const bad = badCells(table);
  const ask =
    questions.length > 0
      ? `Before it is used: ${questions[0]}`
      : bad > 0
        ? `${plural(bad, "cell")} cannot be used and must be fixed, or ${bad === 1 ? "its row" : "their rows"} left out, first.`
        : "Nothing has to be asked before it is used.";
  return `The table is ${shapeWords[table.shape]}: ${plural(totals.accounts, "account")}${when}${sum}${arr}. ${rows} ${ask}`;
}

/** What to know before trusting a table. */
export function tableWarnings(table: Table): Warning[] {
  const bad = badCells(table);
  const unpaid = rowsInForce(table).records.filter((record) => record.amount === null).length;
  const has = table.columns.some(
    (column) => column.field !== null && ["arr", "mrr", "acv", "tcv", "amount", "arr_end"].includes(column.field),
  );
  return [
    ...(bad === 0
      ? []
      : [
          {
            code: "bad_cells",
            message: `${plural(bad, "cell")} cannot be used. A tool that needs their columns refuses the table until they are fixed or skip_bad_rows is true.`,
          },
        ]),
    ...(unpaid === 0 || !has
      ? []
      : [
          {
            code: "amounts_missing",
            message: `${plural(unpaid, "row")} ${unpaid === 1 ? "has" : "have"} no readable amount and ${unpaid === 1 ? "is" : "are"} in no total.`,
          },
        ]),
  ];
}
