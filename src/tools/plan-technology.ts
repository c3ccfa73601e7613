import * as z from "zod";
import { technologyReads } from "../core/technology/figures.ts";
import { nullReasons } from "../core/technology/null-reasons.ts";
import { planTechnology as plan } from "../core/technology/plan-technology.ts";
import { TechnologyFields } from "../core/technology/technology-fields.ts";
import { technologyAssumptions, technologyWarnings } from "../render/technology-assumptions.ts";
import { summariseTechnology } from "../render/technology-summary.ts";
import { inWords } from "./params.ts";
import type { Ports } from "./ports.ts";
import { defineTool } from "./tool.ts";

const amount = z.number().min(0);
const name = z.string().min(1).max(100);
const Vendor = z.strictObject({ name, scores: z.record(name, z.number().nullable()), price_a_year: amount.optional() });

const Input = z.strictObject({
  stage: name.describe("seed, series_a, series_b, growth, scale").optional(),
  csms: amount.describe("CSMs today").optional(),
  accounts: amount.multipleOf(1).describe("Paying accounts").optional(),
  arr: amount.describe("ARR").optional(),
  tools: inWords(z.array(name).max(100), "What you have: crm, support, csp…").optional(),
  readiness: inWords(z.record(name, z.boolean()), "account_table, owner, playbooks, usage_key, hours").optional(),
  budget: amount.describe("Tools a year").optional(),
  vendors: inWords(z.array(Vendor), "name, scores{criterion: number}, price_a_year").optional(),
  weights: inWords(z.record(name, z.number()), "By criterion, sum 1").optional(),
  needs: inWords(z.array(name), "Capabilities, such as crm_sync").optional(),
});

/** Names of tools of no kind shown at once; more would crowd the answer. */
const PAGE = 12;

/** Whom the published share of ARR was found among; a figure of the user's own has no survey. */
function population(figure: { rule: string; standard: string; overridden: boolean }, ports: Ports): string {
  if (figure.overridden) return "your own figure";
  const source = ports.library.rule(figure.rule).front.sources.find(({ id }) => id === figure.standard);
  return source?.title ?? figure.standard;
}

export const planTechnology = defineTool({
  name: "plan_technology",
  title: "Plan customer-success technology",
  description:
    "What to buy now, leave or build for the stage, size and tools; vendors ranked, with the weight that would flip the choice; the yearly budget by part; rollout phases. Missing scores stay a range. Refuses unknown stages, needs and criteria, scores off the scale, weights not summing to 1.",
  reads: technologyReads,
  input: Input,
  output: z.strictObject({ ...TechnologyFields.shape, have_total: z.number() }),
  async run(question, figures, ports) {
    const currency = ports.defaults.currency ?? "USD";
    const { fields, warnings } = plan(question, { currency, population: () => population(figures.spend, ports) }, figures);
    return {
      fields: { ...fields, have: fields.have.slice(0, PAGE), have_total: fields.have.length },
      summary: summariseTechnology(fields, currency),
      warnings: [...warnings, ...technologyWarnings(fields, currency)],
      assumptions: technologyAssumptions(fields, question, figures),
      undefined: nullReasons(fields, question),
    };
  },
});
