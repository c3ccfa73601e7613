import type * as z from "zod";
import type { UndefinedField, Warning } from "../../core/answer.ts";
import { addMonths, dayNumber } from "../../core/dates.ts";
import { plural } from "../../core/english.ts";
import { amountTrouble } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { areaUnderCurve } from "./auc.ts";
import { reasonsOf, type ScoredCase, type SegmentOrder, type Validation } from "./reasons.ts";
import { measureScores, type UsedCase, type ValidationFigures } from "./score-quality.ts";
import { suggestWeights } from "./weights.ts";

/**
 * How well the score orders the accounts inside each segment, which an overall figure can hide; null where only one outcome occurred.
 * Largest segment first, then by name; accounts without a segment last. Empty when no account has one.
 * @example orderBySegment(cases)[0] // { segment: "Enterprise", n: 40, events: 4, auc: 0.71 }
 */
export function orderBySegment(cases: readonly UsedCase[]): z.infer<typeof SegmentOrder>[] {
  const groups = new Map<string | null, { lost: number[]; kept: number[] }>();
  for (const { segment, score, lost } of cases) {
    const group = groups.get(segment) ?? { lost: [], kept: [] };
    (lost ? group.lost : group.kept).push(score);
    groups.set(segment, group);
  }
  if (groups.size === 1 && groups.has(null)) return [];
  return [...groups]
    .map(([segment, { lost, kept }]) => ({
      segment,
      n: lost.length + kept.length,
      events: lost.length,
      auc: lost.length === 0 || kept.length === 0 ? null : areaUnderCurve(Float64Array.from(lost), Float64Array.from(kept)),
    }))
    .sort((a, b) => {
      if (a.segment === null || b.segment === null) return a.segment === b.segment ? 0 : a.segment === null ? 1 : -1;
      return b.n - a.n || (a.segment < b.segment ? -1 : 1);
    });
}

/** Places named in one message; the rest are counted. */
const SHOWN = 10; // not a figure: places named in a message

/**
 * At most ten lines, and how many more there are.
 * @example shownAccounts(["A: no score"]) // ["A: no score"]
 */
export function shownAccounts(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `and ${more} more`] : [...lines];
}

const within = (value: number, top: number): boolean => value >= 0 && value <= top;

function troubleOf({ account, score, probability, arr, components }: ScoredCase): string | null {
  if (account.trim() === "") return "it has no name";
  if (score !== null && !within(score, 100)) return `the score is ${score}; scores run from 0 to 100, more is healthier`;
  if (probability !== null && !within(probability, 1)) return `the probability is ${probability}; it runs from 0 to 1`;
  for (const name in components) {
    const value = components[name] ?? null;
    if (value !== null && !within(value, 100))
      return `the component ${name} is ${value}; components run from 0 to 100, more is healthier`;
  }
  return arr === null ? null : amountTrouble("ARR", arr);
}

/**
 * Throws one Problem that names every account whose score, probability, component or ARR is impossible, ten of them by name.
 * @example refuseBadValues([{ account: "A", score: 120, ... }]) // throws: "A: the score is 120; ..."
 */
export function refuseBadValues(cases: readonly ScoredCase[]): void {
  const places: string[] = [];
  for (const one of cases) {
    const trouble = troubleOf(one);
    if (trouble !== null) places.push(`${one.account}: ${trouble}`);
  }
  if (places.length)
    throw new Problem({
      what: `The score cannot be checked, because ${places.length} of ${cases.length} accounts cannot be used:`,
      places: shownAccounts(places),
      remedy: "Mend them, or leave the value empty where it is not known.",
    });
}

/**
 * Throws Problem when an account was scored on or after the day of its decision: such a score knows the ending. Dates are ISO dates.
 * @example refuseLateScores([{ account: "A", scored_on: "2026-03-01", decided_on: "2026-03-01", ... }]) // throws
 */
export function refuseLateScores(cases: readonly UsedCase[]): void {
  const late = cases.filter(({ scored_on, decided_on }) => scored_on !== null && decided_on !== null && scored_on >= decided_on);
  if (late.length)
    throw new Problem({
      what: `${late.length} of ${cases.length} accounts were scored on or after the day of their decision, so the score may know the ending:`,
      places: shownAccounts(late.map((one) => `${one.account}: scored on ${one.scored_on}, decided on ${one.decided_on}`)),
      remedy: "Use the scores as they stood before the decision, or leave these accounts out.",
    });
}

/**
 * True when a value says the same of all lost accounts and something else of all kept ones, with at least so many of each. Accounts where it
 * is null do not count.
 */
function copiesOutcome(cases: readonly UsedCase[], read: (one: UsedCase) => number | null, leastOfEach: number): boolean {
  const [lost, kept]: { value: number | null; count: number }[] = [
    { value: null, count: 0 },
    { value: null, count: 0 },
  ];
  for (const one of cases) {
    const value = read(one);
    if (value === null) continue;
    const seen = one.lost ? lost! : kept!;
    if (seen.value !== null && seen.value !== value) return false;
    seen.value = value;
    seen.count += 1;
  }
  return lost!.count >= leastOfEach && kept!.count >= leastOfEach && lost!.value !== kept!.value;
}

/**
 * Throws Problem when the score, or one of its components, is the outcome in other words: one value for all lost, another for all kept.
 * @example refuseCopiedOutcome(cases, 5) // throws when all 5 lost have 0 and all 9 kept have 100
 */
export function refuseCopiedOutcome(cases: readonly UsedCase[], leastOfEach: number): void {
  const names = new Set<string>();
  for (const { components } of cases) for (const name in components) names.add(name);
  const copied = [
    ...(copiesOutcome(cases, ({ score }) => score, leastOfEach) ? ["the score"] : []),
    ...[...names].sort().filter((name) => copiesOutcome(cases, ({ components }) => components?.[name] ?? null, leastOfEach)),
  ];
  if (copied.length)
    throw new Problem({
      what: `${copied.join(" and ")} has one value for every lost account and another for every kept one, so it was made of the outcome.`,
      remedy: "Use a score taken before the decision, made of what was known then.",
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The cases by account, then by day of the score: the order in which everything is computed, whatever the order of rows. */
function inOrder(cases: readonly ScoredCase[]): ScoredCase[] {
  return [...cases].sort((a, b) => compare(a.account, b.account) || compare(a.scored_on ?? "", b.scored_on ?? ""));
}

/** Throws Problem when one account appears twice with the same day of score: nobody can tell which row counts. */
function refuseTwice(ordered: readonly ScoredCase[]): void {
  const twice = ordered.filter((one, index) => {
    const before = ordered[index - 1];
    return before !== undefined && before.account === one.account && before.scored_on === one.scored_on;
  });
  if (twice.length)
    throw new Problem({
      what: `${twice.length} rows name an account and a day of score that another row has already:`,
      places: shownAccounts(twice.map(({ account, scored_on }) => (scored_on === null ? account : `${account}, ${scored_on}`))),
      remedy: "Keep one row for each account and day of score, or give the day.",
    });
}

/**
 * The cases that have a score, in a fixed order, and those left out for want of one. With `asProbabilities` the score in percent is the
 * stated chance of renewing. Throws Problem without any case or any score, for a row given twice, and for chances given in two ways.
 * @example usedCases(cases, false).used.length
 */
export function usedCases(
  cases: readonly ScoredCase[],
  asProbabilities: boolean,
): { used: UsedCase[]; withoutScore: ScoredCase[] } {
  if (cases.length === 0)
    throw new Problem({
      what: "There is no account to check the score on.",
      remedy: "Give accounts with their score before the decision and whether they were lost.",
    });
  const ordered = inOrder(cases);
  refuseTwice(ordered);
  if (asProbabilities && ordered.some(({ probability }) => probability !== null))
    throw new Problem({
      what: "The scores are to be read as chances of renewing, and some accounts state a chance of their own.",
      remedy: "Leave out as_probabilities, or the probabilities.",
    });
  const used = ordered.filter((one): one is UsedCase => one.score !== null);
  if (used.length === 0)
    throw new Problem({
      what: `None of the ${cases.length} accounts has a score.`,
      remedy: "Give each account its score as it stood before the decision, 0 to 100.",
    });
  const stated = asProbabilities ? used.map((one) => ({ ...one, probability: one.score / 100 })) : used;
  return { used: stated, withoutScore: ordered.filter(({ score }) => score === null) };
}

type Judged = Pick<Validation, "n" | "events" | "auc" | "auc_low" | "auc_high" | "bands_out_of_order" | "gates">;

/** How much may be said with so many losses; where few were kept, those are the bottleneck. */
export function standingOf({ n, events }: Judged, gates: ValidationFigures["backtestGates"]["value"]): Validation["standing"] {
  const fewer = Math.min(events, n - events);
  if (fewer === 0) return "one_class_only";
  if (fewer < gates.events_for_ordering) return "ordering_only";
  return fewer < gates.churn_events ? "short_of_a_backtest" : "backtest";
}

/** What the order of accounts shows, once there are enough of both outcomes to say so. */
export function readingOf({ auc, auc_low, auc_high }: Judged, standing: Validation["standing"]): Validation["reading"] {
  if (auc === null) return "undefined";
  if (standing === "ordering_only") return "ordering_only";
  // Without limits all accounts stood alike, or in the one order or the other without exception.
  if ((auc_low ?? auc) > 1 / 2) return "better_than_chance";
  return (auc_high ?? auc) < 1 / 2 ? "upside_down" : "not_told_from_chance";
}

const gateWords: Record<Validation["gates"][number]["gate"], string> = {
  churn_events: "losses in the test",
  red_to_green_churn: "churn of red over green",
  top_decile_lift: "losses in the worst tenth",
  red_to_base_churn: "churn of red over the book",
  lost_below_green_share: "lost accounts that stood below green",
  most_green_share: "share of the book that is green",
  brier_gain_share: "gain of the stated chances over the average",
};

function orderWords(auc: number): string {
  if (auc === 1 / 2) return "In these cases lost accounts scored no lower than kept ones.";
  return `In these cases lost accounts mostly scored ${auc > 1 / 2 ? "lower" : "higher"} than kept ones.`;
}

/**
 * What an executive may take from the test, in plain words: whether anything can be judged, what the order shows, and which floors it misses.
 * @example "Only 3 lost of 8 accounts: this shows an order and promises nothing. In these cases lost accounts mostly scored lower than kept ones."
 */
export function verdictOf(
  judged: Judged,
  standing: Validation["standing"],
  reading: Validation["reading"],
  needed: number,
): string {
  const { n, events, auc } = judged;
  if (auc === null)
    return `Nothing can be judged: ${events === 0 ? "none" : "all"} of the ${plural(n, "account")} with a score ${n === 1 ? "was" : "were"} lost.`;
  const counts = `${events.toLocaleString("en-US")} lost of ${plural(n, "account")}`;
  if (reading === "ordering_only") return `Only ${counts}: this shows an order and promises nothing. ${orderWords(auc)}`;
  if (reading === "upside_down")
    return `The score points the wrong way: with ${counts}, the lost ones scored higher. Check which end of the scale is healthy.`;
  if (reading === "not_told_from_chance") return `With ${counts}, the score cannot be told from drawing lots. Do not rely on it.`;
  const missed = judged.gates.filter(({ gate, passed }) => passed === false && gate !== "churn_events");
  return [
    `With ${counts}, the lost ones scored lower more often than chance explains.`,
    ...(standing === "short_of_a_backtest" ? [`A full test needs ${needed} losses and as many kept.`] : []),
    missed.length
      ? `It misses ${plural(missed.length, "floor")}: ${missed.map(({ gate }) => gateWords[gate]).join(", ")}.`
      : "It meets every floor that could be checked.",
    ...judged.bands_out_of_order.map(
      ({ worse, better }) => `The band ${better} lost a larger share than the worse band ${worse}.`,
    ),
  ].join(" ");
}

const warn = (condition: boolean, code: string, message: string): Warning[] => (condition ? [{ code, message }] : []);

/** The same function, asked once for each date, since a whole book shares a few. */
function once(compute: (date: string) => number): (date: string) => number {
  const known = new Map<string, number>();
  return (date) => {
    const found = known.get(date) ?? compute(date);
    known.set(date, found);
    return found;
  };
}

type DatedCase = UsedCase & { scored_on: string; decided_on: string };

/** What is doubtful about the dates: not given, so close that the score saw the end coming, or so far apart that an old score is blamed. */
function dateWarnings(cases: readonly UsedCase[], figures: Pick<ValidationFigures, "shipFloors" | "horizonMonths">): Warning[] {
  const dated = cases.filter((one): one is DatedCase => one.scored_on !== null && one.decided_on !== null);
  const dayOf = once(dayNumber);
  const horizonOf = once((date: string) => dayNumber(addMonths(date, figures.horizonMonths.value)));
  const undated = cases.length - dated.length;
  const days = figures.shipFloors.value.days_before_low;
  const months = figures.horizonMonths.value;
  const late = dated.filter((one) => dayOf(one.decided_on) - dayOf(one.scored_on) < days && one.lost).length;
  const far = dated.filter((one) => dayOf(one.decided_on) > horizonOf(one.scored_on)).length;
  return [
    ...warn(
      undated > 0,
      "dates_missing",
      `${plural(undated, "account")} of ${cases.length.toLocaleString("en-US")} lack the day of the score or of the decision, so nothing shows that the score came first. A score rebuilt afterwards knows the ending.`,
    ),
    ...warn(
      late > 0,
      "scored_late",
      `${plural(late, "lost account")} had a score less than ${days} days old at the decision: too late to act on, and perhaps after notice.`,
    ),
    ...warn(
      far > 0,
      "beyond_horizon",
      `${plural(far, "account")} decided more than ${months} months after the score, which is then judged on what it could not know.`,
    ),
  ];
}

/**
 * What the reader should know about the cases before trusting the test: left out, undated, late, repeated, without ARR or chance.
 * Throws Problem for a date that is not in the calendar.
 */
export function warningsOfCases(
  used: readonly UsedCase[],
  withoutScore: readonly ScoredCase[],
  figures: Pick<ValidationFigures, "shipFloors" | "horizonMonths">,
): Warning[] {
  const lostWithout = withoutScore.filter(({ lost }) => lost).length;
  const withoutArr = used.filter(({ arr }) => arr === null).length;
  const stated = used.filter(({ probability }) => probability !== null).length;
  const repeated = used.filter(({ account }, index) => used[index - 1]?.account === account).length;
  return [
    ...warn(
      withoutScore.length > 0,
      "without_score",
      `${plural(withoutScore.length, "account")} without a score, ${lostWithout} of them lost, stayed outside the test.`,
    ),
    ...dateWarnings(used, figures),
    ...warn(
      repeated > 0,
      "several_scores",
      `${plural(repeated, "row")} repeat an account on another day; such rows move together, so the limits are too narrow.`,
    ),
    ...warn(
      withoutArr > 0 && withoutArr < used.length,
      "without_arr",
      `${plural(withoutArr, "account")} of ${used.length} have no ARR; every sum of ARR that would hold one of them is left open.`,
    ),
    ...warn(
      stated > 0 && stated < used.length,
      "chances_missing",
      `${used.length - stated} of ${used.length} accounts state no chance of renewing; the stated chances are judged on the other ${stated}.`,
    ),
  ];
}

/** What is doubtful about the result itself: too few losses, too good to be true, the scale upside down, or everybody in one band. */
export function warningsOfResult(
  result: Pick<Validation, "n" | "events" | "auc" | "standing" | "reading" | "bands" | "at_capacity">,
  segmentsLeftOut: number,
  figures: Pick<ValidationFigures, "backtestGates" | "copiesOutcome">,
): Warning[] {
  const { n, events, auc, standing, reading, bands, at_capacity } = result;
  const filled = bands.filter(({ accounts }) => accounts > 0);
  const enough = Math.min(events, n - events) >= figures.copiesOutcome.value;
  const capacity = at_capacity?.capacity ?? 0;
  const warn = (condition: boolean, code: string, message: string): Warning[] => (condition ? [{ code, message }] : []);
  return [
    ...warn(
      standing === "ordering_only",
      "ordering_only",
      `Below ${figures.backtestGates.value.events_for_ordering} accounts of either outcome only the order may be read; the limits are themselves unsure.`,
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
    ...warn(
      segmentsLeftOut > 0,
      "segments_left_out",
      `${plural(segmentsLeftOut, "smaller segment")} not shown; take a coarser column to see all.`,
    ),
  ];
}

/** Segments shown at once, the largest ones. */
const SEGMENTS_SHOWN = 12;

/** What the caller may add to the cases. */
export interface ValidationQuestion {
  /** Accounts the team can call in the time, 0 or more. */
  capacity?: number;
  /** True when the scores themselves are the stated chance of renewing, in percent. */
  as_probabilities?: boolean;
}

export type ValidationAnswer = Validation & { warnings: Warning[]; undefined: UndefinedField[] };

/**
 * How far a health score foretold who left: the order of accounts with its limits, bands, tenths, the lost ARR that stood green, what a team
 * of a given capacity would have found, segments, stated chances, and weights the user's own losses suggest.
 * Scores and components run from 0 to 100, more healthier; chances and rates are fractions; ARR in major units, used in ARR fields only.
 * Throws Problem for impossible values, scores taken on or after the decision, and scores made of the outcome. Paths in `undefined` begin
 * with "validation".
 * @example validateScores(cases, { capacity: 20 }, figures).auc // 0.78
 */
export function validateScores(
  cases: readonly ScoredCase[],
  { capacity, as_probabilities = false }: ValidationQuestion,
  figures: ValidationFigures,
): ValidationAnswer {
  if (capacity !== undefined && !(capacity >= 0 && Number.isFinite(capacity)))
    throw new Problem({ what: `capacity is ${capacity}.`, remedy: "Give the accounts your team can call, 0 or more." });
  refuseBadValues(cases);
  const { used, withoutScore } = usedCases(cases, as_probabilities);
  refuseLateScores(used);
  refuseCopiedOutcome(used, figures.copiesOutcome.value);

  const measures = measureScores(used, capacity ?? null, figures);
  const standing = standingOf(measures, figures.backtestGates.value);
  const reading = readingOf(measures, standing);
  const segments = orderBySegment(used);
  const { suggested, reason } = suggestWeights(used, figures);
  const validation: Validation = {
    ...measures,
    without_score: withoutScore.length,
    without_score_lost: withoutScore.filter(({ lost }) => lost).length,
    standing,
    reading,
    verdict: verdictOf(measures, standing, reading, figures.backtestGates.value.churn_events),
    by_segment: segments.slice(0, SEGMENTS_SHOWN),
    suggested,
  };
  const leftOut = Math.max(0, segments.length - SEGMENTS_SHOWN);
  return {
    ...validation,
    warnings: [...warningsOfCases(used, withoutScore, figures), ...warningsOfResult(validation, leftOut, figures)],
    undefined: reasonsOf(validation, reason),
  };
}
