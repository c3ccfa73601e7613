import { roundUp, shareMoney, sumMoney, withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { coachFte, type TeamFigures } from "./figures.ts";
import { servedByCsms, type TeamAccount, type TeamQuestion } from "./question.ts";
import type { Staffing } from "./roles.ts";
import {
  type ServedAccount,
  type ServedLess,
  type Service,
  servedAccounts,
  serveLess,
  services,
  stepDown,
} from "./serve-less.ts";
import { csmFte, newAccountHours, type TeamWork, type TierLine } from "./work.ts";

/** Accounts without an owner stand under this name. */
export const UNASSIGNED = "unassigned";

/** One owner's book: accounts, ARR in major units, hours a year, renewals near, and hours as a share of what its owner has for a book. */
export interface Book {
  owner: string;
  accounts: number;
  arr: number;
  hours: number;
  /** Null when no day was given. */
  renewals: number | null;
  /** Null for accounts without an owner. */
  load: number | null;
}

/**
 * Every owner's book, most hours first, accounts without an owner last; `owners` adds those whose book is empty, `shareOf` says who
 * carries only a part of a full one.
 * @example books([{ account: "Acme", owner: "Kim", arr: 100000, hours: 81.5, ... }], 1128)[0] // { owner: "Kim", accounts: 1, load: 0.07, ... }
 */
export function books(
  accounts: readonly ServedAccount[],
  hoursPerCsm: number,
  owners: readonly string[] = [],
  shareOf: (owner: string) => number = () => 1,
): Book[] {
  const groups = new Map<string | null, ServedAccount[]>(owners.map((owner): [string, ServedAccount[]] => [owner, []]));
  for (const account of accounts) {
    const own = groups.get(account.owner);
    if (own) own.push(account);
    else groups.set(account.owner, [account]);
  }
  const all = [...groups].map(([owner, own]): Book => {
    const hours = own
      .map((account) => account.hours)
      .sort((a, b) => a - b)
      .reduce((sum, each) => sum + each, 0);
    return {
      owner: owner ?? UNASSIGNED,
      accounts: own.length,
      arr: sumMoney(own.map((account) => account.arr)),
      hours,
      renewals: own.some((account) => account.renews === null) ? null : own.filter((account) => account.renews).length,
      load: owner === null ? null : hours / (hoursPerCsm * shareOf(owner)),
    };
  });
  const last = (book: Book) => (book.load === null ? 1 : 0);
  return all.sort((a, b) => last(a) - last(b) || b.hours - a.hours || (a.owner < b.owner ? -1 : 1));
}

/**
 * Which owners leave when there are more of them than heads: those named, then those with the fewest hours, so that few accounts move.
 * `kept` leave only when named, since they are not among the heads. Throws Problem for a name that owns nothing.
 * @example leavers([{ owner: "Ana", hours: 900 }, { owner: "Ben", hours: 400 }], 1, []) // ["Ben"]
 */
export function leavers(
  owners: readonly Pick<Book, "owner" | "hours">[],
  heads: number | undefined,
  named: readonly string[],
  kept: readonly string[] = [],
): string[] {
  const unknown = named.filter((name) => !owners.some(({ owner }) => owner === name));
  if (unknown.length)
    throw new Problem({
      what: `leaving names ${unknown.join(", ")}, who owns no account.`,
      remedy: `The owners are ${
        owners
          .map(({ owner }) => owner)
          .sort()
          .join(", ") || "none; map a column to owner"
      }.`,
    });
  const staying = owners.filter(({ owner }) => !named.includes(owner) && !kept.includes(owner));
  const more = heads === undefined ? 0 : Math.max(0, staying.length - heads);
  const lightest = [...staying].sort((a, b) => a.hours - b.hours || (a.owner < b.owner ? -1 : 1)).slice(0, more);
  return [...new Set([...named, ...lightest.map(({ owner }) => owner)])];
}

/** One account that changes hands. */
export interface Move {
  account: string;
  from: string;
  to: string;
  why: string;
}

type Room = (owner: string) => number;

function mostSpare(load: ReadonlyMap<string, number>, room: Room, except?: string): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [owner, hours] of load) {
    const spare = room(owner) - hours;
    if (owner === except || (best !== undefined && spare <= most)) continue;
    best = owner;
    most = spare;
  }
  return best;
}

const byHours = (a: ServedAccount, b: ServedAccount) => b.hours - a.hours || b.arr - a.arr || (a.account < b.account ? -1 : 1);

/** The account that fits best: the smallest that ends the overload and fits, else the largest that fits; near renewals last. */
function bestFit(accounts: readonly ServedAccount[], over: number, spare: number): ServedAccount | undefined {
  for (const renews of [false, true]) {
    const fitting = accounts
      .filter((account) => (account.renews === true) === renews && account.hours > 0 && withoutNoise(account.hours - spare) <= 0)
      .sort(byHours);
    const found = fitting.findLast((account) => withoutNoise(account.hours - over) >= 0) ?? fitting[0];
    if (found) return found;
  }
  return undefined;
}

/**
 * New owners for the accounts of people who leave or of nobody, then relief for overloaded owners with few moves; an account near its
 * renewal moves only when no other fits. `owners` are those who stay or come. Accounts without human hours need nobody. Hours a year.
 * `shareOf` says who carries only a part of a full book.
 * @example rebalance([{ account: "Acme", owner: "Ben", hours: 20, ... }], ["Ana"], 1128).moves // Acme goes from Ben to Ana
 */
export function rebalance(
  accounts: readonly ServedAccount[],
  owners: readonly string[],
  hoursPerCsm: number,
  shareOf: (owner: string) => number = () => 1,
): { accounts: ServedAccount[]; moves: Move[] } {
  const room: Room = (owner) => hoursPerCsm * shareOf(owner);
  const now = accounts.map((account) => ({ ...account }));
  const load = new Map([...owners].sort().map((owner): [string, number] => [owner, 0]));
  for (const account of [...now].sort(byHours))
    if (account.owner !== null && load.has(account.owner)) load.set(account.owner, load.get(account.owner)! + account.hours);
  const moves: Move[] = [];
  const give = (account: ServedAccount, to: string | null, why: string) => {
    const from = account.owner;
    if (from !== null && load.has(from)) load.set(from, load.get(from)! - account.hours);
    if (to !== null) load.set(to, load.get(to)! + account.hours);
    account.owner = to;
    if (from !== to) moves.push({ account: account.account, from: from ?? UNASSIGNED, to: to ?? UNASSIGNED, why });
  };

  const orphans = now.filter((account) => account.owner === null || !load.has(account.owner)).sort(byHours);
  for (const account of orphans) {
    const to = account.hours > 0 ? mostSpare(load, room) : undefined;
    const why = account.owner === null ? "It has no owner." : "Its owner leaves.";
    if (to !== undefined) give(account, to, why);
    else give(account, null, `${why} It takes no CSM hours.`);
  }
  const stuck = new Set<string>();
  for (;;) {
    const overloaded = [...load]
      .filter(([owner, hours]) => !stuck.has(owner) && withoutNoise(hours - room(owner)) > 0)
      .sort(([a, hoursA], [b, hoursB]) => hoursB - hoursA || (a < b ? -1 : 1))[0];
    if (!overloaded) break;
    const [owner, hours] = overloaded;
    const to = mostSpare(load, room, owner);
    const own = now.filter((account) => account.owner === owner);
    const account = to === undefined ? undefined : bestFit(own, hours - room(owner), room(to) - load.get(to)!);
    if (account && to !== undefined) give(account, to, "Its owner has too many hours.");
    else stuck.add(owner);
  }
  return { accounts: now, moves };
}

/** An account that loses the CSM it knows; nobody follows by name where a program or the whole team takes over. */
export interface LostContact {
  account: string;
  owner: string;
  new_contact: string | null;
}

const byPerson = (service: Service) => service === "high" || service === "low";

/**
 * The accounts whose named CSM changes or goes, the largest first: those that move to another owner, and those that go from a person to a
 * program or to nobody. Accounts that had no owner lose none.
 * @example lostContacts([{ account: "Acme", from: "Ben", to: "Ana", why: "" }], [], accounts) // [{ account: "Acme", owner: "Ben", new_contact: "Ana" }]
 */
export function lostContacts(
  moves: readonly Move[],
  less: readonly ServedLess[],
  accounts: readonly TeamAccount[],
): LostContact[] {
  const moved = new Map(moves.map((move) => [move.account, move]));
  const dropped = new Set(less.filter(({ from, to }) => byPerson(from) && !byPerson(to)).flatMap(({ account }) => account ?? []));
  return [...accounts]
    .sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1))
    .flatMap(({ account, owner }) => {
      const to = moved.get(account)?.to;
      if (owner === null || (to === undefined && !dropped.has(account))) return [];
      const named = to !== undefined && to !== UNASSIGNED && !dropped.has(account);
      return [{ account, owner, new_contact: named ? to : null }];
    });
}

/**
 * How many accounts go from a person to a program or to nobody, where only a tier's totals are known.
 * @example accountsWithoutPerson([{ account: null, from: "low", to: "tech", accounts: 75, ... }]) // 75
 */
export function accountsWithoutPerson(less: readonly ServedLess[]): number {
  return less.reduce((sum, { from, to, accounts }) => (byPerson(from) && !byPerson(to) ? sum + accounts : sum), 0);
}

/** Books today, who gets less when people are fewer than the work, who takes over which account, and the books afterwards. */
export interface BookPlan {
  books: Book[];
  leaving: string[];
  served_less: ServedLess[];
  hours_freed: number;
  rebalanced: Move[];
  /** Null when the owners stay as they are. */
  books_after: Book[] | null;
}

/**
 * Plans the books of a fixed number of CSMs; without one, and with nobody leaving, only shows today's.
 * `otherHours` is work beside the accounts, such as new ones; `coaches` are leaders who carry `coachShare` of a book and are not among the
 * heads. Hours a year. Throws Problem for an unknown name in `leaving`.
 * @example planBooks(accounts, work, { heads: 5, leaving: [], otherHours: 0 }).books_after // five books
 */
export function planBooks(
  accounts: readonly ServedAccount[],
  work: TeamWork,
  given: {
    heads: number | undefined;
    leaving: readonly string[];
    otherHours: number;
    coaches?: readonly string[];
    coachShare?: number;
  },
): BookPlan {
  const { coaches = [], coachShare = 1 } = given;
  const shareOf = (owner: string) => (coaches.includes(owner) ? coachShare : 1);
  const today = books(accounts, work.hours_per_csm, [], shareOf);
  const owned = today.filter((book) => book.load !== null);
  const people = given.heads === undefined ? undefined : roundUp(given.heads);
  const gone = leavers(owned, people, given.leaving, coaches);
  const staying = owned.map(({ owner }) => owner).filter((owner) => !gone.includes(owner));
  if (given.heads === undefined && gone.length === 0)
    return { books: today, leaving: [], served_less: [], hours_freed: 0, rebalanced: [], books_after: null };

  const csms = staying.filter((owner) => !coaches.includes(owner)).length;
  const heads = (given.heads ?? csms) + (staying.length - csms) * coachShare;
  const fromOutside = owned.length === 0 ? 0 : Math.max(0, (people ?? csms) - csms);
  const owners = [...staying, ...Array.from({ length: fromOutside }, (_, index) => `new CSM ${index + 1}`)];
  const needed = today.reduce((sum, book) => sum + book.hours, 0) + given.otherHours;
  const short = Math.max(0, withoutNoise(needed - heads * work.hours_per_csm));
  const less = serveLess(accounts, short, work.touch_hours);
  if (owned.length === 0)
    return {
      books: today,
      leaving: [],
      served_less: less.served_less,
      hours_freed: less.hours_freed,
      rebalanced: [],
      books_after: null,
    };
  const room = heads === 0 ? work.hours_per_csm : work.hours_per_csm - given.otherHours / heads;
  const after = rebalance(less.accounts, owners, room, shareOf);
  return {
    books: today,
    leaving: gone,
    served_less: less.served_less,
    hours_freed: less.hours_freed,
    rebalanced: after.moves,
    books_after: books(after.accounts, work.hours_per_csm, owners, shareOf),
  };
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
    from: line.served_as,
    service: line.served_as,
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

/**
 * Books, moves and the accounts that get less where heads or a budget are fixed: from accounts each by name, from totals a number a tier.
 * @example whoGetsLess(question, staffing, figures).served_less // [] while the CSMs can do the work
 */
export function whoGetsLess(question: TeamQuestion, { work_in_plan: work, heads }: Staffing, figures: TeamFigures): BookPlan {
  const fixed = question.heads !== undefined || question.budget !== undefined;
  const otherHours = newAccountHours(work);
  if (question.accounts) {
    const served = servedAccounts(question.accounts, work, {
      as_of: question.as_of ?? null,
      months: figures.protectedMonths.value,
      atRiskHealth: figures.atRiskHealth.value,
    });
    return planBooks(served, work, {
      heads: fixed ? (heads.csm ?? 0) : undefined,
      leaving: question.leaving ?? [],
      otherHours,
      coaches: question.player_coaches,
      coachShare: question.player_coaches?.length ? figures.playerCoach.value : 1,
    });
  }
  const needed = csmFte(work) * work.hours_per_csm;
  const people = (heads.csm ?? 0) + coachFte(question, figures);
  const short = fixed ? Math.max(0, withoutNoise(needed - people * work.hours_per_csm)) : 0;
  return { books: [], leaving: [], rebalanced: [], books_after: null, ...serveTiersLess(work.lines, short, work.touch_hours) };
}
