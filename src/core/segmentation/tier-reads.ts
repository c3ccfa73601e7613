import type { Figures } from "../contract/figure.ts";
import { fewAccountsFigure } from "../metrics/figures.ts";
import {
  accountHoursFigure,
  customerTimeFigure,
  hoursSpreadFigure,
  loadedCostsFigure,
  workingYearFigure,
} from "../org/figures.ts";
import {
  arrScenariosFigure,
  atRiskHealthFigure,
  costToServeFigure,
  criteriaWeightsFigure,
  fullMarksFigure,
  mostSegmentsFigure,
  nearFloorFigure,
  overrideShareFigure,
  renewalFreezeFigure,
  tiersFigure,
  transitionsFigure,
} from "./figures.ts";

/** Every figure a tiering rests on, by the name its calculation uses. */
export const tierReads = {
  tiers: tiersFigure,
  nearFloor: nearFloorFigure,
  mostSegments: mostSegmentsFigure,
  arrScenarios: arrScenariosFigure,
  criteriaWeights: criteriaWeightsFigure,
  fullMarks: fullMarksFigure,
  transitions: transitionsFigure,
  renewalFreeze: renewalFreezeFigure,
  overrideShare: overrideShareFigure,
  atRiskHealth: atRiskHealthFigure,
  costToServe: costToServeFigure,
  fewAccounts: fewAccountsFigure,
  accountHours: accountHoursFigure,
  hoursSpread: hoursSpreadFigure,
  workingYear: workingYearFigure,
  customerTime: customerTimeFigure,
  loadedCosts: loadedCostsFigure,
};

export type TierReads = Figures<typeof tierReads>;
