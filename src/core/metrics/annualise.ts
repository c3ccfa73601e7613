import { Problem } from "../contract/problem.ts";
import { monthsInWindow } from "./months-in-window.ts";
import type { RetentionFields } from "./retention-result.ts";
import type { Window } from "./window.ts";

type Annualised = NonNullable<RetentionFields["annualised"]>;

/**
 * A monthly gross retention compounded over twelve months, both fractions.
 * Throws Problem outside 0 to 1, since gross retention cannot exceed the opening revenue.
 * @example annualise(0.98) // { months: 1, monthly_grr: 0.98, nrr: null, grr: 0.7847... }, not 0.76
 */
export function annualise(monthlyGrr: number): Annualised {
  if (!(monthlyGrr >= 0 && monthlyGrr <= 1))
    throw new Problem({
      what: `monthly_grr is ${monthlyGrr}; gross retention lies between 0 and 1.`,
      remedy: "Give it as a fraction: 98% is 0.98.",
    });
  return { months: 1, monthly_grr: monthlyGrr, nrr: null, grr: monthlyGrr ** 12 };
}

/**
 * A window's net and gross retention compounded to twelve months: the rate to the power of twelve over its months. Rates as fractions.
 * Null for a window of less than a month, which says too little of a year.
 * @example annualiseWindow({ from: "2025-01-01", to: "2025-07-01" }, 1.1, 0.9) // { months: 6, nrr: 1.21, grr: 0.81, ... }
 */
export function annualiseWindow(window: Window, nrr: number, grr: number): Annualised | null {
  const months = monthsInWindow(window);
  if (months < 1) return null;
  return { months, monthly_grr: grr ** (1 / months), nrr: nrr ** (12 / months), grr: grr ** (12 / months) };
}
