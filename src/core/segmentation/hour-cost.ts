import type * as z from "zod";
import type { Assumption } from "../contract/envelope.ts";
import type { Bracket } from "../contract/vocabulary.ts";
import type { WorkingYear } from "../org/figures.ts";
import type { HourCostRange } from "./coverage-crossovers.ts";

/** What the caller knows of the cost of an hour. */
export interface KnownHourCost {
  csm_cost?: number;
  customer_time?: number;
  contract_hours?: number;
  leave_hours?: number;
}

export interface HourCostFigures {
  csm_cost: Bracket;
  customer_time: Bracket;
  working_year: z.infer<typeof WorkingYear>;
  /** How far hours per account may be off either way, as a share. */
  hours_spread: number;
}

export interface HourCostAnswer {
  cost: HourCostRange;
  assumptions: Assumption[];
  /** The guesses that move a crossover most, in words, the largest first; at most two. */
  drivers: string[];
}

const measured = (value: number): Bracket => ({ low: value, central: value, high: value });
const SETTLES = "crossover gives min_arr_low and min_arr_high; the floor moves in proportion.";

/**
 * The cost of an hour with customers from what the caller knows and figures for the rest, with the assumptions that makes. Costs in major
 * units a year. What is given has no range.
 * @example hourCost({ csm_cost: 150000, customer_time: 0.6 }, figures).cost.csm_cost.high // 150000
 */
export function hourCost(known: KnownHourCost, figures: HourCostFigures): HourCostAnswer {
  const { csm_cost, customer_time, working_year, hours_spread } = figures;
  const cost: HourCostRange = {
    csm_cost: known.csm_cost === undefined ? csm_cost : measured(known.csm_cost),
    customer_time: known.customer_time === undefined ? customer_time : measured(known.customer_time),
    contract_hours: known.contract_hours ?? working_year.contract_hours,
    leave_hours: known.leave_hours ?? working_year.leave_hours,
  };
  const range = ({ low, central, high }: Bracket) => `${central}, ${low} to ${high} possible`;
  const assumptions: Assumption[] = [];
  if (known.csm_cost === undefined)
    assumptions.push({ what: "Cost of a CSM a year", value: range(csm_cost), why: "costs.csm is not given.", if_wrong: SETTLES });
  if (known.customer_time === undefined)
    assumptions.push({ what: "customer_time", value: range(customer_time), why: "Nobody has measured it.", if_wrong: SETTLES });
  if (known.contract_hours === undefined || known.leave_hours === undefined)
    assumptions.push({
      what: "Working year",
      value: `${cost.contract_hours} contract hours less ${cost.leave_hours} of leave`,
      why: "Not given in full; sickness is not in it.",
      if_wrong: "Fewer hours make an hour dearer and the floor higher, in proportion.",
    });
  assumptions.push({
    what: "Hours per account",
    value: `the activities of org-team-sizing, ${hours_spread} of them either way`,
    why: "How often is an entitlement; how long is a guess until somebody logs it.",
    if_wrong: SETTLES,
  });
  const drivers = [
    { name: "the cost of a CSM", factor: cost.csm_cost.high / cost.csm_cost.low },
    { name: "the hours an account takes", factor: (1 + hours_spread) / (1 - hours_spread) },
    { name: "customer time", factor: cost.customer_time.high / cost.customer_time.low },
  ]
    .filter(({ factor }) => factor > 1)
    .sort((a, b) => b.factor - a.factor)
    .slice(0, 2)
    .map(({ name }) => name);
  return { cost, assumptions, drivers };
}
