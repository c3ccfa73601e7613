import * as z from "zod";
import { because } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import type { SeenTable, Table } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { ColumnsParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";
import {
  CohortFields,
  CohortInterval,
  type CohortTableKind,
  cohortCharts,
  cohortTableKind,
  hasAmounts,
  shortenLists,
} from "./cohort-table.ts";
import { answerFromTable, answerOfLives, type CohortQuestion } from "./histories.ts";
import { leavingLossesFigure, livesGiven, openingPileFigure, projectionFigure, tenureBucketsFigure } from "./lives.ts";
import { summariseCohorts } from "./words.ts";

/** What fits one answer; the runner adds the figures it rests on. */
const CHARACTERS = 9000; // not a figure: characters, steps and rows that fit one answer
const STEPS_SHOWN = 40; // not a figure: characters, steps and rows that fit one answer
/** Groups, ages compared and bad rows. */
const ROWS_SHOWN = 6; // not a figure: characters, steps and rows that fit one answer
const PROJECTED_SHOWN = 12;
/** Fewer where they do not fit. */
const COHORTS_A_PAGE = 100;

const Input = z.strictObject({
  ...tableParams,
  columns: inWords(ColumnsParam, "{field: header}").optional(),
  lives: inWords(
    z.array(z.strictObject({ months: z.number(), churned: z.boolean(), entered: z.number().optional() })).min(1),
    "months, churned, entered (age when first seen)",
  ).optional(),
  from: inWords(IsoDate, "First day observed, ISO").optional(),
  to: inWords(IsoDate, "Starts before this day").optional(),
  as_of: inWords(IsoDate, "Day up to which all is known").optional(),
  interval: inWords(CohortInterval, "month (default), quarter, year").optional(),
  measure: inWords(z.enum(["logos", "money"]), "logos (default), money").optional(),
  split_by: z.string().describe("Header or field to split by").optional(),
  limit: inWords(LimitParam, "Cohorts a page").optional(),
  offset: inWords(OffsetParam, "Cohorts to skip").optional(),
});
type Input = z.infer<typeof Input>;

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
    "How long customers stay: cohort table, newer against older cohorts, survival, when they leave, projection. Give a table (subscriptions or months with as_of, or a row a customer with tenure_months and outcome) or lives. Refuses dates outside the data; too few losses give no verdict.",
  reads: {
    standardErrors: confidenceFigure,
    fewAccounts: fewAccountsFigure,
    tenureBuckets: tenureBucketsFigure,
    leavingLosses: leavingLossesFigure,
    projection: projectionFigure,
    openingPile: openingPileFigure,
  },
  input: Input,
  asks: ["who", "counts", "since", "until", "version"],
  output: z.strictObject({
    ...CohortFields.shape,
    cohorts_total: z.number(),
    next_offset: z.number().nullable(),
    survival_total: z.number(),
    drift_total: z.number(),
    groups_total: z.number(),
    projection_total: z.number(),
    reading: Reading.nullable(),
  }),
  async run(input, figures, ports) {
    const question = questionOf(input);
    const found = input.table === undefined ? null : await readTable(input, question, ports);
    const answer =
      found === null
        ? answerOfLives(
            { lives: livesGiven(input.lives ?? []), left_out: [] },
            "Lives have no start dates, so there are no cohorts.",
            question,
            figures,
          )
        : answerFromTable(found.table, found.kind, question, figures);
    const table = found?.table ?? null;
    const doubts = answer.warnings.filter(({ code }) => ["data_may_end", "unknown_start", "after_last_date"].includes(code));
    const summary = [
      ...doubts.map(({ message }) => message),
      summariseCohorts(answer.fields, {
        currency: table?.currency ?? ports.defaults.currency ?? "USD",
        unit: table?.amount_unit ?? "unclear",
        split_by: input.split_by ?? null,
      }),
    ].join(" ");
    const reading = readingOf(table);
    const warnings = [...answer.warnings, ...leftOutRows(table)];
    const charts = cohortCharts(answer.fields);
    const findings = { summary, reading, charts, warnings, assumptions: answer.assumptions, undefined: answer.undefined };
    const short = shortenLists(answer.fields, findings, {
      characters: CHARACTERS,
      cohorts: Math.min(COHORTS_A_PAGE, input.limit ?? COHORTS_A_PAGE),
      offset: input.offset ?? 0,
      survival: STEPS_SHOWN,
      drift: ROWS_SHOWN,
      groups: ROWS_SHOWN,
      projection: PROJECTED_SHOWN,
    });
    return {
      fields: { ...short.fields, ...short.totals, reading, charts },
      summary,
      warnings,
      assumptions: answer.assumptions,
      undefined: [...answer.undefined, ...short.undefined, ...(reading === null ? because("No table was read.", "reading") : [])],
    };
  },
});

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
  const table = await ports.readTable(input.table!, { ...readingOptions(input, { by_shape }), several_currencies });
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
