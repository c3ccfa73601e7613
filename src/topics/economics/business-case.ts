import { addMonths, dayNumber } from "../../core/dates.ts";
import { type Answered, type Known, known, mapKnown, orNull, type Unknown, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import type { BusinessCase, MustBeTrue, OptionAnswer, PartAnswer } from "./answer.ts";
import { type ArrLost, arrLost, breakEven, churnBounds } from "./churn.ts";
import { detectableEffect } from "./detectable.ts";
import type { EconomicsFigures } from "./figures.ts";
import {
  type CaseBook,
  caseBook,
  checkOptions,
  type EconomicsQuestion,
  finite,
  horizonOf,
  liftsOf,
  type QuestionOption,
} from "./question.ts";

interface PaybackQuestion {
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

interface KeptQuestion {
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

interface KillQuestion {
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
function killCriterion(
  { break_even, years_to_see, horizon_years, as_of }: KillQuestion,
  book: CaseBook,
  figures: EconomicsFigures,
): Answered<OptionAnswer["kill_criterion"]> {
  const wait = figures.yearsToRead.value;
  // Nothing to repay has nothing to reach, and no rate rises past the whole book.
  const reachable = break_even !== null && break_even > 0 && (book.grr ?? 0) + break_even <= 1;
  const readable = reachable && (years_to_see ?? 0) <= Math.max(horizon_years, wait);
  const at = (month: number) => ({
    month,
    date: as_of === undefined ? unknown("No start was given; give details.as_of for a date.") : addMonths(as_of, month),
  });
  if (!readable) {
    const before = figures.whatShows.value.filter(({ by_month }) => by_month < wait * 12).sort((a, b) => b.by_month - a.by_month);
    const leading = before[0] ?? figures.whatShows.value[0]!;
    const none = unknown(
      `${
        break_even === null
          ? "No lift repays anything at a margin of 0"
          : break_even === 0
            ? "It costs nothing, so there is nothing to reach"
            : reachable
              ? "Retention cannot be read in time"
              : "The baseline and the rise together pass the whole book"
      }; agree on this measure's level before the start.`,
    );
    return { metric: leading.shows, rise: none, level: none, ...at(leading.by_month) };
  }
  const level = mapKnown(
    known(book.grr, "The baseline GRR is unknown, so only the rise above it can be named."),
    (grr) => grr + break_even,
  );
  return { metric: "gross retention", rise: break_even, level, ...at(12 * Math.max(wait, years_to_see ?? 0)) };
}

/** What every option of one case shares. */
interface CaseFacts {
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

const NO_MARGIN = unknown("At a gross margin of 0 kept revenue earns nothing, so no lift repays anything.");
const earned = (quotient: number): Known<number> => known(finite(quotient), NO_MARGIN);

/** Present values and payback of one list of lifts, or why there are none. */
function worthOf(lifts: readonly number[] | undefined, option: QuestionOption, facts: CaseFacts) {
  if (lifts === undefined) {
    const none = unknown(`${option.name}: nobody gave a lift; must_be_true says which one it would take.`);
    return { npv: none, npv_recurring: none, payback_month: none };
  }
  const { book, discount, margin, horizon_years } = facts;
  const { cost, one_off = 0, ramp_months = 0 } = option;
  const renewed = book.grr ?? 1;
  const paid = presentCost(cost, one_off, discount, horizon_years);
  const kept = { arr: book.arr, margin: margin.central, discount, ramp_months };
  return {
    npv: presentKept(lifts, { ...kept, carried: 0 }) - paid,
    npv_recurring: presentKept(lifts, { ...kept, carried: renewed }) - paid,
    payback_month: known(
      paybackMonth(lifts, { arr: book.arr, margin: margin.central, cost, one_off, ramp_months, renewed }),
      `${option.name}: margin so far stays below cost so far in the years with a lift.`,
    ),
  };
}

/** Whether all that was lost in a year would be enough to repay a year's cost. */
function withinLosses(needed: Known<number>, lost: ArrLost | null): Answered<OptionAnswer>["within_losses"] {
  if (lost === null) return unknown("How much a year's losses take is not known; do_nothing says what would tell.");
  return mapKnown(needed, (amount) => (amount <= lost.low ? "yes" : amount <= lost.high ? "not_if_the_smallest_left" : "no"));
}

/**
 * One option against what it must win back: break-even from cash, by value and by the budget rule, in accounts, present value and payback for
 * each case that was given, years until it can be seen, and what ends it. Money in major units, rates as fractions. Throws nothing.
 * Source: definitions 2.18, rules economics-business-case and economics-payback.
 */
function optionAnswer(option: QuestionOption, facts: CaseFacts, figures: EconomicsFigures): Answered<OptionAnswer> {
  const { book, margin, spread } = facts;
  const { name, cost, one_off } = option;
  const even = breakEven(cost, book.arr, book.segments, margin, figures.valueMultiple.value);
  const share = earned(even.share_of_arr);
  const needed = earned(even.retained_arr_needed);
  const lifts = liftsOf(option);
  const worth = worthOf(lifts.base, option, facts);
  const others = (["low", "high"] as const).filter((one) => lifts[one] !== undefined);
  const errors = figures.standardErrors.value + figures.powerErrors.value;
  const visible = (change: Known<number>, never: Unknown): Known<number> =>
    spread === null
      ? unknown("How far chance moves retention is not known; see detectable_effect.")
      : mapKnown(change, (size) => known(yearsToSee(size, spread, errors), never));
  const seen = visible(
    share,
    unknown(
      cost === 0
        ? `${name}: it costs nothing, so there is no change to look for.`
        : `${name}: the change is too small to be seen ever.`,
    ),
  );
  return {
    name,
    cost,
    break_even: share,
    ...(facts.margin_known ? {} : { break_even_low: earned(even.share_low), break_even_high: earned(even.share_high) }),
    ...(one_off === undefined ? {} : { break_even_first_year: earned((cost + one_off) / margin.central / book.arr) }),
    value_break_even: even.share_by_value,
    budget_rule_break_even: cost / figures.budgetRule.value / book.arr,
    retained_arr_needed: needed,
    ...(book.segments.length
      ? {
          break_even_accounts: even.accounts.map(({ tier, count }, index) => ({
            segment: tier,
            accounts: mapKnown(needed, () =>
              known(count, `${tier}: there ${book.segments[index]!.accounts === 0 ? "are no accounts" : "is no ARR"}.`),
            ),
          })),
        }
      : {}),
    within_losses: withinLosses(needed, facts.lost),
    ...worth,
    ...(others.length ? { cases: others.map((one) => ({ case: one, ...worthOf(lifts[one], option, facts) })) } : {}),
    years_to_see_break_even: seen,
    years_to_see_lift:
      lifts.base === undefined
        ? mapKnown(worth.npv, (value) => value)
        : visible(largest(lifts.base), unknown(`${name}: no year has a lift large enough to be seen ever.`)),
    kill_criterion: killCriterion(
      { break_even: orNull(share), years_to_see: orNull(seen), horizon_years: facts.horizon_years, as_of: facts.as_of },
      book,
      figures,
    ),
  };
}

/**
 * What doing nothing costs: no money, the ARR a year's losses take (one number from GRR, two ends from a churn of customers by segment),
 * and what is left of today's customers at the horizon. Money in major units. Throws nothing.
 */
function doNothing(
  { arr, grr, annual_churn, segments }: CaseBook,
  years: number,
  figures: EconomicsFigures,
): { fields: Answered<BusinessCase["do_nothing"]>; lost: ArrLost | null } {
  const counted = grr === null && annual_churn !== null && segments.some((one) => one.accounts > 0 && one.arr > 0);
  const lost = arrLost(null, { arr, grr }, counted ? churnBounds(segments, annual_churn, figures.churnMix.value) : []);
  const why = unknown("Needs grr, or annual_churn with details.segments.");
  return {
    fields: {
      cost: 0,
      npv: 0,
      arr_lost_low: known(lost?.low, why),
      arr_lost_high: known(lost?.high, why),
      arr_at_horizon: grr === null ? unknown("The baseline GRR is unknown.") : arr * grr ** years,
    },
    lost,
  };
}

/**
 * Between neighbors in yearly cost, what the dearer option must keep beyond the cheaper for both to be worth the same in a full year: points
 * of ARR as a fraction, and ARR. Money in major units, margin a fraction. One-off costs and ramps are left out. Throws nothing.
 * @example indifference([{ name: "A", cost: 0 }, { name: "B", cost: 490_000 }], 18e6, 0.81)[0].extra_grr // 0.0336
 */
export function indifference(
  options: readonly { name: string; cost: number }[],
  arr: number,
  margin: number,
): Answered<BusinessCase["indifference"]> {
  const sorted = [...options].sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1));
  return sorted.slice(1).map((dearer, index) => {
    const cheaper = sorted[index]!;
    const extra = sumMoney([dearer.cost, -cheaper.cost]);
    const needed = earned(extra / margin);
    return {
      cheaper: cheaper.name,
      dearer: dearer.name,
      extra_cost: extra,
      extra_grr: mapKnown(needed, (amount) => earned(amount / arr)),
      extra_arr: needed,
    };
  });
}

/**
 * The gross retention an option would have to add to pay: to repay a full year from cash, and in every year of the horizon for a present value
 * of zero, with kept ARR counted once and with kept ARR renewing. `possible` says whether repaying it within a year has room above the baseline; with an
 * unknown baseline only more than the whole book is known to have none. Fractions of ARR. Throws nothing.
 */
function mustBeTrue(option: QuestionOption, facts: CaseFacts): Answered<MustBeTrue> {
  const { book, horizon_years, discount, margin } = facts;
  const { name, cost, one_off = 0, ramp_months = 0 } = option;
  const paid = presentCost(cost, one_off, discount, horizon_years);
  const kept = { arr: book.arr, margin: margin.central, discount, ramp_months };
  const none = margin.central === 0 ? NO_MARGIN : unknown("The ramp is as long as the horizon, so nothing is kept within it.");
  const cash = earned(cost / margin.central / book.arr);
  const room = mapKnown(cash, (lift) =>
    book.grr !== null ? book.grr + lift <= 1 : lift > 1 ? false : unknown("Needs grr, the baseline."),
  );
  return {
    option: name,
    added_grr_cash: cash,
    added_grr_once: known(neededLift(paid, horizon_years, { ...kept, carried: 0 }), none),
    added_grr_renewing: known(neededLift(paid, horizon_years, { ...kept, carried: book.grr ?? 1 }), none),
    possible: room,
  };
}

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
  return {
    horizon_years: horizon,
    discount_rate: facts.discount,
    gross_margin: facts.margin.central,
    gross_margin_known: facts.margin_known,
    options: options.map((option) => optionAnswer(option, facts, figures)),
    do_nothing: nothing.fields,
    indifference: indifference(options, book.arr, facts.margin.central),
    must_be_true: options.map((option) => mustBeTrue(option, facts)),
    detectable_effect: detectable.fields,
  };
}
