import { type Assumption, assumed, type Warning, warned } from "../../core/answer.ts";
import { listed, plural } from "../../core/english.ts";
import { smallest } from "../../core/order.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { EconomicsFields } from "./answer.ts";
import type { EconomicsFigures } from "./figures.ts";
import { type EconomicsQuestion, servingParts } from "./question.ts";

export interface EconomicsContext {
  question: EconomicsQuestion;
  figures: EconomicsFigures;
  currency: string;
}

/** An answer without its pictures. */
export type EconomicsAnswer = Omit<EconomicsFields, "charts">;

export const yearsText = (years: number): string => plural(years, "year");

export const partWords: Record<string, string> = {
  csm: "CSMs",
  ops: "operations",
  support: "support",
  tools: "tools",
  management: "leaders",
};

export const conventionWords = {
  opening: "new customers begin to leave after their first year",
  new_too: "new customers can leave in their first year too",
} as const;

export const placeWords = { cost_of_revenue: "cost of revenue", sales: "sales and marketing" } as const;

function aboutValue({ horizon_years = 0, discount_rate = 0 }: EconomicsAnswer, { question }: EconomicsContext): Assumption[] {
  const missing = [
    ...(question.discount === undefined ? [`discount ${percent(discount_rate)}`] : []),
    ...(question.years === undefined ? [`horizon ${yearsText(horizon_years)}`] : []),
  ];
  return [
    ...assumed(
      missing.length > 0,
      "discount and horizon",
      missing.join(", "),
      "Not given; the horizon is the longest lift's or the library's.",
      "Present values move, break-even does not.",
    ),
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
function caseAssumptions(answer: EconomicsAnswer, context: EconomicsContext): Assumption[] {
  const { question, figures } = context;
  if (answer.options === undefined) return [];
  const { low, high } = answer.gross_margin_known === false ? figures.grossMargin.value : { low: 0, high: 0 };
  return [
    ...assumed(
      answer.gross_margin_known === false,
      "gross_margin",
      `${percent(answer.gross_margin ?? 0, 0)}, ${percent(low, 0)} to ${percent(high, 0)} possible`,
      "Not given; the middle is the median of a survey.",
      "break_even_low and _high show both ends; present values move too.",
    ),
    ...aboutValue(answer, context),
    ...assumed(
      question.grr === undefined,
      "Baseline GRR",
      "unknown; all that is kept renews",
      "Not given.",
      "npv_recurring and payback_month are best cases; give grr.",
    ),
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

function aboutLifetime({ cltv }: EconomicsAnswer, { question }: EconomicsContext): Assumption[] {
  if (cltv === undefined) return [];
  return [
    ...assumed(
      question.discount === undefined,
      "discount",
      `${percent(cltv.discount_rate)} a year`,
      "Not given; a working assumption for the cost of capital.",
      "Only the discounted forms move.",
    ),
    ...assumed(
      question.cap_years === undefined,
      "details.cap_years",
      yearsText(cltv.cap_years),
      "Not given; a working assumption.",
      "The capped forms move, the uncapped ones do not.",
    ),
    ...assumed(
      question.monthly_churn !== undefined,
      "Period",
      `months: arpa is a year's revenue, a twelfth paid each month; ${percent(cltv.yearly_churn)} of customers leave in a year`,
      "Churn was given for a month, and all inputs must share its period.",
      "An arpa that is a month's makes every value twelve times too small.",
    ),
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
    ...assumed(
      question.new_arr === undefined && acquisition.new_arr !== null,
      "new_arr",
      shortMoney(acquisition.new_arr ?? 0, currency),
      "Not given; new customers times arpa.",
      "Payback moves in proportion.",
    ),
    ...assumed(
      question.arpa === undefined && acquisition.arpa !== null,
      "arpa",
      shortMoney(acquisition.arpa ?? 0, currency),
      "Not given; new ARR over new customers.",
      "Lifetime value and its ratio move in proportion.",
    ),
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
    ...assumed(
      answer.compounding !== undefined,
      "Both companies",
      "the same opening ARR and the same new ARR each year; no expansion; rates that last",
      "The table shows retention alone.",
      "The difference changes; it is a mechanism and no forecast.",
    ),
    ...caseAssumptions(answer, context),
  ];
}

function aboutChurn({ cltv }: EconomicsAnswer, { question, figures }: EconomicsContext): Warning[] {
  if (cltv === undefined) return [];
  const { yearly_from_rate: yearly, monthly_to_rate: monthly } = figures.plausibleChurn.value;
  const { annual_churn, monthly_churn } = question;
  const doubt =
    annual_churn !== undefined && annual_churn > 0 && annual_churn < yearly
      ? `${percent(annual_churn)} a year is a stay of ${decimal(1 / annual_churn, 0)} years. If it is a month's churn, give details.monthly_churn instead.`
      : monthly_churn !== undefined && monthly_churn > monthly
        ? `${percent(monthly_churn)} a month is ${percent(cltv.yearly_churn)} a year. If it is a year's churn, give annual_churn instead.`
        : null;
  return [
    ...(doubt === null ? [] : [{ code: "churn_period", message: doubt }]),
    ...warned(
      cltv.by_churn !== null,
      "constant_churn",
      "One over churn takes the same churn at every age. Where most losses come early it values new customers too high and old ones too low; use survival by age for a budget.",
    ),
  ];
}

function aboutRatio({ acquisition }: EconomicsAnswer, { question }: EconomicsContext): Warning[] {
  if (acquisition === undefined) return [];
  const marks = [...new Set(acquisition.ratios.flatMap(({ means }) => (means === null ? [] : [means])))];
  return [
    ...(question.cs_in === undefined || question.cs_in === "neither"
      ? [
          {
            code: "cs_cost_left_out",
            message:
              question.cs_in === undefined
                ? "Is customer success in cost of revenue or in sales? Give details.cs_in; until then the ratio is not given, and payback may leave its cost out."
                : "Customer success is on neither side, so payback is too good and the ratio is not given.",
          },
        ]
      : []),
    ...(marks.length > 1
      ? [
          {
            code: "forms_disagree",
            message: `The form decides the verdict: ${listed(
              marks.map((mark) => `"${mark}"`),
              "or",
            )}.`,
          },
        ]
      : []),
  ];
}

function aboutCase({ options = [], detectable_effect: effect, must_be_true: conditions = [] }: EconomicsAnswer): Warning[] {
  const names = (found: readonly { name: string }[]) => listed(found.map(({ name }) => name));
  const losing = options.filter((option) => option.within_losses === "no");
  const hidden = options.filter(
    (option) => option.years_to_see_lift !== null && effect !== undefined && option.years_to_see_lift > effect.years_to_read,
  );
  const impossible = [...new Set(conditions.filter((row) => row.possible === false).map(({ option }) => option))];
  return [
    ...warned(
      losing.length > 0,
      "more_than_is_lost",
      `${names(losing)}: saving every customer who leaves in a year would not repay a year's cost.`,
    ),
    ...warned(
      impossible.length > 0,
      "no_room_above_baseline",
      `${listed(impossible)}: even the least lift it would take leads past the whole book.`,
    ),
    ...warned(
      hidden.length > 0,
      "lift_hidden_by_chance",
      `${names(hidden)}: even the largest yearly lift given needs ${decimal(smallest(hidden.map((option) => option.years_to_see_lift ?? 0)), 0)} or more years before and after to be told from chance. Judge by leading measures.`,
    ),
  ];
}

/** What the reader should know before trusting the answer. */
export function economicsWarnings(answer: EconomicsAnswer, context: EconomicsContext): Warning[] {
  const narrow =
    answer.serving?.segments.filter((row) => row.against_ceiling === "too_narrow").map(({ segment }) => segment) ?? [];
  return [
    ...aboutChurn(answer, context),
    ...aboutRatio(answer, context),
    ...warned(
      narrow.length > 0,
      "ceiling_not_comparable",
      `${listed(narrow)}: below the ceiling, which is for all cost after the sale, and part of that was not given.`,
    ),
    ...(answer.compounding?.printed?.matches === "neither"
      ? [
          {
            code: "printed_matches_neither",
            message: "The printed difference does not follow from its inputs under either convention.",
          },
        ]
      : []),
    ...aboutCase(answer),
  ];
}
