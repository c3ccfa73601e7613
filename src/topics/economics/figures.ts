import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Band, Bracket } from "../../core/vocabulary.ts";
import { confidenceFigure } from "../retention/figures.ts";
import { costToServeFigure } from "../tiers/crossover.ts";

const Share = z.number().min(0).max(1);
const Whole = z.number().multipleOf(1).min(1);

export const grossMarginFigure = figure("economics-business-case", "gross_margin", Bracket);
export const valueMultipleFigure = figure("economics-business-case", "value_multiple", z.number().positive());
export const budgetRuleFigure = figure("economics-business-case", "budget_rule", Share);
export const churnMixFigure = figure(
  "economics-churn-mix",
  "churn_mix",
  z.strictObject({ high: Share, low: Share, tech: Share }),
);
export const spendFigure = figure("economics-cs-spend", "cs_and_support_spend", Share);

const capYearsFigure = figure("economics-lifetime-value", "cap_years", Whole);
const discountFigure = figure("economics-lifetime-value", "yearly_discount_rate", Share);
/** Outside these a churn was probably given for the other period. */
const plausibleChurnFigure = figure(
  "economics-lifetime-value",
  "plausible_churn",
  z.strictObject({ yearly_from_rate: shown.rate().min(0).max(1), monthly_to_rate: shown.rate().min(0).max(1) }),
);

/** Half-open: a mark holds from its ratio up to the next. */
const ratioMarksFigure = figure(
  "economics-ltv-to-cac",
  "ratio_marks",
  z.array(z.strictObject({ from_ratio: z.number(), means: z.string() })).min(1),
);
/** Money spent for one of new ARR: a median, or the two ends of a range. */
const Spent = z.union([z.number().positive(), Band]);
const costPerNewDollarFigure = figure(
  "economics-ltv-to-cac",
  "cost_per_new_dollar",
  z.strictObject({ new_customer: Spent, expansion: Spent }),
);
const cacPaybackFigure = figure(
  "economics-ltv-to-cac",
  "cac_payback",
  z.strictObject({
    best_quartile_months: z.number(),
    median_months: z.number(),
    worst_quartile_months: z.number(),
    population: z.string(),
  }),
);

/** From narrow to wide, each holding the one before and one part more, in the order of `servingParts`. */
const numeratorsFigure = figure(
  "economics-cost-to-serve",
  "numerators",
  z.array(z.strictObject({ numerator: z.string(), holds: z.string(), compare_with: z.string() })).min(1),
);
/** Money a year for one account of a named CSM. */
const costPerAccountFigure = figure("segmentation-coverage-economics", "cost_per_account", Band);

const mostYearsFigure = figure("economics-retention-compounding", "most_years", Whole);
/** Months between which an investment should be defensible; the later one is the horizon where nobody gave one. */
const horizonMonthsFigure = figure("economics-payback", "horizon_months", Band);
/** Years ahead at which a difference in retention is shown where nobody asked for others. */
const horizonYearsFigure = figure("economics-retention-compounding", "shown_years", z.array(Whole).min(1));
const whatShowsFigure = figure(
  "economics-payback",
  "what_shows_when",
  z.array(z.strictObject({ by_month: Whole, shows: z.string() })).min(1),
);
const powerShareFigure = figure("economics-what-can-be-detected", "power_share", Share);
const powerErrorsFigure = figure("economics-what-can-be-detected", "standard_errors_for_power", z.number().min(0));
const yearsToReadFigure = figure("economics-what-can-be-detected", "years_of_retention_to_read", Whole);

/** Every figure the model of economics may read. */
export const economicsReads = {
  capYears: capYearsFigure,
  discount: discountFigure,
  plausibleChurn: plausibleChurnFigure,
  ratioMarks: ratioMarksFigure,
  costPerNewDollar: costPerNewDollarFigure,
  cacPayback: cacPaybackFigure,
  numerators: numeratorsFigure,
  costToServe: costToServeFigure,
  costPerAccount: costPerAccountFigure,
  mostYears: mostYearsFigure,
  horizonYears: horizonYearsFigure,
  horizonMonths: horizonMonthsFigure,
  grossMargin: grossMarginFigure,
  valueMultiple: valueMultipleFigure,
  budgetRule: budgetRuleFigure,
  churnMix: churnMixFigure,
  standardErrors: confidenceFigure,
  powerShare: powerShareFigure,
  powerErrors: powerErrorsFigure,
  yearsToRead: yearsToReadFigure,
  whatShows: whatShowsFigure,
};
export type EconomicsFigures = Figures<typeof economicsReads>;
