import * as z from "zod";
import type { Table } from "../core/contract/table.ts";
import { Touch } from "../core/contract/vocabulary.ts";
import { because } from "../core/metrics/because.ts";
import { answerHealth } from "../core/metrics/health/answer-health.ts";
import { healthReads } from "../core/metrics/health/figures.ts";
import { healthAccount } from "../core/metrics/health/health-account.ts";
import { HealthFields } from "../core/metrics/health/health-result.ts";
import { joinOutcomes } from "../core/metrics/health/join-outcomes.ts";
import { weightSets } from "../core/metrics/health/weights.ts";
import { sumMoney } from "../core/money/sum-money.ts";
import { summariseHealth } from "../render/health-summary.ts";
import { checkHealthSources } from "./check-health-sources.ts";
import { AsOfParam, inWords, LimitParam, OffsetParam, StandardParam, tableParams } from "./params.ts";
import { readHealthBook } from "./read-health-book.ts";
import { defineTool } from "./tool.ts";

/** Accounts and left-out rows shown at once unless asked otherwise. */
const PAGE = 12;
/** Text of one answer beside its summary and its basis. */
const ANSWER_CHARACTERS = 7400;

// Ranges and dates are checked where they are used, so that clients do not carry them in every request.
const number = z.number().optional();
const text = z.string();
const scores = z.record(text, z.number().nullable()).optional();
const signals = { touch: Touch.optional(), score: number, scores, arr: number, segment: text.optional() };

const Input = z.strictObject({
  ...tableParams,
  accounts: inWords(
    z
      .array(
        z.strictObject({
          account: text,
          ...signals,
          signal_date: text.optional(),
          signal_dates: z.record(text, text).optional(),
          notice_served: z.boolean().optional(),
          auto_renew: z.boolean().optional(),
          sponsor_left: z.boolean().optional(),
          previous_score: number,
        }),
      )
      .min(1),
    "account, scores {usage: 80} or score, arr, touch, segment, signal_date or signal_dates{}, notice_served, auto_renew (false: switched off), sponsor_left, previous_score",
  ).optional(),
  outcomes: inWords(
    z
      .array(
        z.strictObject({
          account: text,
          renewed: z.boolean(),
          ...signals,
          probability: number,
          scored_on: text.optional(),
          decided_on: text.optional(),
        }),
      )
      .min(1),
    "account, renewed, score(s), arr, probability, segment, scored_on, decided_on",
  ).optional(),
  components: inWords(
    z.record(text, z.strictObject({ low: number, high: number, values: z.record(text, z.number()).optional() })),
    "Table columns to scale: {header: {low, high} or {values: {word: points}}}",
  ).optional(),
  weights: inWords(z.record(text, z.number()), "By component, sum 1").optional(),
  by_touch: z.boolean().describe("Weights by touch").optional(),
  overrides: inWords(
    z.array(z.strictObject({ account: text, band: text.optional(), score: number, owner: text, reason: text, expires: text })),
    "account, band or score, owner, reason, expires",
  ).optional(),
  as_of: AsOfParam.optional(),
  capacity: z.number().describe("Accounts the team can work").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});

const Reading = z.strictObject({
  rows_read: z.number(),
  rows_used: z.number(),
  /** Of the rows left out, as far as their amounts could be read. */
  amount_left_out: z.number(),
  left_out: z.array(z.strictObject({ row: z.number(), column: z.string(), message: z.string() })),
});

export const scoreHealth = defineTool({
  name: "score_health",
  title: "Score account health",
  description:
    "Accounts scored 0 to 100 with band, action and owner, from weighted components or a ready score; missing stays unknown. With outcomes (inline or a column) it tests whether the score foretells churn. Refuses scores outside 0 to 100 and unknown components.",
  reads: healthReads,
  input: Input,
  output: z.strictObject({ ...HealthFields.shape, reading: Reading.nullable() }),
  async run(input, figures, ports) {
    checkHealthSources(input);
    const weight_sets = weightSets(input, figures);
    const { table: path } = input;
    const read = path === undefined ? null : await readHealthBook({ ...input, table: path }, weight_sets, figures, ports);
    const inline = () =>
      joinOutcomes(
        (input.accounts ?? []).map((row) => healthAccount(row)),
        input.outcomes ?? [],
      );
    const reading = readingOf(read?.table ?? null);
    const answer = answerHealth(
      read?.book ?? inline(),
      {
        weights: input.weights,
        by_touch: input.by_touch,
        weight_sets,
        as_of: input.as_of ?? null,
        overrides: input.overrides ?? [],
        capacity: input.capacity,
        inline: read === null,
        offset: input.offset ?? 0,
        limit: input.limit ?? PAGE,
        characters: ANSWER_CHARACTERS - JSON.stringify([reading, read?.warnings]).length,
      },
      figures,
    );
    const { distribution, already_lost, validation } = answer.fields;
    return {
      fields: { ...answer.fields, reading },
      summary: summariseHealth({
        distribution,
        already_lost,
        priorities: answer.priorities,
        first: answer.first,
        validation,
        untested: answer.untested,
        currency: read?.table.currency ?? ports.defaults.currency ?? "USD",
      }),
      warnings: [...(read?.warnings ?? []), ...answer.warnings, ...leftOutWarning(reading)],
      assumptions: answer.assumptions,
      undefined: [...answer.undefined, ...(reading === null ? because("No table was read.", "reading") : [])],
    };
  },
});

function readingOf(table: Table | null): z.infer<typeof Reading> | null {
  if (table === null) return null;
  const used = new Set(table.records.map(({ row }) => row));
  const leftOut = table.issues.filter(({ row }) => row > 1 && !used.has(row));
  const amounts = leftOut.flatMap(({ amount_left_out }) => (amount_left_out === null ? [] : [amount_left_out]));
  return {
    rows_read: table.rows_read,
    rows_used: table.rows_used,
    amount_left_out: sumMoney(amounts),
    left_out: leftOut.slice(0, PAGE).map(({ row, column, message }) => ({ row, column, message })),
  };
}

function leftOutWarning(reading: z.infer<typeof Reading> | null) {
  if (reading === null || reading.rows_used === reading.rows_read) return [];
  const message = `Rows that are not in the answer: ${reading.rows_read - reading.rows_used}; reading lists them.`;
  return [{ code: "rows_left_out", message }];
}
