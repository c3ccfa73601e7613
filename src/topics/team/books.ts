import { roundUp, sumMoney, withoutNoise } from "../../core/money.ts";
import { byText, leaderOf } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Book, Move, ServedLess } from "./answer.ts";
import { coachFte, type TeamFigures } from "./figures.ts";
import type { TeamAccount, TeamQuestion } from "./question.ts";
import type { Staffing } from "./roles.ts";
import { type ServedAccount, type Service, servedAccounts, serveLess, serveTiersLess, untouchable } from "./serve-less.ts";
import { csmFte, newAccountHours, type TeamWork } from "./work.ts";

/** Accounts without an owner stand under this name. */
export const UNASSIGNED = "unassigned";

/** What somebody who is not there yet is called, by number. @example newOwner(1) // "new CSM 1" */
const newOwner = (number: number): string => `new CSM ${number}`;
/** True for one who is still to come. @example isNewOwner("new CSM 1") // true */
export const isNewOwner = (owner: string): boolean => owner.startsWith(newOwner(0).slice(0, -1));

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

const byHours = (a: ServedAccount, b: ServedAccount) => b.hours - a.hours || b.arr - a.arr || byText(a.account, b.account);

/** How unwillingly an account changes hands: large, at risk and just moved ones stay, a renewal near goes last of the others. */
function unwilling({ keep, moved, renews }: ServedAccount): number {
  if (moved === true || (keep !== null && keep !== "renewal")) return 2;
  return renews === true || keep === "renewal" ? 1 : 0;
}

/** True when the first is to move: by hours, then the smaller one, then by name. */
const firstOf = (hours: number, one: ServedAccount, other: ServedAccount) =>
  (withoutNoise(hours) || one.arr - other.arr || byText(one.account, other.account)) < 0;

/** The account that fits best, of those that move most willingly: the smallest that ends the overload and fits, else the largest that fits. */
function bestFit(accounts: Iterable<ServedAccount>, over: number, spare: number): ServedAccount | undefined {
  const ends: (ServedAccount | undefined)[] = [];
  const fits: (ServedAccount | undefined)[] = [];
  for (const account of accounts) {
    const place = unwilling(account);
    if (place > 1 || account.hours <= 0 || withoutNoise(account.hours - spare) > 0) continue;
    const [end, fit] = [ends[place], fits[place]];
    if (withoutNoise(account.hours - over) >= 0 && (end === undefined || firstOf(account.hours - end.hours, account, end)))
      ends[place] = account;
    if (fit === undefined || firstOf(fit.hours - account.hours, account, fit)) fits[place] = account;
  }
  return ends[0] ?? fits[0] ?? ends[1] ?? fits[1];
}

/**
 * New owners for the accounts of people who leave or of nobody, then relief for overloaded owners with few moves: large accounts, those at
 * risk and those that just moved stay, and one near its renewal moves only when no other fits. `owners` are those who stay or come.
 * Accounts without human hours need nobody, unless they are at risk or undecided and had somebody. Hours a year. `shareOf` says who carries only a part of a full book.
 * @example rebalance([{ account: "Acme", owner: "Ben", hours: 20, ... }], ["Ana"], 1128).moves // Acme goes from Ben to Ana
 */
export function rebalance(
  accounts: readonly ServedAccount[],
  owners: readonly string[],
  hoursPerCsm: number,
  shareOf: (owner: string) => number = () => 1,
): { accounts: ServedAccount[]; moves: Move[] } {
  const room = (owner: string) => hoursPerCsm * shareOf(owner);
  const now = accounts.map((account) => ({ ...account }));
  const people = [...new Set(owners)].sort();
  const load = new Map(people.map((owner): [string, number] => [owner, 0]));
  const place = new Map(people.map((owner, index) => [owner, index]));
  const held = new Map(people.map((owner): [string, Set<ServedAccount>] => [owner, new Set()]));
  const stuck = new Set<string>();
  // Thousands of owners with thousands of moves: who has most room and who most hours too many is kept, not looked for.
  const [spare, over] = [leaderOf(people.length), leaderOf(people.length)];
  const weigh = (owner: string) => {
    const hours = load.get(owner)!;
    spare.set(place.get(owner)!, room(owner) - hours);
    const isOver = !stuck.has(owner) && withoutNoise(hours - room(owner)) > 0;
    over.set(place.get(owner)!, isOver ? hours : Number.NEGATIVE_INFINITY);
  };
  const sorted = [...now].sort(byHours);
  const moves: Move[] = [];
  const add = (owner: string, account: ServedAccount, sign: 1 | -1) => {
    load.set(owner, load.get(owner)! + sign * account.hours);
    if (sign === 1) held.get(owner)!.add(account);
    else held.get(owner)!.delete(account);
  };
  for (const account of sorted) if (account.owner !== null && load.has(account.owner)) add(account.owner, account, 1);
  for (const owner of people) weigh(owner);
  const give = (account: ServedAccount, to: string | null, why: string) => {
    const from = account.owner;
    for (const [owner, sign] of [[from, -1] as const, [to, 1] as const])
      if (owner !== null && load.has(owner)) {
        add(owner, account, sign);
        weigh(owner);
      }
    account.owner = to;
    if (from !== to) moves.push({ account: account.account, from: from ?? UNASSIGNED, to: to ?? UNASSIGNED, why });
  };

  for (const account of sorted.filter(({ owner }) => owner === null || !load.has(owner))) {
    // Who is at risk or undecided keeps a person, though the plan has no hours for accounts like it.
    const to = account.hours > 0 || (account.owner !== null && untouchable(account.keep)) ? spare.first() : null;
    const why = account.owner === null ? "It has no owner." : "Its owner leaves.";
    if (to !== null) give(account, people[to]!, why);
    else give(account, null, `${why} It takes no CSM hours.`);
  }
  for (;;) {
    const most = over.first();
    if (most === null) break;
    const owner = people[most]!;
    const to = spare.first(most);
    const account = to === null ? undefined : bestFit(held.get(owner)!, load.get(owner)! - room(owner), spare.key(to));
    if (account && to !== null) give(account, people[to]!, "Its owner has too many hours.");
    else {
      stuck.add(owner);
      weigh(owner);
    }
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
  return accounts
    .filter(({ account, owner }) => owner !== null && (moved.has(account) || dropped.has(account)))
    .sort((a, b) => b.arr - a.arr || byText(a.account, b.account))
    .flatMap(({ account, owner }) => {
      const to = moved.get(account)?.to;
      if (owner === null) return [];
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
 * Plans the books of a fixed number of CSMs. Without one, and with nobody leaving, proposes an owner for accounts that have none and relief
 * for owners with too much. `otherHours` is work beside the accounts, such as new ones; `coaches` are leaders who carry `coachShare` of a
 * book and are not among the heads. Hours a year. Throws Problem for an unknown name in `leaving`.
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
  const csms = staying.filter((owner) => !coaches.includes(owner)).length;
  const heads = (given.heads ?? csms) + (staying.length - csms) * coachShare;
  const fixed = given.heads !== undefined || gone.length > 0;
  const fromOutside = owned.length === 0 ? 0 : Math.max(0, (people ?? csms) - csms);
  const owners = [...staying, ...Array.from({ length: fromOutside }, (_, index) => newOwner(index + 1))];
  const needed = today.reduce((sum, book) => sum + book.hours, 0) + given.otherHours;
  const short = fixed ? Math.max(0, withoutNoise(needed - heads * work.hours_per_csm)) : 0;
  const less = serveLess(accounts, short, work.touch_hours);
  const freed = { served_less: less.served_less, hours_freed: less.hours_freed };
  if (owned.length === 0) return { books: today, leaving: [], ...freed, rebalanced: [], books_after: null };
  const room = heads === 0 ? work.hours_per_csm : work.hours_per_csm - given.otherHours / heads;
  const after = rebalance(less.accounts, owners, room, shareOf);
  const changed = fixed || after.moves.length > 0;
  return {
    books: today,
    leaving: gone,
    ...freed,
    rebalanced: after.moves,
    books_after: changed ? books(after.accounts, work.hours_per_csm, owners, shareOf) : null,
  };
}

/** The accounts that CSMs serve, with what the rules protect. */
export function protectedAccounts(question: TeamQuestion, work: TeamWork, figures: TeamFigures): ServedAccount[] {
  return servedAccounts(question.accounts ?? [], work, {
    as_of: question.as_of ?? null,
    months: figures.protectedMonths.value,
    undecidedDays: figures.undecidedDays.value,
    atRiskHealth: figures.atRiskHealth.value,
    largeShares: figures.largeShares.value,
    coolingOffDays: figures.transitions.value.cooling_off_days,
  });
}

/**
 * Books, moves and the accounts that get less where heads or a budget are fixed: from accounts each by name, from totals a number a tier.
 * @example whoGetsLess(question, staffing, served, figures).served_less // [] while the CSMs can do the work
 */
export function whoGetsLess(
  question: TeamQuestion,
  { work_in_plan: work, heads }: Staffing,
  served: readonly ServedAccount[],
  figures: TeamFigures,
): BookPlan {
  const fixed = question.chosen !== undefined || question.heads !== undefined || question.budget !== undefined;
  if (question.accounts)
    return planBooks(served, work, {
      heads: fixed ? (heads.csm ?? 0) : undefined,
      leaving: question.leaving ?? [],
      otherHours: newAccountHours(work),
      coaches: question.player_coaches,
      coachShare: question.player_coaches?.length ? figures.playerCoach.value : 1,
    });
  const needed = csmFte(work) * work.hours_per_csm;
  const people = (heads.csm ?? 0) + coachFte(question, figures);
  const short = fixed ? Math.max(0, withoutNoise(needed - people * work.hours_per_csm)) : 0;
  const less = serveTiersLess(work.lines, short, work.touch_hours, figures.largeShares.value[1]!);
  return { books: [], leaving: [], rebalanced: [], books_after: null, ...less };
}
