import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { withoutNoise } from "../../core/money.ts";
import { byText, largest } from "../../core/order.ts";
import { plainWord, type Segment, type Selling } from "../../core/vocabulary.ts";

/** One published figure with the population it holds for; bounds are of the population, half-open, in USD. */
export const Benchmark = z.strictObject({
  id: z.string(),
  metric: z.string(),
  statistic: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.string(),
  population: z.string(),
  year: z.string().nullable(),
  segment: z.string().nullable(),
  acv_from: z.number().nullable(),
  acv_to: z.number().nullable(),
  arr_from: z.number().nullable(),
  arr_to: z.number().nullable(),
  sample: z.number().nullable(),
  /** P: the publisher's own page or report; S: a relay of a named study; C: no sample disclosed. */
  grade: z.enum(["P", "S", "C"]),
  source: z.string(),
});
export type Benchmark = z.infer<typeof Benchmark>;

const Benchmarks = z.array(Benchmark);
export const publishedFigure = figure("metrics-benchmarks", "published", Benchmarks);
export const publishedTeamFigure = figure("metrics-benchmarks-team", "published", Benchmarks);
/** What a benchmark is looked up by, beside the records. */
export const placingFigure = figure("metrics-benchmarks", "placing", z.record(z.string(), z.number()));

/** All that the search for benchmarks reads. */
export const benchmarkReads = {
  published: publishedFigure,
  team: publishedTeamFigure,
  alsoCalled: figure(
    "metrics-benchmarks",
    "also_called",
    z.array(z.strictObject({ metric: z.string(), less: z.boolean().optional(), names: z.array(z.string()) })),
  ),
  lowerIsBetter: figure("metrics-benchmarks", "lower_is_better", z.array(z.string())),
  placing: placingFigure,
};
type BenchmarkFigures = Figures<typeof benchmarkReads>;

/** What a figure is wanted for; unknown is undefined. ACV and ARR in USD. */
interface BenchmarkQuestion {
  metric: string;
  acv?: number;
  arr?: number;
  segment?: Segment;
  motion?: Selling;
}

/** A record that fits, with the cuts by which it does and how old it is. */
export interface FittingBenchmark {
  benchmark: Benchmark;
  fits_by: Cut[];
  /** Years before the newest record; null where no year is stated. */
  age: number | null;
  old: boolean;
}

export interface FoundBenchmarks {
  matches: FittingBenchmark[];
  refused: { benchmark: Benchmark; why: Unfit }[];
  /** True when an audit in the library says no sound public figure exists for the metric. */
  none_exists: boolean;
  /** What was not said and some population is cut by. */
  open: Cut[];
}

/** By what a population can be cut. */
export const cuts = ["contract", "customers", "arr", "selling"] as const;
export type Cut = (typeof cuts)[number];

const segmentWords: Record<string, string[]> = {
  __proto__: null as never,
  enterprise: ["enterprise"],
  mid_market: ["mid-market", "mid market"],
  smb: ["smb", "small business"],
};
const motionWords: Record<string, string[]> = {
  __proto__: null as never,
  self_serve: ["self-serve"],
  product_led: ["product-led"],
  usage: ["usage"],
  seat: ["seat"],
  hybrid: ["hybrid"],
  ai_native: ["ai-native"],
};
/** Ways of selling that surveys hardly tell apart. */
const alike: Record<string, string[]> = { self_serve: ["product_led"], product_led: ["self_serve"] };

const saysNothing = (one: Benchmark) => one.value === null && one.low === null && one.high === null;
const isOpinion = (one: Benchmark) =>
  /opinion|one company|not the market|no population/i.test(`${one.population} ${one.statistic}`);
/** What somebody expects rather than what was measured. */
export const isView = (one: Benchmark) => /view|expectation|default|headline/i.test(one.statistic);

/** The known word a record is about, such as enterprise or self_serve; null when it is about none. */
function about(one: Benchmark, words: Record<string, string[]>): string | null {
  const text = `${one.segment ?? ""} ${one.population}`.toLowerCase();
  return Object.keys(words).find((name) => words[name]!.some((word) => text.includes(word))) ?? null;
}

function outside(value: number, from: number | null, to: number | null): boolean {
  return (from !== null && value < from) || (to !== null && value >= to);
}
const isCut = (from: number | null, to: number | null): boolean => from !== null || to !== null;
/** Whether a record is for companies of one size, not for all above what a survey admits. */
const cutByArr = ({ arr_from, arr_to }: Benchmark, everyone: number): boolean =>
  arr_to !== null || (arr_from !== null && arr_from > everyone);
const sameSelling = (motion: string, asked: string | undefined): boolean =>
  asked !== undefined && (asked === motion || (alike[asked] ?? []).includes(motion));

/** Whom a company sells to: as said, or by its motion where that names customers. */
const segmentOf = ({ segment, motion }: BenchmarkQuestion): string | undefined =>
  segment ?? (motion !== undefined && motion in segmentWords ? motion : undefined);

/** Why a record is no measure for a company: a code, and what the words need. */
export type Unfit =
  | { code: "no_sample" | "opinion" | "by_account_revenue" | "no_sound_figure" }
  | { code: "contract_not_given" | "contract_outside"; of: string | null }
  | { code: "arr_not_given" | "arr_outside"; of: string }
  | { code: "customers" | "selling"; of: string; asked: boolean };

function whyNot(one: Benchmark, question: BenchmarkQuestion, everyone: number): Unfit | null {
  const { acv, arr } = question;
  const place = one.segment ?? one.population;
  if (one.grade === "C") return { code: "no_sample" };
  if (isOpinion(one)) return { code: "opinion" };
  if (isCut(one.acv_from, one.acv_to)) {
    if (acv === undefined) return { code: "contract_not_given", of: one.segment };
    if (outside(acv, one.acv_from, one.acv_to)) return { code: "contract_outside", of: one.segment };
  }
  if (cutByArr(one, everyone) && arr === undefined) return { code: "arr_not_given", of: place };
  if (arr !== undefined && outside(arr, one.arr_from, one.arr_to)) return { code: "arr_outside", of: place };
  const segment = about(one, segmentWords);
  if (segment !== null && segment !== segmentOf(question))
    return { code: "customers", of: segment, asked: segmentOf(question) !== undefined };
  const motion = about(one, motionWords);
  if (motion !== null && !sameSelling(motion, question.motion))
    return { code: "selling", of: motion, asked: question.motion !== undefined };
  if (/\bARPA\b/.test(one.segment ?? "") && !isCut(one.acv_from, one.acv_to)) return { code: "by_account_revenue" };
  return null;
}

/** By what a record's population is cut. */
function cutsOf(one: Benchmark, everyone: number): Cut[] {
  const by: Record<Cut, boolean> = {
    contract: isCut(one.acv_from, one.acv_to),
    customers: about(one, segmentWords) !== null,
    arr: cutByArr(one, everyone),
    selling: about(one, motionWords) !== null,
  };
  return cuts.filter((cut) => by[cut]);
}

const lastYear = ({ year }: Benchmark): number | null =>
  year === null ? null : Number(/(\d{4})(?!.*\d{4})/.exec(year)?.[1] ?? Number.NaN);
const middles = ["median", "average", "average, about", "about", "range as ACV rises"];
/** A middle before all else. */
const kindOfStatistic = ({ statistic }: Benchmark): number => (statistic === "median" ? 0 : middles.includes(statistic) ? 1 : 2);

/** One figure that two sources relay stands once: the better grade, with the sample either names. */
function once(records: readonly Benchmark[]): Benchmark[] {
  const kept = new Map<string, Benchmark>();
  for (const one of [...records].sort((a, b) => byText(a.grade, b.grade))) {
    const { metric, value, low, high, unit, population, year, segment, statistic } = one;
    const key = JSON.stringify([metric, value, low, high, unit, population, year, segment === "all" ? null : segment, statistic]);
    const first = kept.get(key);
    kept.set(key, first === undefined ? one : { ...first, sample: first.sample ?? one.sample });
  }
  return records.flatMap((one) => [...kept.values()].find(({ id }) => id === one.id) ?? []);
}

/**
 * The published figures whose population fits a company, the best fitting first, and those that do not with the reason; nothing is averaged
 * or blended. Figures without a disclosed sample and opinions never fit. Where an audit found no sound figure for the metric, none fits.
 * @example findBenchmarks(records, { metric: "nrr", acv: 60_000 }, placing).matches[0].benchmark.segment // "ACV $50K to $100K"
 */
export function findBenchmarks(
  records: readonly Benchmark[],
  question: BenchmarkQuestion,
  placing: BenchmarkFigures["placing"],
): FoundBenchmarks {
  const weigh = placing.value;
  const everyone = weigh.cut_above_arr!;
  const newest = largest(records.flatMap((one) => lastYear(one) ?? []));
  const ofMetric = once(records.filter((one) => one.metric === question.metric));
  const none_exists = ofMetric.some((one) => saysNothing(one) && /no sound public figure/.test(one.statistic));
  const matches: (FittingBenchmark & { weight: number })[] = [];
  const refused: FoundBenchmarks["refused"] = [];
  for (const benchmark of ofMetric.filter((one) => !saysNothing(one))) {
    const why = whyNot(benchmark, question, everyone) ?? (none_exists ? { code: "no_sound_figure" as const } : null);
    if (why !== null) {
      refused.push({ benchmark, why });
      continue;
    }
    const year = lastYear(benchmark);
    const age = year === null ? null : newest - year;
    const old = age !== null && age >= weigh.old_years!;
    const fits_by = cutsOf(benchmark, everyone);
    const weight =
      fits_by.reduce((sum, by) => sum + weigh[`fit_${by}`]!, 0) +
      (old ? weigh.fit_old! : 0) +
      (isView(benchmark) ? weigh.fit_view! : 0) +
      (benchmark.sample !== null ? weigh.fit_grade! : 0) +
      (benchmark.grade === "P" ? weigh.fit_grade! : 0);
    matches.push({ benchmark, fits_by, age, old, weight });
  }
  const newer = (a: Benchmark, b: Benchmark) => byText(b.year ?? "", a.year ?? "");
  matches.sort(
    (a, b) =>
      b.weight - a.weight ||
      newer(a.benchmark, b.benchmark) ||
      kindOfStatistic(a.benchmark) - kindOfStatistic(b.benchmark) ||
      byText(a.benchmark.id, b.benchmark.id),
  );
  refused.sort((a, b) => newer(a.benchmark, b.benchmark) || byText(a.benchmark.id, b.benchmark.id));
  const given: Record<Cut, boolean> = {
    contract: question.acv !== undefined,
    customers: segmentOf(question) !== undefined,
    arr: question.arr !== undefined,
    selling: question.motion !== undefined,
  };
  const cutBy = new Set(ofMetric.filter(({ grade }) => grade !== "C").flatMap((one) => cutsOf(one, everyone)));
  const open = cuts.filter((cut) => cutBy.has(cut) && !given[cut]);
  return { matches: matches.map(({ weight: _, ...one }) => one), refused, none_exists, open };
}

const small = /_(?:rate|percent|percentage|annual|yearly|median|average|mean|benchmark|benchmarks|of|the|a|per|to|for)(?=_)/g;
const bare = (name: string) => `_${plainWord(name)}_`.replaceAll(small, "").replaceAll("_", "");

/**
 * The metric a name stands for, and whether the name is for what is lost of it; null for a name the library does not know.
 * @example readMetric("net dollar retention", metrics, figures) // { metric: "nrr", less: false }
 */
export function readMetric(
  name: string,
  metrics: readonly string[],
  { alsoCalled }: Pick<BenchmarkFigures, "alsoCalled">,
): { metric: string; less: boolean } | null {
  const exact = metrics.find((metric) => metric === plainWord(name)) ?? metrics.find((metric) => bare(metric) === bare(name));
  if (exact !== undefined) return { metric: exact, less: false };
  const entry =
    alsoCalled.value.find(({ names }) => names.some((word) => bare(word) === bare(name))) ?? containedIn(name, alsoCalled.value);
  return entry === undefined ? null : { metric: entry.metric, less: entry.less ?? false };
}

/** The entry with the longest name of several words that all stand in what was asked. @example "CS spend as share of revenue" holds "cs spend" */
function containedIn<Entry extends { names: string[] }>(asked: string, entries: readonly Entry[]): Entry | undefined {
  const words = new Set(plainWord(asked).split("_"));
  const length = ({ names }: Entry) =>
    largest([
      0,
      ...names.map((name) => {
        const own = plainWord(name).split("_");
        return own.length > 1 && own.every((word) => words.has(word)) ? own.length : 0;
      }),
    ]);
  const best = [...entries].sort((a, b) => length(b) - length(a))[0];
  return best !== undefined && length(best) > 0 ? best : undefined;
}

/** Where a value lies in one population. */
export interface Placed {
  benchmark: Benchmark;
  /** By how the population does: far_better passes its better quartile, far_worse its worse one. */
  place: "far_better" | "better" | "level" | "worse" | "far_worse";
  /** Value less the population's middle, in the metric's unit. */
  difference: number;
  /** Quartiles of the same population, where published. */
  better_quartile: number | null;
  worse_quartile: number | null;
  fits_by: FittingBenchmark["fits_by"];
  old: boolean;
}

/**
 * Where a value lies in each population that fits, the best fitting first: against its middle, and its quartiles where they are published.
 * The value is in the metric's own unit, a share as a fraction.
 * @example placeValue(0.94, found, { ...figures, metric: "grr" })[0].place // "better"
 */
export function placeValue(
  value: number,
  { matches }: Pick<FoundBenchmarks, "matches">,
  { lowerIsBetter, placing }: Pick<BenchmarkFigures, "lowerIsBetter" | "placing">,
): Placed[] {
  return matches.flatMap(({ benchmark, fits_by, old }): Placed[] => {
    const middle = middleOf(benchmark);
    if (middle === null || benchmark.unit !== matches[0]!.benchmark.unit) return [];
    const same = matches.filter(
      (one) =>
        one.benchmark.population === benchmark.population &&
        one.benchmark.segment === benchmark.segment &&
        one.benchmark.year === benchmark.year,
    );
    const quartile = (words: RegExp) => same.find((one) => words.test(one.benchmark.statistic))?.benchmark.value ?? null;
    const [top, bottom] = [quartile(/(?:upper|top|best|fourth) quartile/), quartile(/(?:lower|bottom|worst|first) quartile/)];
    const sign = lowerIsBetter.value.includes(benchmark.metric) ? -1 : 1;
    const difference = withoutNoise(value - middle);
    const near = /share|rate/.test(benchmark.unit) ? placing.value.level_points! : placing.value.level_share! * Math.abs(middle);
    const beyond = (edge: number | null, way: number) => edge !== null && way * sign * (value - edge) >= 0;
    const place = beyond(top, 1)
      ? "far_better"
      : beyond(bottom, -1)
        ? "far_worse"
        : Math.abs(difference) <= near
          ? "level"
          : difference * sign > 0
            ? "better"
            : "worse";
    return [{ benchmark, place, difference, better_quartile: top, worse_quartile: bottom, fits_by, old }];
  });
}

/** The middle a record states: its value where it is one, or the middle of a range that is a population's own. */
function middleOf(one: Benchmark): number | null {
  if (!middles.includes(one.statistic) && !isView(one)) return null;
  if (one.value !== null) return one.value;
  return one.low === null || one.high === null ? null : (one.low + one.high) / 2;
}
