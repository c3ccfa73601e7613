import { visible } from "../core/outside-text.ts";
import { goneWords, Problem } from "../core/problem.ts";
import type { Ports } from "../tool/ports.ts";
import { runTool, type ToolRun } from "../tool/run.ts";
import type { AnyTool } from "../tool/tool.ts";

/** Every tool by its name, in the order clients list them: look, measure, design, decide. One is loaded when it is first called. */
export const loaders: Readonly<Record<string, () => Promise<AnyTool>>> = {
  __proto__: null as never,
  find_rules: () => import("./library/tool.ts").then((of) => of.findRules),
  find_benchmarks: () => import("./benchmarks/tool.ts").then((of) => of.findBenchmarks),
  inspect_table: () => import("./inspection/tool.ts").then((of) => of.inspectTable),
  compute_nrr: () => import("./retention/tool.ts").then((of) => of.computeNrr),
  analyze_cohorts: () => import("./cohorts/tool.ts").then((of) => of.analyzeCohorts),
  measure_onboarding: () => import("./onboarding/tool.ts").then((of) => of.measureOnboarding),
  score_surveys: () => import("./surveys/tool.ts").then((of) => of.scoreSurveys),
  roll_up_feedback: () => import("./feedback/tool.ts").then((of) => of.rollUpFeedback),
  score_health: () => import("./health/tool.ts").then((of) => of.scoreHealth),
  forecast_renewals: () => import("./renewals/tool.ts").then((of) => of.forecastRenewals),
  weigh_offer: () => import("./offers/tool.ts").then((of) => of.weighOffer),
  review_losses: () => import("./losses/tool.ts").then((of) => of.reviewLosses),
  design_tiers: () => import("./tiers/tool.ts").then((of) => of.designTiers),
  size_team: () => import("./team/tool.ts").then((of) => of.sizeTeam),
  triage_book: () => import("./week/tool.ts").then((of) => of.triageBook),
  draft_playbook: () => import("./playbooks/tool.ts").then((of) => of.draftPlaybook),
  design_scorecard: () => import("./scorecard/tool.ts").then((of) => of.designScorecard),
  design_compensation: () => import("./pay/tool.ts").then((of) => of.designCompensation),
  assess_organization: () => import("./organization/tool.ts").then((of) => of.assessOrganization),
  map_stakeholders: () => import("./stakeholders/tool.ts").then((of) => of.mapStakeholders),
  plan_technology: () => import("./technology/tool.ts").then((of) => of.planTechnology),
  model_economics: () => import("./economics/tool.ts").then((of) => of.modelEconomics),
  report_value: () => import("./value/tool.ts").then((of) => of.reportValue),
  build_blueprint: () => import("./blueprint/tool.ts").then((of) => of.buildBlueprint),
};

/** What came of a call: a result, a problem the user can mend, or a fault of the program. */
export type CallOutcome =
  | { kind: "done"; run: ToolRun }
  | { kind: "problem"; message: string }
  | { kind: "fault"; message: string };

/**
 * Calls a tool by name and never throws: the one place where errors become answers. The ports may be opened by the call, so that a mistake in
 * the user's own file is an answer too.
 */
export async function callTool(name: string, input: unknown, ports: Ports | (() => Promise<Ports>)): Promise<CallOutcome> {
  const load = loaders[name];
  if (load === undefined)
    return {
      kind: "problem",
      message: `There is no tool "${visible(name)}". The tools: ${Object.keys(loaders).join(", ")}.`,
    };
  try {
    const tool = await load();
    return { kind: "done", run: await runTool(tool, input, typeof ports === "function" ? await ports() : ports) };
  } catch (error) {
    if (error instanceof Problem) return { kind: "problem", message: visible(error.message) };
    return {
      kind: "fault",
      message: visible(
        goneWords(error) ?? `${name} failed by a fault of the program: ${error instanceof Error ? error.message : String(error)}`,
      ),
    };
  }
}
