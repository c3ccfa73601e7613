import type { UndefinedField } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import type { ProfitAndLoss } from "./economics-fields.ts";

const reasons: [keyof ProfitAndLoss, string][] = [
  ["sales_and_marketing", "Not given."],
  ["cac", "Sales and marketing or new customers were not given, or no customer was won."],
  ["payback_months", "Sales and marketing or new ARR were not given, or the new ARR earns no margin in this place."],
  ["lifetime_value", "The revenue of an account or its churn was not given, or nobody leaves."],
  ["ltv_to_cac", "The lifetime value or the acquisition cost is not known, or customers cost nothing."],
];

/** Why parts of the P&L switch are null, of those that are. */
export function switchReasons(rows: readonly ProfitAndLoss[] | undefined): UndefinedField[] {
  return reasons
    .filter(([field]) => rows?.some((row) => row[field] === null))
    .flatMap(([field, reason]) => because(reason, `profit_and_loss[].${field}`));
}
