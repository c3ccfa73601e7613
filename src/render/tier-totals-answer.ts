import type { UndefinedField } from "../core/contract/envelope.ts";
import { sumMoney } from "../core/money/sum-money.ts";
import type { Coverage } from "../core/segmentation/coverage.ts";
import { noTierLists } from "../core/segmentation/page-tier-lists.ts";
import type { TierReads } from "../core/segmentation/tier-reads.ts";
import type { TotalsAnswer } from "../core/segmentation/tiers-of-totals.ts";
import { shortMoney } from "./numbers.ts";
import { summariseTotals } from "./tier-summary.ts";
import { coverageWarnings, sizeWarnings, tieWarnings } from "./tier-warnings.ts";
import { coverageOf, currencyWarnings, sizesOf, type TierWords } from "./tier-words.ts";

/** The whole answer about totals of tiers. */
export function totalsAnswer(answer: TotalsAnswer, cost: Coverage, figures: TierReads, context: TierWords) {
  const { tiers, split, total } = answer;
  const floors = tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr }));
  const words = coverageOf(floors, cost, context);
  const open = tiers.some(({ arr }) => arr === null);
  const fitted = split?.scenarios.filter((one) => one.fitted).map(({ scenario }) => scenario) ?? [];
  const sum = split === null ? null : sumMoney(split.scenarios[0]!.tiers.map(({ arr }) => arr));
  const untied = sum === null ? [] : tieWarnings(total, sum, context.currency);
  const missing: UndefinedField[] = [
    { field: "next_offset", reason: "Totals have no account list." },
    { field: "hours_change", reason: "Totals have no account that could move." },
    ...(open
      ? ["tiers[].arr", "tiers[].arr_share"].map((field) => ({
          field,
          reason: "Not given, and accounts and floors do not determine it; arr_low and arr_high bracket it.",
        }))
      : tiers.some(({ arr_share }) => arr_share === null)
        ? [{ field: "tiers[].arr_share", reason: "The tiers hold no ARR." }]
        : []),
    ...(tiers.some(({ arr_high }) => arr_high === null)
      ? [{ field: "tiers[].arr_high", reason: "The top tier has no ceiling and no total ARR is given." }]
      : []),
    ...(split?.scenarios.some((one) => one.tiers.some(({ average_arr }) => average_arr === null))
      ? [{ field: "scenarios[].tiers[].average_arr", reason: "The tier has no accounts." }]
      : []),
  ];
  return {
    fields: {
      tiers,
      ...noTierLists,
      accounts_total: 0,
      near_floor_total: 0,
      moves_total: 0,
      held_total: 0,
      not_paying_total: 0,
      next_offset: null,
      hours_change: null,
      crossover: cost.crossovers,
      scenarios: open && split ? split.scenarios.map(({ scenario, tiers: parts }) => ({ scenario, tiers: parts })) : [],
    },
    summary: [...untied.map(({ message }) => message), summariseTotals(answer, words)].join(" "),
    warnings: [
      ...untied,
      ...(split?.notes.length ? [{ code: "outside_floors", message: `${split.notes.join(". ")}.` }] : []),
      ...(fitted.length
        ? [
            {
              code: "scenario_fitted",
              message: `The averages of ${fitted.join(", ")} did not fit the total and were moved until they did.`,
            },
          ]
        : []),
      ...coverageWarnings(words),
      ...sizeWarnings(tiers, sizesOf(figures)),
      ...currencyWarnings(context, true),
    ],
    assumptions: [
      ...cost.assumptions,
      ...(open && split
        ? [
            {
              what: "ARR by tier",
              value: split.scenarios
                .map(
                  ({ scenario, tiers: parts }) =>
                    `${scenario}: ${parts.map(({ tier, arr }) => `${tier} ${shortMoney(arr, context.currency)}`).join(", ")}`,
                )
                .join("; "),
              why: "Only numbers of accounts are given.",
              if_wrong: "Cost to serve, churn in money and the value of every plan move with it; an account list settles it.",
            },
          ]
        : []),
    ],
    undefined: missing,
  };
}
