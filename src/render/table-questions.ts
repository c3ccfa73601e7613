import type { Table } from "../core/contract/table.ts";
import type { TableTotals } from "../core/metrics/table-totals.ts";
import { percent } from "./numbers.ts";

/** Issues that wait for the caller's word; their messages already ask. */
const asking = ["decimal_unclear", "decimal_mixed", "dates_unclear", "dates_mixed", "wide_months", "mixed_currencies"];
/** Two columns for one of these stop an answer; two for another field do not. */
const decisive = / can each be (account|arr|mrr|acv|tcv|amount|month|start);/;
const off = (value: number, stated: number): number => Math.max(value, stated) / Math.min(value, stated);

/** What the stated ARR tells about the unit of a sum, in one sentence. */
function unitFromStated(sum: number, stated: number): string {
  const exact = (value: number) => value.toLocaleString("en-US");
  const [yearly, monthly] = [off(sum, stated), off(sum * 12, stated)];
  const distance = (value: number) =>
    value === stated
      ? `that is the stated ${exact(stated)}`
      : `that is ${percent(Math.abs(value - stated) / stated)} off the stated ${exact(stated)}`;
  if (Math.min(yearly, monthly) > 2)
    return `The column sums to ${exact(sum)}; neither that nor 12 times that is near the stated ${exact(stated)}.`;
  return monthly < yearly
    ? `The column sums to ${exact(sum)}; times 12 ${distance(sum * 12)}, so it looks like MRR: give reading.amount "mrr".`
    : `The column sums to ${exact(sum)}; ${distance(sum)}, so it looks like ARR: give reading.amount "arr".`;
}

/** What the caller must say before a table can be used, most pressing first. */
export function tableQuestions(table: Table, totals: TableTotals, stated: number | undefined): string[] {
  const questions = table.issues
    .filter(({ code, message }) => asking.includes(code) || (code === "ambiguous_column" && decisive.test(message)))
    .map((one) => one.message);
  const fields = new Set(table.columns.map((column) => column.field));
  const paying = table.shape === "accounts" || table.shape === "snapshots" || table.shape === "subscriptions";
  if (paying && !fields.has("account")) questions.push("Which column names the account? Give columns.account.");
  if (paying && totals.amount === null && questions.length === 0)
    questions.push("Which column holds what an account pays? Give columns.arr or columns.mrr.");
  if (totals.amount !== null && table.amount_unit === "unclear") {
    questions.push("Are the amounts yearly (ARR), monthly (MRR), or a contract's (ACV, TCV)? Give reading.amount.");
    if (stated !== undefined && totals.amount > 0) questions.push(unitFromStated(totals.amount, stated));
  }
  if (totals.arr === null && table.amount_unit === "tcv")
    questions.push("How many months does each contract run? Give columns.contract_months.");
  if (stated !== undefined && totals.arr !== null && totals.arr > 0 && totals.arr !== stated) {
    const gap = `The table gives ARR of ${totals.arr.toLocaleString("en-US")}, ${percent(Math.abs(totals.arr - stated) / stated)} off the stated ${stated.toLocaleString("en-US")}.`;
    const swapped = table.amount_unit === "arr" || table.amount_unit === "mrr" ? unitFromStated(totals.amount ?? 0, stated) : "";
    const otherUnit = table.amount_unit === "arr" ? '"mrr"' : '"arr"';
    questions.push(swapped.includes(otherUnit) ? `${gap} ${swapped}` : `${gap} Which is right, and what explains the rest?`);
  }
  return questions;
}
