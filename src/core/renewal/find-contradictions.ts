import type { RenewalFigures } from "./figures.ts";
import type { ContradictionLine } from "./forecast-fields.ts";
import type { ForecastRenewal } from "./renewal-row.ts";

/**
 * Renewals whose signs cannot all be right: health below the rule's value under its category, or under a stated chance as high as that
 * category's; notice served and a chance above the rule's. Largest first; each with what it adds to the forecast.
 * @example findContradictions([{ ...renewal, health: 25, category: "committed" }], figures)[0].why // ["low_health"]
 */
export function findContradictions(
  renewals: readonly ForecastRenewal[],
  { contradictions, categoryProbabilities, noticeServed }: RenewalFigures,
): ContradictionLine[] {
  const highest = (category: string) =>
    categoryProbabilities.value.find((one) => one.category === category)?.probability_rate ?? null;
  return renewals.flatMap(({ account, arr, value, health, category, source, prior_rate, rate, notice_served }) => {
    const low = contradictions.value.some((rule) => {
      if (health === null || health >= rule.below_health) return false;
      const high = highest(rule.category);
      return category === rule.category || (source === "probability" && high !== null && prior_rate >= high);
    });
    const why: ContradictionLine["why"] = [
      ...(low ? (["low_health"] as const) : []),
      ...(notice_served && prior_rate > noticeServed.value ? (["notice_served"] as const) : []),
    ];
    return why.length ? [{ account, arr, why, health, category, probability_rate: prior_rate, expected: value * rate }] : [];
  });
}
