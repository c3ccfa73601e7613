import type { UndefinedField } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import { type ArrLost, arrLost } from "../plan/arr-lost.ts";
import { churnBounds } from "../plan/churn-bounds.ts";
import type { BusinessCase } from "./business-case-fields.ts";
import type { CaseBook } from "./case-book.ts";
import type { EconomicsFigures } from "./economics-reads.ts";

export interface DoNothing {
  fields: BusinessCase["do_nothing"];
  lost: ArrLost | null;
  undefined: UndefinedField[];
}

/**
 * What doing nothing costs: no money, the ARR a year's losses take (one number from GRR, two ends from a churn of customers by segment),
 * and what is left of today's customers at the horizon. Money in major units. Throws nothing.
 */
export function doNothing(book: CaseBook, years: number, figures: EconomicsFigures): DoNothing {
  const { arr, grr, annual_churn, segments } = book;
  const counted = grr === null && annual_churn !== null && segments.some((one) => one.accounts > 0 && one.arr > 0);
  const lost = arrLost(null, { arr, grr }, counted ? churnBounds(segments, annual_churn, figures.churnMix.value) : []);
  const left = grr === null ? null : arr * grr ** years;
  return {
    fields: { cost: 0, npv: 0, arr_lost_low: lost?.low ?? null, arr_lost_high: lost?.high ?? null, arr_at_horizon: left },
    lost,
    undefined: [
      ...(lost === null
        ? because("Needs grr, or annual_churn with details.segments.", "do_nothing.arr_lost_low", "do_nothing.arr_lost_high")
        : []),
      ...(left === null ? because("The baseline GRR is unknown.", "do_nothing.arr_at_horizon") : []),
    ],
  };
}
