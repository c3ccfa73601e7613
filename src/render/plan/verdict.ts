import type { Plan } from "../../core/plan/plan.ts";
import { decimal, percent, plural, shortMoney } from "../numbers.ts";
import { inWords } from "./lists.ts";
import { addedRolesWords, breakEvenWords, optionCost, optionTitle, weekOfPlan } from "./option-words.ts";
import { proposedWords } from "./proposed-words.ts";
import { tieWords } from "./tie-words.ts";
import { unknownName } from "./unknown-words.ts";

const MOST_QUESTIONS = 3;

/** Today's cost; as a range beside it while the cost of a head is assumed. */
function aboutCost(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const today = plan.options.find((option) => option.kind === "no new heads");
  if (!today || today.cost_low === today.cost_high) return money(plan.cost_today!);
  return `about ${money(plan.cost_today!)} (${money(today.cost_low)} to ${money(today.cost_high)}, cost per head assumed)`;
}

function bookLine(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const team =
    plan.heads_today === null || plan.cost_today === null
      ? "Today's team was not given."
      : `${plural(plan.heads_today, "person", "people")} in customer success cost ${aboutCost(plan)} a year, ${percent(plan.cost_today / plan.facts.arr)} of ARR.`;
  return `${plan.name}: ${money(plan.facts.arr)} of ARR from ${plural(plan.facts.accounts, "account")}. ${team}`;
}

function tierLine(plan: Plan): string {
  const known = plan.facts.arr_by_tier_known;
  const [only] = plan.tiers;
  if (plan.tiers.length === 1 && !known)
    return `Tiers: none were given, so all accounts are treated as ${only!.touch} touch, which their average of ${shortMoney(plan.facts.arr / plan.facts.accounts, plan.currency)} suggests.`;
  const parts = plan.tiers.map((tier) => {
    const share = known
      ? percent(tier.arr_share, 0)
      : `${percent(tier.arr_low / plan.facts.arr, 0).replace("%", "")} to ${percent(tier.arr_high / plan.facts.arr, 0)}`;
    return `${tier.tier} ${plural(tier.accounts, "account")}, ${share} of ARR`;
  });
  return `Tiers: ${parts.join("; ")}.${known ? "" : " ARR by tier was not given; the floors allow these ranges."}`;
}

function retentionLine(plan: Plan): string {
  const { facts, retention, churn, logos_lost } = plan;
  const money = (amount: number) => shortMoney(amount, plan.currency);
  if (retention && facts.nrr !== null && facts.grr !== null) {
    const { churn: left, contraction, expansion } = retention.bridge;
    const window = retention.from ? `, ${retention.from} to ${retention.to}` : "";
    return `Retention${window}: NRR ${percent(facts.nrr)}, GRR ${percent(facts.grr)}. ${plural(retention.accounts.churned, "customer")} left with ${money(left)}, others cut ${money(contraction)} and added ${money(expansion)}.`;
  }
  const given = [
    facts.nrr === null ? "" : `NRR ${percent(facts.nrr)}`,
    facts.grr === null ? "" : `GRR ${percent(facts.grr)}`,
  ].filter(Boolean);
  const said = given.length ? `You gave ${given.join(" and ")}, unchecked.` : "NRR and GRR were never measured.";
  if (churn.length === 0 || facts.grr !== null) return said;
  const rates = churn.map((scenario) => scenario.grr_before_contraction);
  return `${said} ${plural(Math.round(logos_lost!), "customer")} lost a year put GRR between ${percent(Math.min(...rates))} and ${percent(Math.max(...rates))} before downgrades.`;
}

function teamLine(plan: Plan): string {
  const { team, csms_today } = plan;
  const time = plan.customer_time.known ? "" : ` at ${percent(plan.customer_time.central, 0)} customer time`;
  const need =
    team.range.high > team.range.low
      ? `The work takes ${decimal(team.range.low, 1)} to ${decimal(team.range.high, 1)} CSMs, ${decimal(team.csm_fte, 1)}${time} and ${decimal(team.csm_fte_with_attrition, 1)} once leavers are counted`
      : `The work takes ${decimal(team.csm_fte, 1)} CSMs, ${decimal(team.csm_fte_with_attrition, 1)} once leavers are counted`;
  const drivers = team.drivers.slice(0, 2).map((driver) => driver.input);
  const moves = drivers.length
    ? ` ${inWords(drivers, "and")[0]!.toUpperCase()}${inWords(drivers, "and").slice(1)} were not measured and move it most.`
    : "";
  return `${need}; ${csms_today === null ? "how many there are was not given" : `you have ${decimal(csms_today, 1)}`}.${moves}`;
}

function ratioLine(plan: Plan): string | null {
  const { csms_today, team, ratios_named } = plan;
  const named = team.ratio_checks.find((check) => check.standard === ratios_named);
  const own =
    named && csms_today !== null
      ? `The ${plural(csms_today, "CSM")} you have ${named.high <= csms_today ? "already satisfy" : "do not satisfy"} the proposed plan's own ratios, which ask for ${decimal(named.high)}. `
      : "";
  const low = Math.min(...team.ratio_checks.map((check) => check.low));
  const high = Math.max(...team.ratio_checks.map((check) => check.high));
  return `${own}Published ratios ask for ${decimal(low, 1)} to ${decimal(high, 1)} CSMs between them: a cross-check, hours decide.`;
}

function targetLine(plan: Plan): string | null {
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

function payLine(plan: Plan): string | null {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const option = plan.options.find((one) => one.kind === "recommended");
  const pay = plan.pay.find((one) => one.option === option?.name);
  if (!pay) return null;
  const title = `plan ${pay.option}'s ${money(pay.needed)}`;
  if (pay.verdict === "cannot")
    return `Retention alone cannot pay: only ${money(pay.lost_high)} was lost in all, and saving every bit of it would not repay ${title} within the year.`;
  if (pay.verdict === "can")
    return `Retention could pay: ${money(pay.lost_low)} was lost, and ${percent(pay.needed / pay.lost_low, 0)} of it would have to be kept to repay ${title}.`;
  const smallest = plan.tiers.at(-1)!.tier;
  return `Retention alone may not pay: if every lost customer was ${smallest}, ${money(pay.lost_low)} was lost, and saving all of them would not repay ${title} in cash within the year.`;
}

function withoutHires(plan: Plan): string {
  const { time_needed, customer_time } = plan;
  if (time_needed === null) return "It cannot do all of the work at any customer time.";
  const needed = percent(time_needed, 0);
  if (!customer_time.known) return `It does the work if customer time is at least ${needed}.`;
  const measured = percent(customer_time.central, 0);
  return customer_time.central >= time_needed
    ? `It does the work: ${needed} customer time would do, ${measured} was measured.`
    : `It does not do all of the work: that takes ${needed} customer time, ${measured} was measured.`;
}

function optionLines(plan: Plan): string[] {
  return plan.options.map((option) =>
    option.kind === "no new heads"
      ? `${optionTitle(option)}: ${optionCost(plan, option)}. ${withoutHires(plan)}`
      : `${optionTitle(option)}: ${optionCost(plan, option)}; ${addedRolesWords(option)}. ${breakEvenWords(plan, option)}`,
  );
}

function noiseLine(plan: Plan): string | null {
  if (plan.noise.grr_change === null) return null;
  const points = percent(plan.noise.grr_change).replace("%", "");
  return `Proof takes time: a year's GRR has to move by about ${points} points to be told from chance; watch the leading measures first.`;
}

function unknownLine(plan: Plan): string | null {
  const top = plan.unknowns.slice(0, MOST_QUESTIONS).map((unknown, index) => `(${index + 1}) ${unknownName(plan, unknown)}`);
  return top.length ? `Would change this most: ${top.join("; ")}. "Don't know" keeps the range.` : null;
}

function boardLine(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const option = plan.options.find((one) => one.kind === "recommended")!;
  const week = weekOfPlan(plan, plan.decision_week);
  if (option.added_cost === null)
    return `For the board: no amount to approve until today's team is known; measure hours and retention by tier by ${week}.`;
  if (option.added_cost <= 0) return `For the board: approve no new cost; measure hours and retention by tier by ${week}.`;
  return `For the board: approve up to ${money(option.added_cost)} a year from ${week} for plan ${option.name}; stop if customer hours and retention by tier have not been measured by then.`;
}

/** The verdict of a plan: by construction at most fifteen lines that read aloud, the book first, the decision last. What does not tie stands second. */
export function verdict(plan: Plan): string[] {
  return [
    bookLine(plan),
    tieWords(plan),
    tierLine(plan),
    retentionLine(plan),
    teamLine(plan),
    ratioLine(plan),
    targetLine(plan),
    ...optionLines(plan),
    proposedWords(plan),
    payLine(plan),
    noiseLine(plan),
    unknownLine(plan),
    boardLine(plan),
  ].filter((line): line is string => line !== null);
}
