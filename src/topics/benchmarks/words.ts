import { plural } from "../../core/english.ts";
import { decimal, money, percent } from "../../render/numbers.ts";
import type { Benchmark, FoundBenchmarks } from "./find-benchmarks.ts";

function amount(one: Benchmark, value: number): string {
  if (/^share|share$/.test(one.unit)) return percent(value, 0);
  if (/^USD\b/.test(one.unit)) return money(value);
  return decimal(value, 1);
}

/** A published figure in words. @example "median 105% (ACV $50K to $100K, SaaS Capital, 2022)" */
function words(one: Benchmark): string {
  const value =
    one.value === null
      ? [one.low, one.high]
          .filter((end) => end !== null)
          .map((end) => amount(one, end))
          .join(" to ")
      : amount(one, one.value);
  const where = [one.segment, one.population, one.year].filter(Boolean).join(", ");
  return `${one.statistic} ${value} (${where})`;
}

const SHOWN = 3;

/** The published figures that fit, the newest first, and why the others do not. */
export function benchmarkSummary(metric: string, { matches, refused, none_exists }: FoundBenchmarks): string {
  const name = metric.replaceAll("_", " ");
  if (none_exists)
    return `No sound public figure exists for ${name}. The ${plural(refused.length, "number")} in circulation are opinions, vendors' ranges or relays; compute your own from hours of work.`;
  const left = refused.length ? ` ${plural(refused.length, "figure")} did not fit; each says why.` : "";
  if (matches.length === 0) return `No published figure for ${name} fits this company.${left}`;
  const first = matches.slice(0, SHOWN).map(words);
  const verb = matches.length === 1 ? "fits" : "fit";
  return `${plural(matches.length, "published figure")} for ${name} ${verb}: ${first.join("; ")}${matches.length > SHOWN ? "; more follow" : ""}. They are not averaged: populations differ.${left}`;
}
