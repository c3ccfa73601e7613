/** How a number is meant to be read; decides how it is printed and nothing else. */
export type FieldKind = "money" | "rate" | "count" | "hours" | "days" | "months" | "number";

const kinds: Record<Exclude<FieldKind, "number">, string[]> = {
  money: [
    "arr",
    "arr_start",
    "arr_end",
    "amount",
    "amount_left_out",
    "starting",
    "ending",
    "opening",
    "closing",
    "new",
    "expansion",
    "reactivation",
    "contraction",
    "churn",
    "cost",
    "cost_per_account",
    "cost_per_hour",
    "loaded_cost",
    "min_arr",
    "arr_per_csm",
    "arr_at_risk",
    "arr_low",
    "arr_high",
    "average_arr",
    "added_cost",
    "budget",
    "floor",
    "retained_arr_needed",
    "arr_affected",
    "arr_lost",
  ],
  rate: [
    "nrr",
    "grr",
    "logo_retention",
    "logo_churn",
    "arr_share",
    "cost_to_serve",
    "cost_share_of_arr",
    "share",
    "share_of_arr",
    "customer_time",
    "gross_margin",
    "top_account",
    "top_five",
    "top_account_share_of_expansion",
    "top_five_share_of_expansion",
    "coverage",
    "margin",
    "share_low",
    "share_high",
    "attrition",
    "points_low",
    "points_high",
    "min_share",
    "max_share",
  ],
  count: [
    "accounts",
    "heads",
    "csms",
    "csms_alone",
    "headcount",
    "rows_read",
    "rows_used",
    "count",
    "churned",
    "contracted",
    "flat",
    "expanded",
    "reactivated",
    "retained",
    "renewals",
    "row",
    "reports",
    "customers",
  ],
  hours: ["hours", "hours_per_account", "hours_per_run", "hours_per_csm", "contract_hours", "leave_hours", "hours_freed"],
  days: ["day", "notice_days"],
  months: ["month_number"],
};

const kindOfName = new Map<string, FieldKind>(
  Object.entries(kinds).flatMap(([kind, names]) => names.map((name): [string, FieldKind] => [name, kind as FieldKind])),
);

/**
 * How a field of this name is read; names are shared across tools, so one list serves all.
 * @example fieldKind("arr") // "money"
 */
export function fieldKind(name: string): FieldKind {
  return kindOfName.get(name) ?? "number";
}
