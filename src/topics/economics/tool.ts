import * as z from "zod";
import { onTheWire } from "../../core/known.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { acquisition } from "./acquisition.ts";
import { EconomicsFields, economicsCharts, type PartAnswer } from "./answer.ts";
import { businessCase } from "./business-case.ts";
import { compounding, pointOfRetention } from "./compounding.ts";
import { costToServe } from "./cost-to-serve.ts";
import { type EconomicsFigures, economicsReads } from "./figures.ts";
import { lifetimeValue } from "./lifetime-value.ts";
import { checkQuestion, Details, type EconomicsAsk, type EconomicsQuestion, mainFigures, Option, withRates } from "./question.ts";
import { economicsWords } from "./words.ts";
import { economicsAssumptions, economicsWarnings } from "./words-assumptions.ts";

const Input = z.strictObject({
  ...mainFigures,
  grr: inWords(mainFigures.grr, "Two rates, or the baseline"),
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
    const question = withRates({ ...top, ...details });
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
