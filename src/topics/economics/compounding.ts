import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { agreesToDigits, sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import type { Compounding, CompoundingYear, PartAnswer } from "./answer.ts";
import type { EconomicsFigures } from "./figures.ts";
import { type Convention, conventions, type EconomicsQuestion } from "./question.ts";

interface TwoCompanies {
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

/** Each year with what its difference earns, where the margin is known. */
const withMargin = (table: readonly CompoundingYear[], margin: number | undefined): CompoundingYear[] =>
  table.map((year) => (margin === undefined ? year : { ...year, margin: year.difference * margin }));

type Printed = NonNullable<Answered<Compounding>["printed"]>;

/** The new ARR a year that gives the difference: it is a straight line in new ARR, so a slope tells. Null when none of 0 or more does. */
function newArrNeeded(printed: number, facts: TwoCompanies, years: number, convention: Convention): Known<number> {
  const at = (opening: number, added: number) =>
    compoundingYears({ ...facts, opening, added }, years, convention).at(-1)!.difference;
  const without = at(facts.opening, 0);
  const slope = at(0, 1);
  const needed = slope === 0 ? null : (printed - without) / slope;
  const possible = needed !== null && needed >= 0 && Number.isFinite(needed);
  return known(possible ? needed : null, "No new ARR of 0 or more gives that difference at these rates.");
}

/** Years until the difference is reached, straight within the year in which it happens; null when it is not within the longest table. */
function yearsNeeded(printed: number, facts: TwoCompanies, mostYears: number, convention: Convention): Known<number> {
  const table = compoundingYears(facts, mostYears, convention);
  const index = table.findIndex((year) => year.difference >= printed);
  if (index === -1) return unknown("The difference is not reached within the longest table shown.");
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
export function compounding(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  const { new_arr: added = 0, grr = [], printed } = question;
  const opening = question.opening_arr ?? question.arr;
  if (opening === undefined)
    throw new Problem({ what: "compounding needs the ARR it starts from.", remedy: "Give arr, or opening_arr." });
  if (question.opening_arr !== undefined && question.arr !== undefined && question.opening_arr !== question.arr)
    throw new Problem({
      what: `arr is ${question.arr} and opening_arr ${question.opening_arr}: they are the same thing.`,
      remedy: "Give one of them.",
    });
  const mostYears = figures.mostYears.value;
  const shown = question.years === undefined ? figures.horizonYears.value : null;
  const years = question.years ?? largest(figures.horizonYears.value);
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
  const fields: Answered<Compounding> = {
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
  return {
    compounding: fields,
    years: withMargin(table, question.gross_margin).filter(({ year }) => shown?.includes(year) ?? true),
  };
}

/** Each year with what its difference earns within it: customers are saved all through a year, so it earns the mean of its two ends. */
const earned = (table: readonly CompoundingYear[], margin: number): (CompoundingYear & { margin: number })[] =>
  table.map((year, index) => ({ ...year, margin: (((table[index - 1]?.difference ?? 0) + year.difference) / 2) * margin }));

/** How far chance alone moves the share of customers kept from one year to the next, and what would probably be noticed. */
function chanceOfPoint(customers: number, churn: number, { standardErrors, powerErrors }: EconomicsFigures) {
  const spread = Math.sqrt((2 * churn * (1 - churn)) / customers);
  return {
    customers,
    change_by_chance: standardErrors.value * spread,
    noticeable_change: (standardErrors.value + powerErrors.value) * spread,
  };
}

/**
 * What keeping more of today's customers is worth: the ARR and margin of a full year of it, the margin earned within every year up to the
 * horizon (no new customers, both rates lasting, saved all through the year) with its present value, the yearly spend at which that is used up
 * with and without interest, how much less has to be lost, and what chance alone would do to so many customers. ARR in major units, rates as
 * fractions; margins and spends are discounted from the end of their year. Throws Problem where nothing is better kept.
 * @example pointOfRetention({ ask: "point_of_retention", arr: 9e6, gross_margin: 0.78, from: 0.94, to: 0.96 }, figures).point?.margin_a_year // 140_400
 */
export function pointOfRetention(question: EconomicsQuestion, figures: EconomicsFigures): PartAnswer {
  const { arr = 0, gross_margin: margin = 0, from = 0, to = 0, accounts, discount = figures.discount.value } = question;
  if (to <= from)
    throw new Problem({ what: `to is ${to} and from ${from}, so nothing more is kept.`, remedy: "Give the higher rate as to." });
  const years = question.years ?? largest(figures.horizonYears.value);
  const table = earned(compoundingYears({ opening: arr, added: 0, rateA: from, rateB: to }, years, "opening"), margin);
  const present = (of: (year: (typeof table)[number]) => number) =>
    table.reduce((sum, year) => sum + of(year) / (1 + discount) ** year.year, 0);
  const present_value = sumMoney([present((year) => year.margin)]);
  const margin_over_horizon = sumMoney(table.map((year) => year.margin));
  const arr_a_year = sumMoney([arr * (to - from)]);
  const lost = (rate: number) => sumMoney([arr * (1 - rate)]);
  const arpa = question.arpa ?? (accounts === undefined || accounts === 0 ? 0 : arr / accounts);
  const customers = accounts ?? (arpa === 0 ? 0 : Math.round(arr / arpa));
  return {
    point: {
      from,
      to,
      arr_a_year,
      margin_a_year: sumMoney([arr_a_year * margin]),
      arr_of_one_point: sumMoney([arr / 100]),
      margin_of_one_point: sumMoney([(arr * margin) / 100]),
      margin_over_horizon,
      discount_rate: discount,
      present_value,
      break_even_spend_a_year: sumMoney([present_value / present(() => 1)]),
      break_even_spend_undiscounted: sumMoney([margin_over_horizon / years]),
      arr_at_horizon: table.at(-1)!.difference,
      lost_now: lost(from),
      lost_then: lost(to),
      less_lost_share: (to - from) / (1 - from),
      ...(arpa === 0 ? {} : { customers_to_keep: arr_a_year / arpa, customers_lost_now: lost(from) / arpa }),
      ...(customers === 0 || from === 0 ? {} : { chance: chanceOfPoint(customers, 1 - from, figures) }),
    },
    years: table,
  };
}
