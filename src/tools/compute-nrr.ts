import * as z from "zod";
import { Problem } from "../core/contract/problem.ts";
import type { Table } from "../core/contract/table.ts";
import { IsoDate } from "../core/contract/vocabulary.ts";
import { answerFromAccounts } from "../core/metrics/answer-from-accounts.ts";
import { answerFromMonthlyRate } from "../core/metrics/answer-from-monthly-rate.ts";
import { answerFromTotals } from "../core/metrics/answer-from-totals.ts";
import { because } from "../core/metrics/because.ts";
import { changesFromRows } from "../core/metrics/changes-from-rows.ts";
import { changesFromTable } from "../core/metrics/changes-from-table.ts";
import { confidenceFigure, fewAccountsFigure, grrBandsFigure, logoBandsFigure, nrrBandsFigure } from "../core/metrics/figures.ts";
import { type RetentionPolicy, standardPolicy } from "../core/metrics/retention.ts";
import type { RetentionAnswer, RetentionFigures } from "../core/metrics/retention-answer.ts";
import { PolicySchema, RetentionFields } from "../core/metrics/retention-result.ts";
import { sumMoney } from "../core/money/sum-money.ts";
import { blankEnds } from "../render/blank-ends.ts";
import { type SummaryContext, summariseRetention } from "../render/retention-summary.ts";
import { inWords, LimitParam, OffsetParam, StandardParam, tableParams } from "./params.ts";
import { readOneOrTwoAmounts } from "./read-one-or-two-amounts.ts";
import { defineTool } from "./tool.ts";

/** Segments and bad rows shown at once, so that an answer stays short. */
const PAGE = 12;

const Input = z.strictObject({
  totals: inWords(
    z.strictObject({
      starting: z.number().optional(),
      expansion: z.number().optional(),
      contraction: z.number().optional(),
      churn: z.number().optional(),
      new: z.number().optional(),
      reactivation: z.number().optional(),
      starting_accounts: z.number().multipleOf(1).optional(),
      churned_accounts: z.number().multipleOf(1).optional(),
    }),
    "A year's starting, expansion, contraction, churn of the opening customers, losses positive; also new, reactivation, starting_accounts, churned_accounts",
  ).optional(),
  ...tableParams,
  from: IsoDate.describe("First date compared; for a table of months, a first day").optional(),
  to: IsoDate.describe("Last date compared").optional(),
  rows: inWords(
    z
      .array(
        z.strictObject({
          account: z.string().min(1),
          start: z.number(),
          end: z.number(),
          paid_before: z.boolean().optional(),
          parent: z.string().optional(),
          segment: z.string().optional(),
        }),
      )
      .min(1),
    "account, start, end (0 when not paying), paid_before, parent, segment",
  ).optional(),
  monthly_grr: z.number().describe("Monthly gross retention to annualise, a fraction").optional(),
  segment_by: z.string().describe("Header or field to split by").optional(),
  policy: inWords(
    PolicySchema,
    "reactivation (excluded, included), gap (retained, churned), grr (standard, churn_only); first is default",
  ).optional(),
  currency: z.string().describe("ISO code for the summary").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

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
    "NRR, GRR and logo retention of one frozen cohort with bridge, segments and the same book under other definitions. Give exactly one of totals, table (monthly amounts or subscription periods with from and to, or two amounts an account), rows, monthly_grr. Refuses losses above the opening, mixed currencies and windows outside the data. At most 12 segments a page.",
  reads: {
    nrrBands: nrrBandsFigure,
    grrBands: grrBandsFigure,
    logoBands: logoBandsFigure,
    standardErrors: confidenceFigure,
    fewAccounts: fewAccountsFigure,
  },
  input: Input,
  output: z.strictObject({ ...RetentionFields.shape, segments_total: z.number(), reading: Reading.nullable() }),
  async run(input, figures, ports) {
    refuseOtherThanOneSource(input);
    const policy: RetentionPolicy = { ...standardPolicy, ...input.policy };
    const table = input.table === undefined ? null : await readOneOrTwoAmounts({ ...input, table: input.table }, ports);
    const answer = answerOf(input, table, policy, figures);
    const reading = readingOf(table);
    const offset = input.offset ?? 0;
    const segments = answer.fields.segments.slice(offset, offset + Math.min(PAGE, input.limit ?? PAGE));
    const context: SummaryContext = {
      policy,
      figures,
      currency: table?.currency ?? input.currency ?? ports.defaults.currency ?? "USD",
      unit: table?.amount_unit ?? "unclear",
      from: input.from ?? null,
      to: input.to ?? null,
      source: input.totals === undefined ? "accounts" : "totals",
    };
    const blank = table === null ? [] : blankEnds(table);
    const doubts = answer.warnings.filter(({ code }) => code === "data_may_end" || code === "ended_without_amount");
    return {
      fields: { ...answer.fields, segments, segments_total: answer.fields.segments.length, reading },
      summary: [...[...doubts, ...blank].map(({ message }) => message), summariseRetention(answer.fields, context)].join(" "),
      warnings: [
        ...answer.warnings,
        ...blank,
        ...(table !== null && table.rows_used < table.rows_read
          ? [
              {
                code: "rows_left_out",
                message: `Rows that are not in the answer: ${table.rows_read - table.rows_used}; see reading.`,
              },
            ]
          : []),
      ],
      assumptions: answer.assumptions,
      undefined: [...answer.undefined, ...(reading === null ? because("No table was read.", "reading") : [])],
    };
  },
});

function refuseOtherThanOneSource(input: Input): void {
  const given = (["totals", "table", "rows", "monthly_grr"] as const).filter((source) => input[source] !== undefined);
  if (given.length !== 1)
    throw new Problem({
      what: given.length === 0 ? "There is nothing to compute from." : `The data is given more than once: ${given.join(", ")}.`,
      remedy: "Give exactly one of totals, table, rows or monthly_grr.",
    });
  const windowed = (["from", "to"] as const).filter((side) => input[side] !== undefined);
  if (input.table === undefined && windowed.length)
    throw new Problem({
      what: `${windowed.join(" and ")} choose dates of a table, and none is given.`,
      remedy: `Leave ${windowed.join(" and ")} out, or give a table.`,
    });
  const { segment_by: segment } = input;
  if (segment !== undefined && input.table === undefined && !(input.rows !== undefined && segment === "segment"))
    throw new Problem({
      what: `segment_by "${segment}" names a column of a table, and none is given.`,
      remedy: 'Give a table, or rows with a segment each and segment_by "segment".',
    });
}

function answerOf(input: Input, table: Table | null, policy: RetentionPolicy, figures: RetentionFigures): RetentionAnswer {
  if (input.monthly_grr !== undefined) return answerFromMonthlyRate(input.monthly_grr);
  if (input.totals !== undefined) return answerFromTotals(input.totals, policy, figures);
  const { from, to } = input;
  const window = from !== undefined && to !== undefined ? { from, to } : null;
  if (table !== null)
    return answerFromAccounts(
      changesFromTable(table, { from, to, segment_by: input.segment_by, lenient: input.skip_bad_rows === true }),
      policy,
      figures,
      window,
    );
  return answerFromAccounts(changesFromRows(input.rows ?? [], input.segment_by !== undefined), policy, figures, window);
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
