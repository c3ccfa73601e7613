import { Problem } from "../contract/problem.ts";
import { isExactMoney, isTooLarge } from "../metrics/exact-money.ts";

/** What one source says an account pays a year. */
export interface GivenArr {
  place: string;
  account: string;
  arr: number;
}

/**
 * ARR by account out of all that was said about it. Units: major units a year; 0 is an amount. Throws Problem for a negative amount, for
 * one finer than a hundredth or too large, and where two sources disagree.
 * @example accountArr([{ place: "accounts[0]", account: "Acme", arr: 0 }]).get("Acme") // 0
 */
export function accountArr(given: readonly GivenArr[]): Map<string, number> {
  const bad = given.filter(({ arr, account }) => account === "" || arr < 0 || isTooLarge(arr) || !isExactMoney(arr));
  if (bad.length)
    throw new Problem({
      what: "These amounts of ARR cannot be used:",
      places: bad.map(({ place, account, arr }) => `${place} (${account || "no account"}): ${arr}`),
      remedy: "Name the account and give its yearly amount in major units, 0 or more.",
    });
  const byAccount = new Map<string, GivenArr[]>();
  for (const one of given) byAccount.set(one.account, [...(byAccount.get(one.account) ?? []), one]);
  const split = [...byAccount.values()].filter((all) => all.some(({ arr }) => arr !== all[0]!.arr));
  if (split.length)
    throw new Problem({
      what: "The ARR of these accounts is given twice, and differs:",
      places: split.map((all) => `${all[0]!.account}: ${all.map(({ place, arr }) => `${place} ${arr}`).join(", ")}`),
      remedy: "Give each account one ARR, or leave it out.",
    });
  return new Map([...byAccount].map(([account, all]) => [account, all[0]!.arr]));
}
