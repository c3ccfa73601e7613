import { withoutNoise } from "../../org/without-noise.ts";
import type { Weight } from "./weights.ts";

/** How healthy an account is, and how much of that is known. */
export interface Level {
  /** 0 to 100; null where less of the weight is known than is needed for a score. */
  score: number | null;
  /** Share of the weight that is known; null when the score came ready-made, as are the ends. */
  coverage: number | null;
  /** The score if everything unknown were 0, and if it were 100. */
  possible_low: number | null;
  possible_high: number | null;
  /** Weighted components that are not known, the heaviest first. */
  missing: string[];
}

/**
 * Weighted mean of the components that are known, weighted over those present, with the share of weight known and the range the score
 * could have. Scores 0 to 100, weights and coverage as shares. No score below the least coverage, nor where nothing is known.
 * @example weightedLevel({ usage: 80, engagement: 70, support: 60 }, general, 0.6) // score 72.14, coverage 0.7, possible 50.5 to 80.5
 */
export function weightedLevel(
  scores: Readonly<Record<string, number | null>>,
  weights: readonly Weight[],
  leastCoverage: number,
): Level {
  let [known, points] = [0, 0];
  const unknown: Weight[] = [];
  for (const weight of weights) {
    const score = scores[weight.component] ?? null;
    if (score === null) {
      if (weight.weight_share > 0) unknown.push(weight);
    } else {
      known += weight.weight_share;
      points += weight.weight_share * score;
    }
  }
  const coverage = withoutNoise(known);
  const possible_low = withoutNoise(points);
  return {
    score: coverage > 0 && coverage >= leastCoverage ? (known === 1 ? possible_low : withoutNoise(points / known)) : null,
    coverage,
    possible_low,
    possible_high: coverage === 1 ? possible_low : withoutNoise(points + (1 - coverage) * 100),
    missing: unknown.sort(heaviestFirst).map(({ component }) => component),
  };
}

const heaviestFirst = (one: Weight, other: Weight) =>
  other.weight_share - one.weight_share || (one.component < other.component ? -1 : 1);
