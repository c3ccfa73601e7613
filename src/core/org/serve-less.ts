import type { Touch } from "../contract/vocabulary.ts";
import { largest } from "../order/largest.ts";
import type { ServedAccount, Service } from "./served-account.ts";
import { stepDown } from "./step-down.ts";
import { withoutNoise } from "./without-noise.ts";

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
