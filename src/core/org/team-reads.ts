import * as z from "zod";
import { type Figures, figure } from "../contract/figure.ts";
import { costToServeFigure } from "../segmentation/figures.ts";
import {
  accountHoursFigure,
  arrPerCsmFigure,
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
