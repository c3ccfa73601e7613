import { Problem } from "../contract/problem.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";
import type { Retention, RetentionPolicy } from "./retention.ts";
import { keptAmount, ratesOfBridge } from "./retention-of-accounts.ts";

/**
 * Net retention without a price increase that every surviving account got, and the part of the expansion that it explains: of each account
 * its opening times the increase, and never more than it really grew. Money in one unit, increase and rate as fractions.
 * Throws Problem for an increase outside 0 to 1.
 * @example one account from 100 to 120 and an increase of 0.05: price_expansion 5, nrr_without_price 1.15
 */
export function withoutPrice(
  changes: readonly AccountChange[],
  { bridge, accounts }: Retention,
  policy: RetentionPolicy,
  increase: number,
): { nrr_without_price: number | null; price_expansion: number } {
  if (!(increase >= 0 && increase <= 1))
    throw new Problem({
      what: `price_increase is ${increase}; it is a fraction from 0 to 1.`,
      remedy: "Write 5% as 0.05. A price cut is a contraction and needs no parameter.",
    });
  const price = sumMoney(
    changes.flatMap((change) => {
      const growth = change.start > 0 ? sumMoney([keptAmount(change, policy), -change.start]) : 0;
      return growth > 0 ? [Math.min(growth, sumMoney([change.start * increase]))] : [];
    }),
  );
  const rest = { ...bridge, expansion: sumMoney([bridge.expansion, -price]) };
  return { nrr_without_price: ratesOfBridge(rest, accounts, policy).nrr, price_expansion: price };
}
