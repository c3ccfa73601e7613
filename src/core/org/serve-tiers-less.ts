import type { Touch } from "../contract/vocabulary.ts";
import type { ServedLess } from "./serve-less.ts";
import type { Service } from "./served-account.ts";
import { shareMoney } from "./share-money.ts";
import { services, stepDown } from "./step-down.ts";
import { servedByCsms, type TierLine } from "./tier-lines.ts";
import { withoutNoise } from "./without-noise.ts";

interface Group {
  tier: string;
  from: Service;
  service: Service;
  accounts: number;
  arr: number | null;
  hours: number;
  was: number;
  factor: number;
}

const place = (service: Service) => services.indexOf(service);

/**
 * How many accounts of which tier would get less so that the given hours are freed, where only totals are known: the tier with the
 * smallest average account first; tiers without ARR last, the lowest touch first. Money in major units.
 * @example serveTiersLess(lines, 585, { high: 81.5, low: 22.5, tech: 3 }) // 30 mid-market accounts from low to tech touch free 585 hours
 */
export function serveTiersLess(
  lines: readonly TierLine[],
  hoursShort: number,
  touchHours: Record<Touch, number>,
): { served_less: ServedLess[]; hours_freed: number } {
  let groups: Group[] = lines.filter(servedByCsms).map((line) => ({
    tier: line.tier,
    from: line.touch,
    service: line.touch,
    accounts: line.accounts,
    arr: line.arr,
    hours: line.hours_per_account,
    was: line.hours_per_account,
    factor: line.factor,
  }));
  let missing = hoursShort;
  let moved = true;
  while (moved && withoutNoise(missing) > 0) {
    moved = false;
    const candidates = groups.flatMap((group) => {
      const next = group.accounts > 0 ? stepDown(group.service, group.hours, touchHours, group.factor) : null;
      if (!next) return [];
      const freed = group.hours - next.hours;
      return [{ group, next, freed, size: group.arr === null ? null : group.arr / group.accounts }];
    });
    candidates.sort(
      (a, b) =>
        (a.size === null ? 1 : 0) - (b.size === null ? 1 : 0) ||
        (a.size ?? 0) - (b.size ?? 0) ||
        place(b.group.service) - place(a.group.service) ||
        (a.group.tier < b.group.tier ? -1 : 1),
    );
    for (const { group, next, freed } of candidates) {
      if (withoutNoise(missing) <= 0) break;
      // At least one: a rest of hours too small to be a share of an account would be asked for without end.
      const count = Math.min(group.accounts, Math.max(1, Math.ceil(withoutNoise(missing / freed))));
      const [less, rest] = group.arr === null ? [null, null] : shareMoney(group.arr, [count, group.accounts - count]);
      groups = groups.filter((one) => one !== group);
      if (count < group.accounts) groups.push({ ...group, accounts: group.accounts - count, arr: rest ?? null });
      groups.push({ ...group, accounts: count, arr: less ?? null, service: next.to, hours: next.hours });
      missing -= count * freed;
      moved = true;
    }
  }
  const served_less = groups
    .filter((group) => group.service !== group.from)
    .map(
      (group): ServedLess => ({
        account: null,
        tier: group.tier,
        accounts: group.accounts,
        arr: group.arr,
        from: group.from,
        to: group.service,
        hours_freed: group.accounts * (group.was - group.hours),
        why:
          group.arr === null
            ? "Its ARR is unknown: lowest touch first."
            : "The smallest accounts first, by the tier's average: only totals are known.",
      }),
    )
    .sort((a, b) => place(a.from) - place(b.from) || (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : place(a.to) - place(b.to)));
  return { served_less, hours_freed: hoursShort - missing };
}
