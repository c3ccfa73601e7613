import { type Book, books } from "./books.ts";
import { leavers } from "./leavers.ts";
import { type Move, rebalance } from "./rebalance.ts";
import { roundUp } from "./round-up.ts";
import { type ServedLess, serveLess } from "./serve-less.ts";
import type { ServedAccount } from "./served-account.ts";
import type { TeamWork } from "./team-work.ts";
import { withoutNoise } from "./without-noise.ts";

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
