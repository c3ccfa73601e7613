import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange } from "./account-change.ts";

/** Money gained and lost month by month; a return from zero is reactivation and on neither side. */
export interface Movements {
  expansion: number;
  losses: number;
}

/**
 * Sums every monthly rise and fall of the accounts' series. Amounts in one unit, both results zero or more.
 * A rise from zero (new, or come back) is left out. Null when an account has no monthly history.
 * @example movementsOf([{ ...account, series: [100, 200, 50] }]) // { expansion: 100, losses: 150 }
 */
export function movementsOf(changes: readonly AccountChange[]): Movements | null {
  const expansion: number[] = [];
  const losses: number[] = [];
  for (const { series } of changes) {
    if (series === null) return null;
    for (let month = 1; month < series.length; month += 1) {
      const before = series[month - 1]!;
      const now = series[month]!;
      if (now < before) losses.push(before, -now);
      else if (now > before && before > 0) expansion.push(now, -before);
    }
  }
  return { expansion: sumMoney(expansion), losses: sumMoney(losses) };
}
