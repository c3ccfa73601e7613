import type { LeftOutLine } from "./forecast-fields.ts";
import { dueOf } from "./forecast-sums.ts";
import type { LeftOutRenewal } from "./place-renewals.ts";

/** Names shown for each reason. */
const SHOWN = 2;

/**
 * What stands outside the forecast, a line for each reason, largest ARR first. With the forecast's own ARR they add up to the book.
 * @example leftOut([{ renewal, why: "overdue" }])[0] // { why: "overdue", renewals: 1, accounts: 1, arr: 5000, largest: ["Acme"] }
 */
export function leftOut(renewals: readonly LeftOutRenewal[]): LeftOutLine[] {
  const reasons = [...new Set(renewals.map(({ why }) => why))];
  const lines = reasons.map((why): LeftOutLine => {
    const own = renewals.filter((one) => one.why === why).map(({ renewal }) => renewal);
    const accounts = [...new Set(own.map(({ account }) => account))];
    return { why, renewals: own.length, accounts: accounts.length, arr: dueOf(own), largest: accounts.slice(0, SHOWN) };
  });
  return lines.sort((a, b) => b.arr - a.arr || (a.why < b.why ? -1 : 1));
}
