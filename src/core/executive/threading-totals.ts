import { sumMoney } from "../money/sum-money.ts";
import type { AccountLine } from "./account-lines.ts";
import { type Verdict, verdicts } from "./threading.ts";

/** Accounts of one kind and what they pay. */
export interface AccountGroup {
  accounts: number;
  /** Of those whose ARR is known; null when none is. */
  arr: number | null;
  accounts_without_arr: number;
}

/** The book's breadth in one place. */
export interface ThreadingTotals {
  /** The worst of the accounts. */
  verdict: Verdict;
  accounts: number;
  single_threaded: number;
  single_threaded_arr: number | null;
  exposed: number;
  exposed_arr: number | null;
  contacts: number;
  live: number;
  undated: number;
  contacts_needed: number;
  live_days: number;
  by_verdict: (AccountGroup & { verdict: Verdict })[];
}

/** How many accounts, their ARR, and how many of them lack one. @example groupOf([]) // { accounts: 0, arr: 0, accounts_without_arr: 0 } */
export function groupOf(lines: readonly AccountLine[]): AccountGroup {
  const known = lines.map(({ arr }) => arr).filter((arr) => arr !== null);
  const without = lines.length - known.length;
  return {
    accounts: lines.length,
    arr: known.length === 0 && without > 0 ? null : sumMoney(known),
    accounts_without_arr: without,
  };
}

/**
 * The accounts of a book by how broadly they are known, with the ARR that hangs on one person. Verdicts no account has are left out.
 * Units: ARR in major units a year, of the accounts whose ARR is known.
 * @example threadingTotals(lines, 3, 90).single_threaded // 2
 */
export function threadingTotals(lines: readonly AccountLine[], contactsNeeded: number, liveDays: number): ThreadingTotals {
  const single = groupOf(lines.filter(({ single_threaded }) => single_threaded === true));
  const exposed = groupOf(lines.filter(({ state }) => state === "exposed"));
  const by_verdict = verdicts
    .map((verdict) => ({ verdict, ...groupOf(lines.filter((line) => line.verdict === verdict)) }))
    .filter(({ accounts }) => accounts > 0);
  const total = (of: "contacts" | "live" | "undated") => lines.reduce((sum, line) => sum + line[of], 0);
  return {
    verdict: by_verdict[0]?.verdict ?? "nobody",
    accounts: lines.length,
    single_threaded: single.accounts,
    single_threaded_arr: single.arr,
    exposed: exposed.accounts,
    exposed_arr: exposed.arr,
    contacts: total("contacts"),
    live: total("live"),
    undated: total("undated"),
    contacts_needed: contactsNeeded,
    live_days: liveDays,
    by_verdict,
  };
}
