import type { Table } from "../contract/table.ts";
import type { TableTotals } from "./table-totals.ts";

/**
 * The tools a table can feed as it was read: retention needs amounts at two times, plans need a yearly amount an account.
 * @example a list of accounts with ARR gives ["design_tiers", "size_team", "build_blueprint"]
 */
export function readyFor(table: Table, totals: TableTotals): string[] {
  const named = table.columns.some((column) => column.field === "account");
  if (!named || totals.accounts === 0) return [];
  const spans = table.shape === "snapshots" || table.shape === "subscriptions";
  const compares = (spans && totals.amount !== null) || (totals.amount_start !== null && totals.amount_end !== null);
  const dated = !table.issues.some((one) => one.code === "dates_unclear" || one.code === "dates_mixed");
  const plans = totals.arr !== null && table.shape !== "survey" && table.shape !== "stakeholders";
  return [
    ...(compares && (dated || !spans) ? ["compute_nrr"] : []),
    ...(plans ? ["design_tiers", "size_team", "build_blueprint"] : []),
  ];
}
