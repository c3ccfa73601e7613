import type { FigureReference, Figures } from "../contract/figure.ts";
import { budgetRuleFigure, churnMixFigure, grossMarginFigure, spendFigure, valueMultipleFigure } from "../economics/figures.ts";
import { confidenceFigure, nrrTargetsFigure } from "../metrics/figures.ts";
import { scorecardFigure } from "../metrics/scorecard/scorecard-figure.ts";
import { teamReads } from "../org/team-reads.ts";
import { PlaybookKind, type PlaybookSteps, stepsFigure } from "../playbooks/figures.ts";
import { renewalReads } from "../renewal/figures.ts";
import { arrScenariosFigure, tiersFigure } from "../segmentation/figures.ts";
import { roadmapFigure } from "./figures.ts";

/** The steps of every playbook, by kind. */
const playbookSteps = Object.fromEntries(PlaybookKind.options.map((kind) => [`${kind}_steps`, stepsFigure(kind)])) as Record<
  `${PlaybookKind}_steps`,
  FigureReference<typeof PlaybookSteps>
>;

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
  ...playbookSteps,
  ...renewalReads,
};

export type PlanFigures = Figures<typeof planReads>;
