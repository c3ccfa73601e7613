import { sumMoney } from "../money/sum-money.ts";
import type { Month } from "./retention-detail.ts";
import type { RetentionFields } from "./retention-result.ts";

/**
 * All months added up, line by line; null without months. Their sum moves the book as far as the bridge from date to date does.
 * @example movementsOfMonths(months)?.churn // more than bridge.churn when a customer came and left between the two dates
 */
export function movementsOfMonths(months: readonly Month[]): RetentionFields["movements"] {
  if (months.length === 0) return null;
  const line = (name: "new" | "expansion" | "reactivation" | "contraction" | "churn") =>
    sumMoney(months.map((month) => month[name]));
  return {
    new: line("new"),
    expansion: line("expansion"),
    reactivation: line("reactivation"),
    contraction: line("contraction"),
    churn: line("churn"),
    note: "The months added up. Lines differ from the bridge where an account moved more than once; their net does not.",
  };
}
