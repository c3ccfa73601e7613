import type { EconomicsFields } from "../core/economics/economics-fields.ts";
import type { EconomicsQuestion } from "../core/economics/economics-question.ts";
import type { EconomicsFigures } from "../core/economics/economics-reads.ts";
import { decimal, plural } from "./numbers.ts";

export interface EconomicsContext {
  question: EconomicsQuestion;
  figures: EconomicsFigures;
  currency: string;
}

/** An answer without its pictures. */
export type EconomicsAnswer = Omit<EconomicsFields, "charts">;

/** A share of ARR as people in retention say it. @example points(0.0336) // "3.4 points" */
export function points(share: number): string {
  const size = share * 100;
  const text = decimal(size, Math.abs(size) < 1 ? 2 : 1);
  return `${text} ${text === "1" ? "point" : "points"}`;
}

export const yearsText = (years: number): string => plural(years, "year");

/** "a, b and c". */
export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export const partWords: Record<string, string> = {
  csm: "CSMs",
  ops: "operations",
  support: "support",
  tools: "tools",
  management: "leaders",
};

export const conventionWords = {
  opening: "new customers begin to leave after their first year",
  new_too: "new customers can leave in their first year too",
} as const;

export const placeWords = { cost_of_revenue: "cost of revenue", sales: "sales and marketing" } as const;

/** A sentence starts large. */
export const sentence = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());
