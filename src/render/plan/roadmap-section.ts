import type { Plan } from "../../core/plan/plan.ts";
import { table } from "../table.ts";

/** The steps of the first year. */
export function roadmapSection(plan: Plan): string {
  const rows = plan.roadmap.map((step) => [step.quarter, step.when, step.action, step.owner, step.output]);
  return `## Roadmap\n\n${table(["Quarter", "When", "What", "Who", "What exists afterwards"], rows)}`;
}
