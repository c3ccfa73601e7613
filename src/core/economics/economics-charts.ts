import type { Chart } from "../contract/chart.ts";
import type { EconomicsFields } from "./economics-fields.ts";

/** Pictures of the lists an answer holds. */
export function economicsCharts(fields: Omit<EconomicsFields, "charts">): Chart[] {
  const bars = (title: string, list: string, label: string, values: string[]): Chart => ({
    kind: "bars",
    title,
    list,
    label,
    values,
  });
  return [
    ...(fields.ask === "lifetime_value"
      ? [bars("Lifetime value, capped", "cltv.capped", "", ["simple", "by_churn", "discounted", "annuity_due"])]
      : []),
    ...(fields.serving ? [bars("Cost to serve by width", "serving.widths", "numerator", ["cost"])] : []),
    ...(fields.profit_and_loss ? [bars("Gross margin by place", "profit_and_loss", "place", ["gross_margin"])] : []),
    ...(fields.years ? [bars("Difference in ARR by year", "years", "year", ["difference"])] : []),
    ...(fields.options ? [bars("Break-even in points of ARR", "options", "name", ["break_even"])] : []),
  ];
}
