import { smallest } from "../order/smallest.ts";
import type { MustBeTrue } from "./business-case-fields.ts";
import type { QuestionOption } from "./economics-question.ts";
import { finite } from "./finite.ts";
import type { CaseFacts } from "./option-answer.ts";
import { neededLift, presentCost } from "./present-value.ts";

/**
 * The gross retention an option would have to add to pay: to repay a full year from cash, and in every year of the horizon for a present value
 * of zero, with kept ARR counted once and with kept ARR renewing. `possible` says whether the least of them has room above the baseline; with an
 * unknown baseline only more than the whole book is known to have none. Fractions of ARR. Throws nothing.
 */
export function mustBeTrue(option: QuestionOption, facts: CaseFacts): MustBeTrue {
  const { book, horizon_years, discount, margin } = facts;
  const { name, cost, one_off = 0, ramp_months = 0 } = option;
  const paid = presentCost(cost, one_off, discount, horizon_years);
  const kept = { arr: book.arr, margin: margin.central, discount, ramp_months };
  const cash = finite(cost / margin.central / book.arr);
  const once = neededLift(paid, horizon_years, { ...kept, carried: 0 });
  const renewing = neededLift(paid, horizon_years, { ...kept, carried: book.grr ?? 1 });
  const known = [cash, once, renewing].filter((lift) => lift !== null);
  return {
    option: name,
    added_grr_cash: cash,
    added_grr_once: once,
    added_grr_renewing: renewing,
    possible: known.length ? hasRoom(smallest(known), book.grr) : null,
  };
}

function hasRoom(lift: number, grr: number | null): boolean | null {
  if (grr !== null) return grr + lift <= 1;
  return lift > 1 ? false : null;
}
