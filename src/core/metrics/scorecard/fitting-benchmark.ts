import { largest } from "../../order/largest.ts";
import { smallest } from "../../order/smallest.ts";
import type { Benchmark } from "../benchmark-figures.ts";
import { findBenchmarks } from "../find-benchmarks.ts";
import type { FittingMiddle } from "./scorecard-fields.ts";
import type { ScorecardFacts } from "./scorecard-question.ts";
import type { ScorecardFigures } from "./scorecard-reads.ts";

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
  const { matches } = findBenchmarks([...figures.published.value, ...figures.team.value], question);
  const middles = matches.filter((one) => one.value !== null && figures.statistics.value.includes(one.statistic)).sort(order);
  const [best, ...rest] = middles;
  if (best === undefined) return null;
  const values = rest.filter((one) => one.population !== best.population).map((one) => one.value!);
  const span = values.length === 0 ? {} : { others_low: smallest(values), others_high: largest(values) };
  return { benchmark: best, value: best.value!, others: values.length, ...span };
}
