import { addDays, addMonths } from "../../core/dates.ts";
import { shareMoney, withoutNoise } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { ServedLess } from "./answer.ts";
import { servedByCsms, type TeamAccount } from "./question.ts";
import type { TeamWork, TierLine } from "./work.ts";

/** How an account is served after a plan; none means no human hours. */
export type Service = Touch | "none";

/**
 * What keeps an account's care: at risk; a renewal or last day to object near; both; so large a part of all ARR; a renewal date that passed
 * with nobody saying how it ended; or so large a part that it never gets less. Those at risk or undecided never get less either: what a team
 * cannot do beside them stays undone, and is said.
 */
export type Keep = "health" | "renewal" | "both" | "large" | "undecided" | "largest";

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
  renewal_date?: string | null;
  keep: Keep | null;
  /** It changed hands or tiers a short while ago. */
  moved?: boolean;
}

/** The terms of care: how near a date protects, which health is a risk, which parts of all ARR are large. */
export interface Protection {
  as_of: string | null;
  months: number;
  undecidedDays: number;
  atRiskHealth: number;
  /** Shares of all ARR: from the first an account is protected, from the second it never gets less. */
  largeShares: readonly number[];
  /** Days in which an account that moved stays where it is. */
  coolingOffDays: number;
}

/**
 * The accounts that CSMs serve, with their hours a year and what protects them. Without a day no date can be near or past.
 * @example servedAccounts(accounts, work, { as_of: "2026-01-01", months: 6, atRiskHealth: 40, ... })[0] // { account: "Acme", hours: 81.5, ... }
 */
export function servedAccounts(accounts: readonly TeamAccount[], work: TeamWork, given: Protection): ServedAccount[] {
  const { as_of: from } = given;
  const until = from === null ? null : addMonths(from, given.months);
  const since = from === null ? null : addDays(from, -given.undecidedDays);
  const cooled = from === null ? null : addDays(from, -given.coolingOffDays);
  const near = (date: string | null) => date !== null && from !== null && until !== null && date >= from && date < until;
  const lines = new Map(work.lines.map((line) => [`${line.covered_by} ${line.touch} ${line.tier}`, line]));
  const all = accounts.reduce((sum, { arr }) => sum + arr, 0);
  const [large, largest] = given.largeShares as [number, number];
  return accounts.filter(servedByCsms).map((account) => {
    const { renewal_date, notice_days, health, arr, last_move = null } = account;
    const line = lines.get(`${account.covered_by} ${account.touch} ${account.tier}`);
    const renews = near(renewal_date);
    const notice = renewal_date !== null && notice_days !== null ? addDays(renewal_date, -notice_days) : null;
    const undecided = renewal_date !== null && from !== null && since !== null && renewal_date < from && renewal_date >= since;
    const soon = renews || near(notice);
    const red = account.red === true || (health !== null && health < given.atRiskHealth);
    const share = all === 0 ? 0 : arr / all;
    const date = soon ? (red ? "both" : "renewal") : red ? "health" : null;
    return {
      account: account.account,
      tier: account.tier,
      arr,
      owner: account.owner,
      service: line?.served_as ?? account.touch,
      hours: line?.hours_per_account ?? work.touch_hours[account.touch],
      factor: line?.factor ?? 1,
      renews: from === null ? null : renews,
      renewal_date,
      keep: share >= largest ? "largest" : undecided ? "undecided" : red ? date : share >= large ? "large" : date,
      moved: last_move !== null && cooled !== null && last_move > cooled,
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

/** Who never gets less, whatever is short. */
const NEVER: readonly (Keep | null)[] = ["health", "both", "undecided", "largest"];
/** True where nothing may be taken from an account: it is at risk, undecided, or too much of all ARR. @example untouchable("health") // true */
export const untouchable = (keep: Keep | null): boolean => NEVER.includes(keep);

const levels = { none: 0, renewal: 1, large: 2 } as const; // not a figure: places in an order
const levelOf = (keep: Keep | null): number | null =>
  untouchable(keep) ? null : levels[keep === "renewal" || keep === "large" ? keep : "none"];

/** Steps in the order in which they are taken: who may be asked, and for how much: one step, the rest of a person's care, or all. */
interface Stage {
  level: number;
  take: "step" | "person" | "all";
  why: string;
}

const who: Record<keyof typeof levels, string> = {
  none: "Not protected",
  renewal: "Its renewal or last day to object is near",
  large: "Large",
};
const least = "Least ARR for each hour of its service, among those that neither renew soon nor are at risk or large.";

function stage(one: keyof typeof levels, take: Stage["take"]): Stage {
  const [level, name] = [levels[one], who[one]];
  if (take === "step")
    return { level, take, why: one === "none" ? least : `${name}; a step less for the less exposed was not enough.` };
  const before = take === "person" ? "one step less was not enough" : "one step less everywhere was not enough";
  return { level, take, why: `${name}; ${before}, and it has the least ARR for each hour among these.` };
}

/** Single steps everywhere before anybody is left to a program, and that before anybody loses all. */
const order: readonly Stage[] = [
  ...(["none", "renewal"] as const).map((one) => stage(one, "step")),
  stage("none", "person"),
  stage("large", "step"),
  ...(["renewal", "large"] as const).map((one) => stage(one, "person")),
  ...(["none", "renewal", "large"] as const).map((one) => stage(one, "all")),
];

/**
 * Steps accounts down until the given hours are freed. Single steps first, everywhere, for those whose service carries the least ARR an hour;
 * those near their renewal and large ones after the others; nobody loses all service while a step elsewhere would do, and those at risk,
 * undecided or too much of all ARR never get less. Equal accounts: the one whose renewal is farther off, then by name, never by row.
 * Frees less than asked only when nothing more may be taken. Gives the accounts as they are served then. With `mildly` one step is
 * all that is taken, and nobody near a renewal or large is asked.
 * @example serveLess(accounts, 12, { high: 81.5, low: 22.5, tech: 3 }).served_less // [{ account: "Small", from: "low", to: "tech", ... }]
 */
export function serveLess(
  accounts: readonly ServedAccount[],
  hoursShort: number,
  touchHours: Record<Touch, number>,
  { mildly = false } = {},
): { accounts: ServedAccount[]; served_less: ServedLess[]; hours_freed: number } {
  const now = accounts.map((account) => ({ ...account }));
  if (withoutNoise(hoursShort) <= 0) return { accounts: now, served_less: [], hours_freed: 0 };
  const worth = accounts.map(({ arr, hours }) => arr / hours);
  const ranked = [...accounts.keys()]
    .filter((index) => accounts[index]!.hours > 0)
    .sort((a, b) => {
      const [one, other] = [accounts[a]!, accounts[b]!];
      return (
        worth[a]! - worth[b]! ||
        one.arr - other.arr ||
        byText(other.renewal_date ?? "9", one.renewal_date ?? "9") ||
        byText(one.account, other.account)
      );
    });
  const why = new Map<number, string>();
  let missing = hoursShort;
  for (const stage of order.filter(({ take, level }) => !mildly || (take === "step" && level === levels.none))) {
    const taken: { index: number; before: { service: Service; hours: number }; freed: number }[] = [];
    const own = ranked.filter((index) => levelOf(accounts[index]!.keep) === stage.level);
    for (let moved = true; moved && withoutNoise(missing) > 0; ) {
      moved = false;
      for (const index of own) {
        if (withoutNoise(missing) <= 0) break;
        const account = now[index]!;
        const next = stepDown(account.service, account.hours, touchHours, account.factor);
        if (!next || (next.to === "none") !== (stage.take === "all")) continue;
        if (stage.take === "step" && account.service !== accounts[index]!.service) continue;
        const freed = account.hours - next.hours;
        taken.push({ index, before: { service: account.service, hours: account.hours }, freed });
        Object.assign(account, { service: next.to, hours: next.hours });
        missing -= freed;
        moved = true;
      }
    }
    // Greed may free too much: undo what is not needed, the dearest first.
    const settled = new Set<number>();
    for (const { index, before, freed } of taken.reverse()) {
      if (!settled.has(index) && withoutNoise(missing + freed) <= 0) {
        Object.assign(now[index]!, before);
        missing += freed;
      } else {
        settled.add(index);
        why.set(index, stage.why);
      }
    }
    if (withoutNoise(missing) <= 0) break;
  }
  const served_less = now.flatMap((account, index): ServedLess[] => {
    const before = accounts[index]!;
    if (before.service === account.service) return [];
    const { arr, tier } = account;
    const change = { from: before.service, to: account.service, hours_freed: before.hours - account.hours };
    return [{ account: account.account, tier, accounts: 1, arr, ...change, why: why.get(index)! }];
  });
  served_less.sort((a, b) => b.arr! - a.arr! || byText(a.account!, b.account!));
  return { accounts: now, served_less, hours_freed: hoursShort - missing };
}

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
 * How many accounts of which tier would get less so that the given hours are freed, where only totals are known: single steps first, in the
 * tier whose average account carries the least ARR an hour; tiers without ARR last, the lowest touch first. A tier whose average account
 * holds `largest` of all ARR never gets less. Money in major units.
 * @example serveTiersLess(lines, 585, { high: 81.5, low: 22.5, tech: 3 }, 0.2) // 30 mid-market accounts from low to tech touch free 585 hours
 */
export function serveTiersLess(
  lines: readonly TierLine[],
  hoursShort: number,
  touchHours: Record<Touch, number>,
  largest: number,
): { served_less: ServedLess[]; hours_freed: number } {
  const all = lines.reduce((sum, { arr }) => sum + (arr ?? 0), 0);
  const few = lines.filter(
    ({ arr, accounts }) => arr !== null && arr > 0 && accounts > 0 && arr / accounts >= largest * all && lines.length > 1,
  );
  let groups: Group[] = lines
    .filter((line) => servedByCsms(line) && !few.includes(line))
    .map((line) => ({
      tier: line.tier,
      ...{ from: line.served_as, service: line.served_as, accounts: line.accounts, arr: line.arr },
      ...{ hours: line.hours_per_account, was: line.hours_per_account, factor: line.factor },
    }));
  let missing = hoursShort;
  for (const toNone of [false, true]) {
    for (let moved = true; moved && withoutNoise(missing) > 0; ) {
      moved = false;
      const candidates = groups.flatMap((group) => {
        const next = group.accounts > 0 ? stepDown(group.service, group.hours, touchHours, group.factor) : null;
        if (!next || (next.to === "none") !== toNone) return [];
        const worth = group.arr === null ? null : group.arr / group.accounts / group.was;
        return [{ group, next, freed: group.hours - next.hours, worth }];
      });
      candidates.sort(
        (a, b) =>
          (a.worth === null ? 1 : 0) - (b.worth === null ? 1 : 0) ||
          (a.worth ?? 0) - (b.worth ?? 0) ||
          place(b.group.from) - place(a.group.from) ||
          byText(a.group.tier, b.group.tier),
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
  }
  const served_less = groups
    .filter((group) => group.service !== group.from)
    .map(
      (group): ServedLess => ({
        account: null,
        ...{ tier: group.tier, accounts: group.accounts, arr: group.arr, from: group.from, to: group.service },
        hours_freed: group.accounts * (group.was - group.hours),
        why:
          group.arr === null
            ? "Its ARR is unknown: lowest touch first."
            : group.service === "none"
              ? "One step less everywhere was not enough; only totals are known, so no renewal could protect an account."
              : "Its average account carries the least ARR for each hour; only totals are known, so no renewal could protect one.",
      }),
    )
    .sort((a, b) => place(a.from) - place(b.from) || byText(a.tier, b.tier) || place(a.to) - place(b.to));
  return { served_less, hours_freed: hoursShort - missing };
}
