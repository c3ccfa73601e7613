import { listed, plural, sentence } from "../../core/english.ts";
import { type Answered, isKnown, orNull } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { ForecastFields, StateLine, Sway, WholeList } from "./answer.ts";
import type { Calibration } from "./calibration.ts";
import type { ScaleDoubt } from "./check-renewals.ts";
import type { Expansion } from "./expansion.ts";
import type { Forecast } from "./forecast.ts";
import type { Window } from "./place-renewals.ts";

/** What the words need beside the numbers of the forecast. */
export interface ForecastWords {
  forecast: Forecast | null;
  calibration: Calibration | null;
  expansion: Expansion | null;
  use_history: boolean;
  window: Window;
  /** As the caller named the window, such as "Q1 2027"; null where dates say it. */
  named: string | null;
  scale: ScaleDoubt | null;
  /** Null where no currency is known. */
  currency: string | null;
}

type Fields = Answered<ForecastFields>;
type Say = (amount: number) => string;
const sayIn =
  (currency: string | null): Say =>
  (amount) =>
    shortMoney(amount, currency ?? "").trim();
const some = (sentences: readonly (string | null)[]): string[] => sentences.filter((one) => one !== null);

/** The most vintages named. */
const VINTAGES = 3;

/** What earlier forecasts came to, by how long before the decision they were made. */
export function accuracySentence(calibration: Calibration | null, say: Say): string | null {
  const told = (calibration?.vintages ?? []).flatMap(({ day, forecasts, forecast: said, actual, bias }) => {
    if (!isKnown(bias)) return [];
    const off = bias === 0 ? "right in sum" : `${percent(Math.abs(bias))} too ${bias > 0 ? "high" : "low"} in sum`;
    const when = isKnown(day) ? ` of day ${day}` : "";
    return [`${plural(forecasts, "forecast")}${when} came ${off} (${say(said)} against ${say(actual)})`];
  });
  return told.length ? `By your own record, ${told.slice(0, VINTAGES).join("; ")}.` : null;
}

/** How the chances once given came out, and whether the forecast uses that. */
export function historySentence(calibration: Calibration | null, used: boolean | null): string | null {
  if (calibration === null || calibration.bands.length === 0) return null;
  const off = calibration.bands.filter(({ differs }) => differs);
  const told = (off.length ? off : calibration.bands).slice(0, 2);
  const words = told
    .map(({ assumed, renewed, of }) => `of those given ${percent(assumed, 0)}, ${renewed} of ${of} renewed`)
    .join("; ");
  const verdict = off.length ? "more than chance would explain, so correct them" : "no proof yet that the assumption is wrong";
  const use =
    used === null
      ? ""
      : used
        ? " The forecast uses your record."
        : " The forecast does not use your record unless use_history is true.";
  return `By your own record, ${words}: ${verdict}.${use}`;
}

/** A chance in words that never claim certainty for what is only nearly certain. */
function chance(rate: number): string {
  const text = percent(rate);
  if (text === "0.0%") return "under 0.1%";
  return rate < 1 && text === "100.0%" ? "over 99.9%" : text;
}

const dateText = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Date(`${date}T00:00:00Z`).toLocaleString("en-US", { ...options, timeZone: "UTC" });
/** @example monthName("2026-03") // "March 2026" */
const monthName = (month: string): string => dateText(`${month}-01`, { month: "long", year: "numeric" });
/** @example dayName("2027-02-15") // "February 15" */
const dayName = (date: string): string => dateText(date, { month: "long", day: "numeric" });

/** When the renewals are due, after a blank; nothing where nothing has a date. */
function whenWords({ named, forecast, window }: ForecastWords): string {
  if (named !== null) return ` in ${named}`;
  const months = forecast?.fields.by_month ?? [];
  if (months.length === 0) return "";
  const by =
    window.by === "renewal_date" && window.from !== null && window.to !== null
      ? ` between ${window.from} and ${window.to}`
      : null;
  const span = [...new Set([months[0]!.month, months.at(-1)!.month])];
  return by ?? ` in ${span.map(monthName).join(" to ")}`;
}

/** The range of a total: at least eight times in ten it ends between these. */
function rangeWords({ p10, p90, expected }: Pick<Answered<WholeList>, "p10" | "p90" | "expected">, say: Say): string {
  if (p10 === p90) return p10 === expected ? "" : `, and nearly always ${say(p10)}`;
  return `, ${say(p10)} to ${say(p90)} at least eight times in ten`;
}

/** The number for the list, without the account that decides it where one does. */
function numberSentence(words: ForecastWords, whole: Answered<WholeList>, say: Say): string {
  const without = orNull(whole.without_largest);
  const when = whenWords(words);
  const called = sumMoney([whole.arr, -whole.no_call_arr]);
  if (without?.decides) {
    const day = isKnown(without.deadline) ? `, notice by ${dayName(without.deadline)}` : "";
    return `Expect ${say(without.expected)} without ${without.account}${rangeWords(without, say)}, plus ${say(without.arr)} yes or no from ${without.account}${day}: ${say(called)} is up for renewal${when}.`;
  }
  const share = called > 0 ? ` (${percent(whole.expected / called, 0)})` : "";
  return `Expect ${say(whole.expected)} of the ${say(called)} up for renewal${when}${share}${rangeWords(whole, say)}.`;
}

const lineOf = (fields: Fields, state: StateLine["state"]) => fields.lines.find((one) => one.state === state);

/** What is not in the number because nobody has called it. */
function noCall(fields: Fields, say: Say): string | null {
  const line = lineOf(fields, "no_call");
  return line === undefined ? null : `${say(line.arr)} more has no call and is not in it.`;
}

/** Why a renewal may still count towards a target though it is outside the forecast. */
const mayStillCount: ReadonlySet<string> = new Set(["undated", "overdue", "auto_renewed", "unknown_probability"]);

function targetSentence({ fields, most }: Forecast, say: Say): string | null {
  const aim = orNull(fields.target);
  if (aim === null) return null;
  const kept = aim.already_kept > 0 ? `, of which ${say(aim.already_kept)} is already kept,` : "";
  const what = `The target of ${say(aim.amount)}${kept}`;
  const open = sumMoney(fields.left_out.flatMap(({ why, arr }) => (mayStillCount.has(why) ? [arr] : [])));
  if (aim.still_needed > most) {
    if (aim.still_needed > sumMoney([most, open])) return `${what} is out of reach: all of these renewals come to ${say(most)}.`;
    return `${what} cannot be met by these renewals, which come to ${say(most)}: it hangs on what is not in it.`;
  }
  const certain = sumMoney(fields.renewals.flatMap((one) => (one.probability_rate === 1 ? [one.expected] : [])));
  if (aim.still_needed <= certain) return `${what} is met whatever happens.`;
  return `${what} is missed with a chance of ${chance(aim.below_rate)}${open > 0 ? ", counting nothing that is not in it" : ""}.`;
}

/** What knowing one account's answer would do to the range, in one sentence. */
function movesMost(sway: Answered<Sway>, standardDeviation: number, say: Say): string | null {
  const { moves_most, moves_most_arr, standard_deviation_without: without } = sway;
  if (!isKnown(moves_most) || !isKnown(moves_most_arr) || !isKnown(without)) return null;
  return `${moves_most} (${say(moves_most_arr)}) moves the total most: once its answer is known, the swing of ${say(standardDeviation)} either way shrinks to ${say(without)}.`;
}

/** What the largest account, and the one that moves the total most, do to the range. */
export function swaySentence(sway: Answered<Sway>, standardDeviation: number, currency: string | null): string {
  const say = sayIn(currency);
  const moves = movesMost(sway, standardDeviation, say);
  if (moves !== null && sway.moves_most === sway.account) return moves;
  const largest = `${sway.account} (${say(sway.arr)}) is the largest, ${percent(sway.share, 0)} of what is due`;
  return moves === null ? `${largest}; nothing in the forecast is uncertain.` : `${largest}. ${moves}`;
}

const stateWords: Record<StateLine["state"], string> = {
  decided: "decided",
  open: "open",
  past_deadline: "past its last day to opt out, without an outcome",
  notice_given: "under notice, counted as 0",
  no_call: "without a call, counted in no number",
};

/** The whole list, line by line. */
function linesSentence(fields: Fields, say: Say): string | null {
  if (fields.lines.length < 2) return null;
  const parts = fields.lines.map(({ state, renewals, arr, expected }) => {
    const part = isKnown(expected) && expected > 0 ? `, ${say(expected)} ${state === "decided" ? "kept" : "expected"}` : "";
    return `${say(arr)} ${stateWords[state]} (${plural(renewals, "renewal")}${part})`;
  });
  return `By state: ${parts.join("; ")}.`;
}

const outside: Record<string, string> = {
  not_paying: "paying nothing today",
  no_decision: "in longer contracts without a decision",
  undated: "without a date",
  outside_window: "outside the dates asked for",
};

/** What stands in no line: no decision falls in the window. */
function outsideSentence(fields: Fields, say: Say): string | null {
  const parts = fields.left_out.flatMap(({ why, arr }) =>
    outside[why] === undefined || why === "not_paying" ? [] : [`${say(arr)} ${outside[why]}`],
  );
  return parts.length ? `Not counted: ${parts.join(", ")}.` : null;
}

/** What the measured rate says of the chances assumed: reconciled where both are known. */
function measuredSentence(fields: Fields, say: Say): string | null {
  const rate = orNull(fields.renewal_rate);
  if (rate === null || !isKnown(rate.gross)) return null;
  const share = orNull(fields.share);
  const start = `Of ${say(rate.arr)} decided so far, ${say(rate.retained_arr)} stayed (${percent(rate.gross)})`;
  if (share === null) return `${start}.`;
  return `${start}; the open ones are forecast at ${percent(share)}${share > rate.gross ? ", which the measured rate does not bear out yet" : ""}.`;
}

function expansionSentence(expansion: Expansion | null, say: Say): string | null {
  if (expansion === null) return null;
  const { left_out, expected, pipeline } = expansion.fields;
  const rest = left_out.length
    ? ` Not in that pipeline: ${plural(left_out.length, "row")} of ${say(sumMoney(left_out.map(({ amount }) => amount)))}, repeated, excluded or due at another time.`
    : "";
  return `Expansion would add ${say(expected)} on average out of a pipeline of ${say(pipeline)}; it is not in the range.${rest}`;
}

/** Health that does not look like points of a hundred, said before anything that rests on it. */
function scaleSentence({ scale }: ForecastWords): string | null {
  if (scale === null) return null;
  return scale.read_as === 100
    ? `Check the scale first: no health is above ${scale.top}, and it is read as points of 100; say reading: {scale: 10} if it runs to 10.`
    : `Health is read as 0 to ${scale.read_as}, since none is above ${scale.top}; say reading: {scale: 100} if it is points of 100.`;
}

/** Names of the largest of a state. */
const namesOf = (line: Answered<StateLine>): string =>
  line.renewals > line.largest.length && line.largest.length > 1 ? `${line.largest.join(", ")} and others` : listed(line.largest);

/** Accounts an owner is asked about first: the open ones that swing most, with the day by which. */
function callsFirst({ placed: { forecast } }: Forecast, say: Say): string | null {
  const swing = ({ value, rate }: { value: number; rate: number }) => value * value * rate * (1 - rate);
  const [first, second] = forecast
    .filter(({ rate }) => rate > 0 && rate < 1)
    .sort((a, b) => swing(b) - swing(a) || (a.account < b.account ? -1 : 1));
  if (first === undefined) return null;
  const words = (one: typeof first) =>
    `${one.account} (${say(one.arr)}${one.deadline === null ? "" : `, by ${dayName(one.deadline)}`})`;
  return `The owners get a yes or no first from ${second === undefined ? words(first) : `${words(first)} and ${words(second)}`}: these move the number most.`;
}

/** Most sentences of each part of an answer. */
const FACTS = 3;
const TRAPS = 2;

/** The answer in words: the number for the list, its range, the doubt that could turn it; then what decides, what to check and what to do. */
export function forecastWords(words: ForecastWords) {
  const { forecast, calibration, expansion, use_history, currency } = words;
  const say = sayIn(currency);
  const history = historySentence(calibration, forecast === null ? null : use_history);
  const accuracy = accuracySentence(calibration, say);
  const more = expansionSentence(expansion, say);
  if (forecast === null) {
    const text = some([more, history, accuracy]).join(" ");
    return { summary: text === "" ? "The record holds forecasts and no renewals by chance; see calibration." : text };
  }
  const { fields } = forecast;
  const whole = orNull(fields.whole);
  const called = whole !== null && sumMoney([whole.arr, -whole.no_call_arr]) > 0;
  const past = lineOf(fields, "past_deadline");
  const silent = lineOf(fields, "no_call");
  const placeholders = fields.by_band.some(({ source }) => source !== "probability") && !use_history;
  const notice = orNull(fields.confidence)?.unknown_notice_arr ?? 0;
  const dated = fields.by_month.length > 0;
  const number =
    whole !== null && called
      ? numberSentence(words, whole, say)
      : "No renewal with a known chance is up for decision, so there is nothing to forecast.";
  const sway = orNull(fields.concentration);
  const spread = orNull(fields.standard_deviation) ?? 0;
  const against = fields.contradictions;
  return {
    summary: some([
      scaleSentence(words),
      number,
      targetSentence(forecast, say),
      noCall(fields, say),
      past === undefined || words.scale !== null || isKnown(fields.target)
        ? null
        : `${say(past.arr)} is past its last day to opt out.`,
    ]).join(" "),
    because: some([
      linesSentence(fields, say),
      measuredSentence(fields, say),
      (whole !== null && orNull(whole.without_largest)?.decides === true) || sway === null || fields.renewals.length < 2
        ? null
        : movesMost(sway, spread, say),
      outsideSentence(fields, say),
      more,
      history,
      accuracy,
    ]).slice(0, FACTS + (calibration === null ? 0 : 2)),
    check_first: some([
      past === undefined
        ? null
        : `${say(past.arr)} is past its last day to opt out (${namesOf(past)}): if no notice came and the contracts renew by themselves it is safe, else it may be lost already.`,
      against.length
        ? `${say(against.reduce((total, { expected }) => total + expected, 0))} of it rests on ${plural(against.length, "renewal")} whose signs contradict one another; ask for the reason in writing.`
        : null,
      placeholders
        ? "The chances behind calls, lights and health are placeholders of other people's books, not your history."
        : null,
    ]).slice(0, TRAPS),
    do_next: some([
      past === undefined ? null : `The CSMs of ${namesOf(past)} record the outcome this week; the opt-out days are past.`,
      callsFirst(forecast, say),
      silent === undefined ? null : `The CSMs of ${namesOf(silent)} make their call.`,
    ]).slice(0, FACTS),
    unknown: some([
      silent === undefined
        ? null
        : `${say(silent.arr)} has no call (${namesOf(silent)}): between 0 and all of it comes on top; their CSMs know.`,
      dated && notice > 0
        ? `For ${say(notice)} the notice period is not known, so the answer may come earlier; the contracts say.`
        : null,
      placeholders
        ? "Your own renewals by call or band (assumed, renewed, of) would replace the placeholders; the CRM's closed renewals hold them."
        : null,
    ]).slice(0, FACTS),
    ...(whole !== null && called
      ? {
          say: {
            cfo: sentence(
              `${number}${noCall(fields, say) === null ? "" : ` ${noCall(fields, say)}`}${placeholders ? " The chances are placeholders until our own history is in." : ""}`,
            ),
          },
        }
      : {}),
    next:
      calibration === null && placeholders
        ? [{ call: "forecast_renewals", why: "with history: [{assumed, renewed, of}] of past renewals, to correct the chances." }]
        : [],
  };
}
