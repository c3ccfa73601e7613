import { inShort, listed, plural, sentence } from "../../core/english.ts";
import { type Answered, isKnown, orNull, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { ForecastFields, NoticeLine, StateLine, Sway, WholeList } from "./answer.ts";
import type { Calibration } from "./calibration.ts";
import type { ScaleDoubt } from "./check-renewals.ts";
import type { Expansion } from "./expansion.ts";
import type { Forecast } from "./forecast.ts";
import { shocked, type Window } from "./place-renewals.ts";

/** What the words need beside the numbers of the forecast. */
interface ForecastWords {
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
function accuracySentence(calibration: Calibration | null, say: Say): string | null {
  const told = (calibration?.vintages ?? []).flatMap(({ day, forecasts, forecast: said, actual, bias }) => {
    if (!isKnown(bias)) return [];
    const off = bias === 0 ? "right in sum" : `${percent(Math.abs(bias))} too ${bias > 0 ? "high" : "low"} in sum`;
    const when = isKnown(day) ? ` of day ${day}` : "";
    return [`${plural(forecasts, "forecast")}${when} came ${off} (${say(said)} against ${say(actual)})`];
  });
  return told.length ? `By your own record, ${told.slice(0, VINTAGES).join("; ")}.` : null;
}

/** How the chances once given came out, and whether the forecast uses that. */
function historySentence(calibration: Calibration | null, used: boolean | null): string | null {
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
/** With its weekday, since a last day on a weekend is a Friday in practice. @example dayName("2026-12-12") // "Sat Dec 12" */
const dayName = (date: string): string => dateText(date, { weekday: "short", month: "short", day: "numeric" }).replace(",", "");

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

type Ends = Pick<Answered<WholeList>, "p10" | "p90" | "expected">;

/** The range of a total as an interval: where each is decided by itself, at least eight times in ten it ends between these. */
function rangeWords({ p10, p90, expected }: Ends, say: Say): string {
  if (p10 === p90) return p10 === expected ? "" : `, and nearly always ${say(p10)}`;
  return `, ${say(p10)} to ${say(p90)} at least eight times in ten if each decides by itself`;
}

/** The number for the list, without the account that decides it where one does. */
function numberSentence(words: ForecastWords, whole: Answered<WholeList>, say: Say): string {
  const without = orNull(whole.without_largest);
  const when = whenWords(words);
  const counted = countedArr(whole);
  if (without?.decides) {
    const day = isKnown(without.deadline) ? `, notice by ${dayName(without.deadline)}` : "";
    const date = without.passed ? ", whose last day to opt out has passed" : day;
    return `Expect ${say(without.expected)} without ${without.account}${rangeWords(without, say)}, plus ${say(without.arr)} yes or no from ${without.account}${date}: ${say(counted)} is up for renewal${when}.`;
  }
  const share = counted > 0 ? ` (${percent(whole.expected / counted, 0)})` : "";
  return `Expect ${say(whole.expected)} of the ${say(counted)} up for renewal${when}${share}${rangeWords(whole, say)}.`;
}

/** The money of the list that is in the number: all of it, but what has no call where most has none. */
const countedArr = ({ arr, no_call_arr, no_call_rate, called_only, expected }: Answered<WholeList>): number =>
  isKnown(no_call_rate) || called_only !== expected || no_call_arr === 0 ? arr : sumMoney([arr, -no_call_arr]);

const lineOf = (fields: Fields, state: StateLine["state"]) => fields.lines.find((one) => one.state === state);

/** What is not in the number because most of the list has no call. */
function notCounted(fields: Fields, say: Say): string | null {
  const whole = orNull(fields.whole);
  const out = whole === null ? 0 : sumMoney([whole.arr, -countedArr(whole)]);
  return out > 0 ? `${say(out)} more has no call and is not in it.` : null;
}

/** What the passed days do to the number. */
function passedSentence(fields: Fields, say: Say): string | null {
  const past = lineOf(fields, "past_deadline");
  const held = orNull(orNull(fields.whole)?.if_no_notice_came ?? unknown("No deadline has passed."));
  if (past === undefined || held === null) return null;
  const whole = orNull(fields.whole)!;
  // Beside a number without the account that decides it, the whole would be a second base.
  const then = orNull(whole.without_largest)?.decides ? `${say(held - whole.expected)} more` : say(held);
  return `${say(past.arr)} of it is past its last day to opt out, outcome unrecorded: if no notice came, ${then}.`;
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
function movesMost(sway: Answered<Sway>, standardDeviation: number, say: Say, named: string | null): string | null {
  const { moves_most, moves_most_arr, standard_deviation_without: without } = sway;
  if (!isKnown(moves_most) || !isKnown(moves_most_arr) || !isKnown(without)) return null;
  const who = moves_most === named ? "It" : `${moves_most} (${say(moves_most_arr)})`;
  return `${who} moves the total most: totals usually end within ${say(standardDeviation)} of the number, and within ${say(without)} once its answer is known.`;
}

const stateWords: Record<StateLine["state"], string> = {
  decided: "decided",
  open: "open",
  past_deadline: "past its last day to opt out",
  notice_given: "under notice, counted as 0",
  no_call: "open without a call",
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

type Notice = Answered<NoticeLine>;

/** An account with its money, its day and whether anybody called it. @example "Sigma B.V. (32K, Sat Dec 12, no call)" */
const noticeWords = ({ account, arr, notice_by, call }: Notice, say: Say): string =>
  `${account} (${say(arr)}, ${dayName(notice_by)}${isKnown(call) ? "" : ", no call"})`;

/** As many of a list as are named, and how many more there are. */
function firstOf(notices: readonly Notice[], most: number, say: Say): string {
  const rest = notices.length - most;
  const named = notices.slice(0, most).map((one) => noticeWords(one, say));
  return rest > 0 ? `${named.join(", ")} and ${rest} more` : listed(named);
}

/** Windows named in one sentence. */
const WINDOWS = 5;

function windowsSentence({ notices: { open } }: Fields, say: Say): string | null {
  if (open.length === 0) return null;
  const biggest = [...open].sort((a, b) => b.arr - a.arr)[0]!;
  const most = open.indexOf(biggest) > 0 ? ` The largest: ${biggest.account}.` : "";
  return `Owners get a yes or no before the last day to opt out, in this order: ${firstOf(open, WINDOWS, say)}.${most}`;
}

/** Without dates, accounts whose answer moves the number most. */
function swingSentence({ placed: { forecast } }: Forecast, say: Say): string | null {
  const swing = ({ value, rate }: { value: number; rate: number }) => value * value * rate * (1 - rate);
  const names = forecast
    .filter((one) => swing(one) > 0)
    .sort((a, b) => swing(b) - swing(a) || (a.account < b.account ? -1 : 1))
    .map(({ account, arr }) => `${account} (${say(arr)})`);
  return names.length ? `Owners get a yes or no first from ${listed(names.slice(0, 2))}: these move the number most.` : null;
}

/** Who records what came of the passed days, with the money each holds. */
function recordSentence({ notices: { passed }, owners }: Fields, say: Say): string | null {
  const first = passed[0];
  if (first === undefined) return null;
  const late = owners
    .filter(({ past_deadline_arr }) => past_deadline_arr > 0)
    .sort((a, b) => b.past_deadline_arr - a.past_deadline_arr)
    .map(({ owner, past_deadline_arr }) => `${owner} ${say(past_deadline_arr)}`);
  const who = late.length ? `the owners (${late.slice(0, FACTS).join(", ")})` : "the owners";
  return sentence(
    `${who} record this week whether notice came for the ${plural(passed.length, "renewal")} past the day, ${first.account} (${say(first.arr)}) first.`,
  );
}

/** The largest account apart, and the one that moves the total most where that is another. */
function largestSentence(fields: Fields, say: Say): string | null {
  const [whole, sway] = [orNull(fields.whole), orNull(fields.concentration)];
  if (whole === null || sway === null) return null;
  const without = orNull(whole.without_largest);
  const spread = orNull(fields.standard_deviation) ?? 0;
  const moves = fields.renewals.length > 1 ? movesMost(sway, spread, say, without?.account ?? null) : null;
  const apart =
    without === null || without.decides
      ? null
      : `${without.account} (${say(without.arr)}, ${percent(without.arr / countedArr(whole), 0)} of the list) is yes or no: without it expect ${say(without.expected)}.`;
  return some([apart, without?.decides ? null : moves]).join(" ") || null;
}

const calls = (band: string): string => (band === "no_call" ? "no call" : band.replaceAll("_", " "));

/** Most calls in one sentence. */
const BANDS = 5;

/** What each call brings, where chances come from calls. */
function bandsSentence({ by_band }: Fields, say: Say): string | null {
  const rated = by_band.flatMap(({ band, arr, prior_rate, share, expected }) =>
    isKnown(prior_rate) ? [`${calls(band)} ${say(arr)} at ${percent(share, 0)} = ${say(expected)}`] : [],
  );
  return rated.length > 1 && rated.length <= BANDS && rated.length === by_band.length ? `By call: ${rated.join(", ")}.` : null;
}

/** That chances are nobody's own record, and what the number is when one cause lowers them all. */
function placeholderSentence(fields: Fields, say: Say): string {
  const [stress, kept] = [orNull(fields.stress), lineOf(fields, "decided")];
  const start = "The chances are placeholders of other people's books, not your history";
  const before = fields.by_band.flatMap(({ prior_rate }) => (isKnown(prior_rate) ? [prior_rate] : []));
  const rate = before.find((one) => one < 1 && one > 0);
  if (stress === null || rate === undefined) return `${start}.`;
  const { expected, log_odds } = stress.common_shock;
  const bad = expected + (kept === undefined ? 0 : (orNull(kept.expected) ?? 0));
  return `${start}; if one cause (a price rise, an outage) lowers all of them, ${percent(rate, 0)} to ${percent(shocked(rate, log_odds), 0)} and so on, expect ${say(bad)}.`;
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
  const called = whole !== null && countedArr(whole) > 0;
  const placeholders = fields.by_band.some(({ source }) => source !== "probability") && !use_history;
  const number =
    whole !== null && called
      ? numberSentence(words, whole, say)
      : "No renewal with a known chance is up for decision, so there is nothing to forecast.";
  const passed = words.scale === null ? passedSentence(fields, say) : null;
  const told = some([notCounted(fields, say), passed]);
  return {
    summary: some([scaleSentence(words), number, targetSentence(forecast, say), ...told]).join(" "),
    because: some([
      linesSentence(fields, say),
      measuredSentence(fields, say),
      outsideSentence(fields, say),
      more,
      history,
      accuracy,
      largestSentence(fields, say),
      bandsSentence(fields, say),
    ]).slice(0, FACTS + (calibration === null ? 0 : 2)),
    check_first: checksOf(fields, placeholders, say),
    do_next: some([
      recordSentence(fields, say),
      windowsSentence(fields, say),
      silentSentence(forecast, say),
      fields.notices.open.length ? null : swingSentence(forecast, say),
    ]).slice(0, FACTS),
    unknown: unknownOf(fields, placeholders, say),
    ...(whole !== null && called
      ? {
          say: {
            cfo: [number, ...told, ...(placeholders ? ["The chances are placeholders until our own history is in."] : [])].join(
              " ",
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

function checksOf(fields: Fields, placeholders: boolean, say: Say): string[] {
  const { contradictions, notices } = fields;
  return some([
    notices.passed.length
      ? `Did notice come from ${firstOf(notices.passed, FACTS, say)}? A contract that renews by itself is then safe; a notice in somebody's inbox is a loss already.`
      : null,
    contradictions.length
      ? `${say(contradictions.reduce((total, { expected }) => total + expected, 0))} of it rests on ${plural(contradictions.length, "renewal")} whose signs contradict one another; ask for the reason in writing.`
      : null,
    placeholders ? placeholderSentence(fields, say) : null,
  ]).slice(0, TRAPS);
}

/** Accounts that somebody has to call, the largest first. */
function silentSentence({ placed: { forecast, left_out } }: Forecast, say: Say): string | null {
  const silent = [
    ...forecast.filter(({ source }) => source === "assumed"),
    ...left_out.flatMap(({ why, renewal }) => (why === "unknown_probability" ? [renewal] : [])),
  ].sort((a, b) => b.arr - a.arr);
  if (silent.length === 0) return null;
  const words = silent
    .slice(0, FACTS)
    .map(({ account, owner, arr }) => `${account} (${say(arr)}${owner === null ? "" : `, ${owner}`})`);
  const rest = silent.length - words.length;
  return `${silent.length === 1 ? "Its owner calls" : "Their owners call"} ${rest > 0 ? `${words.join(", ")} and ${rest} more` : listed(words)}: nobody has.`;
}

/** Accounts whose names say one group, with the range where each group decides as one. */
function groupsSentence({ groups }: Fields, say: Say): string | null {
  if (!isKnown(groups)) return null;
  const [first, ...more] = groups.rows;
  const rest = more.length
    ? ` and ${plural(more.length, "more group")} by name, ${say(groups.arr)} in all, each decide`
    : " decide";
  return `Whether ${listed(first!.accounts)} (${say(first!.arr)})${rest} as one: then ${say(groups.p10)} to ${say(groups.p90)}; the owners know.`;
}

function unknownOf(fields: Fields, placeholders: boolean, say: Say): string[] {
  const whole = orNull(fields.whole);
  const confidence = orNull(fields.confidence);
  const rate = whole === null ? null : orNull(whole.no_call_rate);
  return some([
    whole === null || whole.no_call_arr === 0
      ? null
      : rate === null
        ? `${say(whole.no_call_arr)} has no call: between 0 and all of it comes on top; the owners know.`
        : `${say(whole.no_call_arr)} has no call and counts at ${percent(rate, 0)}, our placeholder: with none of it expect ${say(whole.called_only)}, with all of it ${say(sumMoney([whole.called_only, whole.no_call_arr]))}; the owners know.`,
    confidence === null || confidence.unknown_notice_arr === 0 || fields.by_month.length === 0
      ? null
      : `For ${say(confidence.unknown_notice_arr)} the notice period is not known (${inShort(confidence.unknown_notice)}), so the answer may come earlier; the contracts say.`,
    groupsSentence(fields, say),
    placeholders
      ? "Your own renewals by call or band (assumed, renewed, of) would replace the placeholders; the CRM's closed renewals hold them."
      : null,
  ]).slice(0, FACTS);
}
