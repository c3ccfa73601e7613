import { byText } from "../order/by-text.ts";
import { withoutNoise } from "../org/without-noise.ts";
import type { Vendor } from "./check-vendors.ts";
import type { CriterionWeight } from "./criteria-weights.ts";
import type { TechnologyFigures } from "./figures.ts";
import type { VendorRow } from "./technology-fields.ts";

/**
 * A vendor's weighted mean over what was scored, with the share of the weight that was, and the mean it would have if the rest got the
 * lowest and the highest score. Null where no weight was scored; never 0 for missing.
 * @example vendorScore(vendor, weights, scale) // { score: 3.6, coverage: 1, possible_low: 3.6, possible_high: 3.6, ... }
 */
export function vendorScore(
  { name, scores, price }: Vendor,
  weights: readonly CriterionWeight[],
  { lowest, highest }: TechnologyFigures["scale"]["value"],
): Omit<VendorRow, "rank"> {
  let [known, points] = [0, 0];
  const missing: CriterionWeight[] = [];
  for (const weight of weights) {
    const score = scores.get(weight.criterion);
    if (score === undefined) {
      if (weight.weight_share > 0) missing.push(weight);
    } else {
      known += weight.weight_share;
      points += weight.weight_share * score;
    }
  }
  const coverage = withoutNoise(known);
  missing.sort((one, other) => other.weight_share - one.weight_share || byText(one.criterion, other.criterion));
  return {
    name,
    score: coverage > 0 ? withoutNoise(points / known) : null,
    coverage,
    possible_low: withoutNoise(points + (1 - coverage) * lowest),
    possible_high: withoutNoise(points + (1 - coverage) * highest),
    missing: missing.map(({ criterion }) => criterion),
    price,
  };
}

/**
 * Vendors by score, the best first, the same rank for the same score; those without a score last, without a rank.
 * @example rankVendors(vendors, weights, scale).map(({ name, rank }) => [name, rank]) // [["B", 1], ["A", 2]]
 */
export function rankVendors(
  vendors: readonly Vendor[],
  weights: readonly CriterionWeight[],
  scale: TechnologyFigures["scale"]["value"],
): VendorRow[] {
  const rows = vendors.map((vendor) => vendorScore(vendor, weights, scale));
  const level = (score: number | null) => score ?? Number.NEGATIVE_INFINITY;
  const better = (score: number) => rows.filter((row) => row.score !== null && row.score > score).length;
  return rows
    .sort((one, other) => {
      if (one.score === other.score) return byText(one.name, other.name);
      return level(other.score) - level(one.score);
    })
    .map(({ name, score, ...rest }) => ({ name, score, rank: score === null ? null : better(score) + 1, ...rest }));
}
