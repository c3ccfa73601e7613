import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { RenewalRate } from "./forecast-fields.ts";
import type { LeftOutRenewal } from "./place-renewals.ts";
import type { Renewal } from "./renewal-row.ts";

/** Where the amount that a decided renewal kept comes from. */
export type KeptFrom = "retained" | "called" | "arr" | "lost";

/**
 * What a decided renewal kept, in major units: the retained amount, else the called one, else the ARR; a lost one kept nothing, whatever
 * was called.
 * @example keptBy({ ...renewal, outcome: "lost", retained: null, called: null }) // { amount: 0, from: "lost" }
 */
export function keptBy({ outcome, retained, called, arr }: Renewal): { amount: number; from: KeptFrom } {
  if (outcome === "lost") return { amount: 0, from: "lost" };
  if (retained !== null) return { amount: retained, from: "retained" };
  return called === null ? { amount: arr, from: "arr" } : { amount: called, from: "called" };
}

/** What was kept of the ARR that was up for decision: never more than it, so that an increase counts in net only. */
export function keptOfArr(renewal: Renewal): number {
  return Math.min(keptBy(renewal).amount, renewal.arr);
}

/** The increase at renewal: as stated, else what was kept above the ARR. */
function upliftOf(renewal: Renewal): number {
  return renewal.uplift ?? Math.max(0, sumMoney([keptBy(renewal).amount, -renewal.arr]));
}

/** The renewals in the window that are decided. */
export function decidedOf(leftOut: readonly LeftOutRenewal[]): Renewal[] {
  return leftOut.filter(({ why }) => why === "renewed" || why === "lost").map(({ renewal }) => renewal);
}

/**
 * Renewal rates on the ARR that was up for decision and is decided: gross counts at most the ARR of each renewal, net adds the increases,
 * logo counts decisions. Rates as fractions, money in major units; null where nothing was decided, or no ARR was.
 * Source: definitions of renewal rate on available-to-renew ARR.
 * @example renewalRate([renewedWhole, lost]) // { gross: 0.5, net: 0.5, logo: 0.5, ... } for two of the same size
 */
export function renewalRate(decided: readonly Renewal[]): RenewalRate {
  const arr = sumMoney(decided.map((renewal) => renewal.arr));
  const retained = sumMoney(decided.map(keptOfArr));
  const uplift = sumMoney(decided.map(upliftOf));
  const renewed = decided.filter(({ outcome }) => outcome === "renewed").length;
  return {
    gross: arr > 0 ? ratioOfMoney(retained, arr) : null,
    net: arr > 0 ? ratioOfMoney(sumMoney([retained, uplift]), arr) : null,
    logo: decided.length ? renewed / decided.length : null,
    arr,
    retained_arr: retained,
    uplift,
    renewed,
    lost: decided.length - renewed,
  };
}
