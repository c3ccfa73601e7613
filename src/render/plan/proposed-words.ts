import type { Plan } from "../../core/plan/plan.ts";
import type { ProposedCheck } from "../../core/plan/proposed-plan.ts";
import { decimal, percent, shortMoney } from "../numbers.ts";
import { roleName } from "./role-names.ts";

/** One finding on a proposed plan as a sentence without its stop. */
export function proposedFinding(plan: Plan, check: ProposedCheck): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  switch (check.finding) {
    case "cost": {
      const today = plan.cost_today !== null && Math.abs(check.said! - plan.cost_today) < Math.abs(check.said! - check.follows!);
      return `its people cost ${money(check.follows!)} a year, not ${money(check.said!)}${today ? ", which is about today's cost" : ""}`;
    }
    case "csms_by_its_ratios":
      return `its own ratios give ${decimal(check.follows!, 0)} CSMs, not ${decimal(check.said!, 0)}`;
    case "reports":
      return `one leader has ${decimal(check.said!, 0)} direct reports (${decimal(check.follows!, 0)} at most) and no team lead`;
    case "renewal_hours_twice":
      return "it adds a renewals manager beside more CSMs, which counts the renewal hours twice";
    case "role_early":
      return `no source calls for a ${roleName(check.role!)} at this size`;
    case "lift_without_baseline":
      return `its lift of ${percent(check.said!, 0).replace("%", "")} points has no measured baseline`;
    case "lift_above_losses":
      return `${percent(check.said!, 0).replace("%", "")} points of lift exceed all losses together (${percent(check.follows!, 0).replace("%", "")} at most), so much of it must be new expansion`;
  }
}

const inVerdict: ProposedCheck["finding"][] = ["cost", "csms_by_its_ratios", "reports", "lift_above_losses"];

/** What does not follow from a proposed plan's own numbers, in one line; null when nothing was proposed or all of it holds. */
export function proposedWords(plan: Plan): string | null {
  const parts = plan.proposed.filter((check) => inVerdict.includes(check.finding)).map((check) => proposedFinding(plan, check));
  return parts.length ? `The proposed plan contradicts itself: ${parts.join("; ")}.` : null;
}
