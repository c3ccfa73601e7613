import type { Warning } from "../core/contract/envelope.ts";
import type { AmountUnit, Table } from "../core/contract/table.ts";
import { rowsInForce } from "../core/metrics/rows-in-force.ts";
import type { TableTotals } from "../core/metrics/table-totals.ts";
import { plural, shortMoney } from "./numbers.ts";

const badCell = /^(missing_|not_|duplicate_|negative_amount|amount_too_large|too_many_cells|end_not_after_start)/;

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
        ? ` in ${at.slice(0, "2026-01".length)}, the latest month,`
        : ` active on ${at}, the latest start,`;
  const sum = totals.amount === null ? "" : ` with ${show(totals.amount, table.currency)} ${unitWords[table.amount_unit]}`;
  const arr = totals.arr !== null && table.amount_unit !== "arr" ? `, ${show(totals.arr, table.currency)} a year` : "";
  const left = table.rows_read - table.rows_used;
  const rows =
    left === 0
      ? `All ${plural(table.rows_read, "row")} were used.`
      : `${plural(left, "row")} of ${table.rows_read} were left out; each is listed.`;
  const ask = questions.length === 0 ? "Nothing has to be asked before it is used." : `Before it is used: ${questions[0]}`;
  return `The table is ${shapeWords[table.shape]}: ${plural(totals.accounts, "account")}${when}${sum}${arr}. ${rows} ${ask}`;
}

/** What to know before trusting a table. */
export function tableWarnings(table: Table): Warning[] {
  const bad = table.issues.filter((one) => badCell.test(one.code)).length;
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
