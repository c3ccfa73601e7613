import type { Plan } from "../../core/plan/plan.ts";
import { proposedFinding } from "./proposed-words.ts";

/** What does not follow from a proposed plan; null when there is nothing to say. */
export function proposedSection(plan: Plan): string | null {
  if (plan.proposed.length === 0) return null;
  const lines = plan.proposed.map((check) => `- ${proposedFinding(plan, check).replace(/^./, (sign) => sign.toUpperCase())}.`);
  return `## The proposed plan, checked\n\n${lines.join("\n")}`;
}
