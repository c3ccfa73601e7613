import { acquisition, type PartAnswer } from "./acquisition.ts";
import { businessCase } from "./business-case.ts";
import { checkQuestion } from "./check-question.ts";
import { compounding } from "./compounding.ts";
import { costToServe } from "./cost-to-serve.ts";
import type { EconomicsQuestion } from "./economics-question.ts";
import type { EconomicsFigures } from "./economics-reads.ts";
import { lifetimeValue } from "./lifetime-value.ts";

/**
 * Answers one question of economics with the figures in force, after refusing what cannot be true or has no place in it. Throws Problem.
 * @example answerEconomics({ ask: "lifetime_value", arpa: 12000, gross_margin: 0.75, annual_churn: 0.1 }, figures).fields.cltv?.by_churn // 90_000
 */
export function answerEconomics(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  const bounded = question.years !== undefined || question.options !== undefined;
  checkQuestion(question, bounded ? figures.mostYears.value : 1);
  if (question.ask === "lifetime_value") {
    const usual = {
      capYears: question.cap_years ?? figures.capYears.value,
      discount: question.discount ?? figures.discount.value,
    };
    const { arpa = 0, gross_margin = 0 } = question;
    const { cltv, undefined: gaps } = lifetimeValue({ ...question, arpa, gross_margin }, usual);
    return { fields: { cltv }, undefined: gaps };
  }
  if (question.ask === "acquisition") return acquisition(question, figures);
  if (question.ask === "cost_to_serve") return costToServe(question, figures);
  if (question.ask === "compounding") return compounding(question, figures.mostYears.value);
  return businessCase(question, figures);
}
