import { z } from "zod";
import type { Table, TableField } from "../core/contract/table.ts";
import { IsoDate, Touch } from "../core/contract/vocabulary.ts";
import { bookAt } from "../core/segmentation/book-at.ts";
import { bookOfRows } from "../core/segmentation/book-of-rows.ts";
import { checkTierQuestion } from "../core/segmentation/check-tier-question.ts";
import { coverage } from "../core/segmentation/coverage.ts";
import { tierReads } from "../core/segmentation/tier-reads.ts";
import { TierFields } from "../core/segmentation/tier-result.ts";
import { answerForBook, answerForTotals } from "../render/tier-answer.ts";
import { AsOfParam, LimitParam, OffsetParam, readingOptions, StandardParam, tableParams } from "./params.ts";
import type { Ports } from "./ports.ts";
import { defineTool } from "./tool.ts";

/** Accounts shown at once unless asked otherwise. */
const PAGE = 12;

const amount = z.number().min(0);
const share = z.number().min(0).max(1);
const score = z.number().min(0).max(100).optional();
const text = z.string().min(1);

const Input = z.strictObject({
  ...tableParams,
  accounts: z
    .array(
      z.strictObject({
        account: text,
        arr: amount,
        tier: text.optional(),
        owner: text.optional(),
        parent: text.optional(),
        health: score,
        complexity: score,
        growth: score,
        strategic: score,
        change: z.enum(["contract", "usage"]).optional(),
        periods_below: amount.multipleOf(1).optional(),
        last_move: IsoDate.optional(),
        renewal_date: IsoDate.optional(),
        notice_days: amount.multipleOf(1).optional(),
        open_escalation: z.boolean().optional(),
        partner: z.boolean().optional(),
      }),
    )
    .min(1)
    .describe("Accounts inline; tier is today's")
    .optional(),
  tiers: z
    .array(z.strictObject({ tier: text, touch: Touch, min_arr: amount, accounts: amount.multipleOf(1), arr: amount.optional() }))
    .min(1)
    .describe("Totals, when no account list exists")
    .optional(),
  arr: amount.describe("Stated total ARR").optional(),
  method: z.enum(["arr", "weighted", "derived"]).describe("Default arr").optional(),
  floors: z
    .array(z.strictObject({ tier: text, touch: Touch, min_arr: amount.optional(), min_score: score }))
    .min(1)
    .describe("min_score for weighted; default the standard's")
    .optional(),
  weights: z.strictObject({ arr: share, complexity: share, growth: share, strategic: share }).describe("Sum 1").optional(),
  overrides: z
    .array(z.strictObject({ account: text, tier: text, owner: text, reason: text, expires: IsoDate }))
    .describe("Need as_of")
    .optional(),
  as_of: AsOfParam.optional(),
  costs: z.strictObject({ csm: z.number().positive() }).describe("Yearly cost of one CSM").optional(),
  customer_time: share.describe("Share of hours with customers").optional(),
  contract_hours: amount.describe("A year, per CSM").optional(),
  leave_hours: amount.describe("A year, per CSM").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

export const designTiers = defineTool({
  name: "design_tiers",
  title: "Design segmentation tiers",
  description:
    "Put every account into one tier by ARR floors, a weighted score (floors with min_score) or floors derived from the cost of coverage, without flapping against today's tiers. Give one of table, accounts, tiers (totals; ARR left out is bracketed). Exactly at a floor is in the higher tier. Refuses blank ARR, unknown tier names, missing score parts.",
  reads: tierReads,
  input: Input,
  output: TierFields,
  async run(input, figures, ports) {
    checkTierQuestion(input);
    const words = {
      coverage: coverage({ ...input, csm_cost: input.costs?.csm }, figures),
      own_cost: input.costs !== undefined,
      currency: ports.defaults.currency ?? "USD",
    };
    if (input.tiers) return answerForTotals(input.tiers, input.arr ?? null, figures, words);
    const table = input.table === undefined ? null : await readBook({ ...input, table: input.table }, ports);
    const book = table ? bookAt(table, input.as_of ?? null) : bookOfRows(input.accounts ?? []);
    return answerForBook(
      book,
      { ...input, table, limit: input.limit ?? PAGE, offset: input.offset ?? 0 },
      figures,
      { ...words, currency: table?.currency ?? words.currency },
    );
  },
});

const steering: readonly TableField[] = ["tier", "change", "periods_below", "last_move", "renewal_date", "notice_days", "partner", "parent"];

/** Reads once, and again where a cell that steers the answer cannot be read, so that it is refused and not taken for unknown. */
async function readBook(input: Input & { table: string }, ports: Ports): Promise<Table> {
  const parts: TableField[] = input.method === "weighted" ? scoreParts(input) : [];
  const needs: TableField[] = ["account", "amount", ...parts];
  const table = await ports.readTable(input.table, readingOptions(input, needs));
  const troubled = new Set(table.issues.map(({ column }) => column));
  const unread = table.columns.flatMap(({ header, field }) =>
    field !== null && steering.includes(field) && troubled.has(header) ? [field] : [],
  );
  return unread.length ? ports.readTable(input.table, readingOptions(input, [...needs, ...unread])) : table;
}

function scoreParts({ weights }: Input): TableField[] {
  return (["complexity", "growth", "strategic"] as const).filter((part) => weights === undefined || weights[part] > 0);
}
