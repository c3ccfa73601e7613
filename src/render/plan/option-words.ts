import { addDays } from "../../core/calendar/dates.ts";
import type { Plan } from "../../core/plan/plan.ts";
import type { PlanOption } from "../../core/plan/plan-option.ts";
import { decimal, percent, plural, shortMoney } from "../numbers.ts";
import { inWords } from "./lists.ts";
import { roleHeadsInWords } from "./role-names.ts";

const kinds: Record<PlanOption["kind"], string> = {
  "no new heads": "no new heads",
  "fixed heads": "people fixed",
  recommended: "recommended",
  proposed: "as proposed",
  "upper end": "for the upper end of the range",
};
const DAYS_A_WEEK = 7;

export function optionTitle(option: PlanOption): string {
  return `Plan ${option.name}, ${kinds[option.kind]}`;
}

/** A week of the plan as people date it. */
export function weekOfPlan(plan: Plan, week: number): string {
  return plan.as_of === null ? `week ${week}` : addDays(plan.as_of, week * DAYS_A_WEEK);
}

/** A number of accounts with one decimal below ten: 3.3, 9, 40. */
function accountCount(count: number): string {
  return decimal(count, count < 10 ? 1 : 0);
}

/** The accounts that repay a plan, one tier at a time. */
export function accountsNeeded(option: PlanOption): string | null {
  const lines = option.break_even?.accounts.filter((line) => line.count !== null) ?? [];
  if (lines.length === 0) return null;
  if (lines.length === 1) return `${accountCount(lines[0]!.count!)} accounts`;
  return `${inWords(
    lines.map((line) => `${accountCount(line.count!)} ${line.tier}`),
    "or",
  )} accounts`;
}

/** What an added cost asks for, in points with the bracket of an unknown margin, and in accounts. */
export function breakEvenWords(plan: Plan, option: PlanOption): string {
  const even = option.break_even;
  if (!even || option.added_cost === null) return "What it adds to today's cost is unknown until today's team is known.";
  if (option.added_cost <= 0) return "It adds no cost, so there is nothing to repay.";
  const points = percent(even.share_of_arr).replace("%", "");
  const [low, high] = [even.share_low, even.share_high].map((share) => percent(share).replace("%", ""));
  const bracket = plan.gross_margin.known || low === high ? "" : ` (${low} to ${high} by gross margin)`;
  const accounts = accountsNeeded(option);
  return `It repays itself in cash once ${points} points of ARR more are kept or sold${bracket}${accounts ? `: ${accounts}` : ""}.`;
}

/** Heads and cost of a plan in one line. */
export function optionCost(plan: Plan, option: PlanOption): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const more =
    option.added_cost === null
      ? ""
      : option.added_cost > 0
        ? `, ${money(option.added_cost)} more than today`
        : option.added_cost < 0
          ? `, ${money(-option.added_cost)} less than today`
          : "";
  return `${plural(option.heads, "person", "people")}, ${money(option.cost)} a year (${percent(option.cost_share_of_arr)} of ARR)${more}`;
}

/** Whom a plan adds, and whom it takes from among today's people. */
export function addedRolesWords(option: PlanOption): string {
  const added = option.roles.filter((line) => line.added > 0).map((line) => roleHeadsInWords(line.role, line.added));
  const fewer = option.roles.filter((line) => line.added < 0).map((line) => `${roleHeadsInWords(line.role, -line.added)} fewer`);
  if (option.added_cost === null) return added.length ? `it has ${inWords(added, "and")}` : "it has nobody";
  const words = added.length ? `it adds ${inWords(added, "and")}` : "it adds nobody";
  return fewer.length ? `${words}, and has ${inWords(fewer, "and")}` : words;
}

/** When to go on with a plan, and when to stop. */
export function condition(plan: Plan, option: PlanOption): string {
  const decision = weekOfPlan(plan, plan.decision_week);
  if (option.kind === "no new heads" || option.kind === "fixed heads") {
    if (plan.time_needed === null)
      return `These CSMs cannot do this work at any customer time: decide by ${decision} who gets less.`;
    return `Go on while measured customer time is at least ${percent(plan.time_needed, 0)}. Stop, and decide who gets less, if it is lower by ${decision}.`;
  }
  const needed = option.break_even?.retained_arr_needed ?? 0;
  if (needed <= 0) return `Go on from ${decision} if hours and retention by tier are measured by then.`;
  const arr = shortMoney(needed, plan.currency);
  if (option.kind !== "recommended") return `As plan B, with ${arr} of ARR to keep or sell and a tagged pipeline behind it.`;
  return `Go on from ${decision} if the measured baseline shows ${arr} of ARR to keep or sell above today's. Stop if hours and retention by tier are not measured by then, or that ARR is not in hand by ${weekOfPlan(plan, 52)}.`;
}
