import type { Assumption } from "../core/contract/envelope.ts";
import { type EconomicsAnswer, type EconomicsContext, yearsText } from "./economics-words.ts";
import { decimal, percent } from "./numbers.ts";

function aboutValue({ horizon_years = 0, discount_rate = 0 }: EconomicsAnswer, { question }: EconomicsContext): Assumption[] {
  const missing = [
    ...(question.discount === undefined ? [`discount ${percent(discount_rate)}`] : []),
    ...(question.years === undefined ? [`horizon ${yearsText(horizon_years)}`] : []),
  ];
  return [
    ...(missing.length
      ? [
          {
            what: "discount and horizon",
            value: missing.join(", "),
            why: "Not given; the horizon is the longest lift's or the library's.",
            if_wrong: "Present values move, break-even does not.",
          },
        ]
      : []),
    {
      what: "When money counts",
      value: "cost mid-year, one-off at the start; margin on what a year's renewals keep, at its end; ARR stays level",
      why: "Salaries run at once, renewals over the year.",
      if_wrong: "Late renewals make npv and payback too good.",
    },
    {
      what: "Whether a lift lasts",
      value: "npv counts what is kept for twelve months; npv_recurring and payback_month let it renew",
      why: "Nobody knows.",
      if_wrong: "The truth lies between.",
    },
    ...(question.options?.some((option) => (option.ramp_months ?? 0) > 0)
      ? [
          {
            what: "ramp_months",
            value: "no lift in them, the full lift after",
            why: "A renewal decided before the work cannot be saved by it.",
            if_wrong: "If your lifts allow for the ramp already, it is taken off twice: leave ramp_months out.",
          },
        ]
      : []),
  ];
}

/** What a business case takes as given. */
export function caseAssumptions(answer: EconomicsAnswer, context: EconomicsContext): Assumption[] {
  const { question, figures } = context;
  if (answer.options === undefined) return [];
  const { low, high } = answer.gross_margin_known === false ? figures.grossMargin.value : { low: 0, high: 0 };
  return [
    ...(answer.gross_margin_known === false
      ? [
          {
            what: "gross_margin",
            value: `${percent(answer.gross_margin ?? 0, 0)}, ${percent(low, 0)} to ${percent(high, 0)} possible`,
            why: "Not given; the middle is the median of a survey.",
            if_wrong: "break_even_low and _high show both ends; present values move too.",
          },
        ]
      : []),
    ...aboutValue(answer, context),
    ...(question.grr === undefined
      ? [
          {
            what: "Baseline GRR",
            value: "unknown; all that is kept renews",
            why: "Not given.",
            if_wrong: "npv_recurring and payback_month are best cases; give grr.",
          },
        ]
      : []),
    {
      what: "Place of customer success",
      value:
        question.cs_in === "cost_of_revenue"
          ? "in cost of revenue: the margin on kept revenue carries the present team"
          : question.cs_in === "sales"
            ? "in sales: the margin does not carry the present team"
            : "not said",
      why: "Only what a plan adds is charged to it.",
      if_wrong: "A margin that holds the added cost counts it twice.",
    },
    {
      what: "Value of recurring revenue",
      value: `${decimal(figures.valueMultiple.value, 1)} times ARR, for value_break_even only`,
      why: "A working assumption.",
      if_wrong: "value_break_even moves in proportion.",
    },
    ...(answer.detectable_effect?.noticeable_change == null
      ? []
      : [
          {
            what: "Chance",
            value: "each account is kept or lost alone, with the same chance, once a year",
            why: "The plainest model.",
            if_wrong: "Shared causes or longer contracts make changes harder to see.",
          },
        ]),
  ];
}
