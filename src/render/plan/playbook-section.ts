import type { Touch } from "../../core/contract/vocabulary.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { decimal, plural } from "../numbers.ts";
import { label } from "../report-words.ts";
import { table } from "../table.ts";
import { servedBy } from "./touch-words.ts";

const names: Record<string, string> = {
  onboarding: "Onboarding",
  renewal: "Renewal",
  at_risk: "Account at risk",
  qbr: "Quarterly business review",
  ebr: "Executive business review",
  handoff: "Handoff from sales",
  plateau: "Adoption at a standstill",
  single_threaded: "Only one contact",
  new_stakeholder: "New stakeholder",
  champion_change: "Champion leaves",
  sponsor_loss: "Sponsor leaves",
  success_plan: "Success plan",
};

/** The playbooks, one line each, with steps and hours for each way of serving in use. */
export function playbookSection(plan: Plan): string {
  const touches: Touch[] = [...new Set(plan.playbooks.map((line) => line.touch))];
  const kinds = [...new Set(plan.playbooks.map((line) => line.kind))];
  const rows = kinds.map((kind) => {
    const own = plan.playbooks.filter((line) => line.kind === kind);
    const cells = touches.map((touch) => {
      const line = own.find((one) => one.touch === touch);
      return line ? `${plural(line.steps, "step")}, ${decimal(line.hours_per_run, 1)} h` : "none";
    });
    return [names[kind] ?? label(kind), ...cells, own[0]!.rule];
  });
  const heads = touches.map((touch) => servedBy(touch).replace(/^./, (letter) => letter.toUpperCase()));
  return `## Playbooks\n\nHours are CSM work for one account and one run. \`cs-strategist rules PAGE\` shows the steps; the tool \`draft_playbook\` dates them.\n\n${table(["Playbook", ...heads, "Page"], rows)}`;
}
