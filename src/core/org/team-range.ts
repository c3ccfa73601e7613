import { largest } from "../order/largest.ts";
import { smallest } from "../order/smallest.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { csmFte, type TeamWork } from "./team-work.ts";

/** One input nobody measured: the CSMs needed at its two ends, all else equal. */
export interface Driver {
  input: string;
  low: number;
  high: number;
  swing: number;
}

/** The CSMs needed as a range, and the unmeasured inputs behind it, the strongest first. */
export interface TeamRange {
  low: number;
  high: number;
  drivers: Driver[];
}

/**
 * The range of CSMs needed: the envelope of changing one unmeasured input at a time. What the user gave is not varied.
 * @example teamRange(work, question, figures).drivers[0] // { input: "customer time", low: 5.2, high: 6.9, swing: 1.8 }
 */
export function teamRange(work: TeamWork, question: TeamQuestion, figures: TeamFigures): TeamRange {
  const base = csmFte(work);
  const drivers: Driver[] = [];
  const add = (input: string, ends: number[]) => {
    const low = smallest(ends);
    const high = largest(ends);
    if (high > low) drivers.push({ input, low, high, swing: high - low });
  };
  const time = figures.customerTime.value;
  const guessed = work.lines.some((line) => !line.measured && line.hours_per_account > 0 && line.accounts > 0);
  if (question.customer_time === undefined)
    add("customer time", [csmFte(work, { customer_time: time.high }), csmFte(work, { customer_time: time.low })]);
  if (guessed) {
    const spread = figures.hoursSpread.value;
    add("hours per account", [csmFte(work, { hours_factor: 1 - spread }), csmFte(work, { hours_factor: 1 + spread })]);
  }
  if (work.new_accounts) {
    const { low, high } = figures.onboardingHours.value;
    add("hours per new account", [csmFte(work, { onboarding_hours: low }), csmFte(work, { onboarding_hours: high })]);
  }
  if (work.lines.some((line) => line.first_year > 0 && line.accounts > 0)) {
    const { low, central, high } = figures.firstYearHours.value;
    add(
      "hours of accounts in their first year",
      [low, high].map((to) => csmFte(work, { first_year: { from: central, to } })),
    );
  }
  if (work.lines.some((line) => line.note === "arr_unknown"))
    add("ARR of the tech-touch accounts", [base, csmFte(work, { without: "arr_unknown" })]);
  if (guessed && question.expansion_mandate)
    add("expansion quota", [base, ...figures.expansionMandate.value.map((share) => base / (1 - share))]);
  drivers.sort((a, b) => b.swing - a.swing || (a.input < b.input ? -1 : 1));
  return {
    low: smallest([base, ...drivers.map((driver) => driver.low)]),
    high: largest([base, ...drivers.map((driver) => driver.high)]),
    drivers,
  };
}
