import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { known, onTheWire, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { RowQuestion, SeenTable, Table } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { ColumnsParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { segmentColumn } from "../retention/segment-column.ts";
import { CohortFields, CohortInterval } from "./answer.ts";
import { answerFromTable, answerOfLives, type CohortQuestion } from "./cohort-answer.ts";
import { type CohortTableKind, cohortTableKind, hasAmounts } from "./histories.ts";
import { cohortReads, livesGiven } from "./lives.ts";
import { cohortCharts, cohortWords } from "./words.ts";
import { cohortAssumption, cohortWarning, leftOutLines } from "./words-notices.ts";

const STEPS_SHOWN = 40; // not a figure: steps of a curve that are drawn
/** Bad rows shown. */
const ROWS_SHOWN = 12;

const Input = z.strictObject({
  ...tableParams,
  columns: inWords(ColumnsParam, "{field: header}").optional(),
  lives: inWords(
    z.array(z.strictObject({ months: z.number(), churned: z.boolean(), entered: z.number().optional() })).min(1),
    "months, churned, entered",
  ).optional(),
  from: inWords(IsoDate, "ISO").optional(),
  to: inWords(IsoDate, "ISO").optional(),
  as_of: inWords(IsoDate, "Known up to").optional(),
  interval: inWords(CohortInterval, "month (default), quarter, year").optional(),
  measure: inWords(z.enum(["logos", "money"]), "logos (default), money").optional(),
  split_by: z.string().describe("Header or field to split by").optional(),
  limit: inWords(LimitParam, "Cohorts a page").optional(),
  offset: inWords(OffsetParam, "Cohorts to skip").optional(),
});
type Input = z.infer<typeof Input>;

/** Warnings that may turn the answer round, so that it begins with them. */
const doubtful: ReadonlySet<string> = new Set([
  "data_may_end",
  "unknown_start",
  "after_last_date",
  "end_on_last_day",
  "ended_without_amount",
  "few_customers",
]);

const Reading = z.strictObject({
  rows_read: shown.count(),
  rows_used: shown.count(),
  issues: z.array(z.strictObject({ row: shown.count(), column: z.string(), code: z.string(), message: z.string() })),
  issues_total: z.number(),
});

export const analyzeCohorts = defineTool({
  name: "analyze_cohorts",
  title: "Analyze cohorts and how long customers stay",
  description:
    'How long customers stay: cohort table, newer against older, survival, when they leave, groups. Give lives or a table: subscriptions, months, or tenure_months and outcome. Example: {"table":"subs.csv","as_of":"2026-01-01"}',
  reads: cohortReads,
  input: Input,
  asks: ["who", "counts", "since", "until", "version"],
  output: z.strictObject({
    ...CohortFields.shape,
    cohorts_total: shown.count(),
    offset: shown.count(),
    next_offset: shown.count().nullable(),
    survival_total: shown.count(),
    groups_total: shown.count(),
    reading: Reading.nullable(),
  }),
  lists: [
    { list: "reading.issues", least: 2 },
    { list: "drift", least: 2 },
    { list: "projection.survival", least: 2 },
    { list: "hazard", least: 2 },
    { list: "survival", least: 12 },
    { list: "groups", least: 2 },
    { list: "cohorts", least: 1, next: "next_offset" },
    { list: "survival", least: 2 },
  ],
  async run(input, figures, ports) {
    const question = questionOf(input);
    const found = input.table === undefined ? null : await readTable(input, question, ports);
    const answer =
      found === null
        ? answerOfLives(
            { lives: livesGiven(input.lives ?? []), left_out: [] },
            unknown("Lives have no start dates, so there are no cohorts."),
            question,
            figures,
          )
        : answerFromTable(found.table, found.kind, question, figures);
    const table = found?.table ?? null;
    const wire = onTheWire<Omit<CohortFields, "charts">>({ ...answer.fields, left_out: leftOutLines(answer.left_out) });
    const warnings = [...answer.notices.map(cohortWarning), ...inclusiveEnds(table)];
    const doubts = warnings.filter(({ code }) => doubtful.has(code)).map(({ message }) => message);
    const words = cohortWords(wire.fields, {
      currency: table?.currency ?? ports.defaults.currency,
      unit: table?.amount_unit ?? "unclear",
      split_by: input.split_by ?? null,
      could_split_by: table === null ? null : segmentColumn(table),
      doubts,
    });
    const { cohorts, survival, groups } = answer.fields;
    const offset = input.offset ?? 0;
    const next = offset + (input.limit ?? cohorts.length);
    return {
      fields: {
        ...answer.fields,
        left_out: wire.fields.left_out,
        cohorts: cohorts.slice(offset, next),
        cohorts_total: cohorts.length,
        offset,
        next_offset: next < cohorts.length ? next : unknown("There are no further cohorts."),
        survival: evenChoice(survival, STEPS_SHOWN),
        survival_total: survival.length,
        groups_total: groups.length,
        charts: cohortCharts(wire.fields),
        reading: known(readingOf(table), "No table was read."),
      },
      ...words,
      warnings: [...warnings, ...leftOutRows(table)],
      assumptions: answer.assumptions.map(cohortAssumption),
    };
  },
});

/** What the table's reader says of ends that look like last days paid for. */
const inclusiveEnds = (table: Table | null): Warning[] =>
  (table?.issues ?? []).filter(({ code }) => code === "end_on_last_day").map(({ code, message }) => ({ code, message }));

/**
 * At most so many of a list, evenly spread, the first and the last among them; in the list's order.
 * @example evenChoice([1, 2, 3, 4, 5], 3) // [1, 3, 5]
 */
export function evenChoice<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  if (most <= 1) return items.slice(0, most);
  return Array.from({ length: most }, (_, place) => items[Math.round((place * (items.length - 1)) / (most - 1))]!);
}

function questionOf(input: Input): CohortQuestion {
  const { from, to, as_of, split_by, interval = "month", measure = "logos" } = input;
  const sources = (["table", "lives"] as const).filter((source) => input[source] !== undefined);
  if (sources.length !== 1)
    throw new Problem({
      what: sources.length === 0 ? "There is nothing to analyze." : "The data is given more than once: table, lives.",
      remedy: "Give exactly one of table or lives.",
    });
  if (split_by !== undefined && input.table === undefined)
    throw new Problem({
      what: `split_by "${split_by}" names a column of a table, and none is given.`,
      remedy: "Leave split_by out, or give a table.",
    });
  return { from, to, as_of, split_by, interval, measure, lenient: input.skip_bad_rows === true };
}

/** What decides an answer in money. */
const ofMoney: readonly RowQuestion[] = ["who", "counts", "since", "until", "how_much", "per_what", "version"];

/** What must be readable depends on the kind of table. */
async function readTable(
  input: Input,
  { measure }: CohortQuestion,
  ports: Ports,
): Promise<{ table: Table; kind: CohortTableKind["kind"] }> {
  // Customers can be counted across currencies; money cannot be added.
  const several_currencies = measure === "logos";
  const kindOf = (seen: SeenTable) => cohortTableKind(seen, measure, (input.columns?.tenure_months ?? null) !== null);
  const by_shape = (seen: SeenTable) => kindOf(seen).needs;
  const table = await ports.readTable(input.table!, {
    ...readingOptions(input, { by_shape }),
    several_currencies,
    takes: measure === "logos" ? ["cohorts"] : [],
    ...(measure === "money" ? { asks: ofMoney } : {}),
  });
  return { table, kind: kindOf({ ...table, has_amounts: hasAmounts(table) }).kind };
}

function readingOf(table: Table | null): z.infer<typeof Reading> | null {
  if (table === null) return null;
  const { rows_read, rows_used, issues } = table;
  const shown = issues.slice(0, ROWS_SHOWN).map(({ row, column, code, message }) => ({ row, column, code, message }));
  return { rows_read, rows_used, issues: shown, issues_total: issues.length };
}

function leftOutRows(table: Table | null): { code: string; message: string }[] {
  if (table === null || table.rows_used === table.rows_read) return [];
  return [
    { code: "rows_left_out", message: `Rows that are not in the answer: ${table.rows_read - table.rows_used}; see reading.` },
  ];
}
