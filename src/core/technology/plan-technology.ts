import type { Warning } from "../contract/envelope.ts";
import { checkQuestion } from "./check-question.ts";
import { checkVendors } from "./check-vendors.ts";
import { criteriaWeights } from "./criteria-weights.ts";
import { decideVendors } from "./decide-vendors.ts";
import { PLATFORM, type TechnologyFigures } from "./figures.ts";
import { judgePlatform, notDue } from "./judge-platform.ts";
import { judgeSpending } from "./judge-spending.ts";
import { knownTools } from "./known-tools.ts";
import { missingAnswers } from "./missing-answers.ts";
import { plainName } from "./plain-name.ts";
import { buildRows, planNeeds } from "./plan-needs.ts";
import { planPhases } from "./plan-phases.ts";
import { planStack } from "./plan-stack.ts";
import { rankVendors } from "./rank-vendors.ts";
import { splitBudget } from "./split-budget.ts";
import { technologyCharts } from "./technology-charts.ts";
import type { Platform, TechnologyFields } from "./technology-fields.ts";
import type { TechnologyQuestion } from "./technology-question.ts";
import { weighAgain } from "./weigh-again.ts";

/** What the plan needs to know beside the question and the figures. */
export interface TechnologyContext {
  currency: string;
  /** Whom the published share of ARR was found among. */
  population: () => string;
}

type VendorParts = Pick<TechnologyFields, "vendors" | "sensitivity" | "decided" | "decision">;
type StackParts = Pick<TechnologyFields, "platform" | "buy_now" | "wait" | "build" | "needs" | "have" | "phases">;

function vendorParts(question: TechnologyQuestion, figures: TechnologyFigures): VendorParts {
  const { vendors: given = [], weights: own } = question;
  if (given.length === 0 && own === undefined) return { vendors: [], sensitivity: [], decided: null, decision: null };
  const weights = criteriaWeights(question, given, figures);
  const vendors = checkVendors(given, weights, figures.scale.value);
  const rows = rankVendors(vendors, weights, figures.scale.value);
  const sensitivity = weighAgain(rows, vendors, weights, figures.sensitivity.value.weight_move_share);
  return { vendors: rows, sensitivity, ...decideVendors(rows, sensitivity, figures.sensitivity.value) };
}

/** Whether anything about the company, its tools or its needs was said. */
const asksStack = ({ stage, csms, accounts, tools, readiness, needs }: TechnologyQuestion) =>
  [stage, csms, accounts, tools, readiness, needs].some((given) => given !== undefined);

function stackParts(
  question: TechnologyQuestion,
  { vendors, decided }: VendorParts,
  { currency }: TechnologyContext,
  figures: TechnologyFigures,
): StackParts & { warnings: Warning[] } {
  const nothing = { platform: null, buy_now: [], wait: [], build: [], needs: [], have: [], phases: [], warnings: [] };
  if (!asksStack(question)) return nothing;
  const tools = knownTools(question.tools, figures);
  const platform = judgePlatform(question, tools, figures);
  const planned = planNeeds(question.needs, figures);
  // Needs nobody named are the rule's musts: they fill the platform's list and buy nothing by themselves.
  const asked = question.needs === undefined ? [] : planned;
  const needsOf = new Map(asked.map(({ tool }) => [tool, asked.filter((need) => need.tool === tool).map(({ need }) => need)]));
  const stack = planStack({ question, tools, platform, needsOf }, planned, { vendors, decided, currency }, figures);
  const buys = stack.buy_now.some(({ tool }) => tool === PLATFORM);
  return {
    platform,
    ...stack,
    // The musts nobody named are the rule's own list; its page shows them.
    needs: question.needs === undefined ? [] : stack.needs,
    build: buildRows(planned, figures),
    have: tools.have,
    phases: platform.verdict === "have" ? [] : planPhases(platform, buys, figures),
    warnings: [...tools.warnings, ...earlyPlatform(platform)],
  };
}

function earlyPlatform({ verdict, stage_says, size_due }: Platform): Warning[] {
  if (verdict !== "have" || stage_says !== "none" || size_due !== false) return [];
  const message = "A platform is paid for that neither the stage nor the size calls for; count who uses it before it renews.";
  return [{ code: "platform_early", message }];
}

/**
 * A technology plan: what to buy now, what waits and for which trigger, what to build, the vendors with what would flip the choice, the
 * budget by part, and the rollout. Money a year in major units, shares as fractions. Only what was asked about is answered.
 * Throws Problem for unknown names, scores outside the scale, weights that do not sum to 1, negative numbers, and nothing asked.
 * @example planTechnology({ stage: "growth", csms: 8, tools: ["crm"] }, context, figures).fields.buy_now.map(({ tool }) => tool)
 */
export function planTechnology(
  given: TechnologyQuestion,
  context: TechnologyContext,
  figures: TechnologyFigures,
): { fields: TechnologyFields; warnings: Warning[] } {
  checkQuestion(given);
  const question = given.stage === undefined ? given : { ...given, stage: plainName(given.stage) };
  const choice = vendorParts(question, figures);
  const { warnings, ...stack } = stackParts(question, choice, context, figures);
  const money = question.budget !== undefined || question.arr !== undefined;
  const waits = stack.platform !== null && notDue(stack.platform);
  const line = figures.tools.value.find(({ tool }) => tool === PLATFORM)?.budget_line;
  const budget =
    money || stack.platform !== null
      ? splitBudget(figures.split.value, question.budget, waits && line !== undefined ? [line] : [])
      : [];
  const spending = money ? judgeSpending(question, context.population(), figures) : null;
  const missing = missingAnswers(question, { ...stack, vendors: choice.vendors, budget }, figures);
  const charts = technologyCharts({ vendors: choice.vendors, budget });
  return { fields: { ...stack, ...choice, budget, spending, missing, charts }, warnings };
}
