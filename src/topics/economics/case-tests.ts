import { because, type UndefinedField } from "../../core/answer.ts";
import { dayNumber } from "../../core/dates.ts";
import { agreesToDigits, sumMoney } from "../../core/money.ts";
import { smallest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { logoNoise } from "../retention/chance.ts";
import { acquisition, type PartAnswer } from "./acquisition.ts";
import type { BusinessCase, Compounding, CompoundingYear, Detectable, MustBeTrue } from "./answer.ts";
import {
  type CaseBook,
  type CaseFacts,
  caseBook,
  type EconomicsFigures,
  neededLift,
  optionAnswer,
  presentCost,
} from "./business-case.ts";
import { caseReasons } from "./case-reasons.ts";
import { type ArrLost, arrLost, churnBounds } from "./churn.ts";
import { costToServe } from "./cost-to-serve.ts";
import { checkQuestion, finite, lifetimeValue } from "./lifetime-value.ts";
import {
  type Convention,
  checkOptions,
  conventions,
  type EconomicsQuestion,
  horizonOf,
  type QuestionOption,
} from "./question.ts";

const HALVINGS = 100;

/**
 * The churn that the treated half of the accounts, drawn by lot, must reach within a year for the difference to be noticed: two shares, the
 * spread pooled under "no difference". Rates as fractions; null when even no churn at all could not be told from chance.
 * `errors` and `power` are the standard errors of the interval and of the power. Throws nothing.
 * @example trialChurn(340, 0.08, 1.96, 0.8416) // 0.0150
 */
export function trialChurn(accounts: number, churn: number, errors: number, power: number): number | null {
  const half = accounts / 2;
  const seen = (other: number) => {
    const middle = (churn + other) / 2;
    const pooled = Math.sqrt((2 * middle * (1 - middle)) / half);
    const apart = Math.sqrt((churn * (1 - churn) + other * (1 - other)) / half);
    return churn - other >= errors * pooled + power * apart;
  };
  if (accounts === 0 || churn <= 0 || !seen(0)) return null;
  let [low, high] = [0, churn];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (seen(middle)) low = middle;
    else high = middle;
  }
  return low;
}

export interface DetectableAnswer {
  fields: Detectable;
  /** The spread of one year's retention, of ARR where segments are known, else of accounts; a fraction, null when unknown. */
  spread: number | null;
  undefined: UndefinedField[];
}

/** The spread of a year's gross retention when accounts of a segment have its average size and each is lost alone with the same chance. */
function grrSpread({ segments }: CaseBook, churn: number): number | null {
  const total = sumMoney(segments.map((segment) => segment.arr));
  if (total === 0) return null;
  const squares = segments.map(({ arr, accounts }) => (accounts === 0 ? 0 : arr ** 2 / accounts)).sort((a, b) => a - b);
  return Math.sqrt(churn * (1 - churn) * squares.reduce((sum, square) => sum + square, 0)) / total;
}

function whyUnknown({ accounts, annual_churn }: CaseBook): string {
  const missing = [...(accounts === null ? ["accounts"] : []), ...(annual_churn === null ? ["annual_churn"] : [])];
  if (missing.length) return `Needs ${missing.join(" and ")}.`;
  if (accounts === 0) return "There are no accounts.";
  return `${annual_churn === 0 ? "Nobody" : "Everybody"} leaves, which tells nothing about chance.`;
}

/**
 * How small a change of retention could still be told from chance: of one year, from year to year, and in a trial on half the accounts, at
 * the power in force. Each account is lost or kept alone. Rates as fractions. Throws nothing. Source: rule economics-what-can-be-detected.
 */
export function detectableEffect(book: CaseBook, figures: EconomicsFigures): DetectableAnswer {
  const [errors, power] = [figures.standardErrors.value, figures.powerErrors.value];
  const { accounts, annual_churn: churn } = book;
  const logo = accounts === null || churn === null ? null : logoNoise(accounts, 1 - churn, errors);
  const logoSpread = logo === null ? null : logo.half_width / errors;
  const arrSpread = logo === null || churn === null ? null : grrSpread(book, churn);
  const scaled = (spread: number | null, by: number) => (spread === null ? null : spread * by);
  const trial = logo === null ? null : trialChurn(accounts!, churn!, errors, power);
  const at = (...names: (keyof Detectable)[]) => names.map((name) => `detectable_effect.${name}`);
  return {
    fields: {
      accounts,
      annual_churn: churn,
      power_share: figures.powerShare.value,
      logo_half_width: scaled(logoSpread, errors),
      logo_change: scaled(logoSpread, errors * Math.SQRT2),
      noticeable_change: scaled(logoSpread, (errors + power) * Math.SQRT2),
      grr_half_width: scaled(arrSpread, errors),
      grr_change: scaled(arrSpread, errors * Math.SQRT2),
      noticeable_grr_change: scaled(arrSpread, (errors + power) * Math.SQRT2),
      trial_churn: trial,
      trial_change: trial === null ? null : churn! - trial,
      years_to_read: figures.yearsToRead.value,
    },
    spread: arrSpread ?? logoSpread,
    undefined: [
      ...(accounts === null ? because("Not given.", at("accounts")) : []),
      ...(churn === null ? because("Not given.", at("annual_churn")) : []),
      ...(logo === null ? because(whyUnknown(book), at("logo_half_width", "logo_change", "noticeable_change")) : []),
      ...(arrSpread === null
        ? because(
            logo === null ? whyUnknown(book) : "Needs segments with ARR.",
            at("grr_half_width", "grr_change", "noticeable_grr_change"),
          )
        : []),
      ...(trial === null
        ? because(
            logo === null ? whyUnknown(book) : "Even if nobody in the treated half left, it could be chance.",
            at("trial_churn", "trial_change"),
          )
        : []),
    ],
  };
}

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

/**
 * Between neighbors in yearly cost, what the dearer option must keep beyond the cheaper for both to be worth the same in a full year: points
 * of ARR as a fraction, and ARR. Money in major units, margin a fraction. One-off costs and ramps are left out. Throws nothing.
 * @example indifference([{ name: "A", cost: 0 }, { name: "B", cost: 490_000 }], 18e6, 0.81)[0].extra_grr // 0.0336
 */
export function indifference(
  options: readonly { name: string; cost: number }[],
  arr: number,
  margin: number,
): BusinessCase["indifference"] {
  const sorted = [...options].sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1));
  return sorted.slice(1).map((dearer, index) => {
    const cheaper = sorted[index]!;
    const extra = sumMoney([dearer.cost, -cheaper.cost]);
    const needed = finite(extra / margin);
    return {
      cheaper: cheaper.name,
      dearer: dearer.name,
      extra_cost: extra,
      extra_grr: needed === null ? null : finite(needed / arr),
      extra_arr: needed,
    };
  });
}

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
  const answers = options.map((option) => optionAnswer(option, facts, figures));
  const conditions = options.map((option) => mustBeTrue(option, facts));
  const pairs = indifference(options, book.arr, facts.margin.central);
  return {
    fields: {
      horizon_years: horizon,
      discount_rate: facts.discount,
      gross_margin: facts.margin.central,
      gross_margin_known: facts.margin_known,
      options: answers,
      do_nothing: nothing.fields,
      indifference: pairs,
      must_be_true: conditions,
      detectable_effect: detectable.fields,
    },
    undefined: [...nothing.undefined, ...detectable.undefined, ...caseReasons(answers, conditions, pairs, facts)],
  };
}

export interface TwoCompanies {
  opening: number;
  /** New ARR a year, the same in both. */
  added: number;
  rateA: number;
  rateB: number;
}

/** A year on: new ARR joins after the losses, or before them and loses its share too. */
const next = (arr: number, added: number, rate: number, convention: Convention): number =>
  convention === "opening" ? arr * rate + added : (arr + added) * rate;

/**
 * The ARR of both at the end of each year, and the second less the first. Units: ARR in major units, rates as fractions. Throws nothing.
 * @example compoundingYears({ opening: 10e6, added: 3e6, rateA: 0.85, rateB: 0.93 }, 1, "opening")[0] // { year: 1, a: 11.5e6, b: 12.3e6, difference: 0.8e6 }
 */
export function compoundingYears(facts: TwoCompanies, years: number, convention: Convention): CompoundingYear[] {
  let [a, b] = [facts.opening, facts.opening];
  return Array.from({ length: years }, (_, index) => {
    a = next(a, facts.added, facts.rateA, convention);
    b = next(b, facts.added, facts.rateB, convention);
    return { year: index + 1, a, b, difference: b - a };
  });
}

type Printed = NonNullable<Compounding["printed"]>;

/** The new ARR a year that gives the difference: it is a straight line in new ARR, so a slope tells. Null when none of 0 or more does. */
function newArrNeeded(printed: number, facts: TwoCompanies, years: number, convention: Convention): number | null {
  const at = (opening: number, added: number) =>
    compoundingYears({ ...facts, opening, added }, years, convention).at(-1)!.difference;
  const without = at(facts.opening, 0);
  const slope = at(0, 1);
  const needed = slope === 0 ? null : (printed - without) / slope;
  return needed !== null && needed >= 0 && Number.isFinite(needed) ? needed : null;
}

/** Years until the difference is reached, straight within the year in which it happens; null when it is not within the longest table. */
function yearsNeeded(printed: number, facts: TwoCompanies, mostYears: number, convention: Convention): number | null {
  const table = compoundingYears(facts, mostYears, convention);
  const index = table.findIndex((year) => year.difference >= printed);
  if (index === -1) return null;
  const before = index === 0 ? 0 : table[index - 1]!.difference;
  const step = table[index]!.difference - before;
  return step <= 0 ? index : index + (printed - before) / step;
}

/**
 * A printed difference against both conventions: whether it matches to the digits it was given in, how far off it is, and what new ARR or how
 * many years it would take. Money in major units, `years` and `mostYears` whole. Throws nothing.
 * @example printedDifference(6_500_000, facts, 5, 30).matches // "neither"
 */
export function printedDifference(printed: number, facts: TwoCompanies, years: number, mostYears: number): Printed {
  const checks = conventions.map((convention) => {
    const difference = compoundingYears(facts, years, convention).at(-1)!.difference;
    return {
      convention,
      difference,
      off_by: printed - difference,
      new_arr_needed: newArrNeeded(printed, facts, years, convention),
      years_needed: yearsNeeded(printed, facts, mostYears, convention),
    };
  });
  const matching = checks.filter(({ difference }) => agreesToDigits(printed, difference)).map(({ convention }) => convention);
  return { difference: printed, matches: matching.length === 2 ? "both" : (matching[0] ?? "neither"), checks };
}

/**
 * Two companies that sell the same and keep differently, year by year, under the chosen convention for when new customers begin to leave, or
 * under both; and, where somebody printed a difference, what it would take. ARR in major units, rates as fractions.
 * Throws Problem unless two rates are given. Source: definitions 2.18, rule economics-retention-compounding.
 */
export function compounding(question: EconomicsQuestion, mostYears: number): PartAnswer {
  const { opening_arr: opening = 0, new_arr: added = 0, grr = [], years = 0, printed } = question;
  const [rateA, rateB] = grr;
  if (rateA === undefined || rateB === undefined || grr.length > 2)
    throw new Problem({
      what: `compounding compares two companies, and grr holds ${grr.length}.`,
      remedy: "Give two yearly rates, such as [0.85, 0.93].",
    });
  const facts = { opening, added, rateA, rateB };
  const chosen = question.convention ?? conventions[0];
  const table = compoundingYears(facts, years, chosen);
  const last = table.at(-1)!.difference;
  const otherName = conventions.find((name) => name !== chosen)!;
  const otherTable = compoundingYears(facts, years, otherName);
  const check = printed === undefined ? undefined : printedDifference(printed, facts, years, mostYears);
  const fields: Compounding = {
    convention: chosen,
    chosen: question.convention !== undefined,
    grr_a: rateA,
    grr_b: rateB,
    difference: last,
    ...(question.gross_margin === undefined ? {} : { difference_in_margin: last * question.gross_margin }),
    ...(question.convention === undefined
      ? { other: { convention: otherName, difference: otherTable.at(-1)!.difference, years: otherTable } }
      : {}),
    ...(check === undefined ? {} : { printed: check }),
  };
  const reason = (name: "new_arr_needed" | "years_needed", why: string) =>
    check?.checks.some((row) => row[name] === null) ? because(why, `compounding.printed.checks[].${name}`) : [];
  return {
    fields: { compounding: fields, years: table },
    undefined: [
      ...reason("new_arr_needed", "No new ARR of 0 or more gives that difference at these rates."),
      ...reason("years_needed", "The difference is not reached within the longest table shown."),
    ],
  };
}

/**
 * Answers one question of economics with the figures in force, after refusing what cannot be true or has no place in it. Throws Problem.
 * @example answerEconomics({ ask: "lifetime_value", arpa: 12000, gross_margin: 0.75, annual_churn: 0.1 }, figures).fields.cltv?.by_churn // 90_000
 */
export function answerEconomics(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  const bounded = question.years !== undefined || question.options !== undefined;
  checkQuestion(question, bounded ? figures.mostYears.value : 1);
  if (question.ask === "lifetime_value") {
    const usual = {
      capYears: question.cap_years ?? figures.capYears.value,
      discount: question.discount ?? figures.discount.value,
    };
    const { arpa = 0, gross_margin = 0 } = question;
    const { cltv, undefined: gaps } = lifetimeValue({ ...question, arpa, gross_margin }, usual);
    return { fields: { cltv }, undefined: gaps };
  }
  if (question.ask === "acquisition") return acquisition(question, figures);
  if (question.ask === "cost_to_serve") return costToServe(question, figures);
  if (question.ask === "compounding") return compounding(question, figures.mostYears.value);
  return businessCase(question, figures);
}
