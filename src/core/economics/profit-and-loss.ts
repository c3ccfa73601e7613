import { Problem } from "../contract/problem.ts";
import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { sumMoney } from "../money/sum-money.ts";
import { cacPaybackMonths } from "./cac-payback-months.ts";
import type { ProfitAndLoss } from "./economics-fields.ts";
import type { CsPlace } from "./economics-question.ts";

export interface SwitchQuestion {
  arr: number;
  gross_margin: number;
  cs_cost: number;
  cs_in: CsPlace;
  sales_and_marketing?: number;
  new_customers?: number;
  new_arr?: number;
  /** Revenue of one account over its churn, before margin; null when there is none. */
  revenue_over_churn: number | null;
}

/** Revenue of one account a year over its yearly churn; null when either is unknown or there is no end. */
export function revenueOverChurn(arpa: number | null | undefined, churn: number | undefined): number | null {
  if (arpa === null || arpa === undefined || churn === undefined || churn === 0) return null;
  return Number.isFinite(arpa / churn) ? arpa / churn : null;
}

function refuseCostThatDoesNotFit({ arr, gross_margin, cs_cost, cs_in, sales_and_marketing }: SwitchQuestion): void {
  if (arr === 0)
    throw new Problem({ what: "arr is 0, so there is no gross margin to move.", remedy: "Give the ARR the margin is of." });
  const costOfRevenue = sumMoney([arr, -arr * gross_margin]);
  if (cs_in === "cost_of_revenue" && cs_cost > costOfRevenue)
    throw new Problem({
      what: `Customer success costs ${cs_cost}, and all cost of revenue is ${costOfRevenue}: it cannot be inside.`,
      remedy: "Check details.costs, gross_margin, arr and details.cs_in.",
    });
  if (cs_in === "sales" && sales_and_marketing !== undefined && cs_cost > sales_and_marketing)
    throw new Problem({
      what: `Customer success costs ${cs_cost}, and sales and marketing ${sales_and_marketing}: it cannot be inside.`,
      remedy: "Check details.costs, details.sales_and_marketing and details.cs_in.",
    });
}

/**
 * The same company with customer success in cost of revenue and in sales: margin, acquisition cost, payback and lifetime value side by side,
 * each amount counted once. Money in major units a year, margin as a fraction. Throws Problem when the cost does not fit where it is said to be.
 * @example profitAndLoss({ arr: 20e6, gross_margin: 0.72, cs_cost: 1.6e6, cs_in: "cost_of_revenue", ... })[1].gross_margin // 0.8
 */
export function profitAndLoss(question: SwitchQuestion): ProfitAndLoss[] {
  refuseCostThatDoesNotFit(question);
  const { arr, gross_margin, cs_cost, cs_in, sales_and_marketing: given, new_customers, new_arr } = question;
  return (["cost_of_revenue", "sales"] as const).map((place): ProfitAndLoss => {
    const inMargin = cs_in === "cost_of_revenue" ? cs_cost : 0;
    const taken = place === "cost_of_revenue" ? cs_cost : 0;
    const margin = ratioOfMoney(sumMoney([arr * gross_margin, inMargin, -taken]), arr);
    const moved = (place === "sales" ? cs_cost : 0) - (cs_in === "sales" ? cs_cost : 0);
    const sales = given === undefined ? null : sumMoney([given, moved]);
    const cac = sales === null || new_customers === undefined || new_customers === 0 ? null : sales / new_customers;
    const lifetime = question.revenue_over_churn === null ? null : question.revenue_over_churn * margin;
    return {
      place,
      as_given: place === cs_in,
      gross_margin: margin,
      sales_and_marketing: sales,
      cac,
      payback_months: sales === null || new_arr === undefined ? null : cacPaybackMonths(sales, new_arr, margin),
      lifetime_value: lifetime,
      ltv_to_cac: cac === null || cac === 0 || lifetime === null ? null : lifetime / cac,
    };
  });
}
