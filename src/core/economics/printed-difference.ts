import { agreesToDigits } from "../plan/agrees-to-digits.ts";
import { compoundingYears, type TwoCompanies } from "./compounding-years.ts";
import type { Compounding } from "./economics-fields.ts";
import { type Convention, conventions } from "./economics-question.ts";

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
