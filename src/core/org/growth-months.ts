import { accountsAt, type Growth, onboardedIn, planMonths } from "./growth.ts";
import type { TeamWork } from "./team-work.ts";
import { withoutNoise } from "./without-noise.ts";

/** A month's work: accounts at its end, hours of CSM work in it, and the full-time CSMs that asks for. */
export interface GrowthMonth {
  month: number;
  accounts: number;
  hours: number;
  csms_needed: number;
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
    const welcome = onboardedIn(work.lines, growth, month) * (work.new_accounts?.hours_each ?? 0);
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
