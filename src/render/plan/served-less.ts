import type { Plan } from "../../core/plan/plan.ts";

/** How many accounts get less service; from tier totals each line stands for several. */
export function servedLess(plan: Plan): number {
  return plan.team.served_less.reduce((sum, one) => sum + one.accounts, 0);
}
