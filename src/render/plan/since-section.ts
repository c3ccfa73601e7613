import type { Cause, Plan, SinceLastRun } from "../../core/plan/plan.ts";
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
  const why = plan.since_last_run.flatMap(({ what, because }) =>
    because?.length ? [`- ${names[what]}: ${because.map((cause) => causeWords(plan, what, cause)).join("; ")}.`] : [],
  );
  const list = why.length ? `\n\nWhy, one input after the other; the parts add up to the difference:\n\n${why.join("\n")}` : "";
  return `## What changed\n\n${table(["", "Then", "Now"], rows, rightOf(3, 0))}${list}`;
}

/** One cause in words: what is otherwise, from what to what, and by how much it moved the number. */
export function causeWords(plan: Plan, what: SinceLastRun["what"], { what: cause, from, to, moved }: Cause): string {
  const sign = moved > 0 ? "+" : "";
  const by =
    what === "nrr" || what === "grr"
      ? `${sign}${decimal(moved * 100, 1)} points`
      : what === "arr" || what === "cost"
        ? `${sign}${money(moved, plan.currency)}`
        : `${sign}${decimal(moved)}`;
  const ends = from === null || to === null ? "" : ` ${decimal(from)} to ${decimal(to)}`;
  return `${cause}${ends} (${by})`;
}
