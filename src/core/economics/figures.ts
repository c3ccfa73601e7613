import * as z from "zod";
import { figure } from "../contract/figure.ts";
import { Band, Bracket } from "../contract/vocabulary.ts";

const Share = z.number().min(0).max(1);

export const grossMarginFigure = figure("economics-business-case", "gross_margin", Bracket);
export const valueMultipleFigure = figure("economics-business-case", "value_multiple", z.number().positive());
export const budgetRuleFigure = figure("economics-business-case", "budget_rule", Share);
export const churnMixFigure = figure(
  "economics-churn-mix",
  "churn_mix",
  z.strictObject({ high: Share, low: Share, tech: Share }),
);
export const spendFigure = figure("economics-cs-spend", "cs_and_support_spend", Share);
export const postSalesSpendFigure = figure("economics-cs-spend", "post_sales_spend", Band);
