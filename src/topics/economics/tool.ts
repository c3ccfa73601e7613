import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { EconomicsFields, economicsCharts } from "./answer.ts";
import { economicsReads } from "./business-case.ts";
import { answerEconomics } from "./case-tests.ts";
import { conventions, csPlaces, economicsAsks } from "./question.ts";
import { summariseEconomics } from "./words.ts";
import { economicsAssumptions, economicsWarnings } from "./words-assumptions.ts";

/** Characters of an answer, which its basis joins, that can still be sent. */
const ANSWER_CHARACTERS = 8600; // not a figure: characters of one answer

const Costs = z.strictObject({
  csm: z.number().optional(),
  ops: z.number().optional(),
  support: z.number().optional(),
  tools: z.number().optional(),
  management: z.number().optional(),
});
const Lifts = z.array(z.number()).min(1).optional();
const Option = z.strictObject({
  name: z.string().min(1),
  cost: shown.money(),
  one_off: z.number().optional(),
  ramp_months: z.number().optional(),
  lift: Lifts,
  low: Lifts,
  base: Lifts,
  high: Lifts,
});
const Details = z.strictObject({
  monthly_churn: z.number().optional(),
  nrr: shown.rate().optional(),
  cap_years: z.number().optional(),
  sales_and_marketing: shown.money().optional(),
  new_customers: z.number().optional(),
  expansion_cost: z.number().optional(),
  expansion_arr: z.number().optional(),
  cs_in: z.enum(csPlaces).optional(),
  costs: Costs.optional(),
  segments: z
    .array(
      z.strictObject({
        segment: z.string().min(1),
        touch: Touch.optional(),
        accounts: shown.count().optional(),
        arr: shown.money(),
        costs: Costs.optional(),
      }),
    )
    .min(1)
    .optional(),
  convention: z.enum(conventions).optional(),
  printed: z.number().optional(),
  accounts: shown.count().optional(),
  as_of: IsoDate.optional(),
});

const Input = z.strictObject({
  ask: z.enum(economicsAsks).describe("Question"),
  arpa: shown.money().describe("Yearly revenue per account").optional(),
  gross_margin: shown.rate().describe("Fraction").optional(),
  annual_churn: shown.rate().describe("Of customers").optional(),
  discount: z.number().describe("Yearly").optional(),
  arr: shown.money().describe("Total").optional(),
  opening_arr: z.number().describe("Year 0").optional(),
  new_arr: shown.money().describe("A year").optional(),
  grr: z.array(shown.rate()).describe("Two rates, or the baseline").optional(),
  years: z.number().describe("Horizon").optional(),
  options: inWords(z.array(Option).min(1), "name, cost, one_off, ramp_months, lift [GRR added by year], low, high").optional(),
  details: inWords(
    Details,
    "monthly_churn, nrr, cap_years, sales_and_marketing, new_customers, expansion_cost, expansion_arr, cs_in (cost_of_revenue, sales, neither), costs {csm, ops, support, tools, management}, segments [{segment, touch, accounts, arr, costs}], convention (opening, new_too), printed, accounts, as_of",
  ).optional(),
});

export const modelEconomics = defineTool({
  name: "model_economics",
  title: "Model the economics of customer success",
  description:
    "Lifetime value, LTV:CAC, payback, cost to serve, compounding, or a business case: break-even, NPV, what must be true, what can be detected, when to stop. Refuses mixed periods and impossible rates; never invents a lift.",
  reads: economicsReads,
  input: Input,
  output: EconomicsFields,
  async run(input, figures, ports) {
    const { details = {}, ...top } = input;
    const question = { ...top, ...details };
    const { fields, undefined: gaps } = answerEconomics(question, figures);
    const named = { ask: input.ask, ...fields };
    const context = { question, figures, currency: ports.defaults.currency ?? "USD" };
    const answer = {
      fields: { ...named, charts: economicsCharts(named) },
      summary: summariseEconomics(named, context),
      warnings: economicsWarnings(named, context),
      assumptions: economicsAssumptions(named, context),
      undefined: gaps,
    };
    if (JSON.stringify(answer).length > ANSWER_CHARACTERS)
      throw new Problem({
        what: "The answer would be too long to send.",
        remedy: "Ask in parts: fewer options, segments or years at once.",
      });
    return answer;
  },
});
