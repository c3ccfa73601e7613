import type { Plan } from "../../core/plan/plan.ts";

/** The day a plan is made for, or how its weeks are counted without one. */
export function dateLine(plan: Plan): string {
  const day =
    plan.as_of === null ? "No date was given, so weeks are counted from the start of the plan." : `As of ${plan.as_of}.`;
  return `${day} Amounts are in ${plan.currency}.`;
}
