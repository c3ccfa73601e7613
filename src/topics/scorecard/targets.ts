import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { sumMoney } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import { type Motion, type Stage, Touch } from "../../core/vocabulary.ts";
import { type Benchmark, findBenchmarks } from "../benchmarks/find-benchmarks.ts";
import { logoNoise } from "../retention/chance.ts";
import type { Definition, Measure, MeasureEvents, ScorecardFigures } from "./figures.ts";

const Maybe = z.number().nullable();
const line = {
  measure: z.string(),
  name: z.string(),
  owner: z.string(),
  cadence: z.string(),
  /** What over what, and the rule for doubtful cases. */
  definition: z.string(),
  action: z.string(),
};
/** Whether a change worth having can be told from chance within a quarter; in the measure's unit. */
const quarter = { change_seen: Maybe, change_wanted: Maybe, moves_in_a_quarter: z.boolean().nullable() };

export const Target = z.strictObject({
  measure: z.string(),
  unit: z.string(),
  current: Maybe,
  target: Maybe,
  rests_on: z.enum(["yours", "benchmark", "baseline", "none"]),
  /** The population with year and grade, or what was done with today's value. */
  basis: z.string(),
  /** What is read between these two is on target, as far as chance lets anyone tell. */
  low: Maybe,
  high: Maybe,
  /** From one year to the next. */
  smallest_change: Maybe,
  readable: z.boolean().nullable(),
});

/** The middle of the population that fits best, and the span of the others that fit; never blended. */
export const FittingMiddle = z.strictObject({
  measure: z.string(),
  value: z.number(),
  others: z.number(),
  others_low: z.number().optional(),
  others_high: z.number().optional(),
});

/** A scorecard: five to seven measures, who acts on them, what they should reach, and where they are shown. */
export const ScorecardFields = z.strictObject({
  stage: z.string(),
  motion: z.string(),
  proves: z.string(),
  lagging: z.array(z.strictObject(line)),
  leading: z.array(z.strictObject({ ...line, leads: z.string(), events_a_year: Maybe, ...quarter })),
  left_out: z.array(z.strictObject({ measure: z.string(), why: z.string(), ...quarter })),
  by_role: z.array(
    z.strictObject({
      role: z.string(),
      measures: z.array(z.string()),
      primary: z.string().optional(),
      secondary: z.string().optional(),
    }),
  ),
  targets: z.array(Target),
  benchmarks: z.array(FittingMiddle),
  cadence: z.array(z.strictObject({ measure: z.string(), computed: z.string(), reported: z.string() })),
  board_slide: z.strictObject({
    standard: z.string(),
    elements: z.array(
      z.strictObject({
        element: z.string(),
        shows: z.string(),
        known: z.array(z.string()),
        bring: z.string(),
        tool: z.string(),
      }),
    ),
  }),
  executive_dashboard: z.array(z.strictObject({ block: z.string(), shows: z.string(), must_tie_to: z.string().optional() })),
  csm_dashboard: z.strictObject({
    pages: z.array(z.strictObject({ touch: Touch, page: z.string() })),
    order: z.array(z.strictObject({ shows: z.string(), because: z.string().optional() })),
  }),
  charts: z.array(ChartSchema),
});
export type ScorecardFields = z.infer<typeof ScorecardFields>;
export type FittingMiddle = z.infer<typeof FittingMiddle>;
export type Target = z.infer<typeof Target>;
export type LeadingLine = ScorecardFields["leading"][number];

/** One tier of the book; ARR in major units. */
export interface ScorecardTier {
  tier: string;
  touch: Touch;
  accounts: number;
  arr?: number;
}

/** What the design of a scorecard is asked; undefined is unknown. Values in the unit of each measure, rates as fractions. */
export interface ScorecardQuestion {
  stage?: Stage;
  motion?: Motion;
  tiers?: ScorecardTier[];
  current?: Record<string, number>;
  targets?: Record<string, number>;
  /** Average contract a year and total ARR, major units. */
  acv?: number;
  arr?: number;
  counts?: { new_accounts_a_year?: number; csms?: number };
  /** Currency of acv and arr; published sizes are in USD. */
  currency?: string;
}

/** The question with its names settled and what the tiers add up to. */
export interface ScorecardFacts {
  stage: Stage;
  motion: Motion;
  /** What the stage and the motion were taken from where nobody said them. */
  stage_from: "yours" | "accounts" | "assumed";
  motion_from: "yours" | "touches" | "assumed";
  touches: Touch[] | null;
  tiers: ScorecardTier[];
  current: Record<string, number>;
  targets: Record<string, number>;
  accounts: number | null;
  new_accounts: number | null;
  csms: number | null;
  arr: number | null;
  acv: number | null;
  /** Whether acv was worked out from ARR and accounts. */
  acv_derived: boolean;
  /** Whether acv and arr can stand beside published sizes, which are in USD. */
  in_usd: boolean;
}

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

/** How far a measure can be read between two quarters; changes in its unit, null where something is unknown. */
export interface QuarterChange {
  events_a_year: number | null;
  change_seen: number | null;
  change_wanted: number | null;
  moves_in_a_quarter: boolean | null;
}

/** The standard deviation of one event: given, or that of a yes or no at today's share, the widest where that share says nothing. */
function spreadOf({ spread }: MeasureEvents, share: number | undefined): number {
  if (spread !== null) return spread;
  return share === undefined || share <= 0 || share >= 1 ? 1 / 2 : Math.sqrt(share * (1 - share));
}

/** Events in so many months; null when it is not known of how many accounts, new accounts or CSMs. */
function eventsIn(months: number, row: MeasureEvents | undefined, facts: ScorecardFacts): number | null {
  const count = row === undefined ? null : facts[row.of];
  return row === undefined || count === null ? null : (count * row.each_a_year * months) / 12;
}

/**
 * The smallest change of an early sign between two spans of so many months that chance does not explain: standard errors times the spread of
 * one event times sqrt(2 / events); a share of today's value where the spread is one. Null below one event, or when their number is unknown.
 * Source: rules metrics-scorecard and metrics-noise.
 * @example changeSeen("threading", 3, facts, figures) // 340 accounts, unknown today: 1.96 x 0.5 x sqrt(2 / 340) = 0.0752
 */
export function changeSeen(measure: string, months: number, facts: ScorecardFacts, figures: ScorecardFigures): number | null {
  const row = figures.events.value.find((one) => one.measure === measure);
  const events = eventsIn(months, row, facts);
  if (row === undefined || events === null || events < 1) return null;
  return figures.standardErrors.value * spreadOf(row, facts.current[measure]) * Math.sqrt(2 / events);
}

/** A change in the measure's unit; unknown where it is a share of a value that is unknown. */
export function inUnit(
  measure: string,
  change: number | null,
  facts: ScorecardFacts,
  { events }: ScorecardFigures,
): number | null {
  if (change === null || !events.value.find((one) => one.measure === measure)?.relative) return change;
  const today = facts.current[measure];
  return today === undefined ? null : change * today;
}

/**
 * How far an early sign can be read between two quarters, beside the smallest change worth having. Rates as fractions, days, or points.
 * @example quarterChange("nps", facts, figures).moves_in_a_quarter // false for 340 accounts: 21 points against 5
 */
export function quarterChange(measure: string, facts: ScorecardFacts, figures: ScorecardFigures): QuarterChange {
  const row = figures.events.value.find((one) => one.measure === measure);
  const events_a_year = eventsIn(12, row, facts);
  if (row === undefined || events_a_year === null)
    return { events_a_year, change_seen: null, change_wanted: null, moves_in_a_quarter: null };
  const wanted = row.wanted ?? figures.detection.value.change_points;
  const seen = changeSeen(measure, figures.months.value, facts, figures);
  return {
    events_a_year,
    change_seen: inUnit(measure, seen, facts, figures),
    change_wanted: inUnit(measure, wanted, facts, figures),
    moves_in_a_quarter: seen !== null && seen <= wanted,
  };
}

/**
 * The smallest change of a result from one year to the next that chance does not explain, when each account leaves alone with the same
 * chance and those of a tier are alike; a fraction. Null for results whose noise is not known: net retention, cost, or missing accounts.
 * @example yearlyChange("logo_retention", facts, 1.96) // 340 accounts, 0.92: 1.96 x sqrt(2 x 0.92 x 0.08 / 340) = 0.0408
 */
export function yearlyChange(
  measure: string,
  { tiers, accounts, current }: ScorecardFacts,
  standardErrors: number,
): number | null {
  const kept = current.logo_retention ?? (measure === "grr" ? current.grr : undefined);
  if (accounts === null || kept === undefined) return null;
  const noise = logoNoise(accounts, kept, standardErrors);
  if (noise === null) return null;
  if (measure === "logo_retention") return noise.half_width * Math.SQRT2;
  const amounts = tiers.flatMap(({ arr, accounts: count }) => (arr === undefined ? [] : [{ arr, count }]));
  if (measure !== "grr" || amounts.length < tiers.length) return null;
  const total = sumMoney(amounts.map(({ arr }) => arr));
  if (total === 0 || amounts.some(({ arr, count }) => count === 0 && arr > 0)) return null;
  const squares = amounts.map(({ arr, count }) => (count === 0 ? 0 : (arr * arr) / count)).sort((a, b) => a - b);
  const spread = Math.sqrt(kept * (1 - kept) * squares.reduce((sum, square) => sum + square, 0)) / total;
  return standardErrors * spread * Math.SQRT2;
}

type Aim = Pick<Target, "target" | "rests_on" | "basis">;

/** A population in words. @example populationOf(benchmark) // "median of Private SaaS, ACV over $250K, 2022, grade P" */
function populationOf({ statistic, population, segment, year, grade }: Benchmark): string {
  const cut = segment === null || segment === "all" ? "" : `, ${segment}`;
  return `${statistic} of ${population}${cut}, ${year ?? "no year"}, grade ${grade}`;
}

/** Today's value moved by the smallest change that can be seen; kept where no change can, or where it would leave what is possible. */
function fromBaseline(current: number, change: number | null, { better, least, most }: Definition): Aim {
  const moved = change === null ? null : better === "higher" ? current + change : current - change;
  const hold = (basis: string): Aim => ({ target: current, rests_on: "baseline", basis });
  if (moved === null) return hold("Hold today's value; what chance does to it is not known");
  if (moved < least || moved > most) return hold("Hold today's value; even the best one could be chance");
  return { target: moved, rests_on: "baseline", basis: "Today's value and the smallest yearly change that cannot be chance" };
}

function aimOf(
  own: number | undefined,
  current: number | undefined,
  published: { benchmark: Benchmark; value: number } | null,
  change: number | null,
  one: Definition,
): Aim {
  if (own !== undefined) return { target: own, rests_on: "yours", basis: "Your own" };
  const reached = (value: number) => current !== undefined && (one.better === "higher" ? current >= value : current <= value);
  if (published !== null && !reached(published.value))
    return { target: published.value, rests_on: "benchmark", basis: populationOf(published.benchmark) };
  if (current === undefined) return { target: null, rests_on: "none", basis: "Measure it first" };
  const aim = fromBaseline(current, change, one);
  return published === null ? aim : { ...aim, basis: `${aim.basis}; above the ${populationOf(published.benchmark)}` };
}

/**
 * The target of one measure with what it rests on: your own, else the middle of a fitting population not yet reached, else today's value and
 * the smallest yearly change that can be seen. In the measure's unit; null when nothing is known.
 * @example setTarget(grr, facts, figures).target.rests_on // "benchmark"
 */
export function setTarget(
  { measure, kind }: Measure,
  facts: ScorecardFacts,
  figures: ScorecardFigures,
): { target: Target; published: FittingMiddle | null } {
  const one = figures.definitions.value.find((definition) => definition.measure === measure)!;
  const current = facts.current[measure];
  const change =
    kind === "lagging"
      ? yearlyChange(measure, facts, figures.standardErrors.value)
      : inUnit(measure, changeSeen(measure, 12, facts, figures), facts, figures);
  const found = fittingBenchmark(one.benchmark, facts, figures);
  const aim = aimOf(facts.targets[measure], current, found, change, one);
  const half = change === null || aim.target === null ? null : change / Math.SQRT2;
  const rise = current === undefined || aim.target === null ? null : aim.target - current;
  const gain = rise === null || one.better === "higher" ? rise : -rise;
  const target: Target = {
    measure,
    unit: one.unit,
    current: current ?? null,
    ...aim,
    low: half === null ? null : Math.max(one.least, aim.target! - half),
    high: half === null ? null : Math.min(one.most, aim.target! + half),
    smallest_change: change,
    // The last bits of a double must not undo a target that is today's value and the change.
    readable: gain === null || change === null ? null : gain >= change - 100 * Number.EPSILON * Math.max(1, change),
  };
  if (found === null) return { target, published: null };
  const { benchmark: _, ...published } = found;
  return { target, published: { measure, ...published } };
}

export const scorecardViews = ["measures", "dashboards"] as const;
export type ScorecardView = (typeof scorecardViews)[number];

const noMeasures = { lagging: [], leading: [], left_out: [], targets: [], benchmarks: [], charts: [] };
const noDashboards = { executive_dashboard: [], csm_dashboard: { pages: [], order: [] } };

/**
 * The part of a scorecard that was asked for, so that an answer stays short enough to send: dashboards in full and no measures, measures without
 * the two dashboards, or everything with the dashboards in brief.
 * @example viewScorecard(fields, "dashboards").targets // []
 */
export function viewScorecard(fields: ScorecardFields, view: ScorecardView | undefined): ScorecardFields {
  if (view === "dashboards") return { ...fields, ...noMeasures };
  const brief = { ...fields, by_role: fields.by_role.map(({ role, measures }) => ({ role, measures })) };
  if (view === "measures") return { ...brief, ...noDashboards };
  return {
    ...brief,
    executive_dashboard: fields.executive_dashboard.map(({ block, shows }) => ({ block, shows })),
    csm_dashboard: { ...fields.csm_dashboard, order: fields.csm_dashboard.order.map(({ shows }) => ({ shows })) },
  };
}
