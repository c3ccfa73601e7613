import * as z from "zod";
import { inWords } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { TechnologyFields } from "./answer.ts";
import { technologyReads } from "./figures.ts";
import { planTechnology as makePlan } from "./plan-technology.ts";
import { TechnologyQuestion } from "./question.ts";
import { technologyAnswer, technologyAssumptions, technologyWarnings, wordTechnology } from "./words.ts";

const { stage, csms, accounts, arr, tools, readiness, budget, vendors, weights, needs } = TechnologyQuestion.shape;

const Input = z.strictObject({
  stage: inWords(stage, "seed, series_b, growth, ..."),
  csms: csms.describe("Count"),
  accounts: accounts.describe("Count"),
  arr: arr.describe("Total"),
  tools: inWords(tools, "Owned: crm, support…"),
  readiness: inWords(readiness, "As missing asks"),
  budget: budget.describe("Tools, a year"),
  vendors: inWords(vendors, "Platforms: name, scores{}, price_a_year"),
  weights: inWords(weights, "Own, sum 1"),
  needs: inWords(needs, "Such as crm_sync"),
});

/** Whom the published share of ARR was found among; a figure of the user's own has no survey. */
function population(figure: { rule: string; standard: string; overridden: boolean }, ports: Ports): string {
  if (figure.overridden) return "your own figure";
  const source = ports.library.rule(figure.rule).front.sources.find(({ id }) => id === figure.standard);
  return source?.title ?? figure.standard;
}

const Totals = {
  have_total: z.number(),
  needs_total: z.number(),
  vendors_total: z.number(),
  sensitivity_total: z.number(),
};

export const planTechnology = defineTool({
  name: "plan_technology",
  title: "Plan customer-success technology",
  description:
    // not a figure: an example of a call
    `What to buy, leave or build; vendors ranked, with the weight that flips the choice; budget; rollout. Such as {"csms": 4, "accounts": 212, "tools": ["crm"]}.`,
  reads: technologyReads,
  input: Input,
  output: z.strictObject({ ...TechnologyFields.shape, ...Totals }),
  lists: [
    { list: "sensitivity" },
    { list: "needs" },
    { list: "have" },
    { list: "missing" },
    { list: "vendors" },
    { list: "phases" },
  ],
  async run(question, figures, ports) {
    const currency = ports.defaults.currency ?? "";
    const context = { currency: currency || undefined, population: () => population(figures.spend, ports) };
    const { plan, warnings } = makePlan(question, context, figures);
    return {
      fields: {
        ...technologyAnswer(plan),
        have_total: plan.have.length,
        needs_total: plan.needs.length,
        vendors_total: plan.vendors.length,
        sensitivity_total: plan.sensitivity.length,
      },
      ...wordTechnology(plan, question, currency),
      warnings: technologyWarnings(plan, warnings, currency),
      assumptions: technologyAssumptions(plan, question, figures),
    };
  },
});
