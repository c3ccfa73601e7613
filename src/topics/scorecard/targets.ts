import { type Known, known, mapKnown, type Unknown, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import { type Benchmark, findBenchmarks } from "../benchmarks/find-benchmarks.ts";
import { logoNoise } from "../retention/chance.ts";
import type { FittingMiddle, Target } from "./answer.ts";
import type { Measure, ScorecardFigures } from "./figures.ts";
import type { ScorecardFacts } from "./question.ts";

/** How closely a population is cut to a company: by contract size, by ARR. */
const closeness = (one: Benchmark) =>
  Number(one.acv_from !== null || one.acv_to !== null) + Number(one.arr_from !== null || one.arr_to !== null);

function order(a: Benchmark, b: Benchmark): number {
  const grades = a.grade < b.grade ? -1 : a.grade > b.grade ? 1 : 0;
  return closeness(b) - closeness(a) || grades || (b.year ?? "").localeCompare(a.year ?? "") || (a.id < b.id ? -1 : 1);
}

/**
 * The published middle of the population that fits a company best, and the span of the other populations that fit; never blended. The closest
 * cut comes first, then the better grade, then the newer year. Null when none fits. ACV and ARR count only in USD.
 * @example fittingBenchmark("grr", facts, figures)?.value // 0.93 at an ACV of 60,000
 */
export function fittingBenchmark(
  metric: string | null,
  { motion, acv, arr, in_usd }: Pick<ScorecardFacts, "motion" | "acv" | "arr" | "in_usd">,
  figures: ScorecardFigures,
): (Omit<FittingMiddle, "measure"> & { benchmark: Benchmark }) | null {
  if (metric === null) return null;
  const { segment, sold } = figures.motions.value.find((one) => one.motion === motion)!;
  const question = {
    metric,
    acv: in_usd ? (acv ?? undefined) : undefined,
    arr: in_usd ? (arr ?? undefined) : undefined,
    segment: segment ?? undefined,
    motion: sold ?? undefined,
  };
  const { matches } = findBenchmarks([...figures.published.value, ...figures.team.value], question, figures.placing);
  const middles = matches
    .map(({ benchmark }) => benchmark)
    .filter((one) => one.value !== null && figures.statistics.value.includes(one.statistic))
    .sort(order);
  const [best, ...rest] = middles;
  if (best === undefined) return null;
  const values = rest.filter((one) => one.population !== best.population).map((one) => one.value!);
  const span = values.length === 0 ? {} : { others_low: smallest(values), others_high: largest(values) };
  return { benchmark: best, value: best.value!, others: values.length, ...span };
}

/** How far a measure can be read between two quarters; changes in its unit. */
export interface QuarterChange {
  events_a_year: Known<number>;
  change_seen: Known<number>;
  change_wanted: Known<number>;
  moves_in_a_quarter: Known<boolean>;
}

type Counted = NonNullable<Measure["events"]>;

/** The standard deviation of one event: given, or that of a yes or no at today's share, the widest where that share says nothing. */
function spreadOf({ spread }: Counted, share: number | undefined): number {
  if (spread !== null) return spread;
  return share === undefined || share <= 0 || share >= 1 ? 1 / 2 : Math.sqrt(share * (1 - share));
}

const noTiers = unknown("Needs the accounts of each tier.");
const uncounted: Record<Counted["of"], Unknown> = {
  accounts: noTiers,
  new_accounts: unknown("Needs counts.new_accounts_a_year."),
  csms: unknown("Needs counts.csms."),
};

/** Events in so many months; unknown when it is not known of how many accounts, new accounts or CSMs. */
function eventsIn(months: number, { events }: Measure, facts: ScorecardFacts): Known<number> {
  if (events === null) return unknown("This measure is read from year to year; its events are not counted.");
  return mapKnown(facts[events.of] ?? uncounted[events.of], (count: number) => (count * events.each_a_year * months) / 12);
}

/**
 * The smallest change of an early sign between two spans of so many months that chance does not explain: standard errors times the spread of
 * one event times sqrt(2 / events); a share of today's value where the spread is one. Unknown below one event, or when their number is.
 * Source: rules metrics-scorecard and metrics-noise.
 * @example changeSeen(threading, 3, facts, figures) // 340 accounts, unknown today: 1.96 x 0.5 x sqrt(2 / 340) = 0.0752
 */
export function changeSeen(measure: Measure, months: number, facts: ScorecardFacts, figures: ScorecardFigures): Known<number> {
  return mapKnown(eventsIn(months, measure, facts), (events) =>
    events < 1
      ? unknown("There is less than one event in that time.")
      : figures.standardErrors.value * spreadOf(measure.events!, facts.current[measure.measure]) * Math.sqrt(2 / events),
  );
}

/** A change in the measure's unit; unknown where it is a share of a value that is unknown. */
function inUnit({ measure, events }: Measure, change: Known<number>, facts: ScorecardFacts): Known<number> {
  if (!events?.relative) return change;
  const today = known(facts.current[measure], "The change is a share of today's value, which was not given.");
  return mapKnown(change, (share) => mapKnown(today, (value) => share * value));
}

/**
 * How far an early sign can be read between two quarters, beside the smallest change worth having. Rates as fractions, days, or points.
 * @example quarterChange(nps, facts, figures).moves_in_a_quarter // false for 340 accounts: 21 points against 5
 */
export function quarterChange(measure: Measure, facts: ScorecardFacts, figures: ScorecardFigures): QuarterChange {
  const events_a_year = eventsIn(12, measure, facts);
  const wanted = measure.events?.wanted ?? figures.detection.value.change_points;
  const seen = changeSeen(measure, figures.months.value, facts, figures);
  return {
    events_a_year,
    change_seen: inUnit(measure, seen, facts),
    change_wanted: mapKnown(events_a_year, () => inUnit(measure, wanted, facts)),
    // Without an event nothing can be seen to move; of how many there are nothing is said.
    moves_in_a_quarter: mapKnown(events_a_year, () => typeof seen === "number" && seen <= wanted),
  };
}

/**
 * The smallest change of a result from one year to the next that chance does not explain, when each account leaves alone with the same
 * chance and those of a tier are alike; a fraction. Unknown for results whose noise is not known: net retention, cost, or missing accounts.
 * @example yearlyChange("logo_retention", facts, 1.96) // 340 accounts, 0.92: 1.96 x sqrt(2 x 0.92 x 0.08 / 340) = 0.0408
 */
export function yearlyChange(
  measure: string,
  { tiers, accounts, current }: ScorecardFacts,
  standardErrors: number,
): Known<number> {
  if (measure !== "logo_retention" && measure !== "grr") return unknown("How far chance moves this result is not known.");
  if (accounts === null) return noTiers;
  const kept = current.logo_retention ?? (measure === "grr" ? current.grr : undefined);
  if (kept === undefined) return unknown("Needs today's share of customers kept.");
  const noise = logoNoise(accounts, kept, standardErrors);
  if (noise === null) return unknown("All stay or all leave today, from which chance cannot be gauged.");
  if (measure === "logo_retention") return noise.half_width * Math.SQRT2;
  const amounts = tiers.flatMap(({ arr, accounts: count }) => (arr === undefined ? [] : [{ arr, count }]));
  if (amounts.length < tiers.length) return unknown("Needs the ARR of each tier.");
  const total = sumMoney(amounts.map(({ arr }) => arr));
  if (total === 0) return unknown("The tiers have no ARR.");
  if (amounts.some(({ arr, count }) => count === 0 && arr > 0)) return unknown("A tier has ARR and no accounts.");
  const squares = amounts.map(({ arr, count }) => (count === 0 ? 0 : (arr * arr) / count)).sort((a, b) => a - b);
  const spread = Math.sqrt(kept * (1 - kept) * squares.reduce((sum, square) => sum + square, 0)) / total;
  return standardErrors * spread * Math.SQRT2;
}

/** What a target rests on: whose it is, the population it was taken from or lies above, and why today's value is held. */
export interface Basis {
  from: "yours" | "population" | "none" | "smallest_change" | "held_chance_unknown" | "held_best";
  population: Benchmark | null;
}

interface Aim {
  target: Known<number>;
  rests_on: Target["rests_on"];
  basis: Basis;
}

/** Today's value moved by the smallest change that can be seen; kept where no change can, or where it would leave what is possible. */
function fromBaseline(
  current: number,
  change: Known<number>,
  { better, least, most }: Measure,
): { target: number; from: Basis["from"] } {
  if (typeof change !== "number") return { target: current, from: "held_chance_unknown" };
  const moved = better === "higher" ? current + change : current - change;
  return moved < least || moved > most ? { target: current, from: "held_best" } : { target: moved, from: "smallest_change" };
}

function aimOf(
  own: number | undefined,
  current: number | undefined,
  published: { benchmark: Benchmark; value: number } | null,
  change: Known<number>,
  one: Measure,
): Aim {
  if (own !== undefined) return { target: own, rests_on: "yours", basis: { from: "yours", population: null } };
  const population = published?.benchmark ?? null;
  const reached = (value: number) => current !== undefined && (one.better === "higher" ? current >= value : current <= value);
  if (published !== null && !reached(published.value))
    return { target: published.value, rests_on: "benchmark", basis: { from: "population", population } };
  if (current === undefined) {
    const target = unknown("No published group fits, and today's value was not given.");
    return { target, rests_on: "none", basis: { from: "none", population } };
  }
  const { target, from } = fromBaseline(current, change, one);
  return { target, rests_on: "baseline", basis: { from, population } };
}

/** One measure's target with what it rests on; what is not known carries its reason. */
export interface SetTarget extends Aim {
  measure: string;
  unit: string;
  current: Known<number>;
  low: Known<number>;
  high: Known<number>;
  smallest_change: Known<number>;
  readable: Known<boolean>;
}

/**
 * The target of one measure with what it rests on: your own, else the middle of a fitting population not yet reached, else today's value and
 * the smallest yearly change that can be seen. In the measure's unit; unknown when nothing is known.
 * @example setTarget(grr, facts, figures).target.rests_on // "benchmark"
 */
export function setTarget(
  one: Measure,
  facts: ScorecardFacts,
  figures: ScorecardFigures,
): { target: SetTarget; published: FittingMiddle | null } {
  const { measure, kind, unit, better, least, most } = one;
  const current = facts.current[measure];
  const change =
    kind === "lagging"
      ? yearlyChange(measure, facts, figures.standardErrors.value)
      : inUnit(one, changeSeen(one, 12, facts, figures), facts);
  const found = fittingBenchmark(one.benchmark, facts, figures);
  const aim = aimOf(facts.targets[measure], current, found, change, one);
  const today = known(current, "Today's value was not given.");
  const around = (make: (target: number, half: number) => number) =>
    mapKnown(aim.target, (target) => mapKnown(change, (smallest) => make(target, smallest / Math.SQRT2)));
  const readable = mapKnown(aim.target, (target) =>
    mapKnown(today, (value) =>
      mapKnown(change, (smallest) => {
        const gain = better === "higher" ? target - value : value - target;
        // The last bits of a double must not undo a target that is today's value and the change.
        return gain >= smallest - 100 * Number.EPSILON * Math.max(1, smallest);
      }),
    ),
  );
  const target: SetTarget = {
    measure,
    unit,
    current: today,
    ...aim,
    low: around((middle, half) => Math.max(least, middle - half)),
    high: around((middle, half) => Math.min(most, middle + half)),
    smallest_change: change,
    readable,
  };
  if (found === null) return { target, published: null };
  const { benchmark: _, ...published } = found;
  return { target, published: { measure, ...published } };
}
