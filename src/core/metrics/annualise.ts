import { Problem } from "../contract/problem.ts";

/**
 * A monthly gross retention compounded over twelve months, both fractions.
 * Throws Problem outside 0 to 1, since gross retention cannot exceed the opening revenue.
 * @example annualise(0.98) // { monthly_grr: 0.98, grr: 0.7847... }, not 0.76
 */
export function annualise(monthlyGrr: number): { monthly_grr: number; grr: number } {
  if (!(monthlyGrr >= 0 && monthlyGrr <= 1))
    throw new Problem({
      what: `monthly_grr is ${monthlyGrr}; gross retention lies between 0 and 1.`,
      remedy: "Give it as a fraction: 98% is 0.98.",
    });
  return { monthly_grr: monthlyGrr, grr: monthlyGrr ** 12 };
}
