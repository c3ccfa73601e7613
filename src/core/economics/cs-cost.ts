import { sumMoney } from "../money/sum-money.ts";
import { type ServingCosts, servingParts } from "./economics-question.ts";

/** The yearly cost that can be booked in either place: all parts but support, which keeps the product running. @example csCost({ csm: 3, support: 2 }) // 3 */
export function csCost(costs: ServingCosts): number {
  return sumMoney(servingParts.filter((part) => part !== "support").map((part) => costs[part] ?? 0));
}
