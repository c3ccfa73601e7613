import type { Plan } from "../../core/plan/plan.ts";
import type { PlanOption } from "../../core/plan/plan-option.ts";
import { decimal, percent, plural, shortMoney } from "../numbers.ts";
import { addedRolesWords, breakEvenWords, optionCost, optionTitle, weekOfPlan } from "./option-words.ts";
import { unknownName } from "./unknown-words.ts";

const MOST_QUESTIONS = 3;

function withoutHires(plan: Plan): string {
  const { time_needed, customer_time } = plan;
  if (time_needed === null) return "It cannot do all of the work, however much of their time CSMs spend with customers.";
  const needed = percent(time_needed, 0);
  if (!customer_time.known) return `It does the work if at least ${needed} of CSM time goes to customers.`;
  const measured = percent(customer_time.central, 0);
  return customer_time.central >= time_needed
    ? `It does the work: ${needed} customer time would do, ${measured} was measured.`
    : `It does not do all of the work: that takes ${needed} customer time, ${measured} was measured.`;
}

/** That a proposed plan has fewer CSMs than the work takes, leavers apart; a saving is none while work is left undone. */
function shortOfWork(plan: Plan, option: PlanOption): string {
  if (option.kind !== "proposed") return "";
  const csms = option.roles.find((line) => line.role === "csm")?.heads ?? 0;
  if (csms >= plan.team.csm_fte) return "";
  return ` Its ${plural(csms, "CSM")} cannot do the work of ${decimal(plan.team.csm_fte, 1)}.`;
}

/** One line a plan: cost, what it adds, break-even. */
export function optionLines(plan: Plan): string[] {
  return plan.options.map((option) =>
    option.kind === "no new heads" || option.kind === "fixed heads"
      ? `${optionTitle(option)}: ${optionCost(plan, option)}. ${withoutHires(plan)}`
      : `${optionTitle(option)}: ${optionCost(plan, option)}; ${addedRolesWords(option)}. ${breakEvenWords(plan, option)}${shortOfWork(plan, option)}`,
  );
}

/** Whether keeping lost revenue could pay for the recommended plan. */
export function payLine(plan: Plan): string | null {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const option = plan.options.find((one) => one.kind === "recommended");
  const pay = plan.pay.find((one) => one.option === option?.name);
  if (!pay) return null;
  const title = `plan ${pay.option}'s ${money(pay.needed)}`;
  if (pay.lost_high === 0) return `Retention cannot pay: nothing was lost, so all of ${title} would have to be sold.`;
  if (pay.verdict === "cannot" && plan.arr_lost?.from === "logo churn")
    return `Retention alone is unlikely to pay: unless larger accounts left more often than small ones, at most ${money(pay.lost_high)} was lost, and saving every bit of it would not repay ${title} within the year.`;
  if (pay.verdict === "cannot")
    return `Retention alone cannot pay: only ${money(pay.lost_high)} was lost in all, and saving every bit of it would not repay ${title} within the year.`;
  if (pay.verdict === "can")
    return `Retention could pay: ${money(pay.lost_low)} was lost, and ${percent(pay.needed / pay.lost_low, 0)} of it would have to be kept to repay ${title}.`;
  const smallest = plan.tiers.at(-1)!.tier;
  return `Retention alone may not pay: if every lost customer was ${smallest}, ${money(pay.lost_low)} was lost, and saving all of them would not repay ${title} in cash within the year.`;
}

/** How large a change must be to be seen. */
export function noiseLine(plan: Plan): string | null {
  if (plan.noise.grr_change === null) return null;
  const points = percent(plan.noise.grr_change).replace("%", "");
  return `Proof takes time: a year's GRR has to move by about ${points} points to be told from chance; until then, watch the early signs.`;
}

/** The unknowns that move the plan most. */
export function unknownLine(plan: Plan): string | null {
  const top = plan.unknowns.slice(0, MOST_QUESTIONS).map((unknown) => unknownName(plan, unknown));
  if (top.length === 0) return null;
  const numbered = top.length === 1 ? top : top.map((name, index) => `(${index + 1}) ${name}`);
  return `What would change this most: ${numbered.join("; ")}. Not knowing keeps the range.`;
}

/** The one line for the board: approve, from when, stop if. */
export function boardLine(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const option = plan.options.find((one) => one.kind === "recommended")!;
  const week = weekOfPlan(plan, plan.decision_week);
  if (option.added_cost === null)
    return `For the board: no amount to approve until today's team is known; measure hours and retention by tier by ${week}.`;
  if (option.added_cost <= 0) return `For the board: approve no new cost; measure hours and retention by tier by ${week}.`;
  if (plan.pay.find((one) => one.option === option.name)?.verdict === "cannot")
    return `For the board: do not approve plan ${option.name}'s ${money(option.added_cost)} a year on retention alone; have hours and retention by tier measured by ${week}, and decide with a pipeline of expansion beside them.`;
  return `For the board: approve up to ${money(option.added_cost)} a year from ${week} for plan ${option.name}; stop if customer hours and retention by tier have not been measured by then.`;
}
