import { addDays, addMonths } from "../calendar/dates.ts";
import type { Touch } from "../contract/vocabulary.ts";
import type { TeamAccount } from "./team-question.ts";
import type { TeamWork } from "./team-work.ts";
import { servedByCsms } from "./tier-lines.ts";

/** How an account is served after a plan; none means no human hours. */
export type Service = Touch | "none";

/** An account as a plan moves it about: who has it, how it is served, what it takes, why it should keep its care. */
export interface ServedAccount {
  account: string;
  tier: string;
  arr: number;
  owner: string | null;
  service: Service;
  hours: number;
  /** By how much it takes more than a usual account of its touch; 1 where nobody said. */
  factor?: number;
  /** Its renewal date lies in the protected months; null when no day was given to count them from. */
  renews: boolean | null;
  keep: "renewal" | "health" | null;
}

/**
 * The accounts that CSMs serve, with their hours a year and what protects them: a renewal or notice date from `as_of` up to, not including,
 * `months` later, or health below the floor. Without a date nothing can be near.
 * @example servedAccounts(accounts, work, { as_of: "2026-01-01", months: 6, atRiskHealth: 40 })[0] // { account: "Acme", hours: 81.5, ... }
 */
export function servedAccounts(
  accounts: readonly TeamAccount[],
  work: TeamWork,
  given: { as_of: string | null; months: number; atRiskHealth: number },
): ServedAccount[] {
  const from = given.as_of;
  const until = from === null ? null : addMonths(from, given.months);
  const near = (date: string | null) => date !== null && from !== null && until !== null && date >= from && date < until;
  const lines = new Map(work.lines.map((line) => [`${line.covered_by} ${line.touch} ${line.tier}`, line]));
  return accounts.filter(servedByCsms).map((account) => {
    const { renewal_date, notice_days, health } = account;
    const line = lines.get(`${account.covered_by} ${account.touch} ${account.tier}`);
    const renews = near(renewal_date);
    const notice = renewal_date !== null && notice_days !== null ? addDays(renewal_date, -notice_days) : null;
    const red = health !== null && health < given.atRiskHealth;
    return {
      account: account.account,
      tier: account.tier,
      arr: account.arr,
      owner: account.owner,
      service: account.touch,
      hours: line?.hours_per_account ?? work.touch_hours[account.touch],
      factor: line?.factor ?? 1,
      renews: from === null ? null : renews,
      keep: renews || near(notice) ? "renewal" : red ? "health" : null,
    };
  });
}
