import { Problem } from "../contract/problem.ts";
import { hoursPerCsm } from "../org/hours-per-csm.ts";

/** What an hour with customers costs, in the terms a company knows: yearly cost of a CSM, hours a year, share of them for customers. */
export interface HourCost {
  csm_cost: number;
  contract_hours: number;
  leave_hours: number;
  customer_time: number;
}

/**
 * Hours a year one CSM has for customers: (contract hours - leave) x the share of time that reaches customers.
 * Throws Problem when leave takes all contract hours or the share is not above 0 and up to 1.
 * @example hoursForCustomers({ contract_hours: 2080, leave_hours: 200, customer_time: 0.6 }) // 1128
 */
export function hoursForCustomers({ contract_hours, leave_hours, customer_time }: Omit<HourCost, "csm_cost">): number {
  if (leave_hours < 0 || contract_hours <= leave_hours)
    throw new Problem({
      what: `contract_hours ${contract_hours} less leave_hours ${leave_hours} leave no hours to work.`,
      remedy: "Give both as hours a year, such as 2080 and 200.",
    });
  if (!(customer_time > 0 && customer_time <= 1))
    throw new Problem({
      what: `customer_time is ${customer_time}.`,
      remedy: "Give it as a share above 0 and up to 1: 60% is 0.6.",
    });
  return hoursPerCsm({ contract_hours, leave_hours, customer_time });
}

/**
 * The ARR from which an account pays for its coverage: hours x cost of an hour / the share of ARR that may be spent on it.
 * Costs in major units a year. Throws Problem as hoursForCustomers does, and for a share that is not above 0 and up to 1.
 * @example crossover(22.5, 0.1, { csm_cost: 150000, contract_hours: 2080, leave_hours: 200, customer_time: 0.6 }).min_arr // 29,920
 */
export function crossover(hours: number, share: number, cost: HourCost): { cost_per_account: number; min_arr: number } {
  if (!(share > 0 && share <= 1))
    throw new Problem({
      what: `The share of ARR to spend is ${share}.`,
      remedy: "Give a share above 0 and up to 1: 10% is 0.1.",
    });
  if (!(cost.csm_cost > 0))
    throw new Problem({ what: `The cost of a CSM is ${cost.csm_cost}.`, remedy: "Give costs.csm as what one CSM costs a year." });
  const cost_per_account = (hours * cost.csm_cost) / hoursForCustomers(cost);
  return { cost_per_account, min_arr: cost_per_account / share };
}
