import type { CountedLine } from "../core/value/count-line.ts";
import type { Audience, ValueFigures } from "../core/value/figures.ts";
import { countedUnder } from "../core/value/readings.ts";
import type { ValueReport } from "../core/value/value-report.ts";
import { decimal, money } from "./numbers.ts";
import { headlineReading, returnWords } from "./value-summary.ts";
import { shareText } from "./value-words.ts";

/** Under whose name the page on audiences speaks to each. */
const rowOf: Record<Audience, string> = { executive: "Executives", finance: "Finance", champion: "Champion" };
const MOST_LINES = 4;

/** A line's measure as it moved: "6 to 1 hours". */
function moved({ line }: CountedLine): string {
  if (line.baseline === undefined || line.after === undefined) return "";
  return ` (${decimal(line.baseline)} to ${decimal(line.after)}${line.unit === undefined ? "" : ` ${line.unit}`})`;
}

function countedLines(report: ValueReport, currency: string): string[] {
  const { roi_of } = report;
  const counted = roi_of === null ? [] : report.lines.filter((line) => countedUnder(line, roi_of) !== 0);
  const shown = counted
    .slice(0, MOST_LINES)
    .map((line) => `${line.line.name}${moved(line)}: ${money(countedUnder(line, roi_of!), currency)}`);
  return counted.length > MOST_LINES ? [...shown, `and ${counted.length - MOST_LINES} more`] : shown;
}

const state = ({ roi_of }: ValueReport): string =>
  roi_of === "confirmed" ? "confirmed by you" : roi_of === "attributed" ? "not yet confirmed" : "at most, no share stated yet";

function executive(report: ValueReport, currency: string): string {
  const reading = headlineReading(report)!;
  const largest = countedLines(report, currency)[0];
  return `${money(reading.counted_value, currency)} of value (${state(report)}) against ${money(report.investment, currency)} spent: ${returnWords(reading)}.${largest ? ` The largest part is ${largest}.` : ""} To decide: go on as it is, or change what did not pay?`;
}

function finance(report: ValueReport, currency: string): string {
  const reading = headlineReading(report)!;
  const [hard, attributed] = report.readings;
  const open = (attributed?.counted_value ?? 0) - (hard?.counted_value ?? 0);
  const { annualised, weakest_halved: halved, payback_months: months } = report;
  return [
    `Value ${money(reading.counted_value, currency)} (${state(report)}), investment ${money(report.investment, currency)}; ${returnWords(reading)}. ROI takes the investment off first.`,
    `Hard value ${money(hard?.counted_value ?? 0, currency)}, not confirmed ${money(open, currency)}, not counted ${money(report.not_counted_value, currency)}, together the given ${money(report.given_value, currency)}.`,
    months === null || annualised === null
      ? "No payback is stated."
      : `Payback ${decimal(months, 1)} months, on ${money(annualised.counted_value, currency)} a year out of ${decimal(annualised.from_months, 1)} months measured.`,
    halved === null || halved.roi === null ? "" : `With ${halved.name} halved, ROI ${shareText(halved.roi)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function champion(report: ValueReport, currency: string): string {
  const lines = countedLines(report, currency);
  const open = report.lines.filter(
    ({ proof, instead }) => instead === null && (proof === "attributed" || proof === "unattributed"),
  );
  const ask = open.slice(0, 2).map(({ line }) => line.name);
  return `What changed for us: ${lines.join("; ")}. That is ${money(headlineReading(report)!.counted_value, currency)} (${state(report).replace("by you", "by our own people")}).${ask.length ? ` Still to confirm: ${ask.join(" and ")}.` : ""}`;
}

const writers: Record<Audience, (report: ValueReport, currency: string) => string> = { executive, finance, champion };

/**
 * A short text for each audience, all from the same numbers, with what to leave out by the page on audiences.
 * @example valueTexts(report, ["finance"], wording, "USD")[0].text // "Value $206,826 (confirmed by you), ..."
 */
export function valueTexts(
  report: ValueReport,
  wanted: readonly Audience[],
  wording: ValueFigures["wording"],
  currency: string,
): { audience: Audience; leave_out: string | null; text: string }[] {
  return wanted.map((audience) => ({
    audience,
    leave_out: wording.value.find((row) => row.audience === rowOf[audience])?.leave_out ?? null,
    text:
      report.roi_of === null
        ? "No line can be counted in money yet, so there is no return to report. Agree baselines and shares first."
        : writers[audience](report, currency),
  }));
}
