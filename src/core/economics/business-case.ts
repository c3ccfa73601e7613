import { dayNumber } from "../calendar/dates.ts";
import type { PartAnswer } from "./acquisition.ts";
import { caseBook } from "./case-book.ts";
import { caseReasons } from "./case-reasons.ts";
import { checkOptions, horizonOf } from "./check-options.ts";
import { detectableEffect } from "./detectable-effect.ts";
import { doNothing } from "./do-nothing.ts";
import type { EconomicsQuestion } from "./economics-question.ts";
import type { EconomicsFigures } from "./economics-reads.ts";
import { indifference } from "./indifference.ts";
import { mustBeTrue } from "./must-be-true.ts";
import { type CaseFacts, optionAnswer } from "./option-answer.ts";

/**
 * A business case for retention: each option's break-even, present value and payback, doing nothing, the point where two options are equal, what
 * must be true, and what could be told from chance. A lift nobody gave is never assumed: its values are null, and must_be_true names the lift.
 * Money in major units a year, rates as fractions. Throws Problem as `caseBook` and `checkOptions` do. Source: definitions 2.18.
 */
export function businessCase(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  const { options = [], gross_margin: margin, as_of } = question;
  const book = caseBook(question);
  const horizon = horizonOf(question, Math.round(figures.horizonMonths.value[1]! / 12));
  checkOptions(options, horizon);
  if (as_of !== undefined) dayNumber(as_of);
  const nothing = doNothing(book, horizon, figures);
  const detectable = detectableEffect(book, figures);
  const facts: CaseFacts = {
    book,
    horizon_years: horizon,
    discount: question.discount ?? figures.discount.value,
    margin: margin === undefined ? figures.grossMargin.value : { low: margin, central: margin, high: margin },
    margin_known: margin !== undefined,
    lost: nothing.lost,
    spread: detectable.spread,
    as_of,
  };
  const answers = options.map((option) => optionAnswer(option, facts, figures));
  const conditions = options.map((option) => mustBeTrue(option, facts));
  const pairs = indifference(options, book.arr, facts.margin.central);
  return {
    fields: {
      horizon_years: horizon,
      discount_rate: facts.discount,
      gross_margin: facts.margin.central,
      gross_margin_known: facts.margin_known,
      options: answers,
      do_nothing: nothing.fields,
      indifference: pairs,
      must_be_true: conditions,
      detectable_effect: detectable.fields,
    },
    undefined: [...nothing.undefined, ...detectable.undefined, ...caseReasons(answers, conditions, pairs, facts)],
  };
}
