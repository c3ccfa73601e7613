import { sumMoney } from "../../money/sum-money.ts";
import type { BandResponses } from "./figures.ts";
import type { JudgedAccount } from "./judge-account.ts";

/** Accounts and their ARR, in major units: the sum of what is known, null where accounts are and no ARR of theirs is known. */
export interface ArrOfAccounts {
  accounts: number;
  arr: number | null;
  accounts_without_arr: number;
}

/** @example arrOfAccounts([{ arr: 100 }, { arr: null }]) // { accounts: 2, arr: 100, accounts_without_arr: 1 } */
export function arrOfAccounts(accounts: readonly { arr: number | null }[]): ArrOfAccounts {
  const known: number[] = [];
  for (const { arr } of accounts) if (arr !== null) known.push(arr);
  const without = accounts.length - known.length;
  return {
    accounts: accounts.length,
    arr: known.length === 0 && without > 0 ? null : sumMoney(known),
    accounts_without_arr: without,
  };
}

/** The line of the accounts that nobody can judge. */
export const UNDETERMINED = "undetermined";

export interface DistributionLine extends ArrOfAccounts {
  band: string;
  status: "red" | "yellow" | "green" | "unknown";
}

/**
 * Accounts and ARR by band, worst first, with those that cannot be judged on a line of their own; the lines sum to the book.
 * @example distribution(judged, responses).at(-1) // { band: "undetermined", status: "unknown", accounts: 22, arr: 300000, ... }
 */
export function distribution(accounts: readonly JudgedAccount[], responses: BandResponses): DistributionLine[] {
  const groups = new Map<number | null, { arr: number | null }[]>();
  for (const { band, source } of accounts) {
    const own = groups.get(band);
    if (own) own.push(source);
    else groups.set(band, [source]);
  }
  const lines = responses.map(
    ({ band, status }, place): DistributionLine => ({ band, status, ...arrOfAccounts(groups.get(place) ?? []) }),
  );
  return [...lines, { band: UNDETERMINED, status: "unknown", ...arrOfAccounts(groups.get(null) ?? []) }];
}
