import * as z from "zod";
import { type Figures, figure } from "../contract/figure.ts";
import { costToServeFigure } from "../segmentation/figures.ts";
import {
  accountHoursFigure,
  arrPerCsmFigure,
  budgetStepFigure,
  customerTimeFigure,
  expansionMandateFigure,
  firstYearHoursFigure,
  hiringFigure,
  hoursSpreadFigure,
  loadedCostsFigure,
  onboardingHoursFigure,
  playerCoachFigure,
  rampFigure,
  ratiosFigure,
  recruitingCostFigure,
  reportsToFigure,
  roleTriggersFigure,
  spansFigure,
  workingYearFigure,
} from "./figures.ts";

/** Every figure a team plan rests on, so that each tool that plans a team reads the same ones. */
export const teamReads = {
  accountHours: accountHoursFigure,
  hoursSpread: hoursSpreadFigure,
  workingYear: workingYearFigure,
  customerTime: customerTimeFigure,
  onboardingHours: onboardingHoursFigure,
  expansionMandate: expansionMandateFigure,
  firstYearHours: firstYearHoursFigure,
  playerCoach: playerCoachFigure,
  ramp: rampFigure,
  ratios: ratiosFigure,
  arrPerCsm: arrPerCsmFigure,
  loadedCosts: loadedCostsFigure,
  spans: spansFigure,
  reportsTo: reportsToFigure,
  roleTriggers: roleTriggersFigure,
  leadTimes: hiringFigure,
  costToServe: costToServeFigure,
  atRiskHealth: figure("segmentation-transitions", "at_risk_health", z.number()),
  protectedMonths: figure("segmentation-serving-less", "protected_months", z.number().multipleOf(1).min(0)),
};

export type TeamFigures = Figures<typeof teamReads>;

/** What a whole answer about a team reads beside the plan: hiring's cost, and the step of money a budget is judged by. */
export const moreReads = { budgetStep: budgetStepFigure, recruitingCost: recruitingCostFigure };
export type MoreFigures = Figures<typeof moreReads>;
