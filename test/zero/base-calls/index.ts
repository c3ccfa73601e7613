import { analyzeCohorts } from "./analyze-cohorts.ts";
import { assessOrganization } from "./assess-organization.ts";
import type { BaseCall } from "./base-call.ts";
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

/** Base calls by tool; together they give every number and every truth value its input has. */
export const baseCalls: Record<string, BaseCall[]> = {
  find_rules: findRules,
  find_benchmarks: findBenchmarks,
  inspect_table: inspectTable,
  compute_nrr: computeNrr,
  analyze_cohorts: analyzeCohorts,
  score_surveys: scoreSurveys,
  score_health: scoreHealth,
  forecast_renewals: forecastRenewals,
  design_tiers: designTiers,
  size_team: sizeTeam,
  draft_playbook: draftPlaybook,
  assess_organization: assessOrganization,
  design_compensation: designCompensation,
  design_scorecard: designScorecard,
  map_stakeholders: mapStakeholders,
  plan_technology: planTechnology,
  report_value: reportValue,
  model_economics: modelEconomics,
  build_blueprint: buildBlueprint,
};
