import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { type Bracket, Role, type Touch } from "../../core/vocabulary.ts";
import { costToServeFigure } from "../tiers/crossover.ts";
import {
  accountHoursFigure,
  arrPerCsmFigure,
  budgetStepFigure,
  customerTimeFigure,
  expansionMandateFigure,
  firstYearHoursFigure,
  hiringFigure,
  hoursPerAccount,
  hoursPerCsm,
  hoursSpreadFigure,
  type LoadedCosts,
  loadedCostsFigure,
  onboardingHoursFigure,
  playerCoachFigure,
  rampFigure,
  ratiosFigure,
  recruitingCostFigure,
  reportsToFigure,
  roleTriggersFigure,
  spansFigure,
  workingYearFigure,
} from "../workload/hours.ts";

/** Who looks after a tier; hours are counted for the first two only. */
export type CoveredBy = "csm" | "pool" | "partner" | "none";

/** One tier of accounts to be served. Unknown is undefined; ARR in major units, hours a year. */
export interface TeamTier {
  tier: string;
  touch: Touch;
  accounts: number;
  arr?: number;
  hours_per_account?: number;
  min_arr?: number;
  covered_by?: CoveredBy;
  /** Multiplies the hours of its accounts; 1 is as usual. */
  complexity?: number;
  /** Share of its accounts in their first year. */
  first_year?: number;
}

/** One account of a book, with what decides who serves it and how. */
export interface TeamAccount {
  account: string;
  arr: number;
  owner: string | null;
  tier: string;
  touch: Touch;
  covered_by: CoveredBy;
  renewal_date: string | null;
  notice_days: number | null;
  health: number | null;
}

/** How many people each role has; a role left out has none. */
export type Heads = Partial<Record<Role, number>>;

/** What a team plan is asked; everything undefined is unknown and becomes a bracket or an assumption. */
export interface TeamQuestion {
  tiers: TeamTier[];
  /** Total ARR, used where a tier's is unknown. */
  arr?: number;
  /** The team today. */
  team?: Heads;
  /** Roles to add beside today's; given, they replace the roles that size alone would call for. */
  planned?: Heads;
  /** Yearly loaded cost of one person, by role. */
  costs?: Partial<Record<Role, number>>;
  contract_hours?: number;
  leave_hours?: number;
  /** Beside leave. */
  sick_hours?: number;
  customer_time?: number;
  expansion_mandate?: boolean;
  new_accounts_a_year?: number;
  attrition?: number;
  /** CSMs, fixed. */
  heads?: number;
  /** Yearly budget of the whole team, fixed. */
  budget?: number;
  /** The accounts behind the tiers, where known. */
  accounts?: TeamAccount[];
  as_of?: string;
  /** Owners who leave. */
  leaving?: string[];
  /** Leaders who carry a part of a book beside their people, by name. */
  player_coaches?: string[];
  /** The team's heads may be parts of a person, such as 5.8 CSMs. */
  part_time?: boolean;
}

/** Every figure a team plan rests on, so that each tool that plans a team reads the same ones. */
export const teamReads = {
  accountHours: accountHoursFigure,
  hoursSpread: hoursSpreadFigure,
  workingYear: workingYearFigure,
  customerTime: customerTimeFigure,
  onboardingHours: onboardingHoursFigure,
  expansionMandate: expansionMandateFigure,
  firstYearHours: firstYearHoursFigure,
  playerCoach: playerCoachFigure,
  ramp: rampFigure,
  ratios: ratiosFigure,
  arrPerCsm: arrPerCsmFigure,
  loadedCosts: loadedCostsFigure,
  spans: spansFigure,
  reportsTo: reportsToFigure,
  roleTriggers: roleTriggersFigure,
  leadTimes: hiringFigure,
  costToServe: costToServeFigure,
  atRiskHealth: figure("segmentation-transitions", "at_risk_health", z.number()),
  protectedMonths: figure("segmentation-serving-less", "protected_months", z.number().multipleOf(1).min(0)),
};

export type TeamFigures = Figures<typeof teamReads>;

/** What a whole answer about a team reads beside the plan: hiring's cost, and the step of money a budget is judged by. */
export const moreReads = { budgetStep: budgetStepFigure, recruitingCost: recruitingCostFigure };
export type MoreFigures = Figures<typeof moreReads>;

/**
 * Full-time CSMs that leaders with a book of their own are worth: how many carry one, times the share of a book each carries.
 * @example coachFte({ tiers: [], player_coaches: ["Lea"] }, figures) // 0.5
 */
export function coachFte(question: Pick<TeamQuestion, "player_coaches">, figures: Pick<TeamFigures, "playerCoach">): number {
  const coaches = question.player_coaches?.length ?? 0;
  return coaches === 0 ? 0 : coaches * figures.playerCoach.value;
}

/** One tier with the hours an account of it takes; unknown money is null. */
export interface TierLine {
  tier: string;
  touch: Touch;
  accounts: number;
  arr: number | null;
  min_arr: number | null;
  covered_by: CoveredBy;
  hours_per_account: number;
  /** True when the hours are the user's own. */
  measured: boolean;
  /** Hours of renewal work that a renewals role does instead, per account. */
  renewal_hours: number;
  /** By how much its accounts take more than usual ones of their touch, in any touch. */
  factor: number;
  /** Share of its accounts in their first year whose extra hours are in the factor. */
  first_year: number;
  /** Why the hours are what they are, where the program had to decide. */
  note: "too_small_for_hours" | "arr_unknown" | null;
}

/** True where CSMs, named or pooled, do the work. @example servedByCsms({ covered_by: "partner" }) // false */
export function servedByCsms(line: { covered_by?: CoveredBy }): boolean {
  return line.covered_by !== "partner" && line.covered_by !== "none";
}

const touchOrder: Record<Touch, number> = { high: 0, low: 1, tech: 2 };

function byTouchThenFloor(a: TeamTier, b: TeamTier): number {
  const floor = (tier: TeamTier) => tier.min_arr ?? -1;
  const average = (tier: TeamTier) => (tier.arr === undefined || tier.accounts === 0 ? -1 : tier.arr / tier.accounts);
  return (
    touchOrder[a.touch] - touchOrder[b.touch] ||
    floor(b) - floor(a) ||
    average(b) - average(a) ||
    (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0) ||
    ((a.covered_by ?? "csm") < (b.covered_by ?? "csm") ? -1 : 1)
  );
}

/**
 * The tiers in order, highest touch first, with the hours of CSM work one account takes a year: the user's own, else the library's for its touch.
 * Tech touch gets the library's hours only where its average account can pay for them under the cost-to-serve ceiling. Accounts that a
 * partner or nobody looks after take none. A tier's complexity multiplies its hours, and accounts in their first year take more, save
 * where the hours are the user's own average, which holds them already. `costPerHour` is what one customer hour of a CSM costs at the target, in major units.
 * @example tierLines([{ tier: "SMB", touch: "tech", accounts: 180, arr: 2700000 }], { costPerHour: 133, renewalsMoved: false, newAccountsKnown: false }, figures)
 */
export function tierLines(
  tiers: readonly TeamTier[],
  given: { costPerHour: number; renewalsMoved: boolean; newAccountsKnown: boolean },
  figures: TeamFigures,
): TierLine[] {
  return [...tiers].sort(byTouchThenFloor).map((tier) => {
    const { touch, accounts } = tier;
    const covered_by = tier.covered_by ?? "csm";
    const line = { tier: tier.tier, touch, accounts, arr: tier.arr ?? null, min_arr: tier.min_arr ?? null, covered_by };
    const none = { ...line, hours_per_account: 0, measured: true, renewal_hours: 0, factor: 1, first_year: 0, note: null };
    if (!servedByCsms(tier)) return none;

    const activities = figures.accountHours.value;
    const full = hoursPerAccount(activities, touch);
    const renewals = full - hoursPerAccount(activities, touch, { withoutRenewals: true });
    const complexity = tier.complexity ?? 1;
    if (tier.hours_per_account !== undefined) {
      const hours = { hours_per_account: tier.hours_per_account * complexity, renewal_hours: renewals * complexity };
      return { ...line, ...hours, measured: true, factor: complexity, first_year: 0, note: null };
    }
    const first_year = tier.first_year ?? 0;
    const factor = complexity * (first_year === 0 ? 1 : 1 + first_year * figures.firstYearHours.value.central);
    const usual = hoursPerAccount(activities, touch, {
      withoutRenewals: given.renewalsMoved,
      withoutOnboarding: given.newAccountsKnown,
    });
    const hours = { hours_per_account: usual * factor, renewal_hours: renewals * factor };
    const own = { ...line, ...hours, measured: false, factor, first_year };
    if (touch !== "tech" || accounts === 0) return { ...own, note: null };
    if (tier.arr === undefined) return { ...own, note: "arr_unknown" as const };
    const ceiling = figures.costToServe.value.tech[1]!;
    const affordable = full * factor * given.costPerHour * accounts <= ceiling * tier.arr;
    return affordable ? { ...own, note: null } : { ...none, measured: false, note: "too_small_for_hours" as const };
  });
}

/**
 * The tiers that a list of accounts makes up: accounts and ARR counted, hours, floors and what makes them heavier taken from `known` by tier name; accounts a partner
 * looks after stand on a line of their own. Money in major units.
 * @example tiersOfAccounts([{ account: "Acme", tier: "SMB", arr: 9000, ... }], []) // [{ tier: "SMB", accounts: 1, arr: 9000, ... }]
 */
export function tiersOfAccounts(accounts: readonly TeamAccount[], known: readonly TeamTier[]): TeamTier[] {
  const groups = new Map<string, TeamAccount[]>();
  for (const account of accounts) {
    const key = JSON.stringify([account.tier, account.touch, account.covered_by]);
    const own = groups.get(key);
    if (own) own.push(account);
    else groups.set(key, [account]);
  }
  return [...groups.values()].map((own) => {
    const { tier, touch, covered_by } = own[0]!;
    const said = known.find((line) => line.tier === tier && line.touch === touch);
    return {
      tier,
      touch,
      covered_by,
      accounts: own.length,
      arr: sumMoney(own.map((account) => account.arr)),
      hours_per_account: said?.hours_per_account,
      min_arr: said?.min_arr,
      complexity: said?.complexity,
      first_year: said?.first_year,
    };
  });
}

/**
 * The question with what its accounts say: tiers counted from them, CSMs today from their owners (player-coaches are no CSMs),
 * heads from the owners who stay.
 * @example completeQuestion({ tiers: [], accounts }).team // { csm: 7 }, when seven owners share the accounts
 */
export function completeQuestion(question: TeamQuestion): TeamQuestion {
  if (!question.accounts) return question;
  const coaches = question.player_coaches ?? [];
  const names = new Set(question.accounts.filter(servedByCsms).flatMap(({ owner }) => owner ?? []));
  const owners = [...names].filter((owner) => !coaches.includes(owner));
  const team = owners.length > 0 && question.team?.csm === undefined ? { ...question.team, csm: owners.length } : question.team;
  const leaving = question.leaving ?? [];
  const open = question.heads === undefined && question.budget === undefined;
  const heads = open && leaving.length > 0 ? owners.filter((owner) => !leaving.includes(owner)).length : question.heads;
  return { ...question, team, heads, tiers: tiersOfAccounts(question.accounts, question.tiers) };
}

/**
 * What one person of a role costs a year: the user's own figure exactly, else the library's bracket. Major units.
 * Throws Problem for a role that neither knows.
 * @example roleCost("csm", { csm: 160000 }, {}) // { low: 160000, central: 160000, high: 160000 }
 */
export function roleCost(role: Role, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): Bracket {
  const own = costs[role];
  if (own !== undefined) return { low: own, central: own, high: own };
  const bracket = loaded[role];
  if (!bracket)
    throw new Problem({
      what: `The cost of a ${role} is not known.`,
      remedy: `Give costs.${role}, the yearly loaded cost of one.`,
    });
  return bracket;
}

/**
 * Yearly cost of a team: heads times cost, role by role, with the ends the unknown costs allow. Major units.
 * @example teamCost({ csm: 6, vp: 1 }, { csm: 150000, vp: 280000 }, {}) // central 1180000
 */
export function teamCost(heads: Heads, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): Bracket {
  const lines = Role.options.flatMap((role) => {
    const people = heads[role] ?? 0;
    return people === 0 ? [] : [{ people, cost: roleCost(role, costs, loaded) }];
  });
  return {
    low: sumMoney(lines.map(({ people, cost }) => people * cost.low)),
    central: sumMoney(lines.map(({ people, cost }) => people * cost.central)),
    high: sumMoney(lines.map(({ people, cost }) => people * cost.high)),
  };
}

/** The work a team has in a year and what one CSM can do of it. */
export interface TeamWork {
  year: { contract_hours: number; leave_hours: number; customer_time: number };
  hours_per_csm: number;
  lines: TierLine[];
  /** Hours of an average account of each touch: of the tiers that have it, else the library's. */
  touch_hours: Record<Touch, number>;
  /** Null when the number of new accounts is unknown. */
  new_accounts: { accounts: number; hours_each: number } | null;
  /** People who onboard new accounts beside the CSMs. */
  onboarding_heads: number;
  /** Hours a renewals role does instead of the CSMs; 0 without one. */
  renewal_hours: number;
}

/** One unmeasured input changed, everything else as it is. */
export interface WorkChange {
  customer_time?: number;
  /** Multiplies the hours nobody measured. */
  hours_factor?: number;
  onboarding_hours?: number;
  /** By how much an account in its first year takes more, instead of the center of the figure: `to` for `from`. */
  first_year?: { from: number; to: number };
  /** Leaves out the lines with this note. */
  without?: TierLine["note"];
}

/**
 * Lays out a year's work from a question and the figures: hours a CSM has, hours each tier takes, new accounts. Hours a year.
 * @example teamWork(question, figures, { renewalsMoved: false, onboardingHeads: 0 }).hours_per_csm // 1128
 */
export function teamWork(
  question: TeamQuestion,
  figures: TeamFigures,
  moved: { renewalsMoved: boolean; onboardingHeads: number },
): TeamWork {
  const year = {
    contract_hours: question.contract_hours ?? figures.workingYear.value.contract_hours,
    leave_hours: (question.leave_hours ?? figures.workingYear.value.leave_hours) + (question.sick_hours ?? 0),
    customer_time: question.customer_time ?? figures.customerTime.value.central,
  };
  const hours_per_csm = hoursPerCsm(year);
  const known = question.new_accounts_a_year;
  // What tech touch can pay for is judged at the target, so that a team short of customer time does not lose accounts by it.
  const target = hoursPerCsm({ ...figures.workingYear.value, customer_time: figures.customerTime.value.central });
  const costPerHour = roleCost("csm", question.costs ?? {}, figures.loadedCosts.value).central / target;
  const lines = tierLines(
    question.tiers,
    { costPerHour, renewalsMoved: moved.renewalsMoved, newAccountsKnown: known !== undefined },
    figures,
  );
  const options = { withoutRenewals: moved.renewalsMoved, withoutOnboarding: known !== undefined };
  const ofTouch = (touch: Touch) => {
    const own = lines.filter((line) => line.touch === touch && servedByCsms(line));
    const accounts = own.reduce((sum, line) => sum + line.accounts, 0);
    if (accounts === 0) return hoursPerAccount(figures.accountHours.value, touch, options);
    return own.reduce((sum, line) => sum + (line.accounts * line.hours_per_account) / line.factor, 0) / accounts;
  };
  return {
    year,
    hours_per_csm,
    lines,
    touch_hours: { high: ofTouch("high"), low: ofTouch("low"), tech: ofTouch("tech") },
    new_accounts: known === undefined ? null : { accounts: known, hours_each: figures.onboardingHours.value.central },
    onboarding_heads: moved.onboardingHeads,
    renewal_hours: moved.renewalsMoved ? lines.reduce((sum, line) => sum + line.accounts * line.renewal_hours, 0) : 0,
  };
}

/**
 * Hours of CSM work for new accounts, after what onboarding people can take; 0 when their number is unknown.
 * @example newAccountHours(work) // 60 accounts at 20 hours, nobody else onboards: 1200
 */
export function newAccountHours(work: TeamWork, change: WorkChange = {}): number {
  if (!work.new_accounts) return 0;
  const year = { ...work.year, customer_time: change.customer_time ?? work.year.customer_time };
  const hours = work.new_accounts.accounts * (change.onboarding_hours ?? work.new_accounts.hours_each);
  return Math.max(0, hours - work.onboarding_heads * hoursPerCsm(year));
}

/**
 * Full-time CSMs a year's work asks for: accounts times hours, plus new accounts, over the hours one CSM has.
 * @example csmFte(work) // 40 accounts at 81.5 hours over 1,128: 2.89
 * @example csmFte(work, { customer_time: 0.5 }) // the same work with less customer time: 3.47
 */
export function csmFte(work: TeamWork, change: WorkChange = {}): number {
  const year = { ...work.year, customer_time: change.customer_time ?? work.year.customer_time };
  const factor = change.hours_factor ?? 1;
  const hours = work.lines.reduce((sum, line) => {
    if (change.without && line.note === change.without) return sum;
    const { from, to } = change.first_year ?? { from: 0, to: 0 };
    const newer = (1 + line.first_year * to) / (1 + line.first_year * from);
    return sum + line.accounts * line.hours_per_account * (line.measured ? 1 : factor) * newer;
  }, 0);
  return (hours + newAccountHours(work, change)) / hoursPerCsm(year);
}
