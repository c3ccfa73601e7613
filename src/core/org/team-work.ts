import type { Touch } from "../contract/vocabulary.ts";
import { hoursPerAccount } from "./hours-per-account.ts";
import { hoursPerCsm } from "./hours-per-csm.ts";
import { roleCost } from "./team-cost.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { servedByCsms, type TierLine, tierLines } from "./tier-lines.ts";

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
