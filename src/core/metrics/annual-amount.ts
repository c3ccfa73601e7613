import type { AmountUnit } from "../contract/table.ts";

/**
 * A recurring amount as a yearly one: months times 12, yearly amounts as they are, a whole contract's value spread over its months.
 * Units: major units of money in and out. Null for a contract's value without its months, and for an amount whose unit is unclear.
 * @example annualAmount(1000, "mrr", null) // 12000
 */
export function annualAmount(amount: number, unit: AmountUnit, contractMonths: number | null): number | null {
  switch (unit) {
    case "arr":
    case "acv":
      return amount;
    case "mrr":
      return amount * 12;
    case "tcv":
      return contractMonths === null || contractMonths <= 0 ? null : (amount / contractMonths) * 12;
    case "unclear":
      return null;
  }
}
