import type { Plan } from "../../core/plan/plan.ts";
import { percent } from "../numbers.ts";
import { table } from "../table.ts";

/** The measures with today and target. */
export function scorecardSection(plan: Plan): string {
  const shown = (value: number | null) => (value === null ? "not measured" : percent(value));
  const rows = plan.scorecard.map((line) => [
    line.name,
    line.kind,
    shown(line.today),
    line.target === null ? "set one" : percent(line.target, 0),
    line.owner,
    line.cadence,
    line.action,
  ]);
  return `## Scorecard\n\n${table(["Measure", "Looks", "Today", "Target", "Owner", "Read", "What is done with it"], rows, [false, false, true, true, false, false, false])}`
    .replaceAll("lagging", "back")
    .replaceAll("leading", "ahead");
}
