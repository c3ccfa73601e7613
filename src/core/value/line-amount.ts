import { sumMoney } from "../money/sum-money.ts";
import type { ValueLine } from "./value-question.ts";

/** Months a line's value covers: its own, else the investment's; null when neither is stated. */
export function lineMonths(line: ValueLine, periodMonths: number | undefined): number | null {
  return line.period_months ?? periodMonths ?? null;
}

/**
 * What a line's parts come to in its period: the change in the better direction x units a year x money a unit, for as many months as the
 * line covers. Lower is better unless the line says otherwise, so a "saving" that got worse comes out below 0. Units: major units,
 * to the hundredth. Null when a part is missing.
 * @example amountOfParts({ name: "Typing", baseline: 6, after: 1, units_a_year: 1104, money_per_unit: 45 }, 12) // 248400
 */
export function amountOfParts(line: ValueLine, periodMonths: number | undefined): number | null {
  const { baseline, after, units_a_year, money_per_unit } = line;
  if (baseline === undefined || after === undefined || units_a_year === undefined || money_per_unit === undefined) return null;
  const gain = line.better === "higher" ? after - baseline : baseline - after;
  return sumMoney([(gain * units_a_year * money_per_unit * (lineMonths(line, periodMonths) ?? 12)) / 12]);
}

/** A line's money in its own period: as given, else out of its parts; null when there is none. Units: major units. */
export function lineAmount(line: ValueLine, periodMonths: number | undefined): number | null {
  return line.value ?? amountOfParts(line, periodMonths);
}
