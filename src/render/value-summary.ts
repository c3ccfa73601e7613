import type { Reading, ReadingName } from "../core/value/readings.ts";
import type { ValueReport } from "../core/value/value-report.ts";
import { decimal, shortMoney } from "./numbers.ts";
import { printedWords, shareText } from "./value-words.ts";

/** Return and multiple side by side, each under its name. */
export function returnWords({ roi, value_multiple }: Pick<Reading, "roi" | "value_multiple">): string {
  if (roi === null || value_multiple === null) return "no return and no multiple, since nothing was spent";
  return `an ROI of ${shareText(roi)} and a value multiple of ${decimal(value_multiple)}`;
}

/** The reading the headline stands on; null when no line counts. */
export function headlineReading({ roi_of, readings }: ValueReport): Reading | null {
  return readings.find(({ reading }) => reading === roi_of) ?? null;
}

function verdict(report: ValueReport, currency: string): string {
  const reading = headlineReading(report);
  const spent = shortMoney(report.investment, currency);
  if (reading === null) return `Against ${spent} spent no line can be counted in money, so there is no return to state.`;
  const value = shortMoney(reading.counted_value, currency);
  const words = returnWords(reading);
  const said: Record<ReadingName, string> = {
    confirmed: `${value} of confirmed and attributed value against ${spent} spent: ${words}.`,
    attributed: `${value} of value against ${spent} spent: ${words}, but the customer has confirmed none of its gains yet.`,
    at_most: `None of the gains is hard value yet: nobody stated which share is yours. If all of it is, ${value} of value stands against ${spent} spent: ${words} at most.`,
  };
  return said[reading.reading];
}

function beside(report: ValueReport, currency: string): string[] {
  const [hard, attributed] = report.readings as [Reading, Reading];
  const amount = (value: number) => shortMoney(value, currency);
  const open = attributed.counted_value - hard.counted_value;
  return [
    open !== 0 && report.roi_of === "confirmed" ? `Another ${amount(open)} is attributed and waits for the customer's word.` : "",
    report.not_counted_value !== 0
      ? `${amount(report.not_counted_value)} of the given ${amount(report.given_value)} is not counted; not_counted says why.`
      : "",
    report.breaks_even_at === null
      ? ""
      : `The money is back if ${shareText(report.breaks_even_at)} of what has no stated share is yours.`,
  ];
}

function weakest({ weakest_halved: halved, payback_months: months }: ValueReport): string[] {
  return [
    halved === null || halved.roi === null
      ? ""
      : `With half of the weakest line, ${halved.name}, the ROI would be ${shareText(halved.roi)}.`,
    months === null ? "" : `At this pace the money is back after ${decimal(months, 1)} months.`,
  ];
}

/**
 * A value report in a few sentences: return and multiple under their own names, what stands beside them, and the weakest line.
 * @example summariseValue(report, "USD") // "Against $120K spent stands $207K of value, ..."
 */
export function summariseValue(report: ValueReport, currency: string): string {
  const printed = report.printed === null ? "" : printedWords(report.printed, report.investment, currency);
  return [verdict(report, currency), printed, ...beside(report, currency), ...weakest(report)].filter(Boolean).join(" ");
}
