import type { Assumption } from "../core/contract/envelope.ts";
import { servingParts } from "../core/economics/economics-question.ts";
import { caseAssumptions } from "./economics-case-assumptions.ts";
import { type EconomicsAnswer, type EconomicsContext, listed, partWords, yearsText } from "./economics-words.ts";
import { percent, shortMoney } from "./numbers.ts";

function aboutLifetime({ cltv }: EconomicsAnswer, { question }: EconomicsContext): Assumption[] {
  if (cltv === undefined) return [];
  return [
    ...(question.discount === undefined
      ? [
          {
            what: "discount",
            value: `${percent(cltv.discount_rate)} a year`,
            why: "Not given; a working assumption for the cost of capital.",
            if_wrong: "Only the discounted forms move.",
          },
        ]
      : []),
    ...(question.cap_years === undefined
      ? [
          {
            what: "details.cap_years",
            value: yearsText(cltv.cap_years),
            why: "Not given; a working assumption.",
            if_wrong: "The capped forms move, the uncapped ones do not.",
          },
        ]
      : []),
    ...(question.monthly_churn === undefined
      ? []
      : [
          {
            what: "Period",
            value: `months: arpa is a year's revenue, a twelfth paid each month; ${percent(cltv.yearly_churn)} of customers leave in a year`,
            why: "Churn was given for a month, and all inputs must share its period.",
            if_wrong: "An arpa that is a month's makes every value twelve times too small.",
          },
        ]),
  ];
}

function aboutAcquisition({ acquisition }: EconomicsAnswer, { question, currency }: EconomicsContext): Assumption[] {
  if (acquisition === undefined) return [];
  return [
    {
      what: "details.sales_and_marketing",
      value: "fully loaded, for new customers only, of the time in which these were won",
      why: "Taken as given.",
      if_wrong: "With a long sales cycle it is an earlier quarter's spending; expansion's share belongs into expansion_cost.",
    },
    ...(question.new_arr === undefined && acquisition.new_arr !== null
      ? [
          {
            what: "new_arr",
            value: shortMoney(acquisition.new_arr, currency),
            why: "Not given; new customers times arpa.",
            if_wrong: "Payback moves in proportion.",
          },
        ]
      : []),
    ...(question.arpa === undefined && acquisition.arpa !== null
      ? [
          {
            what: "arpa",
            value: shortMoney(acquisition.arpa, currency),
            why: "Not given; new ARR over new customers.",
            if_wrong: "Lifetime value and its ratio move in proportion.",
          },
        ]
      : []),
  ];
}

/** Parts of the cost that nobody gave and the switch therefore moves nothing of. */
function aboutSwitch({ ask, profit_and_loss: rows }: EconomicsAnswer, { question }: EconomicsContext): Assumption[] {
  // cost_to_serve lists what is not counted in the answer itself.
  if (ask !== "acquisition" || rows === undefined) return [];
  // Support stays where it is in either case.
  const missing = servingParts.filter((part) => part !== "support" && question.costs?.[part] === undefined);
  if (missing.length === 0) return [];
  return [
    {
      what: "details.costs",
      value: `0 for ${listed(missing.map((part) => partWords[part] ?? part))}`,
      why: "Not given.",
      if_wrong: "profit_and_loss moves too little from one place to the other.",
    },
  ];
}

function aboutServing({ serving, profit_and_loss: rows }: EconomicsAnswer, { question }: EconomicsContext): Assumption[] {
  const support = question.costs?.support ?? question.segments?.find((one) => one.costs?.support !== undefined)?.costs?.support;
  return support !== undefined && question.cs_in !== undefined && (question.cs_in !== "neither" || rows !== undefined)
    ? [
        {
          what: "Place of support",
          value: question.cs_in === "neither" ? "not moved by the switch" : "cost of revenue, in either case",
          why: "Support keeps the product running; only the other parts change place.",
          if_wrong: serving === undefined ? "The margins of profit_and_loss move." : "margin_before and profit_and_loss move.",
        },
      ]
    : [];
}

/** What an answer takes as given, with what happens if it is wrong. */
export function economicsAssumptions(answer: EconomicsAnswer, context: EconomicsContext): Assumption[] {
  return [
    ...aboutLifetime(answer, context),
    ...aboutAcquisition(answer, context),
    ...aboutSwitch(answer, context),
    ...aboutServing(answer, context),
    ...(answer.compounding
      ? [
          {
            what: "Both companies",
            value: "the same opening ARR and the same new ARR each year; no expansion; rates that last",
            why: "The table shows retention alone.",
            if_wrong: "The difference changes; it is a mechanism and no forecast.",
          },
        ]
      : []),
    ...caseAssumptions(answer, context),
  ];
}
