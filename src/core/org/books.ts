import { sumMoney } from "../money/sum-money.ts";
import type { ServedAccount } from "./served-account.ts";

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
