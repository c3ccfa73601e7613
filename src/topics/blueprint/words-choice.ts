import { listed, plural } from "../../core/english.ts";
import { roleName } from "../../core/vocabulary.ts";
import { decimal, percent, points, shortMoney, tenths } from "../../render/numbers.ts";
import type { Broken, PlanOption } from "../team/choice.ts";
import { roleHeads, roleHeadsInWords } from "../team/roles.ts";
import { checkpointDates, weekDate } from "./calendar.ts";
import type { Plan } from "./plan.ts";

export const cash = (plan: Plan, amount: number | null): string =>
  amount === null ? "an unknown cost" : shortMoney(amount, plan.currency);
export const whole = (share: number): string => percent(share, 0);
/** A work that prints as 0 is not none. */
export const csms = (people: number): string => `${tenths(people)} ${decimal(people, 1) === "1" ? "CSM" : "CSMs"}`;

/** A week of the plan as people date it. */
export const weekOfPlan = (plan: Plan, week: number): string => weekDate(plan.as_of, week) ?? `week ${week}`;

/** Whom a plan adds, and whom it takes from among today's people. */
export function changeOfPeople(option: PlanOption): string {
  const added = option.roles.filter((line) => line.added > 0).map((line) => roleHeadsInWords(line.role, line.added));
  const fewer = option.roles.filter((line) => line.added < 0).map((line) => roleHeadsInWords(line.role, -line.added));
  const parts = [added.length ? `add ${listed(added)}` : "", fewer.length ? `do not backfill ${listed(fewer)}` : ""].filter(
    Boolean,
  );
  return parts.length ? parts.join(", ") : "keep the team as it is";
}

/** Accounts that make up an amount of ARR, one tier at a time. */
export function inAccounts(option: PlanOption): string {
  const lines = option.break_even?.accounts.filter(({ count }) => count !== null && decimal(Math.abs(count), 1) !== "0") ?? [];
  const parts = lines.map((line) => `${decimal(Math.abs(line.count!), Math.abs(line.count!) < 10 ? 1 : 0)} ${line.tier}`); // not a figure: decimals of a small number
  // A tier may be called that itself.
  return parts.length ? `${listed(parts, "or")} accounts`.replace(/(All accounts accounts|accounts accounts)$/, "accounts") : "";
}

/** A part of what is lost in a year; beyond twice of it, times. @example shareOfLosses(0.25) // "25% of" */
export const shareOfLosses = (times: number): string =>
  times < 2 ? `${whole(times)} of` : `${decimal(times, times < 10 ? 1 : 0)} times`;

/** That nobody knows what people cost in the currency of the book. */
export const costUnknown = (plan: Plan): string => `What people cost in ${plan.currency} is not known.`;

/** What an added cost must bring, or what a saving may lose before it was dearer; null for a plan that costs what today does. */
export function repayment(plan: Plan, option: PlanOption): string | null {
  const even = option.break_even;
  if (option.cost === null)
    return option.may_cost === null
      ? costUnknown(plan)
      : `It pays while the added people cost at most ${cash(plan, option.may_cost)} a year in all.`;
  if (!even || option.added_cost === null || option.added_cost === 0) return null;
  const arr = Math.abs(even.retained_arr_needed);
  const part = Math.abs(even.share_of_arr);
  const size = part > 1 ? "more than there is" : points(part);
  const { arr_lost } = plan.losses;
  if (option.added_cost < 0)
    return `It loses money if it costs ${cash(plan, arr)} of ARR more a year: ${size}${part > 1 ? "" : `, ${inAccounts(option)}`}.`;
  const times = arr_lost && arr_lost.central > 0 ? arr / arr_lost.central : null;
  return `It must keep or sell ${cash(plan, arr)} of ARR a year: ${size}${times === null ? "" : `, ${shareOfLosses(times)} a year's losses`}.`;
}

/** A cost as a share of ARR. */
export const ofArr = ({ cost_share_of_arr }: PlanOption): string =>
  cost_share_of_arr === null ? "an unknown share of ARR" : `${percent(cost_share_of_arr)} of ARR`;

/** What is asked for where no cost is known: the people, and the most they may cost. */
function askWithoutCost(plan: Plan, chosen: PlanOption): string | null {
  const limit = chosen.may_cost === null ? "" : `, if they cost at most ${cash(plan, chosen.may_cost)} a year in all`;
  switch (plan.choice.reason) {
    case "first_person":
      return `Approve the first CSM, a player-coach, from ${weekOfPlan(plan, plan.hire_weeks.start)}${limit.replace("they cost", "it costs").replace(" in all", "")}.`;
    case "hire":
    case "hire_part":
      return `Approve to ${changeOfPeople(chosen)} from ${weekOfPlan(plan, plan.hire_weeks.start)}${limit}.`;
    case "smaller":
      return `Approve no cost: freeze hiring and ${changeOfPeople(chosen)}.`;
    case "fixed_heads":
      return `Approve service levels for ${csms(plan.csms_planned ?? 0)}, as fixed.`;
    case "losses_unknown":
    case "spare_kept":
      return null;
    case "cost_unknown": {
      const { budget } = plan.company;
      const [people, each] = [plan.heads_today ?? 0, (budget ?? 0) / (plan.heads_today || 1)];
      return `Approve nothing yet: ${cash(plan, budget ?? null)} pays today's ${plural(people, "person", "people")} only where one costs ${cash(plan, each)} or less on average, and nobody said what one costs.`;
    }
    default:
      return plan.choice.coaches > 0
        ? `Approve nothing: whoever leads the team serves the ${plural(plan.facts.accounts, "account")} as a player-coach.`
        : "Approve nothing: keep the team as it is.";
  }
}

/** When to go on with a plan, and when to stop: a date and something that can be read by then. */
export function condition(plan: Plan, option: PlanOption): string {
  const [first, , last] = checkpointDates(plan.as_of);
  const by = last ?? "day 90";
  const csms = option.roles.find(({ role }) => role === "csm")?.heads ?? 0;
  if (option.cost === null && option.may_cost !== null)
    return `Go on if the hours logged by ${first ?? "day 30"} still show ${decimal(plan.marks.hire_from, 1)} of a CSM missing and the added people cost at most ${cash(plan, option.may_cost)} a year.`;
  if ((option.added_cost ?? 0) > 0)
    return `Go on if the hours logged by ${first ?? "day 30"} still show ${decimal(plan.marks.hire_from, 1)} of a CSM missing. Stop if by ${by} no named account or pipeline stands behind the ${cash(plan, option.break_even?.retained_arr_needed ?? 0)} it must bring.`;
  if (option.kind === "smaller")
    return `First step only after four weeks of logged hours. Stop if an account names service as its reason by ${by}.`;
  // Where the work is known to be more than the people, logged hours cannot be the sign.
  if (plan.choice.need.middle >= csms + plan.marks.hire_from)
    return `Go on while no account names service as its reason for leaving; look again on ${by}.`;
  return `Go on while logged hours stay under ${decimal(csms + plan.marks.hire_from, 1)} CSMs of work; look again on ${by}.`;
}

/** The one thing asked, as a sentence that a board could vote on. */
export function askLine(plan: Plan): string {
  const { recommended: chosen, choice } = plan;
  const [day] = checkpointDates(plan.as_of);
  const date = day === undefined || day === null ? `in week ${plan.marks.log_weeks}` : `on ${day}`;
  if (chosen === null) {
    const { low, high } = choice.need;
    const each = plan.options[0]?.roles.find(({ role }) => role === "csm")?.yearly_cost ?? null;
    const [few, many] = [Math.round(low), Math.round(high)];
    const cost = each === null ? "" : `, ${cash(plan, few * each)} to ${cash(plan, many * each)} a year,`;
    if (many === 0) return "Approve nothing yet: count today's team first. The work is less than half of one CSM's.";
    return `Approve nothing yet: count today's team first. ${few === many ? csms(few) : `${few} to ${csms(many)}`}${cost} are plausible.`;
  }
  const unpriced = chosen.cost === null ? askWithoutCost(plan, chosen) : null;
  if (unpriced !== null) return unpriced;
  const added = chosen.added_cost ?? 0;
  switch (choice.reason) {
    case "first_person":
      return `Approve the first CSM, a player-coach, for ${cash(plan, added)} a year (${ofArr(chosen)}), from ${weekOfPlan(plan, plan.hire_weeks.start)}.`;
    case "hire":
    case "hire_part":
      return `Approve ${cash(plan, added)} a year from ${weekOfPlan(plan, plan.hire_weeks.start)} to ${changeOfPeople(chosen)}.`;
    case "smaller":
      return `Approve no cost: freeze hiring and ${changeOfPeople(chosen)}, ${cash(plan, -added)} a year less in the end.`;
    case "fixed_heads":
      return `Approve service levels for ${csms(plan.csms_planned ?? 0)}, as fixed: ${added <= 0 ? `${cash(plan, -added)} a year less than today` : `${cash(plan, added)} a year more than today`}.`;
    case "fixed_budget":
      return `Approve this team inside the budget: ${listed(chosen.roles.filter((line) => line.heads > 0).map((line) => roleHeads(line.role, line.heads)))}, ${cash(plan, chosen.cost)} a year.`;
    case "losses_unknown":
      return `Approve no hire yet: measure losses, owners and renewal dates, and decide ${date}.`;
    case "not_repaid":
    case "too_dear":
      return `Approve no hire on retention: keep the team, serve the smallest accounts in two levels, and decide ${date}.`;
    case "spare_kept":
      return `Approve no change of heads: use the spare hours on losses first, and decide ${date}.`;
    default:
      return choice.coaches > 0
        ? `Approve nothing: whoever leads the team serves the ${plural(plan.facts.accounts, "account")} as a player-coach, ${cash(plan, chosen.cost)} a year.`
        : `Approve nothing now: keep the team as it is, ${cash(plan, chosen.cost)} a year.`;
  }
}

const bounds: Record<Broken["bound"], (plan: Plan, broken: Broken) => string> = {
  share_of_arr: (_, { value, limit }) => `it would cost ${percent(value!)} of ARR, above the ${whole(limit!)} for this size`,
  heads_at_this_size: (_, { limit }) => `a company of this size pays for ${plural(limit!, "person", "people")}`,
  losses: (plan, { value, limit }) =>
    `it needs ${cash(plan, value!)} of ARR, ${shareOfLosses(value! / limit!)} the ${cash(plan, limit!)} lost`,
  losses_unknown: (plan, { value }) =>
    value === null
      ? "nothing is known of losses, nor of what people cost"
      : `it needs ${cash(plan, value)} of ARR, and nothing is known of losses`,
  half_a_person: () => "less than half a person of work is missing",
  low_retention: (_, { value, limit }) => `gross retention may be ${whole(value!)}, below ${whole(limit!)}`,
  undecided: (_, { value }) => `${whole(value!)} of ARR is undecided`,
  arr_per_csm: (plan, { value, limit }) =>
    `with fewer people one CSM would hold ${cash(plan, value!)} of ARR, above ${cash(plan, limit!)}`,
  budget: (plan, { value, limit }) =>
    `${value === plan.cost_today ? "today's team" : "the team for the work"} costs ${cash(plan, value!)}, above the ${cash(plan, limit!)} given`,
  heads: (_, { value }) => `the work would ask for ${csms(value!)}`,
};
/** Who writes down the hours: CSMs, or whoever serves customers where there are none. */
export const loggers = (plan: Plan): string => ((plan.csms_today ?? 0) > 0 ? "CSMs" : "whoever serves customers");

/** The bounds a plan does not keep, in words. */
export const brokenWords = (plan: Plan, option: PlanOption): string[] =>
  option.broken.map((broken) => bounds[broken.bound](plan, broken));

/** Work that nobody does, in people. @example missingWork(0.9) // "0.9 of a CSM's work is missing" */
const missingWork = (people: number): string =>
  people < 1 ? `${decimal(people, 1)} of a CSM's work is missing` : `Work for ${csms(people)} is missing`;

/** Why this and no other plan: the one reason. */
export function reasonLine(plan: Plan): string {
  const { choice, csms_today, marks } = plan;
  const { need, missing, rejected } = choice;
  const there = csms_today ?? 0;
  const [other] = rejected;
  const why = other ? brokenWords(plan, other)[0] : undefined;
  switch (choice.reason) {
    case "team_unknown":
      return "Today's team was not given, so nothing can be added to it or taken from it.";
    case "fixed_heads":
    case "fixed_budget":
      return why ? `What is given binds: ${why}.` : "What is given is enough for the work.";
    case "first_person":
      return "Nobody serves the customers, and one person is what their accounts pay for.";
    case "hire":
    case "hire_part":
      return why
        ? `${missingWork(missing)}, leavers counted; more is not recommended: ${why}.`
        : `${missingWork(missing)} in the middle case, leavers counted.`;
    case "smaller":
      if (need.joint_high === 0) return `A program needs one person at most; ${decimal(there, 1)} stand.`;
      return need.joint_high < there
        ? `Even with everything at its worst the work takes ${decimal(need.joint_high, 1)} CSMs; ${decimal(there, 1)} stand.`
        : "There are more leaders than the people call for.";
    case "cost_unknown":
      return missing > 0 ? `${missingWork(missing)} in the middle case, leavers counted.` : "The team covers the work.";
    case "spare_kept":
      return `Spare hours are no cut yet: ${why}.`;
    case "not_repaid":
    case "too_dear":
    case "losses_unknown":
      return `${missingWork(missing)}, but a hire is not recommended: ${why}.`;
    default:
      return missing > 0
        ? `Only ${decimal(missing, 1)} of a CSM's work is missing; a hire needs ${decimal(marks.hire_from, 1)}.`
        : `The team covers the work, with the time of ${decimal(-missing, 1)} ${decimal(-missing, 1) === "1" ? "CSM" : "CSMs"} left over.`;
  }
}

/** One finding on a proposed plan as a sentence without its stop. */
export function proposedFinding(plan: Plan, check: Plan["proposed"][number]): string {
  switch (check.finding) {
    case "cost":
      return `its people cost ${cash(plan, check.follows!)} a year, not ${cash(plan, check.said!)}`;
    case "csms_by_its_ratios":
      return `its own ratios give ${decimal(check.follows!, 0)} CSMs, not ${decimal(check.said!, 0)}`;
    case "reports":
      return `one leader has ${decimal(check.said!, 0)} direct reports (${decimal(check.follows!, 0)} at most) and no team lead`;
    case "renewal_hours_twice":
      return "it adds a renewals manager beside more CSMs, which counts the renewal hours twice";
    case "role_early":
      return `no source calls for ${roleHeadsInWords(check.role!, 1)} at this size`;
    case "lift_without_baseline":
      return `its lift of ${decimal(check.said! * 100, 0)} points has no measured baseline`;
    case "lift_above_losses":
      return `${decimal(check.said! * 100, 0)} points of lift exceed all losses together (${decimal(check.follows! * 100, 0)} at most)`;
  }
}

/** Who leads the function, or who would: a role that exists in the recommended plan. */
export function leaderName(plan: Plan): string {
  const roles = plan.recommended?.roles ?? plan.options[0]?.roles ?? [];
  const leader = roles.find(({ role, heads }) => heads > 0 && ["cco", "vp", "director", "manager", "team_lead"].includes(role));
  return leader ? roleName(leader.role) : "CEO";
}

/** An owner who exists in this plan. */
export const ownerOf = (plan: Plan, owner: string): string =>
  /\b(VP|Director|Founder|CS operations|Onboarding|Renewals)\b/i.test(owner) &&
  !plan.options[0]?.roles.some(
    ({ role, heads }) => heads > 0 && roleName(role).toLowerCase().includes(owner.toLowerCase().split(" ").at(-1)!),
  )
    ? leaderName(plan)
    : owner;
