import { Problem } from "../contract/problem.ts";
import { isExactMoney, isTooLarge } from "../metrics/exact-money.ts";
import { lineFaults } from "./check-lines.ts";
import type { ValueFigures } from "./figures.ts";
import type { ValueQuestion } from "./value-question.ts";

/**
 * Refuses what no report can be made of. Throws Problem for a negative investment, a period that is not above 0, and for lines with
 * impossible shares, contradictions, shares of one outcome above 1, or names that do not tell them apart.
 */
export function checkQuestion(question: ValueQuestion, unitWords: ValueFigures["unitWords"]): void {
  const { investment, period_months } = question;
  if (investment < 0 || isTooLarge(investment) || !isExactMoney(investment))
    throw new Problem({
      what: `investment is ${investment}.`,
      remedy: "Give what the customer spent in the period in major units, 0 or more: licence, services and own hours.",
    });
  if (period_months !== undefined && period_months <= 0)
    throw new Problem({ what: `period_months is ${period_months}.`, remedy: "Give the months the investment covers, above 0." });
  const places = lineFaults(question, unitWords);
  if (places.length)
    throw new Problem({
      what: "These lines cannot be counted:",
      places,
      remedy:
        "Shares are fractions from 0 to 1, those of one outcome at most 1 together; a loss has a negative value; give each line its own name, and better (lower, higher) where a rise is the gain.",
    });
}
