import type { Plan, SinceLastRun } from "../../core/plan/plan.ts";
import { decimal, money, percent } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

const names: Record<SinceLastRun["what"], string> = {
  arr: "ARR",
  accounts: "Accounts",
  nrr: "NRR",
  grr: "GRR",
  csm_fte: "CSMs the work takes",
  cost: "Cost of customer success a year",
};

/** This run beside the last one; null without one. */
export function sinceSection(plan: Plan): string | null {
  if (plan.since_last_run.length === 0) return null;
  const shown = (what: SinceLastRun["what"], value: number | null) => {
    if (value === null) return "not known";
    if (what === "nrr" || what === "grr") return percent(value);
    return what === "arr" || what === "cost" ? money(value, plan.currency) : decimal(value);
  };
  const rows = plan.since_last_run.map((line) => [names[line.what], shown(line.what, line.before), shown(line.what, line.now)]);
  return `## Since the last run\n\n${table(["", "Then", "Now"], rows, rightOf(3, 0))}`;
}
