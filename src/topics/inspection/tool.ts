import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { tableFields } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { workOf } from "../../tables/named-columns.ts";
import { ColumnsParam, LimitParam, OffsetParam, ReadingParam, readingOptions, TableParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { readyFor, tableTotals } from "./table-totals.ts";
import { summariseTable, tableQuestions, tableWarnings } from "./words.ts";

/** Columns nobody recognised are shown up to this many; the count of all stands beside them. */
const UNKNOWN_COLUMNS_SHOWN = 12;
const ISSUES_A_PAGE = 12;

const money = z.number().nullable();
const output = z.strictObject({
  shape: z.enum(["accounts", "snapshots", "subscriptions", "survey", "stakeholders"]),
  rows_read: shown.count(),
  rows_used: shown.count(),
  columns: z.array(
    z.strictObject({
      header: z.string(),
      field: z.enum(tableFields).nullable(),
      confidence: z.enum(["mapped", "certain", "likely", "none"]),
    }),
  ),
  columns_total: z.number(),
  totals: z.strictObject({
    accounts: shown.count(),
    paying_accounts: z.number(),
    amount: shown.money().nullable(),
    amount_unit: z.enum(["arr", "mrr", "acv", "tcv", "unclear"]),
    arr: shown.money().nullable(),
    amount_start: money,
    amount_end: money,
    amount_left_out: shown.money(),
    owners: z.number().nullable(),
    currency: z.string().nullable(),
    first_date: IsoDate.nullable(),
    last_date: IsoDate.nullable(),
  }),
  ready_for: z.array(z.string()),
  questions: z.array(z.string()),
  issues: z.array(
    z.strictObject({
      row: shown.count(),
      column: z.string(),
      code: z.string(),
      message: z.string(),
      amount_left_out: shown.money().nullable(),
    }),
  ),
  issues_total: z.number(),
});

export const inspectTable = defineTool({
  name: "inspect_table",
  title: "Inspect a table before using it",
  description:
    "What a customer export (CSV, XLSX, JSON, Parquet) is: what columns mean, rows left out, totals, what to ask, which tools it feeds. CSV of any size, others to 50 MB. First on any file.",
  reads: {},
  input: z.strictObject({
    table: TableParam,
    columns: ColumnsParam.optional(),
    reading: ReadingParam.optional(),
    lost_table: z.string().describe("Leavers").optional(),
    stated_arr: z.number().positive().optional().describe("ARR believed, to check the unit"),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output,
  lists: [{ list: "issues" }],
  async run(input, _figures, ports) {
    const table = await ports.readTable(input.table, readingOptions(input));
    const { totals, undefined: missing } = tableTotals(table);
    const work = workOf(table);
    const questions = work === null ? tableQuestions(table, totals, input.stated_arr) : [];
    const offset = input.offset ?? 0;
    const issues = table.issues.slice(offset, offset + (input.limit ?? ISSUES_A_PAGE));
    const known = table.columns.filter((column) => column.field !== null);
    const unrecognized = table.columns.filter((column) => column.field === null);
    const unknown = ports.whole ? unrecognized : unrecognized.slice(0, UNKNOWN_COLUMNS_SHOWN);
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
        ready_for: readyFor(table, totals, work),
        questions,
        issues,
        issues_total: table.issues.length,
      },
      summary: summariseTable(table, totals, questions, work),
      warnings: tableWarnings(table),
      undefined: reasons,
    };
  },
});
