import type { Plan } from "../../core/plan/plan.ts";
import { decimal, plural } from "../numbers.ts";
import { inWords } from "./lists.ts";
import { servedLess } from "./served-less.ts";

/** People as a count: "1 CSM stands", "0.4 CSMs". */
const csms = (people: number): string => `${decimal(people, 1)} ${decimal(people, 1) === "1" ? "CSM" : "CSMs"}`;

/** That today's or the fixed CSMs do not cover the work, and what is left undone even once accounts get less. */
function uncovered(plan: Plan, needed: number, there: number): string {
  const { capacity, csm_fte_with_attrition } = plan.team;
  const less = capacity.hours_freed > 0 ? servedLess(plan) : 0;
  const need = less > 0 ? csm_fte_with_attrition : needed;
  const stand = `${csms(there)} ${decimal(there, 1) === "1" ? "stands" : "stand"} against ${decimal(need, 1)} needed once leavers are counted`;
  const undone = `the work of ${csms(needed - there)} is left undone`;
  if (less === 0) return `${stand}, so ${undone}`;
  return `${stand}; even if ${plural(less, "account")} ${less === 1 ? "gets" : "get"} less service, ${undone}`;
}

/** What does not tie, in words; null when everything does. */
export function tieWords(plan: Plan): string | null {
  const failed = plan.ties.filter((tie) => !tie.ok);
  if (failed.length === 0) return null;
  const parts = failed.map((tie) => {
    if (tie.check.startsWith("CSMs cover")) return uncovered(plan, tie.left, tie.right);
    return `${tie.check[0]!.toLowerCase()}${tie.check.slice(1)}: ${decimal(tie.left)} against ${decimal(tie.right)}`;
  });
  return `Does not tie, ${failed.length} of ${plan.ties.length} checks: ${inWords(parts, "and")}.`;
}

/** Whether the parts of a plan add up, in one sentence. */
export function tieStatus(plan: Plan): string {
  return tieWords(plan) ?? `All ${plan.ties.length} checks tie: the parts of this plan add up.`;
}
