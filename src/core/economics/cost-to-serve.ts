import { Problem } from "../contract/problem.ts";
import { because } from "../metrics/because.ts";
import { ratioOfMoney } from "../metrics/ratio-of-money.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { PartAnswer } from "./acquisition.ts";
import { csCost } from "./cs-cost.ts";
import type { Serving } from "./economics-fields.ts";
import { type CsPlace, type EconomicsQuestion, type ServingCosts, servingParts } from "./economics-question.ts";
import type { EconomicsFigures } from "./economics-reads.ts";
import { profitAndLoss, revenueOverChurn } from "./profit-and-loss.ts";
import { servedSegments } from "./served-segments.ts";
import { servingTotals } from "./serving-totals.ts";
import { switchReasons } from "./switch-reasons.ts";

/** Each width of the cost, null from the first part on that nobody gave. */
function widthsOf(costs: ServingCosts, arr: number, numerators: EconomicsFigures["numerators"]["value"]): Serving["widths"] {
  return numerators.map(({ numerator, holds, compare_with }, index) => {
    const parts = servingParts.slice(0, index + 1).map((part) => costs[part]);
    const whole = parts.every((part) => part !== undefined);
    const cost = whole ? sumMoney(parts) : null;
    return { numerator, holds, cost, share_of_arr: cost === null || arr === 0 ? null : ratioOfMoney(cost, arr), compare_with };
  });
}

/** Gross margin as if none of the counted cost were in it: what is booked there is added back. Support always is, unless nothing is. */
function marginBefore(arr: number, margin: number, costs: ServingCosts, csIn: CsPlace): number {
  const inside = csIn === "neither" ? 0 : sumMoney([costs.support ?? 0, csIn === "cost_of_revenue" ? csCost(costs) : 0]);
  return sumMoney([arr * margin, inside]);
}

function refuseHalfSwitch(question: EconomicsQuestion): void {
  const extra = (["arpa", "annual_churn", "sales_and_marketing", "new_customers", "new_arr"] as const).filter(
    (name) => question[name] !== undefined,
  );
  if (extra.length && (question.gross_margin === undefined || question.cs_in === undefined))
    throw new Problem({
      what: `${extra.join(", ")} ${extra.length === 1 ? "is" : "are"} for showing customer success in either place of the accounts, which needs gross_margin and details.cs_in.`,
      remedy: "Give both, or leave the rest out.",
    });
  if (question.cs_in !== undefined && question.gross_margin === undefined)
    throw new Problem({
      what: "details.cs_in says what the gross margin holds, and gross_margin is missing.",
      remedy: "Give gross_margin, or leave details.cs_in out.",
    });
}

/**
 * What serving the customers costs: the parts counted, per account, over ARR and over gross margin that holds none of it, by width and by
 * segment against the published ceilings, and the P&L switch. Money in major units a year, margin as a fraction.
 * Throws Problem as `servingTotals` and `profitAndLoss` do. Source: definitions 2.16, rule economics-cost-to-serve.
 */
export function costToServe(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  refuseHalfSwitch(question);
  const { costs, counted, arr, accounts } = servingTotals(question);
  const { gross_margin: margin, cs_in: csIn } = question;
  const cost = sumMoney(counted.map((part) => costs[part]!));
  const known = margin !== undefined && csIn !== undefined;
  const before = known ? marginBefore(arr, margin, costs, csIn) : null;
  const widths = widthsOf(costs, arr, figures.numerators.value);
  const segments = servedSegments(question.segments ?? [], counted, figures);
  const rows =
    known && arr > 0
      ? profitAndLoss({
          ...question,
          arr,
          gross_margin: margin,
          cs_cost: csCost(costs),
          cs_in: csIn,
          revenue_over_churn: revenueOverChurn(question.arpa, question.annual_churn),
        })
      : undefined;
  const serving: Serving = {
    counted,
    not_counted: servingParts.filter((part) => costs[part] === undefined),
    cost,
    arr,
    accounts,
    cost_per_account: accounts === null || accounts === 0 ? null : cost / accounts,
    share_of_arr: arr === 0 ? null : ratioOfMoney(cost, arr),
    margin_before: before,
    share_of_margin: before === null || before <= 0 ? null : ratioOfMoney(cost, before),
    widths,
    segments: segments.rows,
  };
  const noMargin =
    margin === undefined
      ? "The gross margin was not given."
      : "Nobody said whether the margin already holds this cost. Give details.cs_in.";
  return {
    fields: { serving, ...(rows === undefined ? {} : { profit_and_loss: rows }) },
    undefined: [
      ...(accounts === null
        ? because("The number of accounts was not given.", "serving.accounts", "serving.cost_per_account")
        : []),
      ...(accounts === 0 ? because("There are no accounts.", "serving.cost_per_account") : []),
      ...(arr === 0 ? because("There is no ARR.", "serving.share_of_arr", "serving.widths[].share_of_arr") : []),
      ...(before === null ? because(noMargin, "serving.margin_before", "serving.share_of_margin") : []),
      ...(before !== null && before <= 0 ? because("There is no gross margin to divide by.", "serving.share_of_margin") : []),
      ...(widths.some((width) => width.cost === null)
        ? because(
            "A part of this width was not given; missing is not 0.",
            "serving.widths[].cost",
            "serving.widths[].share_of_arr",
          )
        : []),
      ...segments.undefined,
      ...switchReasons(rows, { ...question, churn: question.annual_churn }),
    ],
  };
}
