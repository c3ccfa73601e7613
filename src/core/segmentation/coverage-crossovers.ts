import type * as z from "zod";
import type { Bracket, Touch } from "../contract/vocabulary.ts";
import { crossover } from "./crossover.ts";
import type { CostToServeFigures } from "./figures.ts";

/** What an hour costs while parts of it are guesses; a measured value has low, central and high the same. */
export interface HourCostRange {
  csm_cost: Bracket;
  contract_hours: number;
  leave_hours: number;
  customer_time: Bracket;
}

/** From which ARR one way of touch pays, at one share of ARR; low and high are the ends when every guess falls to one side. */
export interface CoverageCrossover {
  touch: Touch;
  hours_per_account: number;
  cost_per_account: number;
  share: number;
  min_arr: number;
  min_arr_low: number;
  min_arr_high: number;
}

const touches: readonly Touch[] = ["high", "low", "tech"];

/**
 * The crossover of every way of touch at both ends of its cost-to-serve band, the larger share first; an end of 0 spends nothing and
 * is left out. Hours are a year's for one account, off by `spread` either way; costs and ARR in major units. Throws as crossover does.
 * @example coverageCrossovers({ high: 81.5, low: 22.5, tech: 3 }, 0, bands, cost)[0].min_arr // 43,351 at 25%
 */
export function coverageCrossovers(
  hours: Readonly<Record<Touch, number>>,
  spread: number,
  bands: z.infer<typeof CostToServeFigures>,
  cost: HourCostRange,
): CoverageCrossover[] {
  const { contract_hours, leave_hours } = cost;
  const at = (one: number, share: number, csm_cost: number, customer_time: number) =>
    crossover(one, share, { csm_cost, contract_hours, leave_hours, customer_time });
  return touches.flatMap((touch) =>
    [...bands[touch]]
      .sort((a, b) => b - a)
      .filter((share) => share > 0)
      .map((share) => ({
        touch,
        hours_per_account: hours[touch],
        share,
        ...at(hours[touch], share, cost.csm_cost.central, cost.customer_time.central),
        min_arr_low: at(hours[touch] * (1 - spread), share, cost.csm_cost.low, cost.customer_time.high).min_arr,
        min_arr_high: at(hours[touch] * (1 + spread), share, cost.csm_cost.high, cost.customer_time.low).min_arr,
      })),
  );
}
