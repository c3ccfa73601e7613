import * as z from "zod";
import { figure } from "../contract/figure.ts";

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
