import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, percent, plural } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

/** The work in CSMs, pool by pool, what moves it, and the cross-checks. */
export function teamSection(plan: Plan): string {
  const { team } = plan;
  const rows = team.pools.map((pool) => [
    escapeMarkdown(pool.tier),
    String(pool.accounts),
    decimal(pool.hours_per_account, 1),
    decimal(pool.fte),
    String(pool.csms),
    String(pool.csms_alone),
    pool.cost_to_serve === null ? "not known" : percent(pool.cost_to_serve),
  ]);
  if (team.new_accounts)
    rows.push([
      "New accounts",
      decimal(team.new_accounts.accounts, 0),
      "",
      decimal(team.new_accounts.fte),
      String(team.new_accounts.csms),
      "",
      "",
    ]);
  const drivers = team.drivers.map((one) => [one.input, decimal(one.low, 1), decimal(one.high, 1)]);
  const ratios = team.ratio_checks.map((one) => [one.standard, decimal(one.low, 1), decimal(one.high, 1)]);
  const spans = team.span_checks.map(
    (one) =>
      `${one.leader} has ${plural(one.reports, "direct report")}, ${one.low} to ${one.high} expected${one.ok ? "" : ": outside"}`,
  );
  return [
    "## Team",
    `One CSM has ${decimal(team.hours_per_csm, 0)} hours a year for customers. The work takes ${decimal(team.csm_fte)} full-time CSMs, ${decimal(team.csm_fte_with_attrition)} once leavers and their successors' ramp are counted; between ${decimal(team.range.low, 1)} and ${decimal(team.range.high, 1)} when one unmeasured input is off. Rounded up pool by pool it would be ${team.rounding.pools_separately}; with spare hours shared, ${team.rounding.remainders_shared}.`,
    table(["Pool", "Accounts", "Hours each", "FTE", "CSMs", "Alone", "Cost to serve"], rows, rightOf(7, 0)),
    drivers.length
      ? `What moves the need, one at a time:\n\n${table(["Not measured", "CSMs from", "to"], drivers, rightOf(3, 0))}`
      : "",
    `What published ratios of accounts per CSM would ask for, as a cross-check:\n\n${table(["Source", "CSMs from", "to"], ratios, rightOf(3, 0))}`,
    spans.length ? `Spans: ${spans.join("; ")}.` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}
