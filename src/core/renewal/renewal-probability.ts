import type { CategoryProbabilities, HealthProbabilities } from "./figures.ts";
import type { Evidence, Renewal } from "./renewal-row.ts";

export interface Chance {
  rate: number;
  source: Evidence;
  band: string;
}

export interface Probabilities {
  health: HealthProbabilities;
  category: CategoryProbabilities;
}

/**
 * The chance one kind of evidence gives a renewal; null where the renewal lacks that evidence. Health from 0 to 100 falls into half-open
 * bands, so the lower end of a band belongs to it.
 * @example chanceBy("health", { ...renewal, health: 79.5 }, probabilities) // { rate: 0.85, source: "health", band: "stable" }
 */
export function chanceBy(
  source: Evidence,
  { probability, category, health }: Pick<Renewal, "probability" | "category" | "health">,
  figures: Probabilities,
): Chance | null {
  if (source === "probability") return probability === null ? null : { rate: probability, source, band: "stated" };
  if (source === "category") {
    const found = figures.category.find((one) => one.category === category);
    return found === undefined ? null : { rate: found.probability_rate, source, band: found.category };
  }
  if (health === null) return null;
  const bands = [...figures.health].sort((a, b) => b.from_health - a.from_health);
  const found = bands.find(({ from_health }) => health >= from_health);
  return found === undefined ? null : { rate: found.probability_rate, source, band: found.band };
}

/**
 * The chance of a renewal by the best evidence there is: a stated probability, else the owner's category, else the health band.
 * Null where there is none: unknown is never certain.
 * @example renewalProbability({ probability: null, category: null, health: 85 }, probabilities) // { rate: 0.95, ... }
 */
export function renewalProbability(
  renewal: Pick<Renewal, "probability" | "category" | "health">,
  figures: Probabilities,
): Chance | null {
  for (const source of ["probability", "category", "health"] as const) {
    const chance = chanceBy(source, renewal, figures);
    if (chance !== null) return chance;
  }
  return null;
}
