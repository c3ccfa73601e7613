import type { FigureReference } from "../core/figure.ts";
import { visible } from "../core/outside-text.ts";
import { goneWords, Problem } from "../core/problem.ts";
import type { Ports } from "../tool/ports.ts";
import { runTool, type ToolRun } from "../tool/run.ts";
import type { AnyTool } from "../tool/tool.ts";
import { findBenchmarks } from "./benchmarks/tool.ts";
import { buildBlueprint } from "./blueprint/tool.ts";
import { analyzeCohorts } from "./cohorts/tool.ts";
import { modelEconomics } from "./economics/tool.ts";
import { rollUpFeedback } from "./feedback/tool.ts";
import { scoreHealth } from "./health/tool.ts";
import { inspectTable } from "./inspection/tool.ts";
import { findRules } from "./library/tool.ts";
import { reviewLosses } from "./losses/tool.ts";
import { weighOffer } from "./offers/tool.ts";
import { measureOnboarding } from "./onboarding/tool.ts";
import { assessOrganization } from "./organization/tool.ts";
import { designCompensation } from "./pay/tool.ts";
import { draftPlaybook } from "./playbooks/tool.ts";
import { forecastRenewals } from "./renewals/tool.ts";
import { computeNrr } from "./retention/tool.ts";
import { designScorecard } from "./scorecard/tool.ts";
import { mapStakeholders } from "./stakeholders/tool.ts";
import { scoreSurveys } from "./surveys/tool.ts";
import { sizeTeam } from "./team/tool.ts";
import { planTechnology } from "./technology/tool.ts";
import { designTiers } from "./tiers/tool.ts";
import { reportValue } from "./value/tool.ts";
import { triageBook } from "./week/tool.ts";

/** Every tool, in the order clients list them: look, measure, design, decide. */
export const tools: readonly AnyTool[] = [
  findRules,
  findBenchmarks,
  inspectTable,
  computeNrr,
  analyzeCohorts,
  measureOnboarding,
  scoreSurveys,
  rollUpFeedback,
  scoreHealth,
  forecastRenewals,
  weighOffer,
  reviewLosses,
  designTiers,
  sizeTeam,
  triageBook,
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
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool)
    return {
      kind: "problem",
      message: `There is no tool "${visible(name)}". The tools: ${tools.map((one) => one.name).join(", ")}.`,
    };
  try {
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
