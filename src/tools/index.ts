import type { FigureReference } from "../core/contract/figure.ts";
import { analyzeCohorts } from "./analyze-cohorts.ts";
import { assessOrganization } from "./assess-organization.ts";
import { buildBlueprint } from "./build-blueprint.ts";
import { computeNrr } from "./compute-nrr.ts";
import { designCompensation } from "./design-compensation.ts";
import { designScorecard } from "./design-scorecard.ts";
import { designTiers } from "./design-tiers.ts";
import { draftPlaybook } from "./draft-playbook.ts";
import { findBenchmarks } from "./find-benchmarks.ts";
import { findRules } from "./find-rules.ts";
import { forecastRenewals } from "./forecast-renewals.ts";
import { inspectTable } from "./inspect-table.ts";
import { mapStakeholders } from "./map-stakeholders.ts";
import { modelEconomics } from "./model-economics.ts";
import { planTechnology } from "./plan-technology.ts";
import { reportValue } from "./report-value.ts";
import { scoreHealth } from "./score-health.ts";
import { scoreSurveys } from "./score-surveys.ts";
import { sizeTeam } from "./size-team.ts";
import type { AnyTool } from "./tool.ts";

/** Every tool, in the order clients list them: look, measure, design, decide. */
export const tools: readonly AnyTool[] = [
  findRules,
  findBenchmarks,
  inspectTable,
  computeNrr,
  analyzeCohorts,
  scoreSurveys,
  scoreHealth,
  forecastRenewals,
  designTiers,
  sizeTeam,
  draftPlaybook,
  designScorecard,
  designCompensation,
  assessOrganization,
  mapStakeholders,
  planTechnology,
  modelEconomics,
  reportValue,
  buildBlueprint,
];

/** Every figure some tool reads, so that a user's own values can be checked before the first call. */
export function figureReferences(): FigureReference[] {
  return tools.flatMap((tool) => Object.values(tool.reads));
}
