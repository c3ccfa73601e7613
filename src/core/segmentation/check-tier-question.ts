import { dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";

/** What a caller may ask of a tiering, as far as its parts bear on each other. */
export interface TierQuestion {
  table?: string;
  accounts?: readonly unknown[];
  tiers?: readonly unknown[];
  method?: "arr" | "weighted" | "derived";
  floors?: readonly unknown[];
  weights?: unknown;
  overrides?: readonly unknown[];
  as_of?: string;
  arr?: number;
}

/**
 * Throws Problem for a question whose parts do not go together: none or several sources, weights without the weighted method, and
 * anything that needs accounts when only totals are given.
 * @example checkTierQuestion({ table: "accounts.csv", tiers: [] }) // throws
 */
export function checkTierQuestion(question: TierQuestion): void {
  const sources = (["table", "accounts", "tiers"] as const).filter((source) => question[source] !== undefined);
  if (sources.length !== 1)
    throw new Problem({
      what: sources.length ? `The book is given more than once: ${sources.join(", ")}.` : "There is no book to put into tiers.",
      remedy: "Give exactly one of table, accounts or tiers (totals).",
    });
  if (question.weights !== undefined && question.method !== "weighted")
    throw new Problem({
      what: "weights count only for the weighted method.",
      remedy: "Set method to weighted, or leave weights out.",
    });
  if (question.arr !== undefined && !(question.arr >= 0))
    throw new Problem({ what: `arr is ${question.arr}.`, remedy: "Give the total ARR of the book, 0 or more." });
  if (question.as_of !== undefined) dayNumber(question.as_of);
  const needless = (["floors", "weights", "overrides"] as const).filter((name) => question[name] !== undefined);
  if (question.tiers && (needless.length || (question.method !== undefined && question.method !== "arr")))
    throw new Problem({
      what: `Totals of tiers cannot be put into other tiers: ${[...needless, ...(question.method ? [`method ${question.method}`] : [])].join(", ")}.`,
      remedy: "Leave that out, or give accounts or a table.",
    });
}
