import { sumMoney, withoutNoise } from "../../core/money.ts";
import { Role } from "../../core/vocabulary.ts";
import { type ArrLost, type BreakEven, breakEven, type TierArr } from "../economics/churn.ts";
import type { TeamNeed } from "./answer.ts";
import { total, withinBudget, withLeaders } from "./budget.ts";
import { arrAsRulesCount, type ChoiceFigures, roleCost, teamCost } from "./figures.ts";
import { teamNeed } from "./need.ts";
import { leaderRoles, orgChart, refuseCrowd, spanChecks } from "./org-chart.ts";
import type { Heads, TeamQuestion } from "./question.ts";
import { csmsFor, leadersToAdd, planRoles } from "./roles.ts";
import type { TeamWork } from "./work.ts";

/** What a plan is: as today, the people or the money given, what the work asks for, less than today, or what somebody proposed. */
export type PlanKind =
  | "keep"
  | "fixed heads"
  | "within budget"
  | "smaller"
  | "first person"
  | "covers the work"
  | "covers the upper case"
  | "proposed";

/** A bound a plan does not keep, with what it allows and what the plan is. */
export interface Broken {
  bound:
    | "share_of_arr"
    | "heads_at_this_size"
    | "losses"
    | "losses_unknown"
    | "half_a_person"
    | "low_retention"
    | "undecided"
    | "arr_per_csm"
    | "budget"
    | "heads";
  limit: number | null;
  value: number | null;
}

/** One plan to choose from. Money in major units a year. */
export interface PlanOption {
  name: string;
  kind: PlanKind;
  recommended: boolean;
  heads: number;
  roles: { role: Role; heads: number; added: number; yearly_cost: number | null; start_week: number | null }[];
  /** Null, as what rests on it, where no cost is known in the currency of the book. */
  cost: number | null;
  cost_low: number | null;
  cost_high: number | null;
  cost_share_of_arr: number | null;
  /** Null when today's team is unknown, too. */
  added_cost: number | null;
  /** The most its added people may cost a year to be repaid from this company's own losses; null where that is not known or nobody is added. */
  may_cost: number | null;
  /** To find the people it adds. */
  one_off: { low: number; high: number } | null;
  break_even: BreakEven | null;
  broken: Broken[];
  /** CSMs after each step down, the first after the log; empty for plans that are no smaller. */
  steps: number[];
}

export interface ChoiceFacts {
  arr: number;
  accounts: number;
  tiers: readonly TierArr[];
  gross_margin: { low: number; central: number; high: number };
  value_multiple: number;
  lost: ArrLost | null;
  /** Losses or a pipeline are known by name. */
  names_known: boolean;
  /** What today's customers added in a year, where customer success owns it. */
  expansion: number | null;
  /** Gross retention as known, else the worst that the lost customers allow. */
  grr_low: number | null;
  /** Share of ARR that is undecided soon, or past its date. */
  undecided: number | null;
  proposed: Heads | null;
}

/** Why a plan was chosen, or none: the one reason, with the number that decides. */
export interface Choice {
  options: PlanOption[];
  reason:
    | "team_unknown"
    | "fixed_heads"
    | "fixed_budget"
    | "first_person"
    | "hire"
    | "hire_part"
    | "smaller"
    | "covered"
    | "service_first"
    | "not_repaid"
    | "too_dear"
    | "losses_unknown"
    | "cost_unknown"
    | "spare_kept";
  /** People's work missing in the middle case with leavers; below 0 what is spare. */
  missing: number;
  need: TeamNeed;
  /** What was not recommended, and why. */
  rejected: PlanOption[];
  /** Who stands in for CSMs with half a book. */
  coaches: number;
}

const same = (one: Heads, other: Heads): boolean => Role.options.every((role) => (one[role] ?? 0) === (other[role] ?? 0));

/** The need when every tier gets the least its accounts pay for and a program takes tech touch: what cannot be met by serving less. */
function firmNeed(work: TeamWork, question: TeamQuestion, figures: ChoiceFigures): TeamNeed {
  const none = { low: 0, central: 0, high: 0 };
  const lines = work.lines.map((line) => {
    if (line.served_as === "tech") return { ...line, hours_per_account: 0, onboarding: none };
    if (line.note !== "above_ceiling") return line;
    const [low, high] = figures.costToServe.value[line.served_as] as [number, number];
    return { ...line, hours_per_account: (line.hours_per_account * low) / high };
  });
  return teamNeed({ ...work, lines }, question, figures);
}

/** ARR that people serve, and the most of it that one CSM holds by the rule; null while no amount of the rules is known in the book's currency. */
function heldArr({ question, facts, figures }: Priced): { arr: number; most: number } | null {
  const size = arrAsRulesCount(facts.arr, question, figures.loadedCosts.value);
  if (size === null || size <= 0) return null;
  const arr = sumMoney(facts.tiers.flatMap((tier) => (tier.touch === "tech" ? [] : [tier.arr])));
  return { arr, most: (figures.arrPerCsm.value[1]! * facts.arr) / size };
}

/** The smaller team that even the highest need leaves room for; today's where there is none. Somebody stays to run the program. */
function smallerTeam(today: Heads, need: TeamNeed, figures: ChoiceFigures, least = 0): Heads {
  const work = csmsFor({ middle: 0, joint_high: need.joint_high }, today.csm ?? 0, figures.staffingSteps.value);
  const csms = Math.min(today.csm ?? 0, Math.max(work, least));
  const others = total(today) - (today.csm ?? 0) > 0;
  return withLeaders({ ...today, csm: Math.max(csms, Math.min(today.csm ?? 0, others && csms > 0 ? 0 : 1)) }, figures);
}

/** CSMs after each step down, each of at most the rule's share of those there are. */
function stepsDown(from: number, to: number, share: number): number[] {
  const steps: number[] = [];
  for (let csms = from; csms > to; ) {
    csms = Math.max(to, csms - Math.max(1, Math.floor(csms * share)));
    steps.push(csms);
  }
  return steps;
}

interface Priced {
  question: TeamQuestion;
  facts: ChoiceFacts;
  figures: ChoiceFigures;
}

/** Whether a plan has more people than today's team, whatever they cost. */
const moreThanToday = (planned: Heads, { team }: TeamQuestion): boolean => team !== undefined && total(planned) > total(team);

/** What the company's own losses, or its expansion where customer success owns it, can repay a year at its margin; null where neither is known. */
function mayCost({ expansion, lost, names_known, gross_margin }: ChoiceFacts, figures: ChoiceFigures): number | null {
  const { believable_rate, with_names_rate, expansion_rate } = figures.repaidFromLosses.value;
  const grown = expansion === null ? null : expansion * expansion_rate;
  const kept = lost === null ? null : lost.central * (names_known ? with_names_rate : believable_rate);
  return grown === null && kept === null ? null : Math.max(grown ?? 0, kept ?? 0) * gross_margin.central;
}

/** Lays one plan out: heads, cost, cost by quarter, what finding people costs, and what the added cost must win back. */
function priced(kind: PlanKind, planned: Heads, { question, facts, figures }: Priced): PlanOption {
  const today = question.team ?? {};
  const loaded = figures.loadedCosts.value;
  const known = question.unpriced === undefined;
  const costOf = (role: Role) => roleCost(role, question.costs ?? {}, loaded);
  const steps = stepsDown(today.csm ?? 0, planned.csm ?? 0, figures.smallerTeam.value.first_step_rate);
  const lead = (role: Role) => figures.leadTimes.value.find((line) => line.role === role)?.lead_time_weeks ?? 0;
  const roles = Role.options
    .filter((role) => (planned[role] ?? 0) > 0 || (today[role] ?? 0) > 0)
    .map((role) => {
      const heads = planned[role] ?? 0;
      const added = withoutNoise(heads - (today[role] ?? 0));
      const start_week = added > 0 ? lead(role) : added < 0 ? figures.smallerTeam.value.log_weeks : null;
      return { role, heads, added, yearly_cost: known ? costOf(role).central : null, start_week };
    });
  const all = known ? teamCost(planned, question.costs ?? {}, loaded) : null;
  const todayCost = teamCost(today, question.costs ?? {}, loaded).central;
  const added = question.team === undefined || all === null ? null : sumMoney([all.central, -todayCost]);
  const recruiting = figures.recruitingCost.value;
  const found = (share: number) =>
    sumMoney(roles.map((line) => Math.max(0, question.team === undefined ? 0 : line.added) * (line.yearly_cost ?? 0) * share));
  return {
    name: "",
    kind,
    recommended: false,
    heads: withoutNoise(total(planned)),
    roles,
    cost: all === null ? null : all.central,
    cost_low: all === null ? null : all.low,
    cost_high: all === null ? null : all.high,
    cost_share_of_arr: all === null ? null : all.central / facts.arr,
    added_cost: added,
    may_cost: moreThanToday(planned, question) ? mayCost(facts, figures) : null,
    one_off: known ? { low: found(recruiting.low), high: found(recruiting.high) } : null,
    break_even: added === null ? null : breakEven(added, facts.arr, facts.tiers, facts.gross_margin, facts.value_multiple),
    broken: [],
    steps,
  };
}

/** Every bound an added cost does not keep. */
function brokenByCost(option: PlanOption, { question, facts, figures }: Priced): Broken[] {
  if (question.unpriced !== undefined)
    return option.may_cost === null && moreThanToday(headsOf(option), question)
      ? [{ bound: "losses_unknown", limit: null, value: null }]
      : [];
  if (option.added_cost === null || option.added_cost <= 0) return [];
  const broken: Broken[] = [];
  const size = arrAsRulesCount(facts.arr, question, figures.loadedCosts.value) ?? 0;
  const row = [...figures.shareOfArr.value].sort((a, b) => b.arr_from - a.arr_from).find(({ arr_from }) => size >= arr_from);
  if (row && option.cost_share_of_arr !== null && option.cost_share_of_arr > row.most_rate)
    broken.push({ bound: "share_of_arr", limit: row.most_rate, value: option.cost_share_of_arr });
  if (row && row.most_heads !== null && option.heads > row.most_heads)
    broken.push({ bound: "heads_at_this_size", limit: row.most_heads, value: option.heads });
  const needed = option.break_even?.retained_arr_needed ?? 0;
  const { believable_rate, with_names_rate, expansion_rate } = figures.repaidFromLosses.value;
  if (facts.expansion !== null && needed <= facts.expansion * expansion_rate) return broken;
  if (facts.lost === null) return [...broken, { bound: "losses_unknown", limit: null, value: needed }];
  const most = (facts.names_known ? with_names_rate : believable_rate) * facts.lost.central;
  return needed > most ? [...broken, { bound: "losses", limit: facts.lost.central, value: needed }] : broken;
}

/** Why a team that could be smaller must not be yet. A team that costs more than all ARR waits for nothing; a book that pays for no human hours loses nothing by it. */
function brokenBySize(need: TeamNeed, { question, facts, figures }: Priced): Broken[] {
  const cost = teamCost(question.team ?? {}, question.costs ?? {}, figures.loadedCosts.value).central;
  if (question.unpriced === undefined && cost > facts.arr) return [];
  const { grr_from_rate, undecided_to_rate } = figures.smallerTeam.value;
  return [
    ...(facts.grr_low !== null && facts.grr_low < grr_from_rate && need.joint_high > 0
      ? [{ bound: "low_retention" as const, limit: grr_from_rate, value: facts.grr_low }]
      : []),
    ...(facts.undecided !== null && facts.undecided > undecided_to_rate
      ? [{ bound: "undecided" as const, limit: undecided_to_rate, value: facts.undecided }]
      : []),
  ];
}

const names = "ABCDEFGH";

/**
 * The plans to choose from and the one to recommend, or none: what is given binds; the first person is judged apart; a hire must be work that is
 * missing, within the share of ARR and repaid from this company's own losses; a smaller team comes in steps; else the team stays as it is.
 * Money in major units a year, people full-time.
 */
export function choosePlan(question: TeamQuestion, facts: ChoiceFacts, figures: ChoiceFigures): Choice {
  const context = { question, facts, figures };
  const { heads: fixed, budget, ...open } = question;
  const staffing = planRoles(open, figures);
  const { need } = staffing;
  const { team: today } = question;
  const there = today?.csm ?? 0;
  const missing = withoutNoise(need.middle - there);
  const firm = csmsFor(
    { middle: firmNeed(staffing.work_in_plan, open, figures).middle, joint_high: need.joint_high },
    there,
    figures.staffingSteps.value,
  );
  const plain = (heads: Heads) => Object.fromEntries(Object.entries(heads).filter(([, people]) => people > 0)) as Heads;
  const withCsms = (csm: number): Heads => {
    const leaders = Object.fromEntries(leaderRoles.map((role) => [role, today?.[role] ?? 0]));
    const before = plain({ ...staffing.heads, ...leaders, csm });
    const added = leadersToAdd(before, figures.spans.value, figures.staffingSteps.value);
    return plain(Object.fromEntries(Role.options.map((role) => [role, (before[role] ?? 0) + (added[role] ?? 0)])));
  };
  const make = (kind: PlanKind, heads: Heads, broken: Broken[] = []): PlanOption => {
    const option = priced(kind, plain(heads), context);
    return { ...option, broken: [...broken, ...brokenByCost(option, context)] };
  };
  const proposed = facts.proposed === null ? [] : [make("proposed", facts.proposed)];
  // People given as fixed whom the work does not call for: not recommended, and priced, since somebody asked.
  const asked_for: PlanOption[] = [];
  const settle = (
    reason: Choice["reason"],
    plans: PlanOption[],
    chosen: PlanOption | null,
    rejected: PlanOption[] = [],
    coaches = 0,
  ): Choice => {
    const unlike = plans.filter((plan, index) => plans.findIndex((one) => same(headsOf(one), headsOf(plan))) === index);
    const others = [...asked_for, ...proposed];
    const shown = [...unlike, ...others.filter((plan) => !unlike.some((one) => same(headsOf(one), headsOf(plan))))];
    const options = shown.map((plan, index) => ({
      ...plan,
      name: names[index]!,
      recommended: chosen !== null && same(headsOf(plan), headsOf(chosen)),
    }));
    return { options, reason, missing, need, rejected, coaches };
  };

  const whole = Math.max(firm, Math.min(staffing.heads.csm ?? 0, firm));
  if (today === undefined) {
    const work = make("covers the work", withCsms(csmsFor(need, undefined, figures.staffingSteps.value)));
    return settle("team_unknown", [work], null);
  }
  const keep = make("keep", today);
  const few = figures.spans.value.find((line) => line.role === "team_lead")?.reports_low ?? 0;
  const coachOf = (heads: Heads) =>
    total(heads, leaderRoles) > 0 && total(heads) - total(heads, leaderRoles) < few && need.middle > (heads.csm ?? 0) ? 1 : 0;
  // Nobody can say what the money buys before a cost is known.
  if (budget !== undefined && question.unpriced !== undefined)
    return settle("cost_unknown", [keep], keep, [make("covers the work", withCsms(Math.max(there, firm)))]);
  const fits = (plan: PlanOption) =>
    (plan.cost ?? 0) <= (budget ?? Number.POSITIVE_INFINITY) && (headsOf(plan).csm ?? 0) <= (fixed ?? Number.POSITIVE_INFINITY);
  const adds = (plan: PlanOption) => (plan.cost === null ? moreThanToday(headsOf(plan), question) : (plan.added_cost ?? 0) > 0);
  // What people cost, else how many they are.
  const dearer = (one: PlanOption, other: PlanOption) =>
    one.cost === null || other.cost === null ? one.heads > other.heads : one.cost > other.cost;
  if (budget !== undefined || fixed !== undefined) {
    const base = fixed === undefined ? today : { ...today, csm: fixed };
    const cost = teamCost(base, question.costs ?? {}, figures.loadedCosts.value).central;
    const dear = budget !== undefined && cost > budget;
    const heads =
      budget !== undefined && (dear || fixed === undefined)
        ? withinBudget(
            base,
            budget,
            { wanted: Math.min(need.middle, fixed ?? need.middle), most: Math.min(staffing.heads.csm ?? 0, fixed ?? Infinity) },
            open,
            figures,
          )
        : base;
    const plan = make(budget === undefined ? "fixed heads" : "within budget", heads);
    const asked = make("covers the work", withCsms(Math.max(there, firm)));
    const over: Broken[] =
      budget !== undefined
        ? [{ bound: "budget", limit: budget, value: asked.cost }]
        : [{ bound: "heads", limit: fixed!, value: whole }];
    // What is given is a limit, no reason to spend: people whom no work calls for or nothing repays are not recommended.
    const idle = (heads.csm ?? 0) > there && missing < figures.staffingSteps.value.hire_from;
    const unpaid = plan.broken.some(({ bound }) => bound !== "losses_unknown");
    if (adds(plan) && (idle || unpaid) && fits(keep)) {
      const broken: Broken[] = idle
        ? [{ bound: "half_a_person", limit: figures.staffingSteps.value.hire_from, value: missing }]
        : [];
      asked_for.push({ ...plan, broken: [...broken, ...plan.broken] });
      return openChoice(today);
    }
    const coaches = budget === undefined ? 0 : coachOf(heads);
    const binds = budget !== undefined ? (asked.cost ?? 0) > budget : whole > fixed!;
    const rejected = binds && dearer(asked, plan) ? [{ ...asked, broken: over }] : [];
    return settle(budget === undefined ? "fixed_heads" : "fixed_budget", [{ ...plan, broken: [] }], plan, rejected, coaches);
  }

  return openChoice(today);

  /** The choice among everything that what is given allows. */
  function openChoice(today: Heads): Choice {
    const wanted = Math.max(there, staffing.heads.csm ?? 0);
    refuseCrowd("csm", Math.round(firm));
    const hires = Array.from({ length: Math.max(0, Math.round(firm - there)) }, (_, index) => firm - index);
    const { accounts_from, arr_from, most_rate } = figures.firstPerson.value;
    if (total(today) === 0 && hires.length > 0) {
      const first = make("first person", { csm: 1 });
      const size = arrAsRulesCount(facts.arr, question, figures.loadedCosts.value);
      const allowed =
        facts.accounts >= accounts_from &&
        (size === null || size >= arr_from) &&
        (first.cost_share_of_arr ?? 0) <= most_rate &&
        fits(first);
      if (first.cost === null) first.may_cost = facts.arr * most_rate;
      if (allowed)
        return settle(
          "first_person",
          [keep, { ...first, broken: first.broken.filter(({ bound }) => bound !== "losses" && bound !== "losses_unknown") }],
          first,
        );
    }
    const held = heldArr(context);
    const fewer = smallerTeam(today, need, figures, held === null ? 0 : Math.ceil(withoutNoise(held.arr / held.most)));
    const bare = smallerTeam(today, need, figures);
    // Hours would allow fewer people, and one of them would hold more ARR than a CSM holds.
    if (hires.length === 0 && held !== null && same(plain(fewer), plain(today)) && !same(plain(bare), plain(today))) {
      const value = held.arr / Math.max(1, bare.csm ?? 0);
      return settle("spare_kept", [keep], keep, [make("smaller", bare, [{ bound: "arr_per_csm", limit: held.most, value }])]);
    }
    if (hires.length === 0 && !same(plain(fewer), plain(today))) {
      const smaller = make("smaller", fewer, brokenBySize(need, context));
      if (smaller.broken.length === 0) return settle("smaller", [keep, smaller], smaller);
      return settle("spare_kept", [keep], keep, [smaller]);
    }
    // With the leaders the people call for, else without: a team is not kept short of work for want of a leader above it.
    const additions = hires.flatMap((csm) => [withCsms(csm), { ...today, csm }]).map((heads) => make("covers the work", heads));
    const wide = spanChecks(orgChart(today, figures.reportsTo.value), figures.spans.value).some(
      ({ reports, high }) => reports > high,
    );
    if (hires.length === 0 && wide && !same(withCsms(there), plain(today)))
      additions.push(make("covers the work", withCsms(there)));
    const passing = additions.find((plan) => fits(plan) && plan.broken.length === 0 && adds(plan));
    if (passing) {
      const most = csmsFor({ middle: need.high, joint_high: need.joint_high }, there, figures.staffingSteps.value);
      const upper = make("covers the upper case", withCsms(Math.max(firm, most)));
      const more = fits(upper) && upper.broken.length === 0 && dearer(upper, passing) ? [upper] : [];
      const part = (headsOf(passing).csm ?? 0) < firm;
      return settle(part ? "hire_part" : "hire", [keep, passing, ...more], passing, part ? [additions[0]!] : []);
    }
    const [first] = additions.slice(-1);
    if (first === undefined) return settle(wanted > there ? "service_first" : "covered", [keep], keep, [], coachOf(today));
    const why = first.broken.some(({ bound }) => bound === "losses")
      ? "not_repaid"
      : first.broken.some(({ bound }) => bound === "losses_unknown")
        ? "losses_unknown"
        : first.broken.length > 0
          ? "too_dear"
          : "covered";
    return settle(why, [keep], keep, additions, coachOf(today));
  }
}

/** The question of a decided plan: its people, and a leader with half a book where one stands in and no owner is named. */
export function withChosen(question: TeamQuestion, { heads, coaches }: { heads: Heads; coaches: number }): TeamQuestion {
  const lead = coaches > 0 && question.accounts === undefined ? { player_coaches: ["the leader"] } : {};
  return { ...question, ...lead, chosen: heads };
}

/** The people of a plan by role. */
export function headsOf({ roles }: Pick<PlanOption, "roles">): Heads {
  return Object.fromEntries(roles.flatMap(({ role, heads }) => (heads > 0 ? [[role, heads]] : [])));
}
