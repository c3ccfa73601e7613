import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { onTheWire } from "../../core/known.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { acquisition } from "./acquisition.ts";
import { EconomicsFields, economicsCharts, type PartAnswer } from "./answer.ts";
import { businessCase } from "./business-case.ts";
import { compounding, pointOfRetention } from "./compounding.ts";
import { costToServe } from "./cost-to-serve.ts";
import { type EconomicsFigures, economicsReads } from "./figures.ts";
import { lifetimeValue } from "./lifetime-value.ts";
import { checkQuestion, conventions, csPlaces, type EconomicsAsk, type EconomicsQuestion, economicsAsks } from "./question.ts";
import { economicsWords } from "./words.ts";
import { economicsAssumptions, economicsWarnings } from "./words-assumptions.ts";

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
  from: shown.rate().describe("Retention now").optional(),
  to: shown.rate().describe("As wanted").optional(),
  years: z.number().describe("Horizon").optional(),
  options: inWords(z.array(Option).min(1), "name, cost, one_off, ramp_months, lift [GRR added by year], low, high").optional(),
  details: inWords(
    Details,
    "monthly_churn, nrr, cap_years, sales_and_marketing, new_customers, expansion_cost, expansion_arr, cs_in (cost_of_revenue, sales, neither), costs {csm, ops, support, tools, management}, segments [{segment, touch, accounts, arr, costs}], convention (opening, new_too), printed, accounts, as_of",
  ).optional(),
});

const answers: Record<EconomicsAsk, (question: EconomicsQuestion, figures: EconomicsFigures) => PartAnswer> = {
  lifetime_value: (question, figures) => {
    const { arpa = 0, gross_margin = 0, discount = figures.discount.value } = question;
    const { value: capYears } = figures.capYears;
    return { cltv: lifetimeValue({ ...question, arpa, gross_margin }, { capYears, discount }) };
  },
  acquisition,
  cost_to_serve: costToServe,
  compounding,
  point_of_retention: pointOfRetention,
  business_case: businessCase,
};

export const modelEconomics = defineTool({
  name: "model_economics",
  title: "Model the economics of customer success",
  description:
    "Lifetime value, LTV:CAC, payback, cost to serve, what a point of retention is worth (ask point_of_retention, arr, gross_margin, from 0.94, to 0.96), compounding, or a business case: break-even, NPV, when to stop. Never invents a lift.",
  reads: economicsReads,
  input: Input,
  output: EconomicsFields,
  lists: [
    { list: "indifference" },
    { list: "must_be_true", least: 1 },
    { list: "years", least: 2 },
    { list: "options", least: 1 },
  ],
  async run(input, figures, ports) {
    const { details = {}, ...top } = input;
    const question = { ...top, ...details };
    const bounded = question.years !== undefined || question.options !== undefined;
    checkQuestion(question, bounded ? figures.mostYears.value : 1);
    const answer = { ask: input.ask, ...answers[input.ask](question, figures) };
    const { fields, undefined: gaps } = onTheWire<Omit<EconomicsFields, "charts">>(answer);
    const context = { question, figures, currency: ports.defaults.currency ?? "" };
    return {
      fields: { ...fields, charts: economicsCharts(fields) },
      ...economicsWords(fields, context),
      warnings: economicsWarnings(fields, context),
      assumptions: economicsAssumptions(fields, context),
      undefined: gaps,
    };
  },
});
