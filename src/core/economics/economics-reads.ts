import type { Figures } from "../contract/figure.ts";
import { confidenceFigure } from "../metrics/figures.ts";
import { costToServeFigure } from "../segmentation/figures.ts";
import {
  budgetRuleFigure,
  cacPaybackFigure,
  capYearsFigure,
  churnMixFigure,
  costPerAccountFigure,
  costPerNewDollarFigure,
  discountFigure,
  grossMarginFigure,
  horizonMonthsFigure,
  mostYearsFigure,
  numeratorsFigure,
  plausibleChurnFigure,
  powerErrorsFigure,
  powerShareFigure,
  ratioMarksFigure,
  valueMultipleFigure,
  whatShowsFigure,
  yearsToReadFigure,
} from "./figures.ts";

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
