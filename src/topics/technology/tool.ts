import * as z from "zod";
import { count, money } from "../../core/kinds.ts";
import { Stage } from "../../core/vocabulary.ts";
import { inWords } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { TechnologyFields, technologyReads } from "./figures.ts";
import { planTechnology as plan } from "./plan-technology.ts";
import { nullReasons } from "./reasons.ts";
import { LIBRARY_CURRENCY } from "./stack.ts";
import { technologyAssumptions, technologyWarnings, wordTechnology } from "./words.ts";

/** Longer names would crowd the answer, which repeats them. */
const name = z.string().min(1).max(40); // not a figure: characters of a name that the answer repeats
const Vendor = z.strictObject({
  name,
  scores: z.record(name, z.number().nullable()).default({}),
  price_a_year: money().optional(),
});

const Input = z.strictObject({
  stage: inWords(Stage, "seed, series_b, growth, ...").optional(),
  csms: count().describe("Count").optional(),
  accounts: count().describe("Count").optional(),
  arr: money().describe("Total").optional(),
  tools: inWords(z.array(name).max(100), "Owned: crm, support…").optional(),
  readiness: inWords(z.record(name, z.boolean()), "As missing asks").optional(),
  budget: money().describe("Tools, a year").optional(),
  vendors: inWords(z.array(Vendor), "Platforms: name, scores{}, price_a_year").optional(),
  weights: inWords(z.record(name, z.number()), "Own, sum 1").optional(),
  needs: inWords(z.array(name), "Such as crm_sync").optional(),
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
    const context = { currency: currency || LIBRARY_CURRENCY, population: () => population(figures.spend, ports) };
    const { fields, warnings } = plan(question, context, figures);
    const { have, needs, vendors, sensitivity } = fields;
    return {
      fields: {
        ...fields,
        have_total: have.length,
        needs_total: needs.length,
        vendors_total: vendors.length,
        sensitivity_total: sensitivity.length,
      },
      ...wordTechnology(fields, question, currency),
      warnings: [...warnings, ...technologyWarnings(fields, currency)],
      assumptions: technologyAssumptions(fields, question, figures),
      undefined: nullReasons(fields, question),
    };
  },
});
