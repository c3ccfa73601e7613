import { plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import { money, percent, shortMoney } from "../../render/numbers.ts";
import type { ExpansionFields, ForecastFields, LeftOutLine, Sway } from "./answer.ts";
import type { CalibrationFields } from "./calibration.ts";

interface RecordWords {
  calibration: CalibrationFields | null;
  use_history: boolean;
}

/** The most vintages named. */
const VINTAGES = 3;

/** What earlier forecasts came to, by how long before the decision they were made. */
export function accuracySentence({ calibration }: RecordWords, currency: string): string | null {
  const told = (calibration?.vintages ?? []).flatMap(({ day, forecasts, forecast: said, actual, bias }) => {
    if (bias === null) return [];
    const off = bias === 0 ? "right in sum" : `${percent(Math.abs(bias))} too ${bias > 0 ? "high" : "low"} in sum`;
    const when = day === null ? "" : ` of day ${day}`;
    return [`${plural(forecasts, "forecast")}${when} came ${off} (${money(said, currency)} against ${money(actual, currency)})`];
  });
  return told.length ? `By your own record, ${told.slice(0, VINTAGES).join("; ")}.` : null;
}

/** How the chances once given came out, and whether the forecast uses that. */
export function historySentence({ calibration, use_history }: RecordWords, forecast: boolean): string | null {
  if (calibration === null || calibration.bands.length === 0) return null;
  const off = calibration.bands.filter(({ differs }) => differs);
  const told = (off.length ? off : calibration.bands).slice(0, 2);
  const words = told
    .map(({ assumed, renewed, of }) => `of those given ${percent(assumed, 0)}, ${renewed} of ${of} renewed`)
    .join("; ");
  const verdict = off.length ? "more than chance would explain, so correct them" : "no proof yet that the assumption is wrong";
  const used = use_history
    ? " The forecast uses your record."
    : " The forecast does not use your record unless use_history is true.";
  return `By your own record, ${words}: ${verdict}.${forecast ? used : ""}`;
}

/** What the words need beside the numbers of the forecast. */
export interface ForecastWords {
  currency: string;
  /** What the renewals come to when all that can renew do. */
  most: number;
  calibration: CalibrationFields | null;
  expansion: ExpansionFields | null;
  use_history: boolean;
}

const outside: Record<string, string> = {
  not_paying: "paying nothing today",
  renewed: "already renewed",
  lost: "already lost",
  no_decision: "in longer contracts without a decision",
  undated: "without a date",
  outside_window: "decided outside the dates asked for",
  overdue: "past the last day to opt out without an outcome",
  auto_renewed: "renewing by itself, the last day to opt out being past",
  unknown_probability: "with nothing to tell its chance",
  notice_served: "of customers who have given notice",
};

/** A chance in words that never claim certainty for what is only nearly certain. */
function chance(rate: number): string {
  const text = percent(rate);
  if (text === "0.0%") return "under 0.1%";
  return rate < 1 && text === "100.0%" ? "over 99.9%" : text;
}

/** @example monthName("2026-03") // "March 2026" */
function monthName(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const day = new Date(Date.UTC(year, number - 1, 1));
  return day.toLocaleString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
}

function verdict({ due, expected, share, renewals, by_month }: ForecastFields, currency: string): string {
  const span = [...new Set([by_month[0]?.month, by_month.at(-1)?.month])].filter((month) => month !== undefined);
  const when = span.length === 0 ? "" : ` in ${span.map(monthName).join(" to ")}`;
  const of = `${money(due!, currency)} up for decision${when}`;
  if (share === null || expected === null)
    return "No renewal with a known chance is up for decision, so there is nothing to forecast.";
  return `Expect ${money(expected, currency)} of ${of} to renew (${percent(share)}), from ${plural(renewals.length, "renewal")}.`;
}

/** The range: a quantile promises that the total ends beyond it no more than one time in ten. */
function range({ quantiles, due, standard_deviation, renewals }: ForecastFields, most: number, currency: string): string | null {
  if (quantiles === null || due === null || renewals.length === 0) return null;
  if (standard_deviation === 0) return "Every chance given is certain, so there is no range.";
  const { p10, p90 } = quantiles;
  const all = most === due ? "all of it renews" : "all that can renew does";
  if (p10 >= most) return `More than nine times in ten ${all}.`;
  const low =
    p10 === 0 ? "At least one time in ten nothing renews" : `At most one time in ten it ends below ${money(p10, currency)}`;
  const high = p90 >= most ? `more than one time in ten ${all}` : `at most one time in ten above ${money(p90, currency)}`;
  return `${low}, and ${high}.`;
}

/** Why a renewal may still count towards a target though it is outside the forecast. */
const mayStillCount: ReadonlySet<string> = new Set(["undated", "overdue", "auto_renewed", "unknown_probability"]);

function target({ target: aim, left_out, renewals }: ForecastFields, most: number, currency: string): string | null {
  if (aim === null) return null;
  const kept = aim.already_kept > 0 ? `, of which ${money(aim.already_kept, currency)} is already kept,` : "";
  const what = `The target of ${money(aim.amount, currency)}${kept}`;
  const open = sumMoney(left_out.flatMap(({ why, arr }) => (mayStillCount.has(why) ? [arr] : [])));
  if (aim.still_needed > most) {
    if (aim.still_needed > sumMoney([most, open]))
      return `${what} is out of reach: all of these renewals come to ${money(most, currency)}.`;
    return `${what} cannot be met by these renewals, which come to ${money(most, currency)}: it hangs on what is not in it.`;
  }
  const certain = sumMoney(renewals.flatMap((one) => (one.probability_rate === 1 ? [one.expected] : [])));
  if (aim.still_needed <= certain) return `${what} is met whatever happens.`;
  return `${what} is missed with a chance of ${chance(aim.below_rate)}${open > 0 ? ", counting nothing that is not in it" : ""}.`;
}

/** The most lines named; the rest are counted. */
const NAMED = 3;

function notInIt(lines: readonly LeftOutLine[], currency: string): string | null {
  const told = lines.filter(({ why }) => why !== "not_paying");
  if (told.length === 0) return null;
  const parts = told.slice(0, NAMED).map(({ why, arr }) => `${shortMoney(arr, currency)} ${outside[why] ?? why}`);
  const more = told.length > NAMED ? [`${plural(told.length - NAMED, "other line")} in left_out`] : [];
  return `Not in it: ${[...parts, ...more].join(", ")}.`;
}

/** What knowing one account's answer would do to the range, in one sentence. */
function movesMost(sway: Sway, standardDeviation: number, currency: string): string | null {
  const { account, share, moves_most, moves_most_arr, standard_deviation_without: without } = sway;
  if (moves_most === null || moves_most_arr === null || without === null) return null;
  const size =
    moves_most === account
      ? `${shortMoney(moves_most_arr, currency)}, ${percent(share, 0)} of what is due`
      : shortMoney(moves_most_arr, currency);
  const swing = `the usual swing of ${shortMoney(standardDeviation, currency)} either way would be ${shortMoney(without, currency)}`;
  return `${moves_most} (${size}) moves the total most: with its answer known, ${swing}.`;
}

/** What the largest account, and the one that moves the total most, do to the range. */
export function swaySentence(sway: Sway, standardDeviation: number, currency: string): string {
  const moves = movesMost(sway, standardDeviation, currency);
  if (moves !== null && sway.moves_most === sway.account) return moves;
  const largest = `${sway.account} (${shortMoney(sway.arr, currency)}) is the largest, ${percent(sway.share, 0)} of what is due`;
  return moves === null ? `${largest}; nothing in the forecast is uncertain.` : `${largest}. ${moves}`;
}

function doubts({ contradictions, confidence, by_month }: ForecastFields, currency: string): string | null {
  const parts: string[] = [];
  if (contradictions.length) {
    const sum = contradictions.reduce((total, { expected }) => total + expected, 0);
    parts.push(
      `${shortMoney(sum, currency)} of it rests on ${plural(contradictions.length, "renewal")} whose signs contradict one another`,
    );
  }
  if (by_month.length > 0 && confidence !== null && confidence.unknown_notice_arr > 0)
    parts.push(
      `for ${shortMoney(confidence.unknown_notice_arr, currency)} the last day to opt out is not known, so the answer may come earlier`,
    );
  const text = parts.join("; ");
  return text === "" ? null : `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function decided({ renewal_rate: rate }: ForecastFields, currency: string): string | null {
  if (rate === null || rate.gross === null) return null;
  return `Of ${money(rate.arr, currency)} decided so far, ${money(rate.retained_arr, currency)} stayed (${percent(rate.gross)}).`;
}

function expansion(fields: ExpansionFields | null, currency: string): string | null {
  if (fields === null) return null;
  const outside = fields.left_out.length
    ? ` Not in that pipeline: ${plural(fields.left_out.length, "row")} of ${money(sumMoney(fields.left_out.map(({ amount }) => amount)), currency)}, repeated, excluded or due at another time.`
    : "";
  return `Expansion would add ${money(fields.expected, currency)} on average out of a pipeline of ${money(fields.pipeline, currency)}; it is not in the range.${outside}`;
}

/** The answer for a busy reader: expected of due, the range, the target, what is not in it, and what moves it most. */
export function summariseForecast(fields: ForecastFields, words: ForecastWords): string {
  const { currency } = words;
  const after = [
    expansion(words.expansion, currency),
    historySentence(words, fields.due !== null),
    accuracySentence(words, currency),
  ];
  if (fields.due === null) {
    const text = after.filter((sentence) => sentence !== null).join(" ");
    return text === "" ? "The record holds forecasts and no renewals by chance; see calibration." : text;
  }
  const { most } = words;
  const sway = fields.concentration;
  const sentences = [
    verdict(fields, currency),
    range(fields, most, currency),
    target(fields, most, currency),
    notInIt(fields.left_out, currency),
    sway === null || fields.renewals.length < 2 ? null : movesMost(sway, fields.standard_deviation ?? 0, currency),
    doubts(fields, currency),
    decided(fields, currency),
    ...after,
  ];
  return sentences.filter((sentence) => sentence !== null).join(" ");
}
