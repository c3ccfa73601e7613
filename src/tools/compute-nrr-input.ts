import * as z from "zod";
import { Problem } from "../core/contract/problem.ts";
import { IsoDate } from "../core/contract/vocabulary.ts";
import { PolicySchema } from "../core/metrics/retention-result.ts";
import { ColumnsParam, inWords, LimitParam, OffsetParam, StandardParam, tableParams } from "./params.ts";

const Rates = z.record(z.string(), z.number());

/** What compute_nrr takes; one of totals, table, rows and monthly_grr. */
export const RetentionInput = z.strictObject({
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
    "A year's starting, expansion, contraction, churn (losses positive); new, reactivation, starting_accounts, churned_accounts",
  ).optional(),
  ...tableParams,
  columns: inWords(ColumnsParam, "{field: header}").optional(),
  from: inWords(IsoDate, "First date; for monthly tables a first day").optional(),
  to: inWords(IsoDate, "Last date").optional(),
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
    "account, start, end (0: not paying), paid_before, parent, segment",
  ).optional(),
  monthly_grr: z.number().describe("Monthly gross retention, a fraction").optional(),
  segment_by: z.string().describe("Header or field to split by").optional(),
  policy: inWords(
    PolicySchema,
    "reactivation (excluded or included), gap (retained or churned), grr (standard or churn_only), winback_days",
  ).optional(),
  rates: inWords(Rates, "{currency: worth of one unit} on the first date").optional(),
  rates_end: inWords(Rates, "The same on the last date").optional(),
  price_increase: z.number().describe("Everybody's price rise, a fraction").optional(),
  stated_opening: z.number().describe("To tie to").optional(),
  stated_closing: z.number().describe("To tie to").optional(),
  currency: z.string().describe("ISO code reported in").optional(),
  standard: StandardParam.optional(),
  limit: inWords(LimitParam, "Rows a list, default 12").optional(),
  offset: inWords(OffsetParam, "Rows to skip").optional(),
});
export type RetentionInput = z.infer<typeof RetentionInput>;

const tableOnly = ["from", "to", "rates", "rates_end"] as const;
const beyondRates = ["price_increase", "stated_opening", "stated_closing"] as const;

/** Throws Problem unless there is exactly one source of data, and nothing asked of it that it cannot say. */
export function refuseWhatDoesNotFit(input: RetentionInput): void {
  const given = (["totals", "table", "rows", "monthly_grr"] as const).filter((source) => input[source] !== undefined);
  if (given.length !== 1)
    throw new Problem({
      what: given.length === 0 ? "There is nothing to compute from." : `The data is given more than once: ${given.join(", ")}.`,
      remedy: "Give exactly one of totals, table, rows or monthly_grr.",
    });
  const ofTable = tableOnly.filter((name) => input[name] !== undefined);
  if (input.table === undefined && ofTable.length)
    throw new Problem({
      what: `${ofTable.join(" and ")} ${ofTable.length === 1 ? "speaks" : "speak"} of a table, and none is given.`,
      remedy: `Leave ${ofTable.join(" and ")} out, or give a table.`,
    });
  if (input.rates_end !== undefined && input.rates === undefined)
    throw new Problem({ what: "rates_end is given without rates.", remedy: "Give the rates of the first date as rates." });
  const { segment_by: segment } = input;
  if (segment !== undefined && input.table === undefined && !(input.rows !== undefined && segment === "segment"))
    throw new Problem({
      what: `segment_by "${segment}" names a column of a table, and none is given.`,
      remedy: 'Give a table, or rows with a segment each and segment_by "segment".',
    });
  const idle = beyondRates.filter((name) => input[name] !== undefined);
  if (input.monthly_grr !== undefined && idle.length)
    throw new Problem({ what: `A monthly rate says nothing for ${idle.join(", ")}.`, remedy: "Give totals, a table or rows." });
  if (input.totals !== undefined && input.price_increase !== undefined)
    throw new Problem({
      what: "price_increase needs what each account grew by, which totals do not show.",
      remedy: "Give a table or rows, or leave price_increase out.",
    });
}
