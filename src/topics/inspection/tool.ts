import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { known, onTheWire } from "../../core/known.ts";
import { tableFields } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { isEventLog } from "../../tables/event-log.ts";
import { workOf } from "../../tables/named-columns.ts";
import { ColumnsParam, LimitParam, OffsetParam, ReadingParam, readingOptions, TableParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { readyFor, type TableTotals, tableTotals } from "./table-totals.ts";
import { summariseTable, sumsInWords, tableQuestions, tableWarnings } from "./words.ts";

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
    paying_accounts: z.number().nullable(),
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
    "What a customer export (CSV, XLSX, JSON, Parquet) is: what columns mean, rows left out, totals, what to ask, which tools it feeds. Of any size, Parquet to 50 MB. First on any file.",
  reads: {},
  input: z.strictObject({
    table: TableParam,
    columns: ColumnsParam.optional(),
    reading: ReadingParam.optional(),
    lost_table: z.string().describe("Leavers").optional(),
    stated_arr: z.number().positive().optional().describe("ARR believed, to check units"),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output,
  lists: [{ list: "issues" }],
  async run(input, _figures, ports) {
    const table = await ports.readTable(input.table, { ...readingOptions(input), takes: ["bridge", "checks"] });
    const sums = table.sums === undefined ? null : sumsInWords(table, table.sums);
    const added = sums?.totals ?? tableTotals(table);
    const { fields: totals } = onTheWire<TableTotals>(added);
    const work = isEventLog(table) && table.records.every(({ account }) => account === "") ? "log" : workOf(table);
    const questions = work === null && sums === null ? tableQuestions(table, totals, input.stated_arr) : [];
    const offset = input.offset ?? 0;
    const all = sums?.issues ?? table.issues;
    const issues = all.slice(offset, offset + (input.limit ?? ISSUES_A_PAGE));
    const recognized = table.columns.filter((column) => column.field !== null);
    const unrecognized = table.columns.filter((column) => column.field === null);
    const others = ports.whole ? unrecognized : unrecognized.slice(0, UNKNOWN_COLUMNS_SHOWN);
    return {
      fields: {
        shape: table.shape,
        rows_read: table.rows_read,
        rows_used: table.rows_used,
        columns: [...recognized, ...others].map((one) => ({
          ...one,
          field: known(one.field, "The header is not one that is recognised; map it with columns if it matters."),
        })),
        columns_total: table.columns.length,
        totals: {
          ...added,
          amount_unit: table.amount_unit,
          currency: known(table.currency, "The table names no single currency."),
        },
        ready_for: sums?.ready_for ?? readyFor(table, totals, work),
        questions,
        issues: issues.map(({ amount_left_out: amount, ...one }) => ({
          ...one,
          amount_left_out: known(amount, "The row stays in, or its amount cannot be read."),
        })),
        issues_total: all.length,
      },
      summary: sums?.summary ?? summariseTable(table, totals, questions, work),
      warnings: tableWarnings(table),
    };
  },
});
