import type { Plan } from "../../core/plan/plan.ts";
import { decimal } from "../numbers.ts";
import { table } from "../table.ts";

/** The playbooks for the ways of touch in use. */
export function playbookSection(plan: Plan): string {
  const rows = plan.playbooks.map((line) => [
    line.kind.replaceAll("_", " "),
    line.touch,
    String(line.steps),
    decimal(line.hours_per_run, 1),
    line.rule,
  ]);
  return `## Playbooks\n\nHours are CSM work for one account and one run; \`draft_playbook\` dates the steps.\n\n${table(["Playbook", "Touch", "Steps", "Hours a run", "Page"], rows, [false, false, true, true, false])}`;
}
