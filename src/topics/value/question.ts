import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { type Known, unknown } from "../../core/known.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";

/** How a line counts: money, words only, or hours that count as far as they had a use. */
export const lineKinds = ["hard", "soft", "hours"] as const;
type LineKind = (typeof lineKinds)[number];

/** One claimed gain as the caller gives it; amounts in major units, shares as fractions. */
export const Line = z.strictObject({
  name: z.string().min(1),
  /** Money in the line's period; below 0 it is a loss. */
  value: z.number().optional(),
  baseline: z.number().optional(),
  after: z.number().optional(),
  unit: z.string().optional(),
  units_a_year: z.number().optional(),
  money_per_unit: z.number().optional(),
  /** Which way is a gain. */
  better: z.enum(["lower", "higher"]).optional(),
  kind: z.enum(lineKinds).optional(),
  /** The share of the cause that is ours. */
  attribution: shown.rate().optional(),
  /** The share of hours saved that became money. */
  realisation: shown.rate().optional(),
  /** Confirmed by the customer. */
  validated: z.boolean().optional(),
  evidence: z.string().optional(),
  /** Another line that counts the same thing. */
  same_as: z.string().optional(),
  /** What it is a share of, where several lines share one outcome. */
  outcome: z.string().optional(),
  period_months: z.number().optional(),
  /** What baseline and after are totals of, such as kilometers or tickets: the change is then split into its rate and this. */
  volume: z
    .strictObject({
      before: z.number(),
      after: z.number(),
      unit: z.string().optional(),
      /** What the volume hangs on, such as trucks, and for how many months of the period the later number held; two where that is not known closely. */
      base: z
        .strictObject({ before: z.number(), after: z.number(), months: z.union([z.number(), z.array(z.number()).length(2)]) })
        .optional(),
    })
    .optional(),
  /** A cause that is none of ours, such as a fee that stopped: the line is left out until a share is stated. */
  other_cause: z.string().optional(),
  /** A survey: how many answered of how many it is claimed for. */
  answered: z.strictObject({ said: z.number(), of: z.number() }).optional(),
  /** Who does the work of this line, and the hours a year of each. */
  people: z.strictObject({ count: z.number().gt(0), hours_a_year: z.number().gt(0).optional() }).optional(),
  /**
   * A table of months with the headers of what was counted, and of each one's measure before and after; a number holds for all. Without a volume a
   * table of samples: before and after are two values of one column, and measure, person and remark the headers of the others.
   */
  table: z
    .strictObject({
      table: z.string().min(1),
      volume: z.string().min(1).optional(),
      measure: z.string().min(1).optional(),
      person: z.string().min(1).optional(),
      remark: z.string().min(1).optional(),
      before: z.union([z.string().min(1), z.number()]),
      after: z.union([z.string().min(1), z.number()]),
      all: z.string().min(1).optional(),
      /** How many of the measure make one that money_per_unit pays: 60 where minutes are paid by the hour. */
      per: z.number().optional(),
    })
    .optional(),
  /** The same months as records. */
  months: z
    .array(
      z.strictObject({
        month: z.string(),
        volume: z.number(),
        before: z.number(),
        after: z.number(),
        all: z.number().optional(),
        whole: z.boolean().optional(),
      }),
    )
    .optional(),
  per: z.number().optional(),
});
export type ValueLine = z.infer<typeof Line>;

/** What a report asks beside its lines: what was spent, over how many months, and a claim such as "10x" or "900%". */
export const asked = {
  investment: shown.money(),
  period_months: z.number().describe("Of it").optional(),
  printed: z.string().describe("As 10x").optional(),
};
export type ValueQuestion = z.infer<z.ZodObject<typeof asked>> & { lines: readonly ValueLine[] };

/** What was spent in all, or a year and once. */
export const Spent = z.union([
  shown.money(),
  z.strictObject({
    yearly: shown.money(),
    once: shown.money().optional(),
    from: IsoDate.optional(),
    live: IsoDate.optional(),
    as_of: IsoDate.optional(),
    term_months: z.number().optional(),
  }),
]);

/** What happened between baseline and now. */
export interface Change {
  /** The change as a fraction of the baseline. */
  change_share: Known<number>;
  direction: Known<"better" | "worse" | "same">;
}

/** Whether something says which way is a gain: the line itself, that it is hours, or that its money comes out of its parts. */
function betterWay(line: ValueLine, kind: LineKind): "lower" | "higher" | null {
  if (line.better !== undefined) return line.better;
  return kind === "hours" || line.value === undefined ? "lower" : null;
}

/**
 * How a line's measure moved. Units: a fraction of the baseline.
 * @example changeOf({ name: "Close", value: 1, baseline: 45, after: 32, better: "lower" }, "hard").direction // "better"
 */
export function changeOf(line: ValueLine, kind: LineKind): Change {
  const { baseline, after } = line;
  const none = unknown("The line has no baseline and after.");
  if (baseline === undefined || after === undefined) return { change_share: none, direction: none };
  const change_share = baseline === 0 ? unknown("The baseline is 0.") : (after - baseline) / Math.abs(baseline);
  const way = betterWay(line, kind);
  if (after === baseline) return { change_share, direction: "same" };
  if (way === null) return { change_share, direction: unknown("Nothing says which way is better.") };
  return { change_share, direction: after < baseline === (way === "lower") ? "better" : "worse" };
}

export const audiences = ["executive", "finance", "champion"] as const;
export type Audience = (typeof audiences)[number];

/** Words that tell a line of hours or of people from one of money. */
const UnitWords = z.array(z.strictObject({ kind: z.enum(["hours", "people"]), words: z.array(z.string()) }));
/** What to say first to whom, and what to leave out. */
const Wording = z.array(z.strictObject({ audience: z.string(), begin_with: z.string(), leave_out: z.string() }));

/** Every figure a value report rests on. */
export const valueReads = {
  unitWords: figure("value-roi", "unit_words", UnitWords),
  caseShares: figure("value-roi", "case_shares", z.array(z.number())),
  caseYears: figure("value-roi", "case_years", z.array(z.number())),
  wording: figure("value-audiences", "wording", Wording),
};
export type ValueFigures = Figures<typeof valueReads>;

/** Months a line's value covers: its own, else the investment's; null when neither is stated. */
function lineMonths(line: ValueLine, periodMonths: number | undefined): number | null {
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

/** What the months of a line come to: in each the units times the change of their measure, paid by the unit. Units: major units; null without months. */
function amountOfMonths({ months, money_per_unit, better, per = 1 }: ValueLine): number | null {
  if (months === undefined || money_per_unit === undefined || per <= 0) return null;
  const way = better === "higher" ? -1 : 1;
  return sumMoney(months.map(({ volume, before, after }) => (volume * (before - after) * way * money_per_unit) / per));
}

/** The change of two totals of the line's own months; null for a line that is none. */
function changeOfTotals({
  baseline,
  after,
  volume,
  better,
  units_a_year,
  money_per_unit,
  period_months,
}: ValueLine): number | null {
  if (baseline === undefined || after === undefined) return null;
  const totals = units_a_year === 1 && money_per_unit === 1 && period_months !== undefined;
  if (volume === undefined && !totals) return null;
  return sumMoney([better === "higher" ? after - baseline : baseline - after]);
}

/** What of a change of totals a better rate gave on the units of today; null without a volume. @example rateOf({ name: "Fuel", baseline: 100, after: 60, volume: { before: 10, after: 8 } }) // 20 */
export function rateOf({ baseline, after, volume, better }: ValueLine): number | null {
  if (volume === undefined || baseline === undefined || after === undefined) return null;
  const part = (baseline / volume.before) * volume.after - after;
  return sumMoney([better === "higher" ? -part : part]);
}

/** A line's money in its own period: as given, else out of its months, its totals or its parts; null when there is none. Units: major units. */
function lineAmount(line: ValueLine, periodMonths: number | undefined): number | null {
  return line.value ?? amountOfMonths(line) ?? changeOfTotals(line) ?? amountOfParts(line, periodMonths);
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/** Whether a line's unit, or its name, speaks of people rather than of money. @example isOfPeople({ name: "Hires avoided" }, unitWords) // true */
export function isOfPeople(line: ValueLine, unitWords: ValueFigures["unitWords"]): boolean {
  const known = unitWords.value.filter(({ kind }) => kind === "people").flatMap((one) => one.words);
  return [...words(line.unit ?? ""), ...words(line.name)].some((word) => known.includes(word));
}

/**
 * How a line counts: as the caller says; else hours when its unit is hours or a realisation share is given; else money.
 * @example lineKind({ name: "Typing", unit: "hours" }, unitWords) // "hours"
 */
export function lineKind(line: ValueLine, unitWords: ValueFigures["unitWords"]): LineKind {
  if (line.kind !== undefined) return line.kind;
  const known = unitWords.value.filter(({ kind }) => kind === "hours").flatMap((one) => one.words);
  return line.realisation !== undefined || words(line.unit ?? "").some((word) => known.includes(word)) ? "hours" : "hard";
}

const isShare = (value: number | undefined): boolean => value === undefined || (value >= 0 && value <= 1);

/** What of a volume, a survey or months cannot be. */
function volumeFaults({ volume, baseline, after, answered, period_months, per }: ValueLine): string[] {
  const held = volume?.base === undefined ? [] : [volume.base.months].flat();
  return [
    ...faultIf(
      volume !== undefined && (baseline === undefined || after === undefined),
      "volume needs baseline and after, the totals it belongs to",
    ),
    ...faultIf(
      volume !== undefined && (volume.before <= 0 || volume.after <= 0),
      "volume needs a number above 0 before and after",
    ),
    ...faultIf(
      volume?.base !== undefined && (volume.base.before <= 0 || volume.base.after <= 0),
      "the base of a volume needs a number above 0 before and after",
    ),
    ...faultIf(
      held.some((months) => months < 0 || months > (period_months ?? months)),
      "the months of a base lie outside those of the line",
    ),
    ...faultIf(
      answered !== undefined && (answered.of <= 0 || answered.said < 0 || answered.said > answered.of),
      "more answered than there are, or none are",
    ),
    ...faultIf(per !== undefined && per <= 0, `per ${per} is not above 0`),
  ];
}

function faultsOfLine(line: ValueLine, periodMonths: number | undefined, unitWords: ValueFigures["unitWords"]): string[] {
  const kind = lineKind(line, unitWords);
  const parts = amountOfParts(line, periodMonths);
  const disagrees = line.value !== undefined && parts !== null && line.value !== parts && line.value !== Math.round(parts);
  const amount = lineAmount(line, periodMonths) ?? 0;
  const faults = [
    ...faultIf(!isShare(line.attribution), `attribution ${line.attribution} is not a share from 0 to 1`),
    ...faultIf(!isShare(line.realisation), `realisation ${line.realisation} is not a share from 0 to 1`),
    ...faultIf(line.realisation !== undefined && kind !== "hours", `realisation belongs to hours, and the line is ${kind}`),
    ...faultIf(line.period_months !== undefined && line.period_months <= 0, `period_months ${line.period_months} is not above 0`),
    ...volumeFaults(line),
    ...faultIf((line.units_a_year ?? 0) < 0, `units_a_year ${line.units_a_year} is below 0`),
    ...faultIf((line.money_per_unit ?? 0) < 0, `money_per_unit ${line.money_per_unit} is below 0`),
    ...faultIf(isTooLarge(amount), "its amount is too large to be exact"),
    ...faultIf(line.value !== undefined && !isExactMoney(line.value), `value ${line.value} is finer than a hundredth`),
    ...faultIf(disagrees, `value says ${line.value}, and its parts come to ${parts}; give one of them`),
    ...faultIf(
      changeOf(line, kind).direction === "worse" && (line.value ?? 0) > 0 && !disagrees,
      `it got worse (${line.baseline} to ${line.after}), and value says a gain of ${line.value}`,
    ),
  ];
  return faults.map((text) => `"${line.name}": ${text}.`);
}

/** Shares of one outcome that add up to more than the whole. Sorted sums, so that the order of lines does not matter. */
function outcomeFaults(lines: readonly ValueLine[]): string[] {
  const groups = new Map<string, number[]>();
  for (const { name, outcome, attribution } of lines)
    if (attribution !== undefined) groups.set(outcome ?? name, [...(groups.get(outcome ?? name) ?? []), attribution]);
  return [...groups].flatMap(([outcome, shares]) => {
    const total = [...shares].sort((a, b) => a - b).reduce((sum, share) => sum + share, 0);
    return faultIf(
      shares.length > 1 && total > 1 + shares.length * Number.EPSILON,
      `"${outcome}": its lines claim ${shares.length} shares that add up to more than 1.`,
    );
  });
}

function nameFaults(lines: readonly ValueLine[]): string[] {
  const names = lines.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...twice.map((name) => `"${name}": ${names.filter((one) => one === name).length} lines have this name.`),
    ...lines.flatMap(({ name, same_as }) =>
      faultIf(
        same_as !== undefined && (same_as === name || !names.includes(same_as)),
        `"${name}": same_as names "${same_as}", which is no other line.`,
      ),
    ),
  ];
}

/**
 * Everything that makes the lines of a value report unusable, a sentence each.
 * @example lineFaults({ investment: 1, lines: [{ name: "A", attribution: 1.2 }] }, unitWords).length // 1
 */
function lineFaults({ lines, period_months }: ValueQuestion, unitWords: ValueFigures["unitWords"]): string[] {
  return [
    ...lines.flatMap((line) => faultsOfLine(line, period_months, unitWords)),
    ...outcomeFaults(lines),
    ...nameFaults(lines),
  ];
}

/**
 * Refuses what no report can be made of. Throws Problem for a negative investment, a period that is not above 0, and for lines with
 * impossible shares, contradictions, shares of one outcome above 1, or names that do not tell them apart.
 */
export function checkQuestion(question: ValueQuestion, unitWords: ValueFigures["unitWords"]): void {
  const { investment, period_months } = question;
  if (investment < 0 || isTooLarge(investment) || !isExactMoney(investment))
    throw new Problem({
      what: `investment is ${investment}.`,
      remedy: "Give what the customer spent in the period in major units, 0 or more: licence, services and own hours.",
    });
  if (period_months !== undefined && period_months <= 0)
    throw new Problem({ what: `period_months is ${period_months}.`, remedy: "Give the months the investment covers, above 0." });
  const places = lineFaults(question, unitWords);
  if (places.length)
    throw new Problem({
      what: "These lines cannot be counted:",
      places,
      remedy:
        "Shares are fractions from 0 to 1, those of one outcome at most 1 together; a loss has a negative value; give each line its own name, and better (lower, higher) where a rise is the gain.",
    });
}

/** How well a line is proved, best first: confirmed and attributed, attributed, without a stated share, not countable at all. */
export const proofs = ["confirmed", "attributed", "unattributed", "none"] as const;
type Proof = (typeof proofs)[number];

/** A line in money, before it is known what stands beside it. */
export interface WeighedLine {
  line: ValueLine;
  kind: LineKind;
  /** In the line's own period, major units; null when it has none. */
  amount: number | null;
  months: number | null;
  /** The part inside the investment's period; a longer line is cut, a shorter one is never stretched. */
  inside: number;
  /** Of it, what a better rate gave where the line has a volume; else all of it. */
  by_rate: number;
  /** By rate, times the share that is ours; a loss stays whole, since a share must never make a loss smaller. */
  ours: number;
  /** Ours, times the share of hours that had a use; a share nobody stated is taken as 1, and so is any share of a loss. */
  used: number;
  proof: Proof;
}

function proofOf({ attribution, realisation, validated, other_cause }: ValueLine, kind: LineKind, amount: number | null): Proof {
  if (amount === null || kind === "soft") return "none";
  if (other_cause !== undefined && attribution === undefined && amount > 0) return "none";
  // A loss lowers the total and needs no proof.
  if (amount < 0) return "confirmed";
  if (kind === "hours" && realisation === undefined) return "none";
  if (attribution === undefined) return "unattributed";
  return validated === true ? "confirmed" : "attributed";
}

/**
 * A line in money and how well it is proved. Units: major units, to the hundredth.
 * @example weighLine({ name: "A", value: 100, attribution: 0.5 }, 12, unitWords).used // 50
 */
export function weighLine(line: ValueLine, period: number | undefined, unitWords: ValueFigures["unitWords"]): WeighedLine {
  const kind = lineKind(line, unitWords);
  const amount = lineAmount(line, period);
  // Parts are given by the year, so without a stated period they make one year.
  const months = line.months?.length ?? lineMonths(line, period) ?? (line.value === undefined && amount !== null ? 12 : null);
  const part = period !== undefined && months !== null && months > period ? period / months : 1;
  const inside = sumMoney([(amount ?? 0) * part]);
  const rate = rateOf(line);
  const by_rate = rate === null ? inside : sumMoney([rate * part]);
  const of = (share = 1) => (by_rate < 0 ? 1 : share);
  const ours = sumMoney([by_rate * of(line.attribution)]);
  const used = sumMoney([ours * of(line.realisation)]);
  return {
    line,
    kind,
    amount,
    months,
    inside,
    by_rate,
    ours,
    used,
    proof: proofOf(line, kind, rate === null || amount === null ? amount : by_rate),
  };
}
