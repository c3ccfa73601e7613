import * as z from "zod";
import { addMonths } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { agreesToDigits, sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Band, Bracket } from "../../core/vocabulary.ts";
import { confidenceFigure } from "../retention/figures.ts";
import { costToServeFigure } from "../tiers/crossover.ts";
import type { OptionAnswer } from "./answer.ts";
import { type ArrLost, breakEven, type TierArr } from "./churn.ts";
import { finite } from "./lifetime-value.ts";
import { type EconomicsQuestion, liftsOf, type QuestionOption } from "./question.ts";

/** The book a business case is about, segments by average account from the largest down. */
export interface CaseBook {
  arr: number;
  accounts: number | null;
  segments: TierArr[];
  grr: number | null;
  annual_churn: number | null;
}

function refuse(places: string[]): void {
  if (places.length)
    throw new Problem({
      what: "The book does not tie:",
      places,
      remedy: "Give every segment its arr and accounts, and totals that they add up to.",
    });
}

/**
 * The book out of a question: totals, segments with their average accounts, the baseline. Money in major units, rates as fractions.
 * Throws Problem when there is no ARR, more than one baseline, or segments that lack accounts or do not add up.
 */
export function caseBook({ arr = 0, accounts, segments = [], grr = [], annual_churn }: EconomicsQuestion): CaseBook {
  if (arr === 0) throw new Problem({ what: "arr is 0, so there is nothing to retain.", remedy: "Give the ARR of the book." });
  if (grr.length > 1)
    throw new Problem({
      what: `grr holds ${grr.length} rates; a business case has one baseline.`,
      remedy: "Give one, such as [0.9], or leave it out where it is unknown.",
    });
  const lacking = segments.filter((segment) => segment.accounts === undefined).map(({ segment }) => `${segment} has no accounts`);
  const costed = segments
    .filter((segment) => segment.costs !== undefined)
    .map(({ segment }) => `${segment} states costs, which belong to cost_to_serve`);
  refuse([...lacking, ...costed]);
  const added = {
    arr: sumMoney(segments.map((one) => one.arr)),
    accounts: segments.reduce((all, one) => all + one.accounts!, 0),
  };
  if (segments.length)
    refuse([
      ...(agreesToDigits(arr, added.arr) ? [] : [`arr is ${arr}, and the segments add up to ${added.arr}`]),
      ...(accounts === undefined || accounts === added.accounts
        ? []
        : [`details.accounts is ${accounts}, and the segments add up to ${added.accounts}`]),
    ]);
  const average = (one: { arr: number; accounts: number }) => (one.accounts === 0 ? 0 : one.arr / one.accounts);
  const touched = segments.every((segment) => segment.touch !== undefined);
  return {
    arr,
    accounts: accounts ?? (segments.length ? added.accounts : null),
    segments: segments
      .map((one) => ({
        tier: one.segment,
        touch: touched ? one.touch! : ("tech" as const),
        accounts: one.accounts!,
        arr: one.arr,
      }))
      .sort((a, b) => average(b) - average(a) || (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0)),
    grr: grr[0] ?? null,
    annual_churn: annual_churn ?? null,
  };
}

const Share = z.number().min(0).max(1);
const Whole = z.number().multipleOf(1).min(1);

export const grossMarginFigure = figure("economics-business-case", "gross_margin", Bracket);
export const valueMultipleFigure = figure("economics-business-case", "value_multiple", z.number().positive());
export const budgetRuleFigure = figure("economics-business-case", "budget_rule", Share);
export const churnMixFigure = figure(
  "economics-churn-mix",
  "churn_mix",
  z.strictObject({ high: Share, low: Share, tech: Share }),
);
export const spendFigure = figure("economics-cs-spend", "cs_and_support_spend", Share);
export const postSalesSpendFigure = figure("economics-cs-spend", "post_sales_spend", Band);

export const capYearsFigure = figure("economics-lifetime-value", "cap_years", Whole);
export const discountFigure = figure("economics-lifetime-value", "yearly_discount_rate", Share);
/** Outside these a churn was probably given for the other period. */
export const plausibleChurnFigure = figure(
  "economics-lifetime-value",
  "plausible_churn",
  z.strictObject({ yearly_from_rate: shown.rate().min(0).max(1), monthly_to_rate: shown.rate().min(0).max(1) }),
);

/** Half-open: a mark holds from its ratio up to the next. */
export const ratioMarksFigure = figure(
  "economics-ltv-to-cac",
  "ratio_marks",
  z.array(z.strictObject({ from_ratio: z.number(), means: z.string() })).min(1),
);
/** Money spent for one of new ARR: a median, or the two ends of a range. */
const Spent = z.union([z.number().positive(), Band]);
export const costPerNewDollarFigure = figure(
  "economics-ltv-to-cac",
  "cost_per_new_dollar",
  z.strictObject({ new_customer: Spent, expansion: Spent }),
);
export const cacPaybackFigure = figure(
  "economics-ltv-to-cac",
  "cac_payback",
  z.strictObject({
    best_quartile_months: z.number(),
    median_months: z.number(),
    worst_quartile_months: z.number(),
    population: z.string(),
  }),
);

/** From narrow to wide, each holding the one before and one part more, in the order of `servingParts`. */
export const numeratorsFigure = figure(
  "economics-cost-to-serve",
  "numerators",
  z.array(z.strictObject({ numerator: z.string(), holds: z.string(), compare_with: z.string() })).min(1),
);
/** Money a year for one account of a named CSM. */
export const costPerAccountFigure = figure("segmentation-coverage-economics", "cost_per_account", Band);

export const mostYearsFigure = figure("economics-retention-compounding", "most_years", Whole);
/** Months between which an investment should be defensible; the later one is the horizon where nobody gave one. */
export const horizonMonthsFigure = figure("economics-payback", "horizon_months", Band);
export const whatShowsFigure = figure(
  "economics-payback",
  "what_shows_when",
  z.array(z.strictObject({ by_month: Whole, shows: z.string() })).min(1),
);
export const powerShareFigure = figure("economics-what-can-be-detected", "power_share", Share);
export const powerErrorsFigure = figure("economics-what-can-be-detected", "standard_errors_for_power", z.number().min(0));
export const yearsToReadFigure = figure("economics-what-can-be-detected", "years_of_retention_to_read", Whole);

/** Every figure the model of economics may read. */
export const economicsReads = {
  capYears: capYearsFigure,
  discount: discountFigure,
  plausibleChurn: plausibleChurnFigure,
  ratioMarks: ratioMarksFigure,
  costPerNewDollar: costPerNewDollarFigure,
  cacPayback: cacPaybackFigure,
  numerators: numeratorsFigure,
  costToServe: costToServeFigure,
  costPerAccount: costPerAccountFigure,
  mostYears: mostYearsFigure,
  horizonMonths: horizonMonthsFigure,
  grossMargin: grossMarginFigure,
  valueMultiple: valueMultipleFigure,
  budgetRule: budgetRuleFigure,
  churnMix: churnMixFigure,
  standardErrors: confidenceFigure,
  powerShare: powerShareFigure,
  powerErrors: powerErrorsFigure,
  yearsToRead: yearsToReadFigure,
  whatShows: whatShowsFigure,
};
export type EconomicsFigures = Figures<typeof economicsReads>;

export interface KillQuestion {
  break_even: number | null;
  /** Years until a change of the break-even's size can be seen; null when that is unknown. */
  years_to_see: number | null;
  horizon_years: number;
  as_of?: string;
}

/**
 * What ends the plan: gross retention at its break-even level where it can be read within the horizon, else the leading measure that shows
 * before retention does, whose level is for people to agree on. Months count from the start. Throws nothing.
 */
export function killCriterion(
  { break_even, years_to_see, horizon_years, as_of }: KillQuestion,
  book: CaseBook,
  figures: EconomicsFigures,
): OptionAnswer["kill_criterion"] {
  const wait = figures.yearsToRead.value;
  const readable = break_even !== null && (years_to_see ?? 0) <= Math.max(horizon_years, wait);
  const at = (month: number) => ({ month, date: as_of === undefined ? null : addMonths(as_of, month) });
  if (!readable) {
    const before = figures.whatShows.value.filter(({ by_month }) => by_month < wait * 12).sort((a, b) => b.by_month - a.by_month);
    const leading = before[0] ?? figures.whatShows.value[0]!;
    return { metric: leading.shows, rise: null, level: null, ...at(leading.by_month) };
  }
  const level = book.grr === null || book.grr + break_even > 1 ? null : book.grr + break_even;
  return { metric: "gross retention", rise: break_even, level, ...at(12 * Math.max(wait, years_to_see ?? 0)) };
}

export interface PaybackQuestion {
  arr: number;
  margin: number;
  /** Yearly; paid month by month from the first. */
  cost: number;
  one_off: number;
  ramp_months: number;
  /** The share of kept ARR that renews a year later. */
  renewed: number;
}

/**
 * The first month in which the margin won so far is at least the cost so far, or null when that is not within the years that have a lift.
 * A twelfth of the ARR is up for renewal each month; what a month's renewals keep earns its margin from that month on. Money in major units,
 * rates as fractions, compared to the hundredth. Throws nothing. Source: rule economics-payback.
 * @example paybackMonth([0.06, 0.06, 0.06, 0.06, 0.06, 0.06], { arr: 3e6, margin: 0.8, cost: 3e5, one_off: 5e4, ramp_months: 6, renewed: 1 }) // 63
 */
export function paybackMonth(lifts: readonly number[], question: PaybackQuestion): number | null {
  const { arr, margin, cost, one_off, ramp_months, renewed } = question;
  const kept: number[] = [];
  let earned = 0;
  for (let month = 1; month <= lifts.length * 12; month += 1) {
    const lift = lifts[Math.floor((month - 1) / 12)]!;
    kept.push(month > ramp_months ? (arr / 12) * lift : 0);
    const paying = kept.reduce((sum, amount, index) => sum + amount * renewed ** Math.floor((month - 1 - index) / 12), 0);
    earned += (paying * margin) / 12;
    if (Math.round(earned * 100) >= Math.round((one_off + (cost / 12) * month) * 100)) return month;
  }
  return null;
}

/** The share of a year (1 is the first) that lies after the ramp. @example afterRamp(1, 6) // 0.5 */
export function afterRamp(year: number, rampMonths: number): number {
  return Math.min(1, Math.max(0, (12 * year - rampMonths) / 12));
}

/**
 * What a yearly cost is worth today: a one-off at the start, the rest in the middle of each year. Money in major units, discount a yearly fraction.
 * @example presentCost(100, 0, 0.21, 1) // 100 / 1.1 = 90.909...
 */
export function presentCost(cost: number, oneOff: number, discount: number, years: number): number {
  let sum = oneOff;
  for (let year = 1; year <= years; year += 1) sum += cost / (1 + discount) ** (year - 1 / 2);
  return sum;
}

export interface KeptQuestion {
  arr: number;
  margin: number;
  discount: number;
  ramp_months: number;
  /** The share of what was kept in one year that pays again in the next; 0 counts it once. */
  carried: number;
}

/**
 * What added retention is worth today, in gross margin: the ARR a year's renewals keep beyond the baseline brings its first twelve months at that
 * year's end, since renewals are spread over the year. Lifts are fractions of ARR, one a year. Throws nothing. Source: rule economics-payback.
 * @example presentKept([0.02, 0.04], { arr: 10e6, margin: 0.8, discount: 0.1, ramp_months: 0, carried: 0 }) // 409_917.36
 */
export function presentKept(lifts: readonly number[], question: KeptQuestion): number {
  let [kept, sum] = [0, 0];
  lifts.forEach((lift, index) => {
    kept = kept * question.carried + question.arr * lift * afterRamp(index + 1, question.ramp_months);
    sum += (kept * question.margin) / (1 + question.discount) ** (index + 1);
  });
  return sum;
}

/**
 * The lift which, added in every year of the horizon, brings back a present cost exactly; null when nothing kept would earn anything in it.
 * @example neededLift(presentCost(...), 3, question) // 0.0345
 */
export function neededLift(cost: number, years: number, question: KeptQuestion): number | null {
  const each = presentKept(
    Array.from({ length: years }, () => 1),
    question,
  );
  const lift = each > 0 ? cost / each : Number.NaN;
  return Number.isFinite(lift) ? lift : null;
}

/**
 * Whole years to wait, with as many before the start to compare with, until a true change would probably be noticed:
 * 2 x (errors x spread / change)^2, rounded up. `spread` and `change` are fractions, `errors` the standard errors of interval and power together.
 * Null for no change, or one too small to be seen ever.
 * @example yearsToSee(0.02, 0.0147, 2.8016) // 9
 */
export function yearsToSee(change: number, spread: number, errors: number): number | null {
  const years = change > 0 ? Math.ceil(2 * ((errors * spread) / change) ** 2) : Number.NaN;
  return Number.isFinite(years) ? Math.max(1, years) : null;
}

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
