import { sumMoney } from "../money/sum-money.ts";
import { bySize } from "../order/by-size.ts";
import { byText } from "../order/by-text.ts";
import { breakEvenShare } from "./break-even-share.ts";
import { checkPrinted, type PrintedCheck } from "./check-printed.ts";
import { checkQuestion } from "./check-question.ts";
import { type CountedLine, countLine } from "./count-line.ts";
import type { ValueFigures } from "./figures.ts";
import { overlaps } from "./overlaps.ts";
import { headline, type Reading, type ReadingName, readings } from "./readings.ts";
import { type ValueDoubts, valueDoubts } from "./value-doubts.ts";
import type { ValueQuestion } from "./value-question.ts";
import { type WeakestHalved, weakestHalved } from "./weakest-halved.ts";
import { weighLine } from "./weighed-line.ts";
import { type YearlyValue, yearlyValue } from "./yearly-value.ts";

/** A customer's return with all it rests on. */
export interface ValueReport {
  investment: number;
  /** The reading the headline stands on; null when no line can be counted in money. */
  roi_of: ReadingName | null;
  readings: Reading[];
  lines: CountedLine[];
  given_value: number;
  not_counted_value: number;
  unattributed_value: number;
  breaks_even_at: number | null;
  payback_months: number | null;
  annualised: YearlyValue | null;
  weakest_halved: WeakestHalved | null;
  printed: PrintedCheck | null;
  doubts: ValueDoubts;
}

/** Months until the investment is back at the year's pace; null when there is no pace or it runs backwards. */
function payback(investment: number, yearly: YearlyValue | null): number | null {
  if (yearly === null || yearly.counted_value <= 0) return null;
  return investment / (yearly.counted_value / 12);
}

/**
 * A customer's return on what it spent, from its lines: hard value, what nobody confirmed, what is not counted and why. Given value is
 * hard + unvalidated + not counted. Units: major units, fractions, months. Throws Problem for lines that cannot be counted.
 * @example valueReport({ investment: 120000, lines }, figures).readings[0].roi // 0.72355
 */
export function valueReport(question: ValueQuestion, { unitWords }: Pick<ValueFigures, "unitWords">): ValueReport {
  checkQuestion(question, unitWords);
  const { investment, period_months: period } = question;
  const weighed = question.lines.map((line) => weighLine(line, period, unitWords));
  const instead = overlaps(weighed, unitWords);
  const lines = weighed
    .map((one) => countLine(one, instead.get(one.line.name) ?? null))
    .sort(
      (a, b) =>
        b.counted - a.counted || b.unvalidated - a.unvalidated || bySize(a.amount, b.amount) || byText(a.line.name, b.line.name),
    );
  const read = readings(lines, investment);
  const roi_of = headline(lines);
  const known = lines.flatMap(({ amount }) => amount ?? []);
  const given_value = sumMoney(known);
  const [, attributed, atMost] = read.map(({ counted_value }) => counted_value) as [number, number, number];
  const unattributed_value = sumMoney([atMost, -attributed]);
  const annualised = roi_of === null ? null : yearlyValue(lines, roi_of, period);
  const values = [given_value, ...read.map(({ counted_value }) => counted_value).reverse()];
  return {
    investment,
    roi_of,
    readings: read,
    lines,
    given_value,
    not_counted_value: sumMoney([given_value, -attributed]),
    unattributed_value,
    breaks_even_at: breakEvenShare(investment, attributed, unattributed_value),
    payback_months: payback(investment, annualised),
    annualised,
    weakest_halved: roi_of === null ? null : weakestHalved(lines, roi_of, investment),
    printed: question.printed === undefined ? null : checkPrinted(question.printed, values, investment),
    doubts: valueDoubts(lines, unitWords),
  };
}
