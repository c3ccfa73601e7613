import type * as z from "zod";
import { addMonths, dayNumber } from "../../core/dates.ts";
import { type Answered, orNull, unknown } from "../../core/known.ts";
import { amountTrouble } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import type { ScoredCase, SegmentOrder, Validation } from "./answer.ts";
import { areaUnderCurve } from "./auc.ts";
import { cutoffsOf, leaversOf, nextBar, safeLooking } from "./cutoffs.ts";
import { knownMoney, measureScores, scoreGroups, type UsedCase, type ValidationFigures } from "./score-quality.ts";
import { suggestWeights } from "./weights.ts";

/**
 * How well the score orders the accounts inside each segment, which an overall figure can hide; null where only one outcome occurred.
 * Largest segment first, then by name; accounts without a segment last. Empty when no account has one.
 * @example orderBySegment(cases)[0] // { segment: "Enterprise", n: 40, events: 4, auc: 0.71 }
 */
function orderBySegment(
  cases: readonly UsedCase[],
): (Omit<Answered<z.infer<typeof SegmentOrder>>, "segment"> & { segment: string | null })[] {
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
      auc:
        lost.length === 0 || kept.length === 0
          ? unknown("In this segment nobody was lost, or everybody.")
          : areaUnderCurve(Float64Array.from(lost), Float64Array.from(kept)),
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
function shownAccounts(lines: readonly string[]): string[] {
  const more = lines.length - SHOWN;
  return more > 0 ? [...lines.slice(0, SHOWN), `and ${more} more`] : [...lines];
}

const within = (value: number, top: number): boolean => value >= 0 && value <= top;

/** The first thing that is wrong with a case; the words are put together only where something is. */
function troubleOf({ account, score, probability, arr, components }: ScoredCase): string | null {
  const faults = [
    ...faultIf(account.trim() === "", "it has no name"),
    ...faultIf(score !== null && !within(score, 100), () => `the score is ${score}; scores run from 0 to 100, more is healthier`),
    ...faultIf(probability !== null && !within(probability, 1), () => `the probability is ${probability}; it runs from 0 to 1`),
  ];
  for (const name in components) {
    const value = components[name] ?? null;
    if (value !== null && !within(value, 100))
      faults.push(`the component ${name} is ${value}; components run from 0 to 100, more is healthier`);
  }
  return faults[0] ?? (arr === null ? null : amountTrouble("ARR", arr));
}

/**
 * Throws one Problem that names every account whose score, probability, component or ARR is impossible, ten of them by name.
 * @example refuseBadValues([{ account: "A", score: 120, ... }]) // throws: "A: the score is 120; ..."
 */
function refuseBadValues(cases: readonly ScoredCase[]): void {
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
function refuseLateScores(cases: readonly UsedCase[]): void {
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
function refuseCopiedOutcome(cases: readonly UsedCase[], leastOfEach: number): void {
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

/** The cases by account, then by day of the score: the order in which everything is computed, whatever the order of rows. */
function inOrder(cases: readonly ScoredCase[]): ScoredCase[] {
  return [...cases].sort((a, b) => byText(a.account, b.account) || byText(a.scored_on ?? "", b.scored_on ?? ""));
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
function usedCases(cases: readonly ScoredCase[], asProbabilities: boolean): { used: UsedCase[]; withoutScore: ScoredCase[] } {
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

type Judged = Pick<Validation, "n" | "events" | "auc" | "auc_low" | "auc_high">;

/** How much may be said with so many losses; where few were kept, those are the bottleneck. */
function standingOf({ n, events }: Judged, gates: ValidationFigures["backtestGates"]["value"]): Validation["standing"] {
  const fewer = Math.min(events, n - events);
  if (fewer === 0) return "one_class_only";
  if (fewer < gates.events_for_ordering) return "ordering_only";
  return fewer < gates.churn_events ? "short_of_a_backtest" : "backtest";
}

/** What the order of accounts shows, once there are enough of both outcomes to say so. */
export function readingOf(judged: Judged, standing: Validation["standing"]): Validation["reading"] {
  const [auc, low, high] = [orNull(judged.auc), orNull(judged.auc_low), orNull(judged.auc_high)];
  if (auc === null) return "not_defined";
  // However few were lost, an interval that holds one half says that a coin would have done as well.
  if (low !== null && high !== null && low <= 1 / 2 && high >= 1 / 2) return "not_told_from_chance";
  if (standing === "ordering_only") return "ordering_only";
  // Without limits all accounts stood alike, or in the one order or the other without exception.
  if ((low ?? auc) > 1 / 2) return "better_than_chance";
  return (high ?? auc) < 1 / 2 ? "upside_down" : "not_told_from_chance";
}

/** What is doubtful about the cases, in counts; each 0 where nothing is. */
export interface Doubts {
  /** Without the day of the score or of the decision. */
  undated: number;
  /** Lost, and scored so few days before the decision that nothing could be done any more. */
  late: number;
  late_days: number;
  /** Decided so many months after the score that it could not know. */
  far: number;
  far_months: number;
  /** Rows of an account that stands there with another day, too. */
  repeated: number;
  without_chance: number;
}

type DatedCase = UsedCase & { scored_on: string; decided_on: string };

/** The same function, asked once for each date, since a whole book shares a few. */
function once(compute: (date: string) => number): (date: string) => number {
  const seen = new Map<string, number>();
  return (date) => {
    const value = seen.get(date) ?? compute(date);
    seen.set(date, value);
    return value;
  };
}

/** The doubts of checked cases, in their order. Throws Problem for a date that is not in the calendar. */
function doubtsOf(used: readonly UsedCase[], figures: Pick<ValidationFigures, "shipFloors" | "horizonMonths">): Doubts {
  const dated = used.filter((one): one is DatedCase => one.scored_on !== null && one.decided_on !== null);
  const dayOf = once(dayNumber);
  const far_months = figures.horizonMonths.value;
  const horizonOf = once((date: string) => dayNumber(addMonths(date, far_months)));
  const late_days = figures.shipFloors.value.days_before_low;
  const without = used.filter(({ probability }) => probability === null).length;
  return {
    undated: used.length - dated.length,
    late: dated.filter((one) => dayOf(one.decided_on) - dayOf(one.scored_on) < late_days && one.lost).length,
    late_days,
    far: dated.filter((one) => dayOf(one.decided_on) > horizonOf(one.scored_on)).length,
    far_months,
    repeated: used.filter(({ account }, index) => used[index - 1]?.account === account).length,
    without_chance: without === used.length ? 0 : without,
  };
}

/** Lost accounts named as those that had looked safe. */
const NAMED = 5; // not a figure: names in a list

/** What the caller may add to the cases. */
export interface ValidationQuestion {
  /** Accounts the team can call in the time, 0 or more. */
  capacity?: number;
  /** True when the scores themselves are the stated chance of renewing, in percent. */
  as_probabilities?: boolean;
}

/** A check of a score, and what is doubtful about its cases. */
export interface ValidationAnswer {
  validation: Validation;
  doubts: Doubts;
}

/**
 * How far a health score foretold who left: the order of accounts with its limits, bands, tenths, the lost ARR that stood green, what a team
 * of a given capacity would have found, segments, stated chances, and weights the user's own losses suggest.
 * Scores and components run from 0 to 100, more healthier; chances and rates are fractions; ARR in major units, used in ARR fields only.
 * Throws Problem for impossible values, scores taken on or after the decision, and scores made of the outcome.
 * @example validateScores(cases, { capacity: 20 }, figures).validation.auc // 0.78
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
  const leavers = leaversOf(used);
  const standing = standingOf(measures, figures.backtestGates.value);
  return {
    validation: {
      ...measures,
      cutoffs: cutoffsOf(used, figures.cutoffs.value),
      leavers,
      safe_looking: safeLooking(leavers, NAMED),
      next_bar: nextBar(scoreGroups(used), knownMoney(used.filter(({ lost }) => lost)), figures.nextBar.value),
      without_score: withoutScore.length,
      without_score_lost: withoutScore.filter(({ lost }) => lost).length,
      standing,
      reading: readingOf(measures, standing),
      by_segment: orderBySegment(used).map((line) => ({
        ...line,
        segment: line.segment ?? unknown("These accounts name no segment."),
      })),
      suggested: suggestWeights(used, figures),
    },
    doubts: doubtsOf(used, figures),
  };
}
