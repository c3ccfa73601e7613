import { listed, plural } from "../../core/english.ts";
import { largest, smallest } from "../../core/order.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import { roleName } from "../team/roles.ts";
import type { ProposedCheck } from "./book-facts.ts";
import type { Plan } from "./plan.ts";
import { servedBy } from "./words-appendix.ts";
import { boardLine, noiseLine, optionLines, payLine, unknownLine } from "./words-options.ts";

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

/** How many accounts get less service; from tier totals each line stands for several. */
export function servedLess(plan: Plan): number {
  return plan.team.served_less.reduce((sum, one) => sum + one.accounts, 0);
}

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
  return `Does not tie, ${failed.length} of ${plan.ties.length} checks: ${listed(parts, "and")}.`;
}

/** Whether the parts of a plan add up, in one sentence. */
export function tieStatus(plan: Plan): string {
  return tieWords(plan) ?? `All ${plan.ties.length} checks tie: the parts of this plan add up.`;
}

/** Today's cost; as a range beside it while the cost of a head is assumed. */
function aboutCost(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const today = plan.options.find((option) => option.kind === "no new heads");
  const share = `${percent(plan.cost_today! / plan.facts.arr)} of ARR`;
  if (!today || today.cost_low === today.cost_high) return `${money(plan.cost_today!)} a year, ${share}`;
  return `about ${money(plan.cost_today!)} a year, ${share} (${money(today.cost_low)} to ${money(today.cost_high)}, as the cost of a head is assumed)`;
}

/** The company and what customer success costs today. */
export function bookLine(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const book = `${plan.name} has ${money(plan.facts.arr)} of ARR from ${plural(plan.facts.accounts, "account")}.`;
  if (plan.heads_today === null || plan.cost_today === null) return `${book} Today's team was not given.`;
  if (plan.heads_today === 0) return `${book} Nobody works in customer success today.`;
  const people =
    plan.heads_today === 1
      ? "The one person in customer success costs"
      : `The ${plural(plan.heads_today, "person", "people")} in customer success cost`;
  return `${book} ${people} ${aboutCost(plan)}.`;
}

/** The tiers, with shares of ARR as ranges while they are unknown. */
export function tierLine(plan: Plan): string {
  const known = plan.facts.arr_by_tier_known;
  const [only] = plan.tiers;
  if (plan.tiers.length === 1 && !known)
    return `Tiers: none were given, so each account is taken to have a ${servedBy(only!.touch)}, which their average of ${shortMoney(plan.facts.arr / plan.facts.accounts, plan.currency)} suggests.`;
  const parts = plan.tiers.map((tier, index) => {
    const share = known
      ? percent(tier.arr_share, 0)
      : `${percent(tier.arr_low / plan.facts.arr, 0).replace("%", "")} to ${percent(tier.arr_high / plan.facts.arr, 0)}`;
    return index === 0
      ? `${tier.tier} has ${plural(tier.accounts, "account")} and ${share} of ARR`
      : `${tier.tier} ${tier.accounts.toLocaleString("en-US")} and ${share}`;
  });
  return `Tiers: ${parts.join("; ")}.${known ? "" : " ARR by tier was not given; the floors allow these ranges."}`;
}

/** Retention as measured, as given, or what customers lost allow. */
export function retentionLine(plan: Plan): string {
  const { facts, retention, churn, logos_lost } = plan;
  const money = (amount: number) => shortMoney(amount, plan.currency);
  if (retention && facts.nrr !== null && facts.grr !== null) {
    const { churn: left, contraction, expansion } = retention.bridge;
    const window = retention.from ? `, ${retention.from} to ${retention.to}` : "";
    return `Retention${window}: NRR ${percent(facts.nrr)}, GRR ${percent(facts.grr)}. ${plural(retention.accounts.churned, "customer")} left with ${money(left)} of ARR; others cut ${money(contraction)} and added ${money(expansion)}.`;
  }
  const given = [
    facts.nrr === null ? "" : `NRR ${percent(facts.nrr)}`,
    facts.grr === null ? "" : `GRR ${percent(facts.grr)}`,
  ].filter(Boolean);
  const said = given.length ? `You gave ${given.join(" and ")}, unchecked.` : "NRR and GRR were never measured.";
  if (churn.length === 0 || facts.grr !== null) return said;
  const rates = churn.map((scenario) => scenario.grr_before_contraction);
  const [low, high] = [percent(smallest(rates)), percent(largest(rates))];
  const who = plural(Math.round(logos_lost!), "customer");
  if (low === high)
    return `${said} ${who} lost a year put GRR at about ${low} before downgrades if they were of average size; small ones cost less, large ones more.`;
  return `${said} ${who} lost a year put GRR between ${low} and ${high} before downgrades.`;
}

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
  const drivers = listed(
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

/** Lines of a verdict that belong together. */
export interface VerdictPart {
  title: string;
  lines: string[];
}

const said = (line: string | null): line is string => line !== null;

/** A verdict in parts; what does not tie and what the board decides stand apart from them. */
export function verdictParts(plan: Plan): VerdictPart[] {
  return [
    {
      title: "Where the company stands",
      lines: [bookLine(plan), tierLine(plan), retentionLine(plan), targetLine(plan)].filter(said),
    },
    { title: "The work and the people", lines: [teamLine(plan), lessLine(plan) ?? ratioLine(plan)].filter(said) },
    { title: "The plans", lines: optionLines(plan) },
    {
      title: "What to doubt",
      lines: [proposedWords(plan), payLine(plan), noiseLine(plan), unknownLine(plan)].filter(said),
    },
  ];
}

/** The verdict of a plan: by construction at most fifteen lines that read aloud, the book first, the decision last. What does not tie stands second. */
export function verdict(plan: Plan): string[] {
  const [book, ...rest] = verdictParts(plan).flatMap((part) => part.lines);
  return [book!, tieWords(plan), ...rest, boardLine(plan)].filter(said);
}
