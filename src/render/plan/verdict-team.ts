import { largest } from "../../core/order/largest.ts";
import { smallest } from "../../core/order/smallest.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { decimal, percent, plural, shortMoney } from "../numbers.ts";
import { inWords } from "./lists.ts";
import { servedLess } from "./served-less.ts";

/** The CSMs the work takes, as a range, beside those there are. */
export function teamLine(plan: Plan): string {
  const { team, csms_today } = plan;
  const people = (value: number) => decimal(value, 1);
  const middle = plan.customer_time.known
    ? "in the middle case"
    : `if CSMs spend ${percent(plan.customer_time.central, 0)} of their time with customers`;
  const leavers = `${people(team.csm_fte_with_attrition)} once leavers are counted`;
  const need =
    people(team.range.high) === people(team.range.low)
      ? `The work takes ${people(team.csm_fte)} CSMs, ${leavers}`
      : `The work takes ${people(team.range.low)} to ${people(team.range.high)} CSMs: ${people(team.csm_fte)} ${middle}, ${leavers}`;
  const there =
    csms_today === null
      ? "how many there are was not given"
      : `you have ${people(csms_today)}${plan.fixed ? ` and ${people(plan.csms_planned!)} ${plan.csms_planned === 1 ? "is" : "are"} planned` : ""}`;
  const drivers = inWords(
    team.drivers.slice(0, 2).map((driver) => driver.input),
    "and",
  );
  const several = team.drivers.length > 1;
  const moves = drivers
    ? ` ${drivers[0]!.toUpperCase()}${drivers.slice(1)} ${several ? "are not known and move" : "is not known and moves"} it most.`
    : "";
  return `${need}; ${there}.${moves}`;
}

/** Who gets less, where people are fixed and fewer than the work takes. */
export function lessLine(plan: Plan): string | null {
  const { served_less, arr_at_risk } = plan.team;
  if (!plan.fixed || served_less.length === 0) return null;
  const names = served_less.flatMap((one) => one.account ?? []).slice(0, 2);
  const first = names.length ? `, ${names.join(" and ")} first` : "";
  const arr = arr_at_risk === null ? "" : ` with ${shortMoney(arr_at_risk, plan.currency)} of ARR`;
  return `With ${plural(plan.csms_planned!, "CSM")}, ${plural(servedLess(plan), "account")}${arr} ${servedLess(plan) === 1 ? "gets" : "get"} less service${first}: those with the least ARR for each hour freed, and none near a renewal while others are left.`;
}

/** What published ratios ask for, the proposed plan's own first. */
export function ratioLine(plan: Plan): string | null {
  const { csms_today, team, ratios_named } = plan;
  const named = team.ratio_checks.find((check) => check.standard === ratios_named);
  const own =
    named && csms_today !== null
      ? `The ${plural(csms_today, "CSM")} you have ${named.high <= csms_today ? "already satisfy" : "do not satisfy"} the proposed plan's own ratios, which ask for ${decimal(named.high)}. `
      : "";
  const low = smallest(team.ratio_checks.map((check) => check.low));
  const high = largest(team.ratio_checks.map((check) => check.high));
  return `${own}Published ratios ask for anything from ${decimal(low, 1)} to ${decimal(high, 1)} CSMs; they only cross-check, the hours decide.`;
}

/** Each target against what is already true. */
export function targetLine(plan: Plan): string | null {
  if (plan.targets.length === 0) return null;
  const parts = plan.targets.map((check) => {
    const name = `${check.target.toUpperCase()} ${percent(check.value, 0)}`;
    if (check.verdict === "met") return `${name} is already met`;
    if (check.verdict === "possibly met") return `${name} may already be met (an upper bound, downgrades not counted)`;
    const measured = check.target === "nrr" ? plan.facts.nrr : plan.facts.grr;
    if (check.verdict === "not met")
      return measured === null
        ? `${name} is not met (${percent(check.high!)} at best)`
        : `${name} is not met: ${percent(measured)}`;
    return check.target === "nrr" && check.low !== null
      ? `${name} cannot be judged; this mix of segments is expected to reach ${percent(check.low)} to ${percent(check.high!)}`
      : `${name} cannot be judged: ${check.why}`;
  });
  return `Targets: ${parts.join("; ")}.`;
}
