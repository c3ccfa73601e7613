import * as z from "zod";
import { IsoDate } from "../contract/vocabulary.ts";

const Count = z.number().multipleOf(1);

/** One expansion opportunity. Money in major units; `whitespace` is what the account could still buy. */
export const PipelineRow = z.strictObject({
  account: z.string().min(1),
  amount: z.number().min(0),
  stage: z.string().min(1),
  whitespace: z.number().min(0).optional(),
  close_date: IsoDate.optional(),
  opportunity: z.string().min(1).optional(),
  /** Opportunities of one account that exclude each other share a group. */
  option_group: z.string().min(1).optional(),
});
export type PipelineRow = z.infer<typeof PipelineRow>;

export const ExpansionLine = z.strictObject({
  account: z.string(),
  opportunity: z.string().nullable(),
  amount: z.number(),
  stage: z.string(),
  /** Quarter of the order, such as 2026-Q1; null without a date that can still be met. */
  quarter: z.string().nullable(),
  /** The amount after the account's room. */
  capped: z.number(),
  probability_rate: z.number(),
  /** Null when not known, and then not multiplied; 1 for a signed order, which keeps its value. */
  renewal_probability: z.number().nullable(),
  weighted: z.number(),
  expected: z.number(),
});
export type ExpansionLine = z.infer<typeof ExpansionLine>;

export const ExpansionLeftOut = z.strictObject({
  account: z.string(),
  opportunity: z.string().nullable(),
  amount: z.number(),
  stage: z.string(),
  code: z.enum(["duplicate", "other_option", "outside_period", "undated"]),
  reason: z.string(),
});
export type ExpansionLeftOut = z.infer<typeof ExpansionLeftOut>;

const Sums = {
  opportunities: Count,
  pipeline: z.number(),
  capped: z.number(),
  weighted: z.number(),
  expected: z.number(),
};

export const ExpansionFields = z.strictObject({
  /** Each opportunity once, at its full amount. */
  pipeline: z.number(),
  /** What of it fits the accounts' room; amounts without a known room stay whole. */
  capped: z.number(),
  /** Capped, times the stage's probability. */
  weighted: z.number(),
  /** Weighted, times the account's renewal probability where known: the forecast. */
  expected: z.number(),
  /** Capped amounts that are promised in writing or signed, unweighted. */
  committed: z.number(),
  /** Of `capped`, in accounts whose room nobody stated. */
  uncapped: z.number(),
  opportunities: Count,
  by_stage: z.array(z.strictObject({ stage: z.string(), probability_rate: z.number(), ...Sums })),
  by_quarter: z.array(z.strictObject({ quarter: z.string().nullable(), ...Sums, committed: z.number() })),
  left_out: z.array(ExpansionLeftOut),
});
export type ExpansionFields = z.infer<typeof ExpansionFields>;
