import type { Plan } from "../../core/plan/plan.ts";
import { decimal, percent } from "../numbers.ts";
import { table } from "../table.ts";

const kinds = { lagging: "result", leading: "early sign" };
/** The one measure that is no rate. */
const inDays = "time_to_value";

/** The measures with today and target. */
export function scorecardSection(plan: Plan): string {
  const shown = (measure: string, value: number) => (measure === inDays ? `${decimal(value)} days` : percent(value));
  const rows = plan.scorecard.map((line) => [
    line.name,
    kinds[line.kind],
    line.today === null ? "not measured" : shown(line.measure, line.today),
    line.target === null ? "to be set" : shown(line.measure, line.target),
    line.owner,
    line.cadence,
    line.action,
  ]);
  const headers = ["Measure", "Kind", "Today", "Target", "Owner", "Read", "What is done with it"];
  return `## Scorecard\n\nResults say whether the plan worked; early signs can still be changed this week.\n\n${table(headers, rows, [false, false, true, true])}`;
}
