import type { Warning } from "../core/contract/envelope.ts";
import { smallest } from "../core/order/smallest.ts";
import { type EconomicsAnswer, type EconomicsContext, listed } from "./economics-words.ts";
import { decimal, percent } from "./numbers.ts";

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
    ...(cltv.by_churn === null
      ? []
      : [
          {
            code: "constant_churn",
            message:
              "One over churn takes the same churn at every age. Where most losses come early it values new customers too high and old ones too low; use survival by age for a budget.",
          },
        ]),
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
    ...(losing.length
      ? [
          {
            code: "more_than_is_lost",
            message: `${names(losing)}: saving every customer who leaves in a year would not repay a year's cost.`,
          },
        ]
      : []),
    ...(impossible.length
      ? [
          {
            code: "no_room_above_baseline",
            message: `${listed(impossible)}: even the least lift it would take leads past the whole book.`,
          },
        ]
      : []),
    ...(hidden.length
      ? [
          {
            code: "lift_hidden_by_chance",
            message: `${names(hidden)}: even the largest yearly lift given needs ${decimal(smallest(hidden.map((option) => option.years_to_see_lift ?? 0)), 0)} or more years before and after to be told from chance. Judge by leading measures.`,
          },
        ]
      : []),
  ];
}

/** What the reader should know before trusting the answer. */
export function economicsWarnings(answer: EconomicsAnswer, context: EconomicsContext): Warning[] {
  const narrow =
    answer.serving?.segments.filter((row) => row.against_ceiling === "too_narrow").map(({ segment }) => segment) ?? [];
  return [
    ...aboutChurn(answer, context),
    ...aboutRatio(answer, context),
    ...(narrow.length
      ? [
          {
            code: "ceiling_not_comparable",
            message: `${listed(narrow)}: below the ceiling, which is for all cost after the sale, and part of that was not given.`,
          },
        ]
      : []),
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
