import { sumMoney } from "../money/sum-money.ts";
import type { Tie } from "./retention-detail.ts";

/** Something that would explain a difference; `amount` is what it adds to the stated figure, below zero where the stated figure lacks it. */
export interface TieCandidate {
  what: string;
  amount: number;
}

/**
 * A stated figure against the computed one: the difference, stated less computed, and every candidate that equals it to the hundredth, in
 * the order given and at most `most` of them. Candidates are looked at only where there is a difference. Money in one unit.
 * @example tieOut(560, 640, () => [{ what: "New customers are left out of the stated figure", amount: -80 }], 12).located.length // 1
 */
export function tieOut(stated: number, computed: number, candidates: () => readonly TieCandidate[], most: number): Tie {
  const difference = sumMoney([stated, -computed]);
  const located = difference === 0 ? [] : candidates().filter(({ amount }) => sumMoney([amount, -difference]) === 0);
  return { stated, computed, difference, located: located.slice(0, most) };
}
