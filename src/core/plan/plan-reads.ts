import type { Figures } from "../contract/figure.ts";
import { budgetRuleFigure, churnMixFigure, grossMarginFigure, spendFigure, valueMultipleFigure } from "../economics/figures.ts";
import { confidenceFigure, nrrTargetsFigure } from "../metrics/figures.ts";
import { teamReads } from "../org/team-reads.ts";
import {
  atRiskStepsFigure,
  handoffStepsFigure,
  onboardingStepsFigure,
  qbrStepsFigure,
  renewalStepsFigure,
} from "../playbooks/figures.ts";
import { renewalReads } from "../renewal/figures.ts";
import { arrScenariosFigure, tiersFigure } from "../segmentation/figures.ts";
import { roadmapFigure, scorecardFigure } from "./figures.ts";

/** Every figure a whole plan rests on beside those of the tiers. */
export const planReads = {
  ...teamReads,
  tiers: tiersFigure,
  arrScenarios: arrScenariosFigure,
  churnMix: churnMixFigure,
  grossMargin: grossMarginFigure,
  valueMultiple: valueMultipleFigure,
  budgetRule: budgetRuleFigure,
  spend: spendFigure,
  nrrTargets: nrrTargetsFigure,
  confidence: confidenceFigure,
  roadmap: roadmapFigure,
  scorecard: scorecardFigure,
  onboardingSteps: onboardingStepsFigure,
  renewalSteps: renewalStepsFigure,
  atRiskSteps: atRiskStepsFigure,
  qbrSteps: qbrStepsFigure,
  handoffSteps: handoffStepsFigure,
  ...renewalReads,
};

export type PlanFigures = Figures<typeof planReads>;
