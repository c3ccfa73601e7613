import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, percent, plural } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { orgChartSection } from "./org-chart-section.ts";
import { roleName } from "./role-names.ts";
import { standardName } from "./standard-name.ts";

function workTable({ team }: Plan): string {
  const rows = team.pools.map((pool) => [
    escapeMarkdown(pool.tier),
    String(pool.accounts),
    decimal(pool.hours_per_account, 1, 1),
    decimal(pool.fte, 2, 2),
    String(pool.csms),
    String(pool.csms_alone),
    pool.cost_to_serve === null ? "not known" : percent(pool.cost_to_serve),
  ]);
  if (team.new_accounts) {
    const { accounts, fte, csms } = team.new_accounts;
    rows.push(["New accounts", decimal(accounts, 0), "", decimal(fte, 2, 2), String(csms), "", ""]);
  }
  const headers = [
    "Work for",
    "Accounts",
    "Hours each a year",
    "CSMs of work",
    "CSMs, sharing",
    "CSMs, apart",
    "Cost, of its ARR",
  ];
  return table(headers, rows, rightOf(headers.length, 0));
}

/** The ends of a table's rows as one range, said once where they are equal. */
function twoEnds(rows: readonly { low: number; high: number }[], names: readonly string[], head: string): string {
  const lines = rows.map((one, index) => [names[index]!, decimal(one.low, 1, 1), decimal(one.high, 1, 1)]);
  return table([head, "CSMs, from", "to"], lines, rightOf(3, 0));
}

function roundingWords({ team }: Plan): string {
  const { remainders_shared: sharing, pools_separately: apart } = team.rounding;
  const shared = `Sharing spare hours between tiers takes ${plural(sharing, "CSM")}`;
  return sharing === apart
    ? `${shared}, as does rounding up each tier apart.`
    : `${shared}; rounding up each tier apart would take ${apart}.`;
}

function spanWords({ team }: Plan): string {
  const spans = team.span_checks.map((one) => {
    const role = team.org_chart.find((node) => node.id === one.leader)?.role;
    const several = team.org_chart.filter((node) => node.role === role).length > 1;
    const leader =
      role === undefined ? one.leader : several ? `${roleName(role)} ${one.leader.split("-").at(-1)}` : `the ${roleName(role)}`;
    const outside = one.ok ? "" : one.reports > one.high ? ": too many" : ": few";
    return `${leader} has ${plural(one.reports, "direct report")} (${one.low} to ${one.high} is usual${outside})`;
  });
  return spans.length ? `Direct reports: ${spans.join("; ")}.` : "";
}

/** The work in CSMs, tier by tier, what moves it, who reports to whom, and the cross-checks. */
export function teamSection(plan: Plan): string {
  const { team } = plan;
  const { drivers, ratio_checks: ratios } = team;
  const drivers_names = drivers.map((one) => one.input.replace(/^./, (letter) => letter.toUpperCase()));
  return [
    "## Team",
    `One CSM has ${decimal(team.hours_per_csm, 0)} hours a year for customers. The work takes ${decimal(team.csm_fte)} full-time CSMs, or ${decimal(team.csm_fte_with_attrition)} once leavers and the ramp of those who follow them are counted. It lies between ${decimal(team.range.low, 1)} and ${decimal(team.range.high, 1)} when one input nobody measured is off.`,
    workTable(plan),
    roundingWords(plan),
    drivers.length ? `What moves the need, one at a time:\n\n${twoEnds(drivers, drivers_names, "Not measured")}` : "",
    orgChartSection(plan) ?? "",
    spanWords(plan),
    `### Published ratios\n\nWhat published ratios of accounts per CSM would ask for. They cross-check; the hours decide.\n\n${twoEnds(
      ratios,
      ratios.map((one) => standardName(one.standard)),
      "Source",
    )}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
