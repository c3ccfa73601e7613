import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";

/** The steps of the first year, quarter by quarter. */
export function roadmapSection(plan: Plan): string {
  const quarters = [...new Set(plan.roadmap.map((step) => step.quarter))];
  const parts = quarters.map((quarter) => {
    const steps = plan.roadmap.filter((step) => step.quarter === quarter);
    const lines = steps.map(
      (step) =>
        `- **${step.when.replace(/^w/, "W")}.** ${escapeMarkdown(step.action)} (${escapeMarkdown(step.owner)}). Result: ${escapeMarkdown(step.output.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()))}.`,
    );
    return `### ${quarter.replace(/^q/, "Q")}\n\n${lines.join("\n")}`;
  });
  return `## Roadmap\n\n${parts.join("\n\n")}`;
}
