import type { Warning } from "../../core/answer.ts";
import { grouped, inShort, plural } from "../../core/english.ts";
import { type Answered, isKnown, type Known, mapKnown, orNull } from "../../core/known.ts";
import { smallest } from "../../core/order.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { Suggested, Validation } from "../validation/answer.ts";
import type { Doubts, ValidationAnswer } from "../validation/validate-scores.ts";
import type { HealthFields } from "./answer.ts";
import type { HealthFigures } from "./book.ts";

/** Where colors end on the score: the data's own where it holds traffic lights, else cut-offs of ours, which no sentence may call a color. */
interface Colors {
  named: boolean;
  /** A score from here on counts as green, one below `red_below` as red. */
  green_from: number;
  red_below: number;
}

/** The ends of green and red on the score. @example colorsOf(bands, responses, false) // { named: false, green_from: 60, red_below: 40 } */
export function colorsOf(
  steps: readonly { band: string; from: number }[],
  statuses: readonly { band: string; status: string }[],
  named: boolean,
): Colors {
  const starts = (wanted: (status: string | undefined) => boolean) =>
    steps.filter(({ band }) => wanted(statuses.find((one) => one.band === band)?.status)).map(({ from }) => from);
  const green = starts((status) => status === "green");
  return {
    named,
    green_from: green.length ? smallest(green) : Number.POSITIVE_INFINITY,
    red_below: smallest(starts((status) => status !== "red")),
  };
}

function gateWords(gate: Validation["gates"][number]["gate"], { named, green_from, red_below }: Colors): string {
  const [green, red] = named ? ["green", "red"] : [`${decimal(green_from)} or above`, `below ${decimal(red_below)}`];
  const words: Record<typeof gate, string> = {
    churn_events: "losses in the test",
    red_to_green_churn: `churn of ${named ? "red over green" : `scores ${red} over scores ${green}`}`,
    top_decile_lift: "losses in the worst tenth",
    red_to_base_churn: `churn of ${named ? "red" : `scores ${red}`} over the book`,
    lost_below_green_share: named
      ? "lost accounts that stood below green"
      : `lost accounts that scored below ${decimal(green_from)}`,
    most_green_share: `share of the book that ${named ? "is" : "scores"} ${green}`,
    brier_gain_share: "gain of the stated chances over the average",
  };
  return words[gate];
}

/** How often the score ranks a pair of accounts right, with its range, beside what a coin does. */
function pairsWords({ auc, auc_low, auc_high }: Validation): string {
  const times = (share: Known<number>) => decimal((orNull(share) ?? 0) * 100, 0);
  const range = isKnown(auc_low) && isKnown(auc_high) ? ` (${times(auc_low)} to ${times(auc_high)})` : "";
  return `of 100 pairs of one who left and one who stayed it ranks ${times(auc)} right${range}, and a coin 50`;
}

/**
 * What an executive may take from the test, in plain words: whether anything can be judged, what the order shows, and which floors it misses.
 * @example "The score cannot be told from a coin with 22 lost of 150 accounts: of 100 pairs of one who left and one who stayed it ranks 54 right (39 to 69), and a coin 50."
 */
export function verdictOf(validation: Validation, needed: number, colors: Colors): string {
  const { n, events, standing, reading } = validation;
  const auc = orNull(validation.auc);
  if (auc === null)
    return `Nothing can be judged: ${events === 0 ? "none" : "all"} of the ${plural(n, "account")} with a score ${n === 1 ? "was" : "were"} lost.`;
  const counts = `${grouped(events)} lost of ${plural(n, "account")}`;
  const order = auc === 1 / 2 ? "no lower" : `mostly ${auc > 1 / 2 ? "lower" : "higher"}`;
  if (reading === "ordering_only")
    return `Only ${counts}: this shows an order and promises nothing. In these cases lost accounts scored ${order} than kept ones.`;
  if (reading === "upside_down")
    return `The score points the wrong way: with ${counts}, the lost ones scored higher. Check which end of the scale is healthy.`;
  if (reading === "not_told_from_chance")
    return `The score cannot be told from a coin with ${counts}: ${pairsWords(validation)}.`;
  const missed = validation.gates.filter(({ gate, passed }) => passed === false && gate !== "churn_events");
  return [
    `With ${counts}, the lost ones scored lower more often than chance explains: ${pairsWords(validation)}.`,
    ...(standing === "short_of_a_backtest" ? [`A full test needs ${needed} losses and as many kept.`] : []),
    missed.length
      ? `It misses ${plural(missed.length, "floor")}: ${missed.map(({ gate }) => gateWords(gate, colors)).join(", ")}.`
      : "It meets every floor that could be checked.",
    ...validation.bands_out_of_order.map(
      ({ worse, better }) => `The band ${better} lost a larger share than the worse band ${worse}.`,
    ),
  ].join(" ");
}

function suggestionVerdict({ gain_low, gain_high, compared_with }: Suggested): string {
  const other = compared_with === "standard_weights" ? "the standard weights" : "the score as given";
  const start = "On accounts they had not seen, weights learned from your own losses";
  if (gain_low > 0)
    return `${start} put accounts in a better order than ${other}, by more than chance explains. Nothing was changed; adopt them on purpose or not at all.`;
  if (gain_high < 0) return `${start} did worse than ${other}. Do not adopt them.`;
  return `${start} were no better than ${other} by more than chance. Keep what you have.`;
}

/** The check as it goes out, with its verdicts. */
export function withVerdicts(
  check: Known<ValidationAnswer>,
  needed: number,
  colors: Colors,
): Answered<HealthFields>["validation"] {
  return mapKnown(check, ({ validation }) => ({
    ...validation,
    verdict: verdictOf(validation, needed, colors),
    suggested: mapKnown(validation.suggested, (suggested) => ({ ...suggested, verdict: suggestionVerdict(suggested) })),
  }));
}

/** Few of very many are not none. */
function recallWords(recall: number): string {
  const text = percent(recall, 0);
  return recall > 0 && text === "0%" ? "under 1%" : text;
}

const amount = (value: number, currency: string | null) => shortMoney(value, currency ?? "").trim();

/** How much of the lost ARR had looked safe: green where the data says so, else by a cut-off that is named as ours. */
export function falseGreenSentence(
  { false_green_arr, false_green_share }: Validation,
  { named, green_from }: Colors,
  currency: string | null,
): string | null {
  if (!isKnown(false_green_arr) || !isKnown(false_green_share) || false_green_arr === 0) return null;
  const whole = false_green_arr / false_green_share;
  const start = `${amount(false_green_arr, currency)} of the ${amount(whole, currency)} lost ARR (${percent(false_green_share, 0)})`;
  return named
    ? `${start} had stood green.`
    : `${start} was scored ${decimal(green_from)} or above (our cut; the data names no colors).`;
}

/** A score whose list of accounts in danger tells nothing. */
export const noBetterThanACoin = ({ reading }: Pick<Validation, "reading">): boolean =>
  reading === "not_told_from_chance" || reading === "upside_down";

/** The cut-off whose list is nearest to the share of accounts a team can look at. */
function cutoffNear({ cutoffs, n, next_bar }: Validation) {
  const away = ({ flagged }: { flagged: number }) => Math.abs(flagged / n - next_bar.lowest_share);
  return [...cutoffs].sort((a, b) => away(a) - away(b) || a.below - b.below)[0];
}

/** What a list drawn at a cut-off would have done: its false alarms, and who left without being on it. */
export function cutoffSentence(validation: Validation, currency: string | null): string | null {
  const cut = cutoffNear(validation);
  if (cut === undefined || validation.events === 0) return null;
  const { below, flagged, flagged_kept, missed_lost, missed_arr } = cut;
  const money = isKnown(missed_arr) ? ` (${amount(missed_arr, currency)})` : "";
  return `Of the ${plural(flagged, "account")} below ${decimal(below)}, ${flagged_kept} stayed; ${missed_lost} of the ${validation.events} who left${money} stood above.`;
}

/** How often as many accounts drawn blindly would have held as many of the lost. */
export function blindSentence(validation: Validation): string | null {
  const cut = cutoffNear(validation);
  if (cut === undefined || !isKnown(cut.by_chance)) return null;
  return `Any ${cut.flagged} accounts drawn blindly would hold ${plural(cut.flagged_lost, "of the lost", "of the lost")} or more ${decimal(cut.by_chance * 100, 0)} times in 100.`;
}

/** The share that each band lost, where a better band lost more than a worse one. */
export function orderSentence({ bands, bands_out_of_order }: Validation): string | null {
  if (bands_out_of_order.length === 0) return null;
  const lines = bands.flatMap(({ band, accounts, lost, lost_rate }) =>
    isKnown(lost_rate) ? [`${band} lost ${lost} of ${accounts} (${percent(lost_rate, 0)})`] : [],
  );
  return `The bands are out of order: ${lines.join(", ")}.`;
}

/** Names of each kind that one step lists. */
const READ = 3;

/** The lost to read about first: those with the most ARR, and those that had looked safest. */
export function readFirst({ leavers, safe_looking, events }: Validation, currency: string | null): string | null {
  if (safe_looking.length === 0) return null;
  const largest = leavers.filter(({ arr }) => isKnown(arr)).slice(0, READ);
  const named = new Set(largest.map(({ account }) => account));
  const safe = safe_looking.filter(({ account }) => !named.has(account)).slice(0, READ);
  const parts = [
    largest.length === 0
      ? null
      : `the largest: ${largest.map(({ account, score, arr }) => `${account} (${amount(orNull(arr)!, currency)}, scored ${decimal(score, 0)})`).join(", ")}`,
    safe.length === 0
      ? null
      : `${largest.length ? "those that looked safest" : "first those that looked safest"}: ${safe.map(({ account, score }) => `${account} (${decimal(score, 0)})`).join(", ")}`,
  ].filter((part) => part !== null);
  return `CSMs read what was visible 90 days before in the ${plural(events, "account")} that left, ${parts.join("; then ")}.`;
}

/** The bar for the next score, and what this one held. */
export function barSentence({ next_bar: { lowest_share, caught_share, days_ahead, held } }: Validation): string {
  const now = isKnown(held) ? `; this score held ${percent(held, 0)}` : "";
  return `Head of CS sets the bar for the next score now: the lowest ${percent(lowest_share, 0)} must hold ${percent(caught_share, 0)} of the ARR lost later, seen ${days_ahead} days ahead${now}.`;
}

/** What a team that calls the worst so many would have found. */
export function capacityFound({ at_capacity }: Validation): string | null {
  if (!isKnown(at_capacity) || !isKnown(at_capacity.recall) || !isKnown(at_capacity.precision)) return null;
  const { capacity, precision, recall } = at_capacity;
  return `Of the ${grouped(capacity)} with the lowest scores ${percent(precision, 0)} left; they are ${recallWords(recall)} of all who left.`;
}

/**
 * How many losses are missing for a full test. The number it would take to tell a score as weak as this one from a coin is said only where no
 * losses are missing: beside the other it is taken for it.
 */
export function missingLosses({ n, events, auc, auc_low, auc_high }: Validation, needed: number): string | null {
  const fewer = Math.min(events, n - events);
  const full = fewer < needed ? `A full test needs ${needed} losses; ${needed - fewer} are missing.` : null;
  if (!isKnown(auc) || !isKnown(auc_low) || !isKnown(auc_high) || auc === 1 / 2) return full;
  const half = (auc_high - auc_low) / 2;
  const losses = Math.ceil(events * (half / Math.abs(auc - 1 / 2)) ** 2);
  if (losses <= events) return full;
  if (full === null)
    return `To tell a score as weak as this from a coin would take about ${plural(losses, "loss", "losses")}, as mixed as these.`;
  return losses > needed ? `${full} It would show a useful score; one as weak as this would still look like a coin.` : full;
}

/** What to do about a score, by what the test says of it. */
export function afterTest({ reading, standing }: Validation, componentsKnown: boolean): string[] {
  if (reading === "better_than_chance")
    return standing === "backtest"
      ? ["The CS leader steers by the score, and repeats this test each quarter."]
      : ["The CS leader uses the score to order calls, not to promise dollars, until the full test."];
  if (reading === "upside_down")
    return ["Whoever owns the score checks which end of its scale is healthy, before anybody acts on it."];
  if (reading === "not_defined")
    return ["Whoever owns the data brings accounts of both kinds, lost and kept, with their score before the decision."];
  return [
    "The CS leader takes the score off the board page, forecasts and pay until a test passes; accounts are called by renewal date and size meanwhile.",
    ...(componentsKnown ? ["Whoever owns the score tries the parts one by one: those whose own order beats a coin stay."] : []),
  ];
}

const warn = (condition: boolean, code: string, message: string): Warning[] => (condition ? [{ code, message }] : []);

function warningsOfCases({ n, without_arr, without_score, without_score_lost }: Validation, doubts: Doubts): Warning[] {
  const { undated, late, late_days, far, far_months, repeated, without_chance } = doubts;
  return [
    ...warn(
      without_score > 0,
      "without_score",
      `${plural(without_score, "account")} without a score, ${without_score_lost} of them lost, stayed outside the test.`,
    ),
    ...warn(
      undated > 0,
      "dates_missing",
      `${plural(undated, "account")} of ${grouped(n)} lack the day of the score or of the decision, so nothing shows that the score came first. A score rebuilt afterwards knows the ending.`,
    ),
    ...warn(
      late > 0,
      "scored_late",
      `${plural(late, "lost account")} had a score less than ${late_days} days old at the decision: too late to act on, and perhaps after notice.`,
    ),
    ...warn(
      far > 0,
      "beyond_horizon",
      `${plural(far, "account")} decided more than ${far_months} months after the score, which is then judged on what it could not know.`,
    ),
    ...warn(
      repeated > 0,
      "several_scores",
      `${plural(repeated, "row")} repeat an account on another day; such rows move together, so the limits are too narrow.`,
    ),
    ...warn(
      without_arr > 0 && without_arr < n,
      "without_arr",
      `${plural(without_arr, "account")} of ${n} have no ARR; every sum of ARR that would hold one of them is left open.`,
    ),
    ...warn(
      without_chance > 0,
      "chances_missing",
      `${without_chance} of ${n} accounts state no chance of renewing; the stated chances are judged on the other ${n - without_chance}.`,
    ),
  ];
}

/** What to know before trusting the test: its cases, and what is doubtful about the result itself. */
export function validationWarnings(
  { validation, doubts }: ValidationAnswer,
  { backtestGates, copiesOutcome }: Pick<HealthFigures, "backtestGates" | "copiesOutcome">,
): Warning[] {
  const { n, events, auc, standing, reading, bands, at_capacity } = validation;
  const filled = bands.filter(({ accounts }) => accounts > 0);
  const enough = Math.min(events, n - events) >= copiesOutcome.value;
  const capacity = isKnown(at_capacity) ? at_capacity.capacity : 0;
  return [
    ...warningsOfCases(validation, doubts),
    ...warn(
      standing === "ordering_only",
      "ordering_only",
      `Below ${backtestGates.value.events_for_ordering} accounts of either outcome only the order may be read; the limits are themselves unsure.`,
    ),
    ...warn(
      auc === 1 && enough,
      "too_good",
      "Every lost account scored below every kept one. That is rare before the event; check that no part of the score was known only afterwards.",
    ),
    ...warn(
      reading === "upside_down",
      "upside_down",
      "Lost accounts scored higher than kept ones; on this scale more should be healthier.",
    ),
    ...warn(
      filled.length === 1 && n > 1,
      "one_band",
      `All accounts stand in the band ${filled[0]?.band}; check that scores run from 0 to 100.`,
    ),
    ...warn(
      capacity > n,
      "capacity_beyond",
      `The team can call ${capacity} and there are ${plural(n, "account")}; all are called.`,
    ),
  ];
}

/** Names of accounts in a sentence that stays short. */
export const namesOf = (accounts: readonly { account: string }[]): string => inShort(accounts.map(({ account }) => account));
