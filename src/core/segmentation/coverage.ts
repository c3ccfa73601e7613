import { Problem } from "../contract/problem.ts";
import { hoursPerAccount } from "../org/hours-per-account.ts";
import { type CoverageCrossover, coverageCrossovers } from "./coverage-crossovers.ts";
import { type HourCostAnswer, hourCost, type KnownHourCost } from "./hour-cost.ts";
import type { TierReads } from "./tier-reads.ts";

export interface Coverage extends HourCostAnswer {
  crossovers: CoverageCrossover[];
  /** Hours of CSM work a year for one account of each touch. */
  hours: Record<"high" | "low" | "tech", number>;
}

/**
 * What coverage costs and from which ARR it pays, from what the caller knows and the figures in force for the rest. Costs and ARR in major
 * units a year. Throws Problem when no cost of a CSM is known anywhere, and as crossover does.
 * @example coverage({ csm_cost: 150000, customer_time: 0.6 }, figures).crossovers[0].touch // "high"
 */
export function coverage(known: KnownHourCost, figures: TierReads): Coverage {
  const activities = figures.accountHours.value;
  const hours = {
    high: hoursPerAccount(activities, "high"),
    low: hoursPerAccount(activities, "low"),
    tech: hoursPerAccount(activities, "tech"),
  };
  const csm_cost = figures.loadedCosts.value.csm;
  if (!csm_cost)
    throw new Problem({
      what: "The figure loaded_cost of economics-loaded-cost has no csm.",
      remedy: "Add one: low, central, high.",
    });
  const spread = figures.hoursSpread.value;
  const answer = hourCost(known, {
    csm_cost,
    customer_time: figures.customerTime.value,
    working_year: figures.workingYear.value,
    hours_spread: spread,
  });
  return { ...answer, hours, crossovers: coverageCrossovers(hours, spread, figures.costToServe.value, answer.cost) };
}
