import type * as z from "zod";
import { largest, smallest } from "../../core/order.ts";
import type { ChurnScenario, TierArr } from "../economics/churn.ts";
import type { TouchTargets } from "../retention/figures.ts";

export interface TargetCheck {
  target: "grr" | "nrr";
  value: number;
  /** met, possibly met (an upper bound reaches it), not met, or unknown. */
  verdict: "met" | "possibly met" | "not met" | "unknown";
  low: number | null;
  high: number | null;
  why: string;
}

/** What the segments' published NRR targets add up to for this mix of ARR. */
export function mixNrr(tiers: readonly TierArr[], targets: z.infer<typeof TouchTargets>): { low: number; high: number } {
  const arr = tiers.reduce((sum, tier) => sum + tier.arr, 0);
  const weighted = (end: 0 | 1) =>
    tiers.reduce(
      (sum, tier) => sum + (tier.arr / arr) * targets.find((target) => target.touch === tier.touch)!.target_rate[end]!,
      0,
    );
  return { low: weighted(0), high: weighted(1) };
}

/**
 * Whether a GRR target is already true: from the measured rate, else from the bounds logo churn allows.
 * Logo churn does not count downgrades, so its upper end can only say "possibly met".
 * @example checkGrrTarget(0.92, null, churnBounds(tiers, 0.08, mix)).verdict // "possibly met"
 */
export function checkGrrTarget(value: number, measured: number | null, churn: readonly ChurnScenario[]): TargetCheck {
  const base = { target: "grr" as const, value };
  if (measured !== null)
    return {
      ...base,
      verdict: measured >= value ? "met" : "not met",
      low: measured,
      high: measured,
      why: "from the measured rate",
    };
  if (churn.length === 0)
    return { ...base, verdict: "unknown", low: null, high: null, why: "neither GRR nor logo churn is known" };
  const rates = churn.map((scenario) => scenario.grr_before_contraction);
  const [low, high] = [smallest(rates), largest(rates)];
  return {
    ...base,
    verdict: high >= value ? "possibly met" : "not met",
    low,
    high,
    why: "an upper bound: logo churn leaves downgrades out, and it is lower if large accounts left",
  };
}

/**
 * Whether an NRR target is in reach of what each segment is expected to do.
 * @example checkNrrTarget(1.15, null, { low: 1.075, high: 1.195 }).verdict // "unknown"
 */
export function checkNrrTarget(value: number, measured: number | null, mix: { low: number; high: number }): TargetCheck {
  const base = { target: "nrr" as const, value, low: mix.low, high: mix.high };
  if (measured !== null)
    return {
      ...base,
      verdict: measured >= value ? "met" : "not met",
      why: "from the measured rate; the ends are what the mix of segments is expected to reach",
    };
  const place =
    value > mix.high
      ? "above"
      : value > (mix.low + mix.high) / 2
        ? "in the upper half of"
        : value >= mix.low
          ? "in the lower half of"
          : "below";
  return {
    ...base,
    verdict: "unknown",
    why: `NRR was never measured; the target lies ${place} what the mix of segments is expected to reach`,
  };
}

/** Each target that was given, checked against what is known. @example targetChecks({ grr: 0.92 }, facts, churn, mix)[0].verdict // "met" */
export function targetChecks(
  targets: { grr?: number; nrr?: number },
  facts: { grr: number | null; nrr: number | null },
  churn: readonly ChurnScenario[],
  mix: { low: number; high: number },
): TargetCheck[] {
  return [
    ...(targets.grr === undefined ? [] : [checkGrrTarget(targets.grr, facts.grr, churn)]),
    ...(targets.nrr === undefined ? [] : [checkNrrTarget(targets.nrr, facts.nrr, mix)]),
  ];
}
