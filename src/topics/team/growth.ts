import type { Assumption } from "../../core/answer.ts";
import { roundUp, sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { GrowthMonth } from "./answer.ts";
import { coachFte, roleCost, type TeamFigures } from "./figures.ts";
import { type GrowthHire, monthsOfWeeks } from "./hiring.ts";
import { attritionLoss, rampOf } from "./need.ts";
import { type CoveredBy, servedByCsms, type TeamQuestion } from "./question.ts";
import type { Staffing } from "./roles.ts";
import type { TeamWork } from "./work.ts";

/** How the number of accounts changes: every tier by a share a year, or so many new ones a month by tier. */
export interface Growth {
  share?: number;
  a_month?: { tier: string; accounts: number }[];
}

/** What growth needs to know of a tier. */
export interface GrowingTier {
  tier: string;
  touch: Touch;
  accounts: number;
  covered_by?: CoveredBy;
}

/**
 * Refuses growth that says nothing, says it twice, shrinks below nothing or names a tier there is not. Throws Problem with every fault.
 * @example checkGrowth({ share: -1.2 }, []) // throws: growth.share is -1.2 ...
 */
export function checkGrowth({ share, a_month }: Growth, tiers: readonly { tier: string }[]): void {
  const places: string[] = [];
  if ((share === undefined) === (a_month === undefined)) places.push("growth: give share or a_month, one of the two.");
  if (share !== undefined && !(Number.isFinite(share) && share > -1))
    places.push(`growth.share is ${share}: it is a share a year above -1, like 0.3.`);
  const seen = new Set<string>();
  for (const { tier, accounts } of a_month ?? []) {
    if (!tiers.some((line) => line.tier === tier)) places.push(`growth.a_month: there is no tier ${tier}.`);
    if (seen.has(tier)) places.push(`growth.a_month: ${tier} stands twice.`);
    if (!(Number.isFinite(accounts) && accounts >= 0))
      places.push(`growth.a_month, ${tier}: ${accounts} accounts; give 0 or more.`);
    seen.add(tier);
  }
  const names = [...new Set(tiers.map(({ tier }) => tier))].sort().join(", ");
  if (places.length)
    throw new Problem({ what: "This growth cannot be planned for:", places, remedy: `Correct it; the tiers are ${names}.` });
}

/**
 * Accounts of each tier at the end of a month, 0 for today. A share is spread evenly over the year, so that month 12 holds all of it;
 * new accounts go to the part of a tier that CSMs serve. Fractions of accounts are averages.
 * @example accountsAt([{ tier: "A", touch: "low", accounts: 100 }], { a_month: [{ tier: "A", accounts: 5 }] }, 3) // [115]
 */
export function accountsAt(tiers: readonly GrowingTier[], { share, a_month = [] }: Growth, month: number): number[] {
  const ofTier = (name: string) => tiers.filter((tier) => tier.tier === name);
  return tiers.map((tier) => {
    if (share !== undefined) return month === 0 ? tier.accounts : tier.accounts * (1 + share) ** (month / 12);
    const same = ofTier(tier.tier);
    const grows = same.find(servedByCsms) ?? same[0];
    const added = tier === grows ? (a_month.find((line) => line.tier === tier.tier)?.accounts ?? 0) : 0;
    return tier.accounts + added * month;
  });
}

/**
 * New accounts of one month by tier, in the tiers that CSMs serve; elsewhere 0.
 * @example newAccountsIn([{ tier: "A", touch: "low", accounts: 100 }], { a_month: [{ tier: "A", accounts: 5 }] }, 1) // [5]
 */
export function newAccountsIn(tiers: readonly GrowingTier[], growth: Growth, month: number): number[] {
  const before = accountsAt(tiers, growth, month - 1);
  return accountsAt(tiers, growth, month).map((accounts, index) =>
    servedByCsms(tiers[index]!) ? Math.max(0, accounts - before[index]!) : 0,
  );
}

/** The twelve months of a plan. */
export const planMonths: readonly number[] = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * New accounts in twelve months by tier, for a question that does not say how many there are.
 * @example newAccountsInYear([{ tier: "A", touch: "low", accounts: 100 }], { a_month: [{ tier: "A", accounts: 5 }] }) // [60]
 */
export function newAccountsInYear(tiers: readonly GrowingTier[], growth: Growth): number[] {
  const months = planMonths.map((month) => newAccountsIn(tiers, growth, month));
  return tiers.map((_, index) => withoutNoise(months.reduce((sum, month) => sum + month[index]!, 0)));
}

/**
 * What a new CSM delivers in one month of the job, as a share of a full one: the ramp's share while it lasts, then all of it.
 * Month 0 is the first; before it nothing. A ramp that ends within a month counts by its part of it. Over the first twelve months it adds
 * up to months of ramp times the share, plus the months that are left.
 * @example delivered(0, { ramp_months: 6, ramp_delivery: 0.45 }) // 0.45
 * @example delivered(6, { ramp_months: 6, ramp_delivery: 0.45 }) // 1
 */
export function delivered(month: number, ramp: { ramp_months: number; ramp_delivery: number }): number {
  if (month < 0) return 0;
  const learning = Math.min(1, Math.max(0, ramp.ramp_months - month));
  return 1 - learning * (1 - ramp.ramp_delivery);
}

/**
 * The need month by month over a year. New accounts count from the start of their month; hours a year are spread evenly. The work is
 * shared as `now` until the specialists a plan adds are there (after month `specialists_after`), then as `later`.
 * @example growthMonths({ a_month: [{ tier: "A", accounts: 5 }] }, { now: work, later: work, specialists_after: 0 })[0].month // 1
 */
export function growthMonths(
  growth: Growth,
  staffing: { now: TeamWork; later: TeamWork; specialists_after: number },
): GrowthMonth[] {
  return planMonths.map((month) => {
    const work = month > staffing.specialists_after ? staffing.later : staffing.now;
    const monthOfCsm = work.hours_per_csm / 12;
    const accounts = accountsAt(work.lines, growth, month);
    const service = work.lines.reduce((sum, line, index) => sum + (accounts[index]! * line.hours_per_account) / 12, 0);
    const fresh = newAccountsIn(work.lines, growth, month);
    const welcome = work.lines.reduce((sum, line, index) => sum + fresh[index]! * line.onboarding.central, 0) / (1 - work.quota);
    const hours = service + Math.max(0, welcome - work.onboarding_heads * monthOfCsm);
    const all = accounts.reduce((sum, each) => sum + each, 0);
    return {
      month,
      accounts: withoutNoise(all),
      hours: withoutNoise(hours),
      csms_needed: withoutNoise(hours / monthOfCsm),
    };
  });
}

/**
 * The CSMs that growth asks for beyond those there: each starts its ramp before the month that needs it, or as soon as a position opened
 * today can be filled. A shortage that is over before anybody could start is no reason to hire. Months are counted from 1, `lead_months`
 * is the time from opening a position to the first day.
 * @example growthHires([{ month: 9, csms_needed: 6.2, ... }], 6, { lead_months: 2.3, ramp_months: 6 }) // [{ heads: 1, due: 9, starts: 4 }]
 */
export function growthHires(
  months: readonly GrowthMonth[],
  there: number,
  given: { lead_months: number; ramp_months: number },
): GrowthHire[] {
  const earliest = roundUp(given.lead_months) + 1;
  const hires: GrowthHire[] = [];
  let hired = 0;
  for (const { month, csms_needed } of months) {
    const missing = roundUp(Math.max(0, withoutNoise(csms_needed - there)));
    if (month < earliest || missing <= hired) continue;
    const starts = Math.max(earliest, month - roundUp(given.ramp_months));
    const last = hires.at(-1);
    if (last?.starts === starts) last.heads += missing - hired;
    else hires.push({ heads: missing - hired, due: month, starts });
    hired = missing;
  }
  return hires;
}

/**
 * The first month whose need, times `factor`, is above the CSMs there; null when none is.
 * @example monthOfShortage([{ month: 1, csms_needed: 5.9, ... }, { month: 2, csms_needed: 6.1, ... }], 6) // 2
 */
export function monthOfShortage(months: readonly GrowthMonth[], there: number, factor = 1): number | null {
  return months.find((line) => withoutNoise(line.csms_needed * factor - there) > 0)?.month ?? null;
}

/** A year of growth: the need by month against who is there, when today's team is short, and whom to hire by when. */
export interface GrowthPlan {
  /** Full-time CSMs there in the month, with the hires of this plan. */
  months: (GrowthMonth & { csms_there: number | null })[];
  first_short_month: number | null;
  /** The same at the high and the low end of the range. */
  short_month_early: number | null;
  short_month_late: number | null;
  /** Months that stay short although every position is opened in time or today. */
  months_still_short: number;
  hires: GrowthHire[];
  /** What the hires beyond the plan's own CSMs cost a year, in major units. */
  cost_beyond: number | null;
  assumptions: Assumption[];
}

/** The last month in which a specialist whom the plan adds and who takes hours off the CSMs is not there yet. */
function specialistsAfter({ roles }: Staffing, figures: TeamFigures): number {
  const added = roles.filter(({ role, heads, today }) => (role === "onboarding" || role === "renewals") && heads > (today ?? 0));
  const weeks = added.map(({ role }) => figures.leadTimes.value.find((line) => line.role === role)?.lead_time_weeks ?? 0);
  return Math.ceil(monthsOfWeeks(largest([0, ...weeks])));
}

/**
 * Plans twelve months of growth: what the work asks for, who delivers it (people leave and are replaced at the usual loss), and the hires.
 * With heads or a budget fixed nobody is hired. Unknown people today leave those numbers null. Months from 1, full-time people.
 * @example growthPlan({ share: 0.3 }, question, staffing, range, figures).first_short_month // 1
 */
export function growthPlan(
  growth: Growth,
  question: TeamQuestion,
  staffing: Staffing,
  range: { low: number; csm_fte: number; high: number },
  figures: TeamFigures,
): GrowthPlan {
  const months = growthMonths(growth, {
    now: staffing.work,
    later: staffing.work_in_plan,
    specialists_after: specialistsAfter(staffing, figures),
  });
  const fixed = question.heads !== undefined || question.budget !== undefined;
  const csms = fixed ? (staffing.heads.csm ?? 0) : question.team?.csm;
  const lead = figures.leadTimes.value.find((line) => line.role === "csm")?.lead_time_weeks;
  const ramp = rampOf(question, figures);
  const there = csms === undefined ? null : csms * (1 - attritionLoss(1, ramp)) + coachFte(question, figures);
  const hires =
    there === null || fixed || lead === undefined
      ? []
      : growthHires(months, there, { lead_months: monthsOfWeeks(lead), ramp_months: ramp.ramp_months });
  const planned = Math.max(0, (staffing.heads.csm ?? 0) - (csms ?? 0));
  const costOfCsm =
    question.unpriced === undefined ? roleCost("csm", question.costs ?? {}, figures.loadedCosts.value).central : null;
  const hired = (month: number) => hires.reduce((sum, { heads, starts }) => sum + heads * delivered(month - starts, ramp), 0);
  const withHires = months.map((line) => ({
    ...line,
    csms_there: there === null ? null : withoutNoise(there + hired(line.month)),
  }));
  const end = (value: number) => (range.csm_fte === 0 ? 1 : value / range.csm_fte);
  const shortage = (factor: number) => (there === null ? null : monthOfShortage(months, there, factor));
  const short = { first: shortage(1), early: shortage(end(range.high)), late: shortage(end(range.low)) };
  return {
    months: withHires,
    first_short_month: short.first,
    short_month_early: short.early,
    short_month_late: short.late,
    months_still_short: withHires.filter(
      ({ csms_needed, csms_there }) => csms_there !== null && withoutNoise(csms_needed - csms_there) > 0,
    ).length,
    hires,
    cost_beyond:
      costOfCsm === null ? null : sumMoney([Math.max(0, hires.reduce((sum, hire) => sum + hire.heads, 0) - planned) * costOfCsm]),
    assumptions: [
      {
        what: "growth",
        value: "even through the year, none leaves",
        why: "Not said otherwise.",
        if_wrong: "Give net growth by tier.",
      },
    ],
  };
}
