import * as z from "zod";
import { type Chart, ChartSchema } from "../core/contract/chart.ts";
import type { Table } from "../core/contract/table.ts";
import { answerFromMonthlyRate } from "../core/metrics/answer-from-monthly-rate.ts";
import { answerFromRows } from "../core/metrics/answer-from-rows.ts";
import { answerFromTable } from "../core/metrics/answer-from-table.ts";
import { answerFromTotals } from "../core/metrics/answer-from-totals.ts";
import { because } from "../core/metrics/because.ts";
import { confidenceFigure, fewAccountsFigure, grrBandsFigure, logoBandsFigure, nrrBandsFigure } from "../core/metrics/figures.ts";
import { type RetentionPolicy, standardPolicy } from "../core/metrics/retention.ts";
import type { RetentionAnswer, RetentionFigures } from "../core/metrics/retention-answer.ts";
import { RetentionFields } from "../core/metrics/retention-result.ts";
import { noEvidence } from "../core/metrics/tie-candidates.ts";
import { withTies } from "../core/metrics/with-ties.ts";
import { sumMoney } from "../core/money/sum-money.ts";
import { blankEnds } from "../render/blank-ends.ts";
import { askedSentences, tieWarnings } from "../render/retention-asked.ts";
import { type SummaryContext, summariseRetention } from "../render/retention-summary.ts";
import { RetentionInput, refuseWhatDoesNotFit } from "./compute-nrr-input.ts";
import { fitRetentionLists } from "./fit-retention-lists.ts";
import type { Ports } from "./ports.ts";
import { readOneOrTwoAmounts } from "./read-one-or-two-amounts.ts";
import { defineTool } from "./tool.ts";

/** Rows of each list shown at once, fewer where the answer, which the basis of some 500 characters joins, would grow too long to send. */
const PAGE = 12;
const ANSWER_CHARACTERS = 9000;

/** Warnings that may turn the verdict round, so that the summary begins with them. */
const doubtful: ReadonlySet<string> = new Set(["data_may_end", "ended_without_amount", "after_last_date", "totals_disagree"]);

const Reading = z.strictObject({
  rows_read: z.number(),
  rows_used: z.number(),
  /** Of the rows left out, as far as their amounts could be read. */
  amount_left_out: z.number(),
  issues: z.array(z.strictObject({ row: z.number(), column: z.string(), code: z.string(), message: z.string() })),
  issues_total: z.number(),
});

export const computeNrr = defineTool({
  name: "compute_nrr",
  title: "Compute net and gross retention",
  description:
    "NRR, GRR and logo retention of one frozen cohort: bridge by month, segments, other definitions, tie-out. Give one of totals, table (with from and to, or two amounts an account), rows, monthly_grr. Refuses losses above the opening, currencies without rates, windows outside the data.",
  reads: {
    nrrBands: nrrBandsFigure,
    grrBands: grrBandsFigure,
    logoBands: logoBandsFigure,
    standardErrors: confidenceFigure,
    fewAccounts: fewAccountsFigure,
  },
  input: RetentionInput,
  output: z.strictObject({
    ...RetentionFields.shape,
    segments_total: z.number(),
    months_total: z.number(),
    charts: z.array(ChartSchema),
    reading: Reading.nullable(),
  }),
  async run(input, figures, ports) {
    refuseWhatDoesNotFit(input);
    const policy: RetentionPolicy = { ...standardPolicy, ...input.policy };
    const table = await tableOf(input, ports);
    const { answer, reporting } = answerOf(input, table, policy, figures);
    const reading = readingOf(table);
    const currency = reporting ?? table?.currency ?? input.currency ?? ports.defaults.currency ?? "USD";
    const context: SummaryContext = {
      policy,
      figures,
      currency,
      unit: table?.amount_unit ?? "unclear",
      from: input.from ?? null,
      to: input.to ?? null,
      source: input.totals === undefined ? "accounts" : "totals",
    };
    const blank = table === null ? [] : blankEnds(table);
    const untied = tieWarnings(answer.fields, currency);
    const doubts = answer.warnings.filter(({ code }) => doubtful.has(code));
    const spoken = [...untied, ...doubts, ...blank].map(({ message }) => message);
    const beside = {
      summary: [...spoken, summariseRetention(answer.fields, context), ...askedSentences(answer.fields, currency)].join(" "),
      warnings: [...answer.warnings, ...blank, ...untied, ...leftOut(table)],
      assumptions: answer.assumptions,
      undefined: [...answer.undefined, ...(reading === null ? because("No table was read.", "reading") : [])],
    };
    const page = { offset: input.offset ?? 0, limit: input.limit ?? PAGE };
    const charts = chartsOf(answer.fields);
    const fields = fitRetentionLists(answer.fields, page, [beside, charts, reading], ANSWER_CHARACTERS);
    return { fields: { ...fields, charts, reading }, ...beside };
  },
});

async function tableOf(input: RetentionInput, ports: Ports): Promise<Table | null> {
  if (input.table === undefined) return null;
  const reader: Ports =
    input.rates === undefined
      ? ports
      : { ...ports, readTable: (path, options) => ports.readTable(path, { ...options, several_currencies: true }) };
  return readOneOrTwoAmounts({ ...input, table: input.table }, reader);
}

function answerOf(
  input: RetentionInput,
  table: Table | null,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): { answer: RetentionAnswer; reporting: string | null } {
  const alone = (answer: RetentionAnswer) => ({ answer, reporting: null });
  if (input.monthly_grr !== undefined) return alone(answerFromMonthlyRate(input.monthly_grr));
  if (input.totals !== undefined)
    return alone(withTies(answerFromTotals(input.totals, policy, figures), input, () => noEvidence));
  if (table !== null) return answerFromTable(table, { ...input, lenient: input.skip_bad_rows === true }, policy, figures);
  return alone(answerFromRows(input.rows ?? [], input, policy, figures));
}

/** Pictures of what the answer holds: the bridge where any of it is known, and the months where there are some. */
function chartsOf({ bridge, months }: RetentionFields): Chart[] {
  const known = Object.values(bridge).some((amount) => amount !== null);
  return [
    ...(known ? [{ kind: "bars" as const, title: "Revenue bridge", list: "bridge", label: "", values: [] }] : []),
    ...(months.length
      ? [{ kind: "bars" as const, title: "Closing by month", list: "months", label: "month", values: ["closing"] }]
      : []),
  ];
}

function leftOut(table: Table | null): { code: string; message: string }[] {
  const rows = table === null ? 0 : table.rows_read - table.rows_used;
  return rows === 0 ? [] : [{ code: "rows_left_out", message: `Rows that are not in the answer: ${rows}; see reading.` }];
}

function readingOf(table: Table | null): z.infer<typeof Reading> | null {
  if (table === null) return null;
  const amounts = table.issues.flatMap(({ amount_left_out }) => (amount_left_out === null ? [] : [amount_left_out]));
  return {
    rows_read: table.rows_read,
    rows_used: table.rows_used,
    amount_left_out: sumMoney(amounts),
    issues: table.issues.slice(0, PAGE).map(({ row, column, code, message }) => ({ row, column, code, message })),
    issues_total: table.issues.length,
  };
}
