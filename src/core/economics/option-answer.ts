import { largest } from "../order/largest.ts";
import type { ArrLost } from "../plan/arr-lost.ts";
import { breakEven } from "../plan/break-even.ts";
import type { OptionAnswer } from "./business-case-fields.ts";
import type { CaseBook } from "./case-book.ts";
import { liftsOf } from "./check-options.ts";
import type { QuestionOption } from "./economics-question.ts";
import type { EconomicsFigures } from "./economics-reads.ts";
import { finite } from "./finite.ts";
import { killCriterion } from "./kill-criterion.ts";
import { paybackMonth } from "./payback-month.ts";
import { presentCost, presentKept } from "./present-value.ts";
import { yearsToSee } from "./years-to-see.ts";

/** What every option of one case shares. */
export interface CaseFacts {
  book: CaseBook;
  horizon_years: number;
  discount: number;
  margin: { low: number; central: number; high: number };
  margin_known: boolean;
  lost: ArrLost | null;
  /** Spread of a year's retention, a fraction. */
  spread: number | null;
  as_of?: string;
}

/** Present values and payback of one list of lifts; null without one. */
function worthOf(lifts: readonly number[] | undefined, option: QuestionOption, facts: CaseFacts) {
  if (lifts === undefined) return { npv: null, npv_recurring: null, payback_month: null };
  const { book, discount, margin, horizon_years } = facts;
  const { cost, one_off = 0, ramp_months = 0 } = option;
  const renewed = book.grr ?? 1;
  const paid = presentCost(cost, one_off, discount, horizon_years);
  const kept = { arr: book.arr, margin: margin.central, discount, ramp_months };
  return {
    npv: presentKept(lifts, { ...kept, carried: 0 }) - paid,
    npv_recurring: presentKept(lifts, { ...kept, carried: renewed }) - paid,
    payback_month: paybackMonth(lifts, { arr: book.arr, margin: margin.central, cost, one_off, ramp_months, renewed }),
  };
}

/** Whether all that was lost in a year would be enough to repay a year's cost. */
function withinLosses(needed: number | null, lost: ArrLost | null): OptionAnswer["within_losses"] {
  if (needed === null || lost === null) return null;
  if (needed <= lost.low) return "yes";
  return needed <= lost.high ? "not_if_the_smallest_left" : "no";
}

/**
 * One option against what it must win back: break-even from cash, by value and by the budget rule, in accounts, present value and payback for
 * each case that was given, years until it can be seen, and what ends it. Money in major units, rates as fractions. Throws nothing.
 * Source: definitions 2.18, rules economics-business-case and economics-payback.
 */
export function optionAnswer(option: QuestionOption, facts: CaseFacts, figures: EconomicsFigures): OptionAnswer {
  const { book, margin } = facts;
  const { name, cost, one_off } = option;
  const even = breakEven(cost, book.arr, book.segments, margin, figures.valueMultiple.value);
  const share = finite(even.share_of_arr);
  const needed = finite(even.retained_arr_needed);
  const lifts = liftsOf(option);
  const others = (["low", "high"] as const).filter((one) => lifts[one] !== undefined);
  const errors = figures.standardErrors.value + figures.powerErrors.value;
  const visible = (change: number | null) =>
    change === null || facts.spread === null ? null : yearsToSee(change, facts.spread, errors);
  const seen = visible(share);
  return {
    name,
    cost,
    break_even: share,
    ...(facts.margin_known ? {} : { break_even_low: finite(even.share_low), break_even_high: finite(even.share_high) }),
    ...(one_off === undefined ? {} : { break_even_first_year: finite((cost + one_off) / margin.central / book.arr) }),
    value_break_even: even.share_by_value,
    budget_rule_break_even: cost / figures.budgetRule.value / book.arr,
    retained_arr_needed: needed,
    ...(book.segments.length
      ? {
          break_even_accounts: even.accounts.map(({ tier, count }) => ({
            segment: tier,
            accounts: needed === null ? null : count,
          })),
        }
      : {}),
    within_losses: withinLosses(needed, facts.lost),
    ...worthOf(lifts.base, option, facts),
    ...(others.length ? { cases: others.map((one) => ({ case: one, ...worthOf(lifts[one], option, facts) })) } : {}),
    years_to_see_break_even: seen,
    years_to_see_lift: lifts.base === undefined ? null : visible(largest(lifts.base)),
    kill_criterion: killCriterion(
      { break_even: share, years_to_see: seen, horizon_years: facts.horizon_years, as_of: facts.as_of },
      book,
      figures,
    ),
  };
}
