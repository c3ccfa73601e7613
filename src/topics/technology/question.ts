import * as z from "zod";
import { cents, count } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { Stage } from "../../core/vocabulary.ts";

/** Longer names would crowd the answer, which repeats them. */
const Name = z.string().min(1).max(40); // not a figure: characters of a name that the answer repeats

/** One vendor as the caller scored it; a criterion that is absent or null could not be tested. Money a year; 0 is a price. */
const GivenVendor = z.strictObject({
  name: Name,
  scores: z.record(Name, z.number().nullable()).default({}),
  price_a_year: cents().optional(),
});
export type GivenVendor = z.infer<typeof GivenVendor>;

/** What is asked about technology; everything may be absent, and absent is not none. */
export const TechnologyQuestion = z.strictObject({
  stage: Stage.optional(),
  csms: count().optional(),
  accounts: count().optional(),
  arr: cents().optional(),
  tools: z.array(Name).max(100).optional(),
  readiness: z.record(Name, z.boolean()).optional(),
  budget: cents().optional(),
  vendors: z.array(GivenVendor).optional(),
  weights: z.record(Name, z.number()).optional(),
  needs: z.array(Name).optional(),
});
export type TechnologyQuestion = z.infer<typeof TechnologyQuestion>;

/** Throws Problem for a question that asks nothing. */
export function refuseNothing(question: TechnologyQuestion): void {
  if (Object.values(question).every((value) => value === undefined))
    throw new Problem({
      what: "There is nothing to plan.",
      remedy: "Give stage, csms or accounts and the tools you have, a budget, or vendors with their scores.",
    });
}

/**
 * A name as the rules spell names, whatever the caller's capitals, spaces and hyphens.
 * @example plainName("Product Analytics") // "product_analytics"
 */
export function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
