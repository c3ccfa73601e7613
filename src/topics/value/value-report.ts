import { type Answered, isKnown, type Known, mapKnown, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { bySize, byText, smallest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { type CountedLine, countedUnder, countLine, type ReadingName, readingNames } from "./counted-line.ts";
import {
  checkQuestion,
  isOfPeople,
  proofs,
  type ValueFigures,
  type ValueQuestion,
  type WeighedLine,
  weighLine,
} from "./question.ts";
import { openHours } from "./splits.ts";

/**
 * The share of the gains without a stated one that must be ours for the investment to be paid back; null when it already is, when no such
 * gain is given, or when even all of them would not do. Units: a fraction.
 * @example breakEvenShare(120000, 0, 420000) // 0.2857
 */
export function breakEvenShare(investment: number, attributed: number, unattributed: number): Known<number> {
  if (unattributed === 0) return unknown("Every countable gain has a stated share.");
  const missing = sumMoney([investment, -attributed]);
  if (missing <= 0) return unknown("The investment is back without these gains.");
  return missing > unattributed ? unknown("Even all of these gains would not do.") : ratioOfMoney(missing, unattributed);
}

/** Return and multiple of one value, each under its own name. */
export interface Return {
  roi: Known<number>;
  value_multiple: Known<number>;
}

/**
 * ROI is what is left after the investment, over the investment; the value multiple is value over the investment, always one more. Units:
 * fractions; both unknown for an investment of 0.
 * @example returnOf(1200000, 120000) // { roi: 9, value_multiple: 10 }
 */
export function returnOf(value: number, investment: number): Return {
  const none = unknown("The investment is 0: there is nothing to divide by.");
  if (investment === 0) return { roi: none, value_multiple: none };
  return {
    roi: ratioOfMoney(sumMoney([value, -investment]), investment),
    value_multiple: ratioOfMoney(value, investment),
  };
}

export interface Reading extends Return {
  reading: ReadingName;
  counted_value: number;
}

const adds: Record<ReadingName, readonly CountedLine["proof"][]> = {
  confirmed: ["confirmed"],
  attributed: ["confirmed", "attributed"],
  at_most: ["confirmed", "attributed", "unattributed"],
};

/** The same lines read three ways, strictest first. @example readings(lines, 120000)[0].counted_value // 206826 */
export function readings(lines: readonly CountedLine[], investment: number): Reading[] {
  return readingNames.map((reading) => {
    const counted_value = sumMoney(lines.map((line) => countedUnder(line, reading)));
    return { reading, counted_value, ...returnOf(counted_value, investment) };
  });
}

/**
 * The strictest reading that any gain stands in; losses alone are read as confirmed. Unknown when no line can be counted in money.
 * @example headline(lines) // "confirmed"
 */
export function headline(lines: readonly CountedLine[]): Known<ReadingName> {
  const standing = lines.filter(({ proof, instead }) => proof !== "none" && instead === null);
  const gains = standing.filter(({ amount }) => amount !== null && amount >= 0);
  const strictest = readingNames.find((reading) => gains.some(({ proof }) => adds[reading].includes(proof)));
  return strictest ?? (standing.length ? "confirmed" : unknown("No line can be counted in money."));
}

/** A printed claim beside what the numbers give. */
interface PrintedCheck extends Return {
  printed: string;
  reads_as: "value_multiple" | "roi" | "neither";
  /** The value the claim was held against. */
  given_value: number;
}

/** A printed number as a fraction, and the decimals it was printed with. */
function parse(printed: string): { times: number; decimals: number; percent: boolean } {
  const found = /^\s*(?<size>-?[\d,]*(?:\.(?<decimals>\d*))?)\s*(?<unit>x|times|:\s*1|%)?\s*$/i.exec(printed)?.groups;
  const times = Number((found?.size ?? "").replaceAll(",", ""));
  if (found === undefined || !/\d/.test(found.size ?? "") || Number.isNaN(times))
    throw new Problem({ what: `printed is "${printed}".`, remedy: 'Write the claim as "10x", "10:1" or "900%".' });
  return { times, decimals: (found.decimals ?? "").length, percent: found.unit === "%" };
}

/**
 * Which of the two a printed claim is, to the digits it was printed in: value over investment, or what is left after the investment over
 * the investment. Units: the value in major units. Throws Problem for a claim that is no number.
 * @example checkPrinted("10x", [1200000], 120000).reads_as // "value_multiple"
 */
export function checkPrinted(printed: string, values: readonly number[], investment: number): PrintedCheck {
  const { times, decimals, percent } = parse(printed);
  const fits = (rate: Known<number>) =>
    isKnown(rate) && Number((percent ? rate * 100 : rate).toFixed(Math.min(decimals, 12))) === times;
  const read = (value: number): PrintedCheck => {
    const both = returnOf(value, investment);
    const reads_as = fits(both.value_multiple) ? "value_multiple" : fits(both.roi) ? "roi" : "neither";
    return { printed, reads_as, given_value: value, ...both };
  };
  const checks = values.map(read);
  return checks.find(({ reads_as }) => reads_as !== "neither") ?? checks[0]!;
}

/** Hours and people of one outcome are the same work twice. */
function sameWork(one: WeighedLine, other: WeighedLine, unitWords: ValueFigures["unitWords"]): boolean {
  const { outcome } = one.line;
  if (outcome === undefined || outcome !== other.line.outcome) return false;
  return (
    [one, other].some(({ kind }) => kind === "hours") &&
    [one, other].some(({ kind, line }) => kind !== "hours" && isOfPeople(line, unitWords))
  );
}

/** Lines that count the same thing, directly or through others, by the name of one of them. */
function groups(lines: readonly WeighedLine[], unitWords: ValueFigures["unitWords"]): WeighedLine[][] {
  const groupOf = new Map(lines.map(({ line }) => [line.name, line.name]));
  const join = (one: string, other: string) => {
    const [kept, gone] = [groupOf.get(one)!, groupOf.get(other)!];
    for (const [name, group] of groupOf) if (group === gone) groupOf.set(name, kept);
  };
  lines.forEach((one, index) => {
    if (one.line.same_as !== undefined) join(one.line.name, one.line.same_as);
    for (const other of lines.slice(index + 1)) if (sameWork(one, other, unitWords)) join(one.line.name, other.line.name);
  });
  const names = [...new Set(groupOf.values())];
  return names.map((name) => lines.filter(({ line }) => groupOf.get(line.name) === name));
}

/**
 * Lines that count what another one counts, each with the one that stays: the best proved, of these the largest, of these the one others
 * point at, then the first name. Lines that cannot be counted anyway take no part. Throws Problem where a gain and a loss are said to
 * be the same thing.
 * @example overlaps([hours, hires], unitWords).get("Hours freed") // "Hires avoided"
 */
export function overlaps(lines: readonly WeighedLine[], unitWords: ValueFigures["unitWords"]): Map<string, string> {
  const counted = new Map<string, string>();
  for (const group of groups(lines, unitWords)) {
    const [first, ...rest] = group
      .filter(({ proof }) => proof !== "none")
      .sort(
        (a, b) =>
          proofs.indexOf(a.proof) - proofs.indexOf(b.proof) ||
          b.used - a.used ||
          Number(a.line.same_as !== undefined) - Number(b.line.same_as !== undefined) ||
          byText(a.line.name, b.line.name),
      );
    if (first === undefined) continue;
    const signs = new Set([first, ...rest].map(({ amount }) => Math.sign(amount ?? 0)));
    if (signs.has(1) && signs.has(-1))
      throw new Problem({
        what: `A gain and a loss are said to be the same thing: ${[first, ...rest]
          .map(({ line }) => `"${line.name}"`)
          .sort()
          .join(", ")}.`,
        remedy: "Take same_as or outcome out of one of them, or give their balance as one line.",
      });
    for (const { line } of rest) counted.set(line.name, first.line.name);
  }
  return counted;
}

/** Pairs of counted lines that may be the same thing twice, by name. */
interface ValueDoubts {
  hours_and_people: string[];
  same_amount: string[];
  /** Money that no baseline, number of units or price leads to. */
  unchecked: string[];
  without_evidence: string[];
}

/**
 * What a reader should ask before believing a total: hours beside people, two lines of the very same amount, money without arithmetic, and
 * counted lines without a source.
 * @example valueDoubts(lines, unitWords).same_amount // ["Hires avoided", "Hours freed"]
 */
function valueDoubts(lines: readonly CountedLine[], unitWords: ValueFigures["unitWords"]): ValueDoubts {
  const standing = lines.filter(({ proof, instead, amount }) => proof !== "none" && instead === null && amount !== 0);
  const names = (list: readonly CountedLine[]) => list.map(({ line }) => line.name);
  const hours = standing.filter(({ kind }) => kind === "hours");
  const people = standing.filter(({ kind, line }) => kind !== "hours" && isOfPeople(line, unitWords));
  const twice = standing.filter(({ amount, line }) => standing.some((one) => one.line !== line && one.amount === amount));
  return {
    hours_and_people: hours.length && people.length ? names([...hours, ...people]) : [],
    same_amount: names(twice),
    unchecked: names(
      standing.filter(
        ({ line }) =>
          line.baseline !== undefined &&
          line.after !== undefined &&
          line.value !== undefined &&
          line.money_per_unit === undefined,
      ),
    ),
    without_evidence: names(standing.filter(({ line }) => (line.evidence ?? "").trim() === "")),
  };
}

/** The gain that rests on the weakest share, and the return when that share is half of it. */
interface WeakestHalved extends Return {
  name: string;
  counted_value: number;
}

/** The share of a line's money that is counted; one nobody stated is the weakest of all. */
const shareOf = ({ line, proof }: CountedLine): number =>
  proof === "unattributed" ? -1 : (line.attribution ?? 1) * (line.realisation ?? 1);

/**
 * The return with the weakest share halved: the counted gain with the smallest share of its money, of equal ones the largest. Unknown
 * without a counted gain. Units: major units and fractions.
 * @example weakestHalved(lines, "confirmed", 120000).roi // 0.30955
 */
function weakestHalved(lines: readonly CountedLine[], reading: ReadingName, investment: number): Known<WeakestHalved> {
  const weakest = lines
    .filter((line) => countedUnder(line, reading) > 0)
    .sort(
      (a, b) =>
        shareOf(a) - shareOf(b) || countedUnder(b, reading) - countedUnder(a, reading) || byText(a.line.name, b.line.name),
    )[0];
  if (weakest === undefined) return unknown("No gain is counted.");
  const total = sumMoney(lines.map((line) => countedUnder(line, reading)));
  const counted_value = sumMoney([total, -countedUnder(weakest, reading) / 2]);
  return { name: weakest.line.name, counted_value, ...returnOf(counted_value, investment) };
}

/** A year's value, and the shortest stretch it was measured over. */
interface YearlyValue {
  counted_value: number;
  from_months: number;
  /** True when less than a year was measured and the rest is stretched. */
  extrapolated: boolean;
}

/**
 * The value of a year: each line over the months it was counted for, times 12. Unknown when a counted line has no stated period. Units:
 * major units a year.
 * @example yearlyValue(lines, "confirmed", 12).counted_value // 206826
 */
function yearlyValue(lines: readonly CountedLine[], reading: ReadingName, period: number | undefined): Known<YearlyValue> {
  const counted = lines
    .map((line) => ({
      amount: countedUnder(line, reading),
      months: line.months === null ? null : Math.min(line.months, period ?? line.months),
    }))
    .filter(({ amount }) => amount !== 0);
  const months = counted.map((one) => one.months).filter((one) => one !== null);
  if (counted.length === 0) return unknown("Nothing is counted.");
  if (months.length < counted.length) return unknown("A counted line has no stated period; give period_months.");
  const from_months = smallest(months);
  return {
    counted_value: sumMoney(counted.map(({ amount, months: over }) => (amount * 12) / (over ?? 12))),
    from_months,
    extrapolated: from_months < 12,
  };
}

/** A customer's return with all it rests on, as words read it; what is not known is null. */
export interface ValueReport extends Sums {
  roi_of: ReadingName | null;
  readings: (Omit<Reading, keyof Return> & Told)[];
  breaks_even_at: number | null;
  payback_months: number | null;
  annualised: YearlyValue | null;
  weakest_halved: (Omit<WeakestHalved, keyof Return> & Told) | null;
  printed?: Omit<PrintedCheck, keyof Return> & Told;
}

/** Return and multiple as words read them. */
export interface Told {
  roi: number | null;
  value_multiple: number | null;
}

interface Sums {
  investment: number;
  lines: CountedLine[];
  given_value: number;
  not_counted_value: number;
  unattributed_value: number;
  /** Hours in money of which nobody said which share became money. */
  open_hours: number;
  doubts: ValueDoubts;
}

/** The same as it is worked out: what is not known carries its reason. */
export type KnownReport = Sums & Answered<Omit<ValueReport, keyof Sums>>;

/** Months until the investment is back at the year's pace; unknown when there is no pace or it runs backwards. */
const payback = (investment: number, yearly: Known<YearlyValue>): Known<number> =>
  mapKnown(yearly, ({ counted_value: value }) =>
    value > 0 ? investment / (value / 12) : unknown("The counted value is not above 0."),
  );

/**
 * A customer's return on what it spent, from its lines: hard value, what nobody confirmed, what is not counted and why. Given value is
 * hard + unvalidated + not counted. Units: major units, fractions, months. Throws Problem for lines that cannot be counted.
 * @example valueReport({ investment: 120000, lines }, figures).readings[0].roi // 0.72355
 */
export function valueReport(question: ValueQuestion, { unitWords }: Pick<ValueFigures, "unitWords">): KnownReport {
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
  const given_value = sumMoney(lines.flatMap(({ amount }) => amount ?? []));
  const [, attributed, atMost] = read.map(({ counted_value }) => counted_value) as [number, number, number];
  const unattributed_value = sumMoney([atMost, -attributed]);
  const open_hours = openHours(lines);
  const annualised = mapKnown(roi_of, (reading) => yearlyValue(lines, reading, period));
  const values = [given_value, ...read.map(({ counted_value }) => counted_value).reverse()];
  return {
    investment,
    roi_of,
    readings: read,
    lines,
    given_value,
    not_counted_value: sumMoney([given_value, -attributed]),
    unattributed_value,
    open_hours,
    breaks_even_at: breakEvenShare(investment, attributed, sumMoney([unattributed_value, open_hours])),
    payback_months: payback(investment, annualised),
    annualised,
    weakest_halved: mapKnown(roi_of, (reading) => weakestHalved(lines, reading, investment)),
    ...(question.printed === undefined ? {} : { printed: checkPrinted(question.printed, values, investment) }),
    doubts: valueDoubts(lines, unitWords),
  };
}
