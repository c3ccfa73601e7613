import type { CompoundingYear } from "./economics-fields.ts";
import type { Convention } from "./economics-question.ts";

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
