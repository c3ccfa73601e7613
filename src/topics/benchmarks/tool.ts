import * as z from "zod";
import { money, shown } from "../../core/kinds.ts";
import { known } from "../../core/known.ts";
import { withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Segment, Selling } from "../../core/vocabulary.ts";
import { inWords, LimitParam, OffsetParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import {
  Benchmark,
  benchmarkReads,
  cuts,
  findBenchmarks as find,
  type Placed,
  placeValue,
  readMetric,
} from "./find-benchmarks.ts";
import { unfitWords, wordBenchmarks } from "./words.ts";

const PAGE = 8; // not a figure: rows of one page

const { metric, statistic, value, low, high, unit, population, year, segment, sample, grade, source } = Benchmark.shape;
const Match = z.strictObject({
  ...{ metric, statistic, value, low, high, unit, population, year, segment, sample, grade, source },
  fits_by: z.array(z.enum(cuts)),
  age_years: z.number().nullable(),
  old: z.boolean(),
});
const Refused = z.strictObject({ value, low, high, population, year, segment, grade, why: z.string() });
const Place = z.strictObject({
  ...{ population, segment, year, grade, sample, statistic, value, low, high },
  place: z.enum(["far_better", "better", "level", "worse", "far_worse"]),
  difference: z.number(),
  better_quartile: z.number().nullable(),
  worse_quartile: z.number().nullable(),
});

const none = "The publisher gives none.";
/** What a record says, each empty cell with its reason. */
const cells = (one: Benchmark) => ({
  value: known(one.value, none),
  low: known(one.low, none),
  high: known(one.high, none),
  year: known(one.year, none),
  segment: known(one.segment, none),
});

export const findBenchmarks = defineTool({
  name: "find_benchmarks",
  title: "Find published benchmarks",
  description:
    // not a figure: an example of a call
    `Published figures for a metric (NRR, churn, NPS, CS cost, ...), best fit first, and where your value lies. Never blends. Such as {"metric": "grr", "acv": 6000, "segment": "smb", "value": 0.94}.`,
  reads: benchmarkReads,
  input: z.strictObject({
    metric: z.string().describe("A wrong one lists all"),
    value: z.number().describe("Yours; a share as 0.94").optional(),
    acv: money().describe("Contract a year, USD").optional(),
    arr: money().describe("Company's, USD").optional(),
    segment: inWords(Segment, "enterprise, mid_market, smb").optional(),
    motion: inWords(Selling, "Motion, or usage, seat, hybrid").optional(),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output: z.strictObject({
    metric: z.string(),
    placed: z.array(Place),
    matches: z.array(Match),
    matches_total: shown.count(),
    refused: z.array(Refused),
    refused_total: shown.count(),
  }),
  lists: [{ list: "refused", least: 0 }, { list: "placed" }, { list: "matches" }],
  async run(input, figures, ports) {
    const { limit, offset = 0, value: given, metric: name, ...company } = input;
    const records = [...figures.published.value, ...figures.team.value];
    const metrics = [...new Set(records.map((one) => one.metric))].sort();
    const read = readMetric(name, metrics, figures);
    if (read === null)
      throw new Problem({ what: `The library has no published figure for "${name}".`, remedy: `It has: ${metrics.join(", ")}.` });
    const found = find(records, { metric: read.metric, ...company }, figures.placing);
    const yours = given === undefined ? null : read.less ? withoutNoise(1 - given) : given;
    const placed = yours === null ? [] : placeValue(yours, found, figures);
    const rows = ports.whole ? found.matches.length + found.refused.length : (limit ?? PAGE);
    const page = <Row>(list: readonly Row[]) => list.slice(offset, offset + rows);
    return {
      fields: {
        metric: read.metric,
        placed: placed.slice(0, rows).map(placeRow),
        matches: page(found.matches).map(({ benchmark, fits_by, age, old }) => ({
          metric: benchmark.metric,
          statistic: benchmark.statistic,
          unit: benchmark.unit,
          population: benchmark.population,
          sample: known(benchmark.sample, none),
          grade: benchmark.grade,
          source: benchmark.source,
          ...cells(benchmark),
          fits_by,
          age_years: known(age, none),
          old,
        })),
        matches_total: found.matches.length,
        refused: page(found.refused).map(({ benchmark, why }) => ({
          population: benchmark.population,
          grade: benchmark.grade,
          ...cells(benchmark),
          why: unfitWords(why),
        })),
        refused_total: found.refused.length,
      },
      ...wordBenchmarks({
        metric: read.metric,
        read_as_lost: read.less,
        found,
        placed,
        given: yours === null ? null : { value: yours, as_given: read.less ? given! : null },
      }),
    };
  },
});

const placeRow = ({ benchmark, place, difference, better_quartile, worse_quartile }: Placed) => ({
  population: benchmark.population,
  grade: benchmark.grade,
  sample: known(benchmark.sample, none),
  statistic: benchmark.statistic,
  ...cells(benchmark),
  place,
  difference,
  better_quartile: known(better_quartile, none),
  worse_quartile: known(worse_quartile, none),
});
