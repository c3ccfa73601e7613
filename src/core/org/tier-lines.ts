import type { Touch } from "../contract/vocabulary.ts";
import { hoursPerAccount } from "./hours-per-account.ts";
import type { CoveredBy, TeamTier } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";

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
