import type * as z from "zod";
import { roundUp, shareRemainders, sumMoney, withoutNoise } from "../../core/money.ts";
import type { Bracket, Touch } from "../../core/vocabulary.ts";
import { hoursPerAccount, hoursPerCsm, type OnboardingHours } from "../workload/hours.ts";
import type { NewAccountsLine, Pool, TeamPlan } from "./answer.ts";
import { roleCost, type TeamFigures } from "./figures.ts";
import { type CoveredBy, servedByCsms, type TeamQuestion, type TeamTier } from "./question.ts";

/** One tier with the hours an account of it takes; unknown money is null. */
export interface TierLine {
  tier: string;
  touch: Touch;
  /** The touch whose work it gets; lower than its own where its ARR cannot pay for that. */
  served_as: Touch;
  accounts: number;
  arr: number | null;
  min_arr: number | null;
  covered_by: CoveredBy;
  hours_per_account: number;
  /** True when the hours are the user's own. */
  measured: boolean;
  /** Hours of renewal work that a renewals role does instead, per account. */
  renewal_hours: number;
  /** Hours of one new account of it. */
  onboarding: Bracket;
  /** New accounts a year; 0 where their number is unknown. */
  new_accounts: number;
  /** By how much its accounts take more than usual ones of their touch, in any touch. */
  factor: number;
  /** Share of its accounts in their first year whose extra hours are in the factor. */
  first_year: number;
  /** Why the hours are what they are, where the program had to decide. */
  note: "too_small_for_hours" | "above_ceiling" | "arr_unknown" | null;
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

/** What the hours of every tier are judged with. */
export interface ServiceTerms {
  /** What an hour with customers costs here, and at the library's share of customer time, in major units. */
  costPerHour: number;
  costPerHourAtTarget: number;
  renewalsMoved: boolean;
  newAccountsKnown: boolean;
  contractYears?: number;
  /** By how much an expansion quota lowers what one CSM carries, as a share; 0 without one. */
  quota?: number;
}

const touches: readonly Touch[] = ["high", "low", "tech"];

interface Service {
  served_as: Touch;
  /** Share of the usual hours of that touch that an average account pays for. */
  share: number;
  note: TierLine["note"];
}

/**
 * The service that an average account of a tier can pay for: the usual hours of its touch while they cost no more than the touch's ceiling,
 * else as many as the ceiling pays, else the next touch down. Tech touch gets its few hours or none, judged at the target of customer time,
 * so that a team short of time does not lose accounts by it. Unknown ARR is served as usual.
 * @example payableService({ tier: "Pro", touch: "low", accounts: 60, arr: 600000 }, 1, terms, figures).share // 7.52 of 22.5 hours at $133
 */
export function payableService(tier: TeamTier, factor: number, terms: ServiceTerms, figures: TeamFigures): Service {
  const { accounts, arr } = tier;
  const activities = figures.accountHours.value;
  const options = { withoutOnboarding: terms.newAccountsKnown, contractYears: terms.contractYears };
  for (const touch of touches.slice(touches.indexOf(tier.touch))) {
    const usual = { served_as: touch, share: 1, note: null };
    const lowered = touch === tier.touch ? null : ("above_ceiling" as const);
    const most = figures.costToServe.value[touch][1]!;
    if (accounts === 0) return usual;
    if (touch === "tech") {
      if (arr === undefined) return { ...usual, note: "arr_unknown" };
      const cost = hoursPerAccount(activities, touch) * factor * terms.costPerHourAtTarget * accounts;
      return cost <= most * arr ? { ...usual, note: lowered } : { ...usual, share: 0, note: "too_small_for_hours" };
    }
    if (arr === undefined) return usual;
    const full = hoursPerAccount(activities, touch, options) * factor;
    const paid = terms.costPerHour === 0 ? full : (most * arr) / accounts / terms.costPerHour;
    if (withoutNoise(full - paid) <= 0) return { ...usual, note: lowered };
    const below = touches[touches.indexOf(touch) + 1]!;
    const next = hoursPerAccount(activities, below, options) * factor;
    if (paid >= next) return { served_as: touch, share: paid / full, note: "above_ceiling" };
  }
  return { served_as: "tech", share: 0, note: "too_small_for_hours" };
}

const nothing: Bracket = { low: 0, central: 0, high: 0 };

function onboardingOf(touch: Touch, hours: z.infer<typeof OnboardingHours>): Bracket {
  const { low, central, high } = hours.find((line) => line.touch === touch) ?? nothing;
  return { low, central, high };
}

/**
 * The tiers in order, highest touch first, with the hours of CSM work one account takes a year: the user's own, else the library's for its touch,
 * as far as an average account of the tier pays for them. Accounts that a partner or nobody looks after take none. A tier's complexity
 * multiplies its hours, and accounts in their first year take more, save where the hours are the user's own average, which holds them
 * already. An expansion quota makes assumed hours longer, as it lowers what one CSM carries.
 * @example tierLines([{ tier: "SMB", touch: "tech", accounts: 180, arr: 2700000 }], terms, figures)
 */
export function tierLines(tiers: readonly TeamTier[], terms: ServiceTerms, figures: TeamFigures): TierLine[] {
  return [...tiers].sort(byTouchThenFloor).map((tier) => {
    const { touch, accounts } = tier;
    const covered_by = tier.covered_by ?? "csm";
    const new_accounts = tier.new_accounts ?? 0;
    const line = { tier: tier.tier, touch, served_as: touch, accounts, arr: tier.arr ?? null, min_arr: tier.min_arr ?? null };
    const shared = { ...line, covered_by, new_accounts };
    if (!servedByCsms(tier))
      return {
        ...{ ...shared, hours_per_account: 0, measured: true, renewal_hours: 0 },
        ...{ onboarding: nothing, factor: 1, first_year: 0, note: null },
      };

    const activities = figures.accountHours.value;
    const { contractYears, quota = 0 } = terms;
    const hoursOf = (served: Touch, left: { withoutRenewals?: boolean; withoutOnboarding?: boolean } = {}) =>
      hoursPerAccount(activities, served, { ...left, contractYears });
    const renewalsOf = (served: Touch) => hoursOf(served) - hoursOf(served, { withoutRenewals: true });
    const complexity = tier.complexity ?? 1;
    const onboarding = onboardingOf(touch, figures.onboardingHours.value);
    if (tier.hours_per_account !== undefined) {
      const hours = { hours_per_account: tier.hours_per_account * complexity, renewal_hours: renewalsOf(touch) * complexity };
      return { ...shared, ...hours, onboarding, measured: true, factor: complexity, first_year: 0, note: null };
    }
    const first_year = tier.first_year ?? 0;
    const factor = complexity * (first_year === 0 ? 1 : 1 + first_year * figures.firstYearHours.value.central);
    const { served_as, share, note } = payableService(tier, factor, terms, figures);
    const usual = hoursOf(served_as, { withoutRenewals: terms.renewalsMoved, withoutOnboarding: terms.newAccountsKnown });
    const times = (share * factor) / (1 - quota);
    const hours = { hours_per_account: usual * times, renewal_hours: renewalsOf(served_as) * times };
    const onboards = onboardingOf(served_as, figures.onboardingHours.value);
    return {
      ...{ ...shared, ...hours, served_as, measured: false, factor, first_year, note },
      onboarding: share === 0 ? { ...nothing, high: onboards.high } : onboards,
    };
  });
}

/** The work a team has in a year and what one CSM can do of it. */
export interface TeamWork {
  year: { contract_hours: number; leave_hours: number; customer_time: number };
  hours_per_csm: number;
  lines: TierLine[];
  /** Hours of an average account of each touch: of the tiers that have it, else the library's. */
  touch_hours: Record<Touch, number>;
  /** How many come in a year, each with the hours of its touch; null when the number is unknown. */
  new_accounts: number | null;
  /** People who onboard new accounts beside the CSMs. */
  onboarding_heads: number;
  /** Hours a renewals role does instead of the CSMs, as many as its people have; 0 without one. */
  renewal_hours: number;
  /** Hours that digital CSMs take off: programs, and accounts that cannot pay for the usual service. */
  digital_hours: number;
  /** By how much an expansion quota lowers what one CSM carries; 0 without one. */
  quota: number;
}

/** One unmeasured input changed, everything else as it is. */
export interface WorkChange {
  customer_time?: number;
  /** Multiplies the hours nobody measured. */
  hours_factor?: number;
  /** The end of the hours for a new account. */
  onboarding?: "low" | "high";
  /** By how much an account in its first year takes more, instead of the center of the figure: `to` for `from`. */
  first_year?: { from: number; to: number };
  /** Leaves out the lines with this note. */
  without?: TierLine["note"];
  quota?: number;
}

/** New accounts by tier: as said, else as the accounts there are stand; undefined when nobody said how many come. */
function withNewAccounts({ tiers, new_accounts_a_year }: TeamQuestion): { tiers: TeamTier[]; known: number | undefined } {
  const said = tiers.filter((tier) => tier.new_accounts !== undefined);
  if (said.length) return { tiers, known: said.reduce((sum, tier) => sum + tier.new_accounts!, 0) };
  if (new_accounts_a_year === undefined) return { tiers, known: undefined };
  const all = tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const share = (accounts: number) => (all === 0 ? 1 / tiers.length : accounts / all);
  return {
    tiers: tiers.map((tier) => ({ ...tier, new_accounts: new_accounts_a_year * share(tier.accounts) })),
    known: new_accounts_a_year,
  };
}

/** What people beside the CSMs do of their work. */
export interface Relief {
  renewalHeads: number;
  onboardingHeads: number;
  /** Default none. */
  digitalHeads?: number;
  /** The share of time for customers that operations people would bring the CSMs to. */
  customerTime?: number;
}

/** Work that a program does as well as a person: tech touch, and accounts that pay for less than the usual low touch. */
const poolable = (line: TierLine) => line.served_as === "tech" || (line.served_as === "low" && line.note === "above_ceiling");

/**
 * Lays out a year's work from a question and the figures: hours a CSM has, hours each tier takes, new accounts. Hours a year.
 * @example teamWork(question, figures, { renewalHeads: 0, onboardingHeads: 0 }).hours_per_csm // 1128
 */
export function teamWork(question: TeamQuestion, figures: TeamFigures, relief: Relief): TeamWork {
  const central = figures.customerTime.value.central;
  const year = {
    contract_hours: question.contract_hours ?? figures.workingYear.value.contract_hours,
    leave_hours: (question.leave_hours ?? figures.workingYear.value.leave_hours) + (question.sick_hours ?? 0),
    customer_time: relief.customerTime ?? question.customer_time ?? central,
  };
  const hours_per_csm = hoursPerCsm(year);
  // Without a cost in the book's currency no account's ARR can be too small for its hours.
  const cost = question.unpriced === undefined ? roleCost("csm", question.costs ?? {}, figures.loadedCosts.value).central : 0;
  const { tiers, known } = withNewAccounts(question);
  const [least, most] = figures.expansionMandate.value as [number, number];
  const quota = question.expansion_mandate === true ? (least + most) / 2 : 0;
  const renewalsMoved = relief.renewalHeads > 0;
  const { contract_years: contractYears } = question;
  const whole = tierLines(
    tiers,
    {
      costPerHour: cost / hours_per_csm,
      costPerHourAtTarget: cost / hoursPerCsm({ ...figures.workingYear.value, customer_time: central }),
      ...{ renewalsMoved, newAccountsKnown: known !== undefined, contractYears, quota },
    },
    figures,
  );
  const renewals = whole.reduce((sum, line) => sum + line.accounts * line.renewal_hours, 0);
  const renewal_hours = Math.min(renewals, relief.renewalHeads * hours_per_csm);
  const stays = renewals === 0 || !renewalsMoved ? 0 : 1 - renewal_hours / renewals;
  const all = whole.map((line) =>
    stays === 0 ? line : { ...line, hours_per_account: line.hours_per_account + line.renewal_hours * stays },
  );
  const hoursOf = (line: TierLine) => line.accounts * line.hours_per_account + line.new_accounts * line.onboarding.central;
  const pooled = all.filter(poolable).reduce((sum, line) => sum + hoursOf(line), 0);
  const digital_hours = Math.min(pooled, (relief.digitalHeads ?? 0) * hours_per_csm);
  const left = pooled === 0 ? 1 : 1 - digital_hours / pooled;
  const lines = all.map((line) => {
    if (!poolable(line) || left === 1) return line;
    const { low, central: middle, high } = line.onboarding;
    return {
      ...line,
      hours_per_account: line.hours_per_account * left,
      onboarding: { low: low * left, central: middle * left, high: high * left },
    };
  });
  const options = { withoutRenewals: renewalsMoved, withoutOnboarding: known !== undefined, contractYears };
  const ofTouch = (touch: Touch) => {
    const own = lines.filter((line) => line.served_as === touch && servedByCsms(line));
    const accounts = own.reduce((sum, line) => sum + line.accounts, 0);
    if (accounts === 0) return hoursPerAccount(figures.accountHours.value, touch, options);
    return own.reduce((sum, line) => sum + (line.accounts * line.hours_per_account) / line.factor, 0) / accounts;
  };
  return {
    ...{ year, hours_per_csm, lines, digital_hours, quota },
    touch_hours: { high: ofTouch("high"), low: ofTouch("low"), tech: ofTouch("tech") },
    new_accounts: known ?? null,
    onboarding_heads: relief.onboardingHeads,
    renewal_hours,
  };
}

/** How much longer assumed hours get when a quota is stronger or weaker than the one planned with. */
const quotaChange = (work: TeamWork, { quota = work.quota }: WorkChange) => (1 - work.quota) / (1 - quota);

/**
 * Hours of work for new accounts, whoever does it: each by its touch, longer where a quota lowers what one CSM carries.
 * @example welcomeHours(work) // 7 new high-touch accounts at 20 hours: 140
 */
export function welcomeHours(work: TeamWork, change: WorkChange = {}): number {
  const end = change.onboarding ?? "central";
  const hours = work.lines.reduce((sum, line) => sum + line.new_accounts * line.onboarding[end], 0);
  return (hours / (1 - work.quota)) * quotaChange(work, change);
}

/**
 * Hours of CSM work for new accounts, after what onboarding people can take; 0 when their number is unknown.
 * @example newAccountHours(work) // 60 accounts at 20 hours, nobody else onboards: 1200
 */
export function newAccountHours(work: TeamWork, change: WorkChange = {}): number {
  const year = { ...work.year, customer_time: change.customer_time ?? work.year.customer_time };
  return Math.max(0, welcomeHours(work, change) - work.onboarding_heads * hoursPerCsm(year));
}

/**
 * Full-time CSMs a year's work asks for: accounts times hours, plus new accounts, over the hours one CSM has.
 * @example csmFte(work) // 40 accounts at 81.5 hours over 1,128: 2.89
 * @example csmFte(work, { customer_time: 0.5 }) // the same work with less customer time: 3.47
 */
export function csmFte(work: TeamWork, change: WorkChange = {}): number {
  const year = { ...work.year, customer_time: change.customer_time ?? work.year.customer_time };
  const factor = (change.hours_factor ?? 1) * quotaChange(work, change);
  const hours = work.lines.reduce((sum, line) => {
    if (change.without && line.note === change.without) return sum;
    const { from, to } = change.first_year ?? { from: 0, to: 0 };
    const newer = (1 + line.first_year * to) / (1 + line.first_year * from);
    return sum + line.accounts * line.hours_per_account * (line.measured ? 1 : factor) * newer;
  }, 0);
  return (hours + newAccountHours(work, change)) / hoursPerCsm(year);
}

/**
 * Hours turned into people and cost for each tier, highest touch first, and for new accounts last. What a tier costs is its own work at the
 * price of a CSM's hour, whoever has time for it; not known where that price is not. Money in major units.
 * @example pools(work, 150000).pools[0].cost // 2.89 full-time CSMs: 433,510.64
 */
export function pools(work: TeamWork, costOfCsm: number | null): { pools: Pool[]; new_accounts: NewAccountsLine | null } {
  const newHours = newAccountHours(work);
  const fte = [...work.lines.map((line) => line.accounts * line.hours_per_account), newHours].map(
    (hours) => hours / work.hours_per_csm,
  );
  const csms = shareRemainders(fte);
  const cost = fte.map((people) => (costOfCsm === null ? null : sumMoney([people * costOfCsm])));
  const last = work.lines.length;
  return {
    pools: work.lines.map((line, index) => {
      const { tier, touch, served_as, covered_by, accounts, arr, hours_per_account } = line;
      const people = csms[index]!;
      return {
        ...{ tier, touch, served_as, covered_by, accounts, arr, hours_per_account },
        fte: fte[index]!,
        csms: people,
        csms_alone: roundUp(fte[index]!),
        accounts_per_csm: people === 0 ? null : accounts / people,
        arr_per_csm: people === 0 || arr === null ? null : arr / people,
        cost: cost[index]!,
        cost_to_serve: arr === null || arr === 0 || cost[index] == null ? null : cost[index] / arr,
      };
    }),
    new_accounts:
      work.new_accounts === null
        ? null
        : { accounts: work.new_accounts, hours: newHours, fte: fte[last]!, csms: csms[last]!, cost: cost[last]! },
  };
}

const MOST_TERMS = 4; // not a figure: tiers that one line holds

/** The sum behind the CSMs needed, as a reader can follow it. */
export interface WorkTerms {
  terms: { tier: string; accounts: number; hours: number }[];
  /** Hours of the tiers that one line does not hold, and how many those are. */
  others: number;
  tiers: number;
  fresh: { accounts: number; hours: number } | null;
  total: number;
  per_csm: number;
  fte: number;
  need: number;
}

/**
 * Accounts times hours, tier by tier, and what they add up to.
 * @example workTerms(plan).terms[0] // { tier: "Enterprise", accounts: 18, hours: 81.5 }
 */
export function workTerms(plan: Pick<TeamPlan, "pools" | "new_accounts" | "hours_per_csm" | "csm_fte" | "need">): WorkTerms {
  const own = plan.pools.filter(({ accounts, hours_per_account }) => accounts > 0 && hours_per_account > 0);
  const shown = own.length > MOST_TERMS ? own.slice(0, MOST_TERMS - 1) : own;
  const rest = own.slice(shown.length);
  const fresh = plan.new_accounts;
  return {
    terms: shown.map(({ tier, accounts, hours_per_account }) => ({ tier, accounts, hours: hours_per_account })),
    others: rest.reduce((sum, { accounts, hours_per_account }) => sum + accounts * hours_per_account, 0),
    tiers: rest.length,
    fresh: fresh === null || fresh.hours === 0 ? null : { accounts: fresh.accounts, hours: fresh.hours },
    total: plan.csm_fte * plan.hours_per_csm,
    per_csm: plan.hours_per_csm,
    fte: plan.csm_fte,
    need: plan.need.middle,
  };
}
