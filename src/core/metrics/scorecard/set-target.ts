import type { Benchmark } from "../benchmark-figures.ts";
import { fittingBenchmark } from "./fitting-benchmark.ts";
import { changeSeen, inUnit } from "./quarter-change.ts";
import type { FittingMiddle, Target } from "./scorecard-fields.ts";
import type { ScorecardFacts } from "./scorecard-question.ts";
import type { Definition, Measure, ScorecardFigures } from "./scorecard-reads.ts";
import { yearlyChange } from "./yearly-change.ts";

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
