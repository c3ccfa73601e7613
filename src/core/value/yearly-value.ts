import { sumMoney } from "../money/sum-money.ts";
import { smallest } from "../order/smallest.ts";
import type { CountedLine } from "./count-line.ts";
import { countedUnder, type ReadingName } from "./readings.ts";

/** A year's value, and the shortest stretch it was measured over. */
export interface YearlyValue {
  counted_value: number;
  from_months: number;
  /** True when less than a year was measured and the rest is stretched. */
  extrapolated: boolean;
}

/**
 * The value of a year: each line over the months it was counted for, times 12. Null when a counted line has no stated period. Units:
 * major units a year.
 * @example yearlyValue(lines, "confirmed", 12).counted_value // 206826
 */
export function yearlyValue(lines: readonly CountedLine[], reading: ReadingName, period: number | undefined): YearlyValue | null {
  const counted = lines
    .map((line) => ({
      amount: countedUnder(line, reading),
      months: line.months === null ? null : Math.min(line.months, period ?? line.months),
    }))
    .filter(({ amount }) => amount !== 0);
  const months = counted.map((one) => one.months).filter((one) => one !== null);
  if (months.length < counted.length || months.length === 0) return null;
  const from_months = smallest(months);
  return {
    counted_value: sumMoney(counted.map(({ amount, months: over }) => (amount * 12) / (over ?? 12))),
    from_months,
    extrapolated: from_months < 12,
  };
}
