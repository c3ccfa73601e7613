import type { Plan } from "../../core/plan/plan.ts";
import { decimal, money, percent } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

/** This run beside the last one; null without one. */
export function sinceSection(plan: Plan): string | null {
  if (plan.since_last_run.length === 0) return null;
  const shown = (what: string, value: number | null) =>
    value === null
      ? "not known"
      : what === "nrr" || what === "grr"
        ? percent(value)
        : what === "arr" || what === "cost"
          ? money(value, plan.currency)
          : decimal(value);
  const names: Record<string, string> = {
    arr: "ARR",
    accounts: "Accounts",
    nrr: "NRR",
    grr: "GRR",
    csm_fte: "CSMs the work takes",
    cost: "Cost of today's team",
  };
  const rows = plan.since_last_run.map((line) => [names[line.what]!, shown(line.what, line.before), shown(line.what, line.now)]);
  return `## Since the last run\n\n${table(["", "Then", "Now"], rows, rightOf(3, 0))}`;
}
