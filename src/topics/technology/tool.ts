import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { inWords } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { TechnologyFields, technologyReads } from "./figures.ts";
import { planTechnology as plan } from "./plan-technology.ts";
import { nullReasons } from "./reasons.ts";
import { summariseTechnology, technologyAssumptions, technologyWarnings } from "./words.ts";

const amount = z.number().min(0);
/** Longer names would crowd the answer, which repeats them. */
const name = z.string().min(1).max(40); // not a figure: characters of one answer, and of a name it repeats
const Vendor = z.strictObject({ name, scores: z.record(name, z.number().nullable()), price_a_year: amount.optional() });

const Input = z.strictObject({
  stage: z.string().describe("seed, series_a, series_b, growth, scale").optional(),
  csms: shown.count().min(0).describe("Count").optional(),
  accounts: shown.count().min(0).multipleOf(1).describe("Count").optional(),
  arr: shown.money().min(0).describe("Total").optional(),
  tools: inWords(z.array(name).max(100), "Owned: crm, support…").optional(),
  readiness: inWords(z.record(name, z.boolean()), "As missing asks").optional(),
  budget: shown.money().min(0).describe("Tools, a year").optional(),
  vendors: inWords(z.array(Vendor), "Platforms: name, scores{}, price_a_year").optional(),
  weights: inWords(z.record(name, z.number()), "Own, sum 1").optional(),
  needs: inWords(z.array(name), "Such as crm_sync").optional(),
});

/** Rows of each list shown at once, fewer where the answer, which the basis of about 2,000 characters joins, would grow too long to send. */
const PAGE = 12;
const ANSWER_CHARACTERS = 7700; // not a figure: characters of one answer, and of a name it repeats

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
    "What to buy now, leave or build at this stage; vendors ranked, with the weight that flips the choice; budget by part; rollout. Refuses unknown names, scores off the scale, weights off 1.",
  reads: technologyReads,
  input: Input,
  output: z.strictObject({ ...TechnologyFields.shape, ...Totals }),
  async run(question, figures, ports) {
    const currency = ports.defaults.currency ?? "USD";
    const { fields, warnings } = plan(question, { currency, population: () => population(figures.spend, ports) }, figures);
    const rest = {
      summary: summariseTechnology(fields, currency),
      warnings: [...warnings, ...technologyWarnings(fields, currency)],
      assumptions: technologyAssumptions(fields, question, figures),
    };
    const answer = (rows: number) => {
      const shown = paged(fields, rows);
      return { fields: shown, ...rest, undefined: nullReasons(shown, question) };
    };
    let rows = PAGE;
    while (rows > 1 && JSON.stringify(answer(rows)).length > ANSWER_CHARACTERS) rows -= 1;
    return answer(rows);
  },
});

/** The first rows of every list that can be long, and how long each is; a call with vendors alone shows more of them. */
function paged(fields: TechnologyFields, rows: number) {
  const { have, needs, vendors, sensitivity } = fields;
  return {
    ...fields,
    have: have.slice(0, rows),
    have_total: have.length,
    needs: needs.slice(0, rows),
    needs_total: needs.length,
    vendors: vendors.slice(0, rows),
    vendors_total: vendors.length,
    sensitivity: sensitivity.slice(0, rows),
    sensitivity_total: sensitivity.length,
  };
}
