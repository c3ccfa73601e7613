import type * as z from "zod";
import { type Assumption, assumed, type Warning, warned } from "../../core/answer.ts";
import { brief } from "../../core/english.ts";
import { type Known, known } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { ValueCases } from "./answer.ts";
import { type CountedLine, countedUnder, type LeftOut, type LeftOutReason, type ReadingName } from "./counted-line.ts";
import type { Audience, ValueFigures, ValueQuestion } from "./question.ts";
import type { Told, ValueReport } from "./value-report.ts";
import { type OutlookTold, sampleChecks, wordOutlook } from "./words-outlook.ts";

/** A share as people say it: whole above all of it, where a tenth is nothing. */
export const shareText = (share: number): string =>
  percent(share, Math.abs(share) >= 1 || Number.isInteger(Math.round(share * 1e9) / 1e7) ? 0 : 1);

const reasons: Record<LeftOutReason, (line: CountedLine) => string> = {
  soft: () => "Soft value is told in words and never added.",
  no_money: () => "No money is stated: give value, or baseline, after, units_a_year and money_per_unit.",
  no_realisation: () => "Hours count only with the share of them that became money (realisation).",
  counted_once: (line) => `It is the same as "${line.instead}", which is counted.`,
  outside_period: () => "It lies outside the months the investment covers.",
  not_ours: ({ line }) => `Only ${shareText(line.attribution ?? 1)} of the cause is claimed.`,
  no_use: ({ line }) => `Only ${shareText(line.realisation ?? 1)} of the hours became money.`,
  volume: ({ line }) =>
    `It is ${line.volume!.after < line.volume!.before ? "fewer" : "more"} ${line.volume!.unit ?? "units"} and no better rate: nobody has shown that it is yours.`,
  other_cause: ({ line }) => `Another cause stands beside it: ${line.other_cause}. State a share (attribution), or leave it out.`,
  no_share: ({ line }) =>
    line.realisation === undefined
      ? "Nobody stated which share of the cause is ours (attribution)."
      : `You say that ${shareText(line.realisation)} of the hours became money; which share of the change is ours is missing. Give attribution, 1 if all of it is.`,
};

/** Why a part of a line is not counted. */
export function leftOutWords(line: CountedLine, { reason }: LeftOut): string {
  return reasons[reason](line);
}

/** A loss stays in whole; shares that would have made it smaller are named. */
function lossWords({ line }: CountedLine): string {
  const shares = [line.attribution, line.realisation]
    .filter((share) => share !== undefined && share < 1)
    .map((share) => shareText(share!));
  const passed = shares.length ? `, and not at ${shares.join(" x ")}: a share never makes a loss smaller` : "";
  return `A loss: it got worse, and it stays in whole${passed}.`;
}

/** Why a line counts as it does, in one or two short sentences. */
export function lineWords(counted: CountedLine): string {
  const { line, amount, proof, instead } = counted;
  const left = counted.parts_left_out.map((part) => leftOutWords(counted, part));
  if (instead !== null || proof === "none" || proof === "unattributed") return left.join(" ");
  if (amount !== null && amount < 0) return lossWords(counted);
  const shares = [line.attribution, line.realisation].filter((share) => share !== undefined).map(shareText);
  const kept = shares.length ? ` at ${shares.join(" x ")}` : "";
  const state =
    proof === "confirmed" ? "Confirmed by the customer and counted" : "Nobody confirmed it, so it stands beside hard value,";
  return `${state}${kept || " whole"}.`;
}

/** What a printed claim is, in words. */
export function printedWords(
  { printed, reads_as, given_value, roi, value_multiple }: NonNullable<ValueReport["printed"]>,
  investment: number,
  currency: string,
): string {
  if (roi === null || value_multiple === null)
    return `"${printed}" cannot be checked: with an investment of 0 there is no return and no multiple.`;
  const both = `the value multiple is ${decimal(value_multiple)} and the ROI is ${decimal(roi)}, that is ${shareText(roi)}`;
  const of = `${money(given_value, currency)} on ${money(investment, currency)}`;
  if (reads_as === "value_multiple")
    return `"${printed}" is the value multiple and no ROI: for ${of} ${both}, since a return takes the investment off first.`;
  if (reads_as === "roi") return `"${printed}" is the ROI: for ${of} ${both}. Do not call it a multiple.`;
  return `"${printed}" is neither: for ${of} ${both}.`;
}

/** Return and multiple side by side, each under its name. */
function returnWords({ roi, value_multiple }: Told): string {
  if (roi === null || value_multiple === null) return "no return and no multiple, since nothing was spent";
  return `an ROI of ${shareText(roi)} and a value multiple of ${decimal(value_multiple)}`;
}

/** The reading the headline stands on; null when no line counts. */
function headlineReading({ roi_of, readings }: ValueReport): ValueReport["readings"][number] | null {
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
    at_most: `None of the gains is hard value yet: nobody stated which share is yours. If all of it is, ${value} of value stands against ${spent} spent: ${words}${reading.roi === null ? "" : report.open_hours > 0 ? " without the hours" : " at most"}.`,
  };
  return said[reading.reading];
}

/** What of the gains is left out; losses count in full and are told apart, since they make the sum of all smaller than its gains. */
function notCounted({ lines, not_counted_value }: ValueReport, amount: (value: number) => string): string {
  const amounts = lines.map((line) => line.amount ?? 0);
  const sum = (wanted: (value: number) => boolean) => sumMoney(amounts.filter(wanted));
  const [gains, losses] = [sum((value) => value > 0), sum((value) => value < 0)];
  const left = losses === 0 ? "" : `; losses of ${amount(-losses)} count in full`;
  return `${amount(not_counted_value)} of the given ${amount(gains)}${losses === 0 ? "" : " of gains"} is not counted${left}.`;
}

type Hard = ValueReport["readings"][number];

function beside(report: ValueReport, currency: string): string[] {
  const [hard, attributed] = report.readings as [Hard, Hard];
  const amount = (value: number) => shortMoney(value, currency);
  const open = attributed.counted_value - hard.counted_value;
  const { open_hours: hours, unattributed_value: unsaid, investment } = report;
  const all = attributed.counted_value + unsaid;
  const needed = hours > 0 && all < investment && all + hours >= investment ? (investment - all) / hours : null;
  return [
    needed === null || unsaid > 0 ? "" : `It pays back if ${shareText(needed)} of the hours (${amount(hours)}) became money.`,
    open !== 0 && report.roi_of === "confirmed" ? `Another ${amount(open)} is attributed and waits for the customer's word.` : "",
    report.not_counted_value !== 0 ? notCounted(report, amount) : "",
    report.breaks_even_at === null || needed !== null
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

/** Both ends of what is needed where hours and other gains are open: never the hours in full alone. */
function needsSaid({ needs }: z.infer<typeof ValueCases>, { open_hours, unattributed_value }: ValueReport): string[] {
  const whole = needs.find(({ share }) => share === 1);
  if (whole === undefined || open_hours <= 0 || unattributed_value <= 0) return [];
  const ends = [
    whole.hours_needed === null ? "" : `all of the other gains and ${shareText(whole.hours_needed)} of the hours as money`,
    whole.others_needed === null ? "" : `all of the hours as money and ${shareText(whole.others_needed)} of the others`,
  ].filter(Boolean);
  return ends.length ? [`It pays back with ${ends.join(", or with ")}.`] : ["Not even all of the gains pay it back."];
}

/** What a month without the gain costs, where all of them would pay back. */
function delaySaid({ delay }: z.infer<typeof ValueCases>, currency: string): string[] {
  const [first] = [...delay].filter((one) => one.months_until_all_fails !== null).sort((a, b) => b.a_month - a.a_month);
  return first === undefined
    ? []
    : [
        `Each month at the start without ${first.name} takes ${shortMoney(first.a_month, currency)} off; after ${decimal(first.months_until_all_fails!, 1)} months not even all of the gains pay back.`,
      ];
}

/** The largest parts of lines that are not counted, each with its reason. */
function leftOutSaid({ lines }: ValueReport, currency: string): string[] {
  return lines
    .flatMap((line) => line.parts_left_out.map((part) => ({ line, part })))
    .filter(({ part }) => part.reason !== "volume")
    .sort((a, b) => Math.abs(b.part.amount ?? 0) - Math.abs(a.part.amount ?? 0))
    .map(({ line, part }) => {
      const amount = part.amount === null ? "" : `, ${shortMoney(part.amount, currency)}`;
      return `${line.line.name}${amount} not counted: ${leftOutWords(line, part)}`;
    });
}

const ROWS = 3;
/** Lines whose share or confirmation is missing, the largest first. */
const openLines = (report: ValueReport) =>
  report.lines
    .filter(
      ({ proof, instead, parts_left_out }) =>
        instead === null &&
        (proof === "attributed" ||
          proof === "unattributed" ||
          parts_left_out.some(({ reason, amount }) => reason === "no_realisation" && (amount ?? 0) > 0)),
    )
    .sort((a, b) => Math.abs(b.amount ?? 0) - Math.abs(a.amount ?? 0));

/**
 * A value report in words: return and multiple under their own names, what stands beside them, and the weakest line.
 * @example wordValue(report, "USD").summary // "$207K of confirmed and attributed value against $120K spent: ..."
 */
export function wordValue(report: ValueReport, currency: string, cases: z.infer<typeof ValueCases>, outlook: OutlookTold) {
  const { facts: behind, checks, champion } = wordOutlook(outlook, report, currency);
  const printed = report.printed === undefined ? "" : printedWords(report.printed, report.investment, currency);
  const [first, open] = [verdict(report, currency), openLines(report)];
  const others = [
    ...needsSaid(cases, report),
    ...beside(report, currency),
    ...delaySaid(cases, currency),
    ...weakest(report),
  ].filter(Boolean);
  const names = open.slice(0, 2).map(({ line }) => line.name);
  const summary = brief([first, printed, ...behind, ...others]);
  const facts = [...behind, ...leftOutSaid(report, currency).slice(0, 2), ...others];
  return {
    summary,
    because: facts.filter((fact) => !summary.includes(fact)).slice(0, ROWS),
    check_first: [
      ...sampleChecks(outlook),
      ...checks,
      ...(report.lines.some(({ line }) => line.same_as === undefined && line.outcome === undefined) && report.lines.length > 1
        ? ["Do two lines count the same gain under two names? Name it with same_as or outcome."]
        : []),
      ...(report.open_hours > 0
        ? ["Which share of the hours became money, and what did people do with them? Without that share hours stay out."]
        : []),
      ...(report.roi_of === "at_most" ? ["Nobody stated which share of the gains is yours: the figure is a ceiling."] : []),
    ].slice(0, 2),
    do_next: names.length
      ? [`CSM: ask the customer's own owner to confirm ${names.join(" and ")}, in writing, before the next review.`]
      : ["CSM: bring this page to the next review and ask what did not pay."],
    unknown: open
      .slice(0, ROWS)
      .map(
        (one) =>
          `${one.line.name} (${money(one.amount ?? 0, currency)}): the customer can ${one.proof === "none" ? "say which share of the hours became money" : `confirm it${one.proof === "unattributed" ? " and say which share is yours" : ""}`}.`,
      ),
    say: champion === null ? { cfo: first } : { cfo: first, champion },
  };
}

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

const state = ({ roi_of, open_hours }: ValueReport): string =>
  roi_of === "at_most" && open_hours > 0
    ? "no share stated yet, hours left out"
    : roi_of === "confirmed"
      ? "confirmed by you"
      : roi_of === "attributed"
        ? "not yet confirmed"
        : "at most, no share stated yet";

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
): { audience: Audience; leave_out: Known<string>; text: string }[] {
  return wanted.map((audience) => ({
    audience,
    leave_out: known(
      wording.value.find((row) => row.audience === rowOf[audience])?.leave_out,
      "The page on audiences has no line for this one.",
    ),
    text:
      report.roi_of === null
        ? "No line can be counted in money yet, so there is no return to report. Agree baselines and shares first."
        : writers[audience](report, currency),
  }));
}

const named = (names: readonly string[]) => `${names.slice(0, 4).join(", ")}${names.length > 4 ? " and more" : ""}`;

/** What to ask before believing a value report. */
export function valueWarnings({ doubts }: ValueReport): Warning[] {
  const { hours_and_people: people, same_amount: same, unchecked, without_evidence: bare } = doubts;
  return [
    ...warned(
      people.length > 0,
      "hours_and_people",
      `Hours and people are both counted: ${named(people)}. If they are the same work, say so with same_as.`,
    ),
    ...warned(
      same.length > 0,
      "same_amount",
      `These lines have the very same amount: ${named(same)}. If they are the same thing, say so with same_as.`,
    ),
    ...warned(
      unchecked.length > 0,
      "money_unchecked",
      `Nothing leads from the change to the money of ${named(unchecked)}. Give units_a_year and money_per_unit.`,
    ),
    ...warned(bare.length > 0, "no_evidence", `No source is named for ${named(bare)}.`),
  ];
}

/** What a value report took for granted. */
export function valueAssumptions({ lines, annualised }: ValueReport, { period_months }: ValueQuestion): Assumption[] {
  const hard = lines.filter(({ line, kind }) => line.kind === undefined && kind === "hard");
  const lower = lines.filter(
    ({ line, kind }) => line.better === undefined && line.value === undefined && line.baseline !== undefined && kind !== "soft",
  );
  const names = (of: typeof lines) => named(of.map(({ line }) => line.name));
  return [
    ...assumed(
      true,
      "investment holds licence, services and the customer's own hours",
      "yes",
      "A return on the licence alone is no return.",
      "ROI and value multiple come out lower.",
    ),
    ...assumed(
      period_months === undefined,
      "value and investment cover the same months",
      "yes",
      "period_months is not given.",
      "Give period_months; what lies outside it is not counted.",
    ),
    ...assumed(
      hard.length > 0,
      "lines without a kind are money",
      names(hard),
      "Their unit is not hours.",
      "Give kind soft or hours; soft value is never added.",
    ),
    ...assumed(
      lower.length > 0,
      "lower is better",
      names(lower),
      "The lines do not say which way is a gain.",
      "Give better: higher; the sign turns.",
    ),
    ...assumed(
      annualised !== null,
      "value goes on arriving at the measured pace",
      annualised?.extrapolated ? "stretched to a year" : "a year or more measured",
      "Payback and the yearly amount need a pace.",
      "Both change; ROI does not.",
    ),
  ];
}
