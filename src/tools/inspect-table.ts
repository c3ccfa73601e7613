import { z } from "zod";
import type { Warning } from "../core/contract/envelope.ts";
import { type AmountUnit, type Table, tableFields } from "../core/contract/table.ts";
import { IsoDate } from "../core/contract/vocabulary.ts";
import { rowsInForce } from "../core/metrics/rows-in-force.ts";
import { type TableTotals, tableTotals } from "../core/metrics/table-totals.ts";
import { percent, plural, shortMoney } from "../render/numbers.ts";
import { ColumnsParam, LimitParam, OffsetParam, ReadingParam, readingOptions, TableParam } from "./params.ts";
import { defineTool } from "./tool.ts";

/** Columns nobody recognised are shown up to this many; the count of all stands beside them. */
const UNKNOWN_COLUMNS_SHOWN = 12;
const ISSUES_A_PAGE = 12;

const money = z.number().nullable();
const output = z.strictObject({
  shape: z.enum(["accounts", "snapshots", "subscriptions", "survey", "stakeholders"]),
  rows_read: z.number(),
  rows_used: z.number(),
  columns: z.array(
    z.strictObject({
      header: z.string(),
      field: z.enum(tableFields).nullable(),
      confidence: z.enum(["mapped", "certain", "likely", "none"]),
    }),
  ),
  columns_total: z.number(),
  totals: z.strictObject({
    accounts: z.number(),
    paying_accounts: z.number(),
    amount: money,
    amount_unit: z.enum(["arr", "mrr", "acv", "tcv", "unclear"]),
    arr: money,
    amount_start: money,
    amount_end: money,
    amount_left_out: z.number(),
    owners: z.number().nullable(),
    currency: z.string().nullable(),
    first_date: IsoDate.nullable(),
    last_date: IsoDate.nullable(),
  }),
  ready_for: z.array(z.string()),
  questions: z.array(z.string()),
  issues: z.array(
    z.strictObject({ row: z.number(), column: z.string(), code: z.string(), message: z.string(), amount_left_out: money }),
  ),
  issues_total: z.number(),
});

/** Issues that wait for the caller's word; their messages already ask. */
const asking = [
  "decimal_unclear",
  "decimal_mixed",
  "dates_unclear",
  "dates_mixed",
  "ambiguous_column",
  "wide_months",
  "mixed_currencies",
];
const badCell = /^(missing_|not_|duplicate_|negative_amount|amount_too_large|too_many_cells|end_not_after_start)/;

const show = (amount: number, currency: string | null): string => shortMoney(amount, currency ?? "").trim();
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

function questionsOf(table: Table, totals: TableTotals, stated: number | undefined): string[] {
  const questions = table.issues.filter((one) => asking.includes(one.code)).map((one) => one.message);
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

function readyFor(table: Table, totals: TableTotals): string[] {
  const named = table.columns.some((column) => column.field === "account");
  if (!named || totals.accounts === 0) return [];
  const spans = table.shape === "snapshots" || table.shape === "subscriptions";
  const compares = (spans && totals.amount !== null) || (totals.amount_start !== null && totals.amount_end !== null);
  const dated = !table.issues.some((one) => one.code === "dates_unclear" || one.code === "dates_mixed");
  const plans = totals.arr !== null && table.shape !== "survey" && table.shape !== "stakeholders";
  return [
    ...(compares && (dated || !spans) ? ["compute_nrr"] : []),
    ...(plans ? ["design_tiers", "size_team", "build_blueprint"] : []),
  ];
}

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

function summaryOf(table: Table, totals: TableTotals, questions: readonly string[]): string {
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

function warningsOf(table: Table): Warning[] {
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

export const inspectTable = defineTool({
  name: "inspect_table",
  title: "Inspect a table before using it",
  description:
    "Reads a customer table (CSV, TSV, XLSX) and says what it is: shape, which column means what, rows read and used, totals, every bad cell, what must be asked, and which tools it can feed. Call it first on any new file. Refuses files over 50 MB and other types.",
  reads: {},
  input: z.strictObject({
    table: TableParam,
    columns: ColumnsParam.optional(),
    reading: ReadingParam.optional(),
    stated_arr: z.number().positive().optional().describe("ARR the user believes, to check the unit; above 0"),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output,
  async run(input, _figures, ports) {
    const table = await ports.readTable(input.table, readingOptions(input));
    const { totals, undefined: missing } = tableTotals(table);
    const questions = questionsOf(table, totals, input.stated_arr);
    const offset = input.offset ?? 0;
    const issues = table.issues.slice(offset, offset + (input.limit ?? ISSUES_A_PAGE));
    const known = table.columns.filter((column) => column.field !== null);
    const unknown = table.columns.filter((column) => column.field === null).slice(0, UNKNOWN_COLUMNS_SHOWN);
    const reasons = [
      ...missing,
      ...(table.currency === null ? [{ field: "totals.currency", reason: "The table names no single currency." }] : []),
      ...(unknown.length > 0
        ? [{ field: "columns[].field", reason: "The header is not one that is recognised; map it with columns if it matters." }]
        : []),
      ...(issues.some((one) => one.amount_left_out === null)
        ? [{ field: "issues[].amount_left_out", reason: "The row stays in, or its amount cannot be read." }]
        : []),
    ];
    return {
      fields: {
        shape: table.shape,
        rows_read: table.rows_read,
        rows_used: table.rows_used,
        columns: [...known, ...unknown],
        columns_total: table.columns.length,
        totals: { ...totals, amount_unit: table.amount_unit, currency: table.currency },
        ready_for: readyFor(table, totals),
        questions,
        issues,
        issues_total: table.issues.length,
      },
      summary: summaryOf(table, totals, questions),
      warnings: warningsOf(table),
      undefined: reasons,
    };
  },
});
