import * as z from "zod";
import { figure } from "../../core/figure.ts";

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

/** What a figure is wanted for; unknown is undefined. ACV and ARR in USD. */
export interface BenchmarkQuestion {
  metric: string;
  acv?: number;
  arr?: number;
  segment?: string;
  motion?: string;
}

export interface RefusedBenchmark {
  benchmark: Benchmark;
  why: string;
}

export interface FoundBenchmarks {
  matches: Benchmark[];
  refused: RefusedBenchmark[];
  /** True when an audit in the library says no sound public figure exists for the metric. */
  none_exists: boolean;
}

const segmentWords: Record<string, string[]> = {
  enterprise: ["enterprise"],
  mid_market: ["mid-market", "mid market"],
  smb: ["smb", "small business"],
};
const motionWords: Record<string, string[]> = {
  self_serve: ["self-serve"],
  product_led: ["product-led"],
  usage: ["usage"],
  seat: ["seat"],
  hybrid: ["hybrid"],
};

const saysNothing = (one: Benchmark) => one.value === null && one.low === null && one.high === null;
const isOpinion = (one: Benchmark) =>
  /opinion|one company|not the market|no population/i.test(`${one.population} ${one.statistic}`);

/** The known word a record is about, such as enterprise or self_serve; null when it is about none. */
function about(one: Benchmark, words: Record<string, string[]>): string | null {
  const text = `${one.segment ?? ""} ${one.population}`.toLowerCase();
  return Object.keys(words).find((name) => words[name]!.some((word) => text.includes(word))) ?? null;
}

function outside(value: number, from: number | null, to: number | null): boolean {
  return (from !== null && value < from) || (to !== null && value >= to);
}

function whyNot(one: Benchmark, question: BenchmarkQuestion): string | null {
  const { acv, arr } = question;
  const banded = one.acv_from !== null || one.acv_to !== null;
  if (one.grade === "C") return "No sample is disclosed: folklore, not a benchmark.";
  if (isOpinion(one)) return "An opinion or a single company, not a measured population.";
  if (banded && acv === undefined) return `It holds for ${one.segment ?? "one contract size"} only; give acv.`;
  if (banded && outside(acv!, one.acv_from, one.acv_to))
    return `Its population is ${one.segment ?? "another contract size"}; your contract size is outside.`;
  if (one.arr_to !== null && arr === undefined) return `It holds for ${one.segment ?? "companies of one size"} only; give arr.`;
  if (arr !== undefined && outside(arr, one.arr_from, one.arr_to))
    return `Its population is ${one.segment ?? one.population}; your ARR is outside.`;
  const segment = about(one, segmentWords);
  if (segment !== null && segment !== question.segment)
    return `It is about ${segment.replace("_", "-")} customers${question.segment === undefined ? "; give segment" : ""}.`;
  const motion = about(one, motionWords);
  if (motion !== null && motion !== question.motion)
    return `It is about ${motion.replace("_", "-")} selling${question.motion === undefined ? "; give motion" : ""}.`;
  if (/\bARPA\b/.test(one.segment ?? "")) return "Its population is cut by revenue per account a month, which was not asked for.";
  return null;
}

/**
 * The published figures whose population fits a company, and those that do not with the reason; nothing is averaged or blended.
 * Figures without a disclosed sample and opinions never fit. Where an audit found no sound figure for the metric, none fits. Newest first.
 * @example findBenchmarks(records, { metric: "nrr", acv: 60_000 }).matches[0].segment // "ACV $50K to $100K"
 */
export function findBenchmarks(records: readonly Benchmark[], question: BenchmarkQuestion): FoundBenchmarks {
  const own = records.filter((one) => one.metric === question.metric);
  const none_exists = own.some((one) => saysNothing(one) && /no sound public figure/.test(one.statistic));
  const matches: Benchmark[] = [];
  const refused: RefusedBenchmark[] = [];
  for (const benchmark of own.filter((one) => !saysNothing(one))) {
    const why =
      whyNot(benchmark, question) ?? (none_exists ? "An audit of public sources found no sound figure for this metric." : null);
    if (why === null) matches.push(benchmark);
    else refused.push({ benchmark, why });
  }
  const newest = (a: Benchmark, b: Benchmark) => (b.year ?? "").localeCompare(a.year ?? "") || (a.id < b.id ? -1 : 1);
  matches.sort(newest);
  refused.sort((a, b) => newest(a.benchmark, b.benchmark));
  return { matches, refused, none_exists };
}
