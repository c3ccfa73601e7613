import type { Plan } from "../../core/plan/plan.ts";
import { decimal } from "../numbers.ts";
import { inWords } from "./lists.ts";

/** What does not tie, in words; null when everything does. */
export function tieWords(plan: Plan): string | null {
  const failed = plan.ties.filter((tie) => !tie.ok);
  if (failed.length === 0) return null;
  const parts = failed.map((tie) => {
    if (tie.check.startsWith("CSMs cover"))
      return `${decimal(tie.right, 1)} CSMs stand against ${decimal(tie.left, 1)} needed once leavers are counted, so the work of ${decimal(tie.left - tie.right, 1)} CSMs is left undone`;
    return `${tie.check[0]!.toLowerCase()}${tie.check.slice(1)}: ${decimal(tie.left)} against ${decimal(tie.right)}`;
  });
  return `Does not tie, ${failed.length} of ${plan.ties.length} checks: ${inWords(parts, "and")}.`;
}

/** Whether the parts of a plan add up, in one sentence. */
export function tieStatus(plan: Plan): string {
  return tieWords(plan) ?? `All ${plan.ties.length} checks tie: the parts of this plan add up.`;
}
