import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { LimitParam, OffsetParam } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { Benchmark, findBenchmarks as find, publishedFigure, publishedTeamFigure } from "./find-benchmarks.ts";
import { benchmarkSummary } from "./words.ts";

const PAGE = 8; // not a figure: rows of one page

const { metric, statistic, value, low, high, unit, population, year, segment, sample, grade, source } = Benchmark.shape;
const Match = z.strictObject({ metric, statistic, value, low, high, unit, population, year, segment, sample, grade, source });
const Refused = z.strictObject({ value, low, high, population, year, segment, grade, why: z.string() });

export const findBenchmarks = defineTool({
  name: "find_benchmarks",
  title: "Find published benchmarks",
  description:
    "Published figures for a metric (nrr, grr, logo_retention, nps, arr_per_csm, cs_and_support_cost, ...) whose population fits, each with year, sample and grade. Refuses a mismatched population, never blends, and says when no sound figure exists.",
  reads: { published: publishedFigure, team: publishedTeamFigure },
  input: z.strictObject({
    metric: z.string().describe("Such as nrr; a wrong one lists all"),
    acv: z.number().min(0).describe("Average contract a year, USD").optional(),
    arr: shown.money().min(0).describe("Company's ARR, USD").optional(),
    segment: z.enum(["enterprise", "mid_market", "smb"]).describe("Whom you sell to").optional(),
    motion: z.enum(["self_serve", "product_led", "usage", "seat", "hybrid"]).describe("How you sell or price").optional(),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output: z.strictObject({
    matches: z.array(Match),
    matches_total: z.number(),
    refused: z.array(Refused),
    refused_total: z.number(),
  }),
  async run(input, figures) {
    const records = [...figures.published.value, ...figures.team.value];
    const metrics = [...new Set(records.map((one) => one.metric))].sort();
    const asked = input.metric.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
    if (!metrics.includes(asked))
      throw new Problem({
        what: `The library has no published figure for "${input.metric}".`,
        remedy: `It has: ${metrics.join(", ")}.`,
      });
    const found = find(records, { ...input, metric: asked });
    const offset = input.offset ?? 0;
    const rows = Math.min(PAGE, input.limit ?? PAGE);
    const matches = found.matches.slice(offset, offset + rows).map((one) => Match.strip().parse(one));
    const refused = found.refused
      .slice(offset, offset + rows)
      .map(({ benchmark, why }) => ({ ...Refused.omit({ why: true }).strip().parse(benchmark), why }));
    return {
      fields: { matches, matches_total: found.matches.length, refused, refused_total: found.refused.length },
      summary: benchmarkSummary(asked, found),
      undefined: ["value", "low", "high", "year", "segment", "sample"].flatMap((name) => [
        { field: `matches[].${name}`, reason: "The publisher gives none." },
        { field: `refused[].${name}`, reason: "The publisher gives none." },
      ]),
    };
  },
});
