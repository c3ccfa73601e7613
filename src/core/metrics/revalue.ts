import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";

/**
 * A bridge at the opening's exchange rates with their effect on its own line, its ending then at the end's rates; unchanged where accounts
 * carry no such effect. Money in one unit.
 * @example revalue({ starting: 110, ending: 110 }, [{ ...account, fx: 10 }]) // { starting: 110, fx: 10, ending: 120 }
 */
export function revalue<Bridge extends { ending: number }>(
  bridge: Bridge,
  changes: readonly AccountChange[],
): Bridge & { fx?: number } {
  const effects = changes.flatMap(({ fx }) => fx ?? []);
  if (effects.length === 0) return bridge;
  const fx = sumMoney(effects);
  const { ending, ...parts } = bridge;
  return { ...parts, fx, ending: sumMoney([ending, fx]) } as Bridge & { fx: number };
}
