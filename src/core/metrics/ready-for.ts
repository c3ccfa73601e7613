import type { Table, TableField } from "../contract/table.ts";
import type { TableTotals } from "./table-totals.ts";

const components: readonly TableField[] = ["usage", "engagement", "relationship", "support", "financial"];

/**
 * The tools a table can feed as it was read: retention needs amounts at two times, plans a yearly amount an account, a health score its
 * parts or outcomes, a forecast renewal dates, and so on.
 * @example a list of accounts with ARR gives ["design_tiers", "size_team", "build_blueprint"]
 */
export function readyFor(table: Table, totals: TableTotals): string[] {
  const fields = new Set(table.columns.flatMap(({ field }) => field ?? []));
  if (table.shape === "stakeholders") return fields.has("contact") ? ["map_stakeholders"] : [];
  if (table.shape === "survey") return fields.has("score") ? ["score_surveys"] : [];
  if (!fields.has("account") || totals.accounts === 0) return [];
  const spans = table.shape === "snapshots" || table.shape === "subscriptions";
  const compares = (spans && totals.amount !== null) || (totals.amount_start !== null && totals.amount_end !== null);
  const dated = !table.issues.some((one) => one.code === "dates_unclear" || one.code === "dates_mixed");
  const plans = totals.arr !== null;
  const lives = spans ? dated : fields.has("tenure_months") && fields.has("outcome");
  const scores = components.filter((field) => fields.has(field)).length > 1 || (fields.has("score") && fields.has("outcome"));
  const renews = !spans && plans && dated && fields.has("renewal_date");
  return [
    ...(compares && (dated || !spans) ? ["compute_nrr"] : []),
    ...(lives ? ["analyze_cohorts"] : []),
    ...(scores ? ["score_health"] : []),
    ...(renews ? ["forecast_renewals"] : []),
    ...(plans ? ["design_tiers", "size_team", "build_blueprint"] : []),
  ];
}
