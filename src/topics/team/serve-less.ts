import { addDays, addMonths } from "../../core/dates.ts";
import { shareMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { servedByCsms, type TeamAccount } from "./question.ts";
import type { TeamWork } from "./work.ts";

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
      service: line?.served_as ?? account.touch,
      hours: line?.hours_per_account ?? work.touch_hours[account.touch],
      factor: line?.factor ?? 1,
      renews: from === null ? null : renews,
      keep: renews || near(notice) ? "renewal" : red ? "health" : null,
    };
  });
}

/** Ways of serving from most hours to none. */
export const services: readonly Service[] = ["high", "low", "tech", "none"];

/**
 * The next way of serving that takes fewer hours, and the hours it takes; null when there is none. `factor` is by how much the account
 * takes more than a usual one, however it is served.
 * @example stepDown("high", 81.5, { high: 81.5, low: 22.5, tech: 3 }) // { to: "low", hours: 22.5 }
 */
export function stepDown(
  from: Service,
  hours: number,
  touchHours: Record<Touch, number>,
  factor = 1,
): { to: Service; hours: number } | null {
  for (const to of services.slice(services.indexOf(from) + 1)) {
    const less = to === "none" ? 0 : touchHours[to] * factor;
    if (less < hours) return { to, hours: less };
  }
  return null;
}

/** One way of serving an account of a tier and the hours it takes a year. */
export interface Way {
  service: Service;
  hours: number;
}

/** A tier whose service can be chosen: the ways from what it is entitled to down to none. ARR in major units. */
export interface CoverTier {
  tier: string;
  accounts: number;
  arr: number;
  ways: Way[];
}

/**
 * The tiers among whose accounts hours can be shared out: those that CSMs serve and that take hours; null where the ARR of one is unknown.
 * @example coverTiers(work)[0].ways // [{ service: "high", hours: 81.5 }, { service: "low", hours: 22.5 }, ..., { service: "none", hours: 0 }]
 */
export function coverTiers(work: TeamWork): CoverTier[] | null {
  const lines = work.lines.filter((line) => servedByCsms(line) && line.accounts > 0 && line.hours_per_account > 0);
  if (lines.some((line) => line.arr === null)) return null;
  return lines.map((line) => {
    const ways: Way[] = [{ service: line.served_as, hours: line.hours_per_account }];
    for (const _ of services) {
      const last = ways.at(-1)!;
      const next = stepDown(last.service, last.hours, work.touch_hours, line.factor);
      if (next) ways.push({ service: next.to, hours: next.hours });
    }
    return { tier: line.tier, accounts: line.accounts, arr: line.arr!, ways };
  });
}

/** Accounts of a tier whose service differs between two plans. */
export interface CoverageChange {
  tier: string;
  from: Service;
  to: Service;
  accounts: number;
  arr: number;
}

/**
 * What changes between two coverages of the same tiers: in each tier the accounts stand from the best served to the least, and where their
 * service differs they are counted with their share of the tier's ARR. Money in major units.
 * @example coverageChanges(tiers, [[4, 6]], [[3, 7]]) // [{ tier: "A", from: "low", to: "none", accounts: 1, arr: 100 }]
 */
export function coverageChanges(
  tiers: readonly CoverTier[],
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): CoverageChange[] {
  return tiers.flatMap((tier, index) => {
    const [was, is] = [[...before[index]!], [...after[index]!]];
    const runs: { from: number; to: number; accounts: number }[] = [];
    let [from, to] = [0, 0];
    while (from < was.length && to < is.length) {
      const accounts = Math.min(was[from]!, is[to]!);
      if (accounts > 0) runs.push({ from, to, accounts });
      was[from] = was[from]! - accounts;
      is[to] = is[to]! - accounts;
      if (was[from] === 0) from += 1;
      else to += 1;
    }
    const arr = shareMoney(
      tier.arr,
      runs.map((run) => run.accounts),
    );
    return runs.flatMap((run, place) =>
      run.from === run.to
        ? []
        : [
            {
              tier: tier.tier,
              from: tier.ways[run.from]!.service,
              to: tier.ways[run.to]!.service,
              accounts: run.accounts,
              arr: arr[place]!,
            },
          ],
    );
  });
}

/** Accounts that get less; from account rows each alone, from tier totals as a number of a tier's accounts. */
export interface ServedLess {
  /** Null when only the tier's totals are known. */
  account: string | null;
  tier: string;
  accounts: number;
  arr: number | null;
  from: Service;
  to: Service;
  hours_freed: number;
  why: string;
}

interface Step {
  index: number;
  before: { service: Service; hours: number };
  freed: number;
}

const protection = { none: 0, health: 1, renewal: 2 };
const level = (account: ServedAccount) => protection[account.keep ?? "none"];
const reasons: Record<keyof typeof protection, string> = {
  none: "Least ARR for each hour freed.",
  health: "At risk, and no healthy account was left to take hours from.",
  renewal: "Its renewal or notice date is near, and no other account was left to take hours from.",
};

/**
 * Steps accounts down until the given hours are freed, least ARR for each hour first; those at risk or near a renewal or notice date only
 * when nothing else is left. Frees less than asked only when every account is at no human hours. Gives the accounts as they are served then.
 * @example serveLess(accounts, 12, { high: 81.5, low: 22.5, tech: 3 }).served_less // [{ account: "Small", from: "low", to: "tech", ... }]
 */
export function serveLess(
  accounts: readonly ServedAccount[],
  hoursShort: number,
  touchHours: Record<Touch, number>,
): { accounts: ServedAccount[]; served_less: ServedLess[]; hours_freed: number } {
  const now = accounts.map((account) => ({ ...account }));
  const steps: Step[] = [];
  let missing = hoursShort;
  const take = (allowed: number): boolean => {
    const candidates = now.flatMap((account, index) => {
      const next = level(account) <= allowed ? stepDown(account.service, account.hours, touchHours, account.factor) : null;
      return next ? [{ index, account, next, freed: account.hours - next.hours }] : [];
    });
    candidates.sort(
      (a, b) =>
        a.account.arr / a.freed - b.account.arr / b.freed ||
        a.account.arr - b.account.arr ||
        (a.account.account < b.account.account ? -1 : 1),
    );
    for (const { index, account, next, freed } of candidates) {
      if (withoutNoise(missing) <= 0) return false;
      steps.push({ index, before: { service: account.service, hours: account.hours }, freed });
      account.service = next.to;
      account.hours = next.hours;
      missing -= freed;
    }
    return candidates.length > 0;
  };
  for (const allowed of Object.values(protection)) while (withoutNoise(missing) > 0 && take(allowed));

  // Greed may free too much: undo what is not needed, the dearest first, but keep the order of protection.
  const deepest = largest([0, ...steps.map(({ index }) => level(now[index]!))]);
  const settled = new Set<number>();
  for (const { index, before, freed } of steps.reverse()) {
    if (settled.has(index) || level(now[index]!) < deepest) continue;
    if (withoutNoise(missing + freed) > 0) settled.add(index);
    else {
      Object.assign(now[index]!, before);
      missing += freed;
    }
  }
  const served_less = now.flatMap((account, index): ServedLess[] => {
    const before = accounts[index]!;
    if (before.service === account.service) return [];
    return [
      {
        account: account.account,
        tier: account.tier,
        accounts: 1,
        arr: account.arr,
        from: before.service,
        to: account.service,
        hours_freed: before.hours - account.hours,
        why: reasons[account.keep ?? "none"],
      },
    ];
  });
  served_less.sort((a, b) => b.arr! - a.arr! || (a.account! < b.account! ? -1 : 1));
  return { accounts: now, served_less, hours_freed: hoursShort - missing };
}
