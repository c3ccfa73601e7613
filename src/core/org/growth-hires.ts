import type { GrowthMonth } from "./growth-months.ts";
import { roundUp } from "./round-up.ts";
import { withoutNoise } from "./without-noise.ts";

/** CSMs to hire together: the month the first of them is needed in full, and the month on whose first day they start. */
export interface GrowthHire {
  heads: number;
  due: number;
  starts: number;
}

/**
 * The CSMs that growth asks for beyond those there: each starts its ramp before the month that needs it, or as soon as a position opened
 * today can be filled. A shortage that is over before anybody could start is no reason to hire. Months are counted from 1, `lead_months`
 * is the time from opening a position to the first day.
 * @example growthHires([{ month: 9, csms_needed: 6.2, ... }], 6, { lead_months: 2.3, ramp_months: 6 }) // [{ heads: 1, due: 9, starts: 4 }]
 */
export function growthHires(
  months: readonly GrowthMonth[],
  there: number,
  given: { lead_months: number; ramp_months: number },
): GrowthHire[] {
  const earliest = roundUp(given.lead_months) + 1;
  const hires: GrowthHire[] = [];
  let hired = 0;
  for (const { month, csms_needed } of months) {
    const missing = roundUp(Math.max(0, withoutNoise(csms_needed - there)));
    if (month < earliest || missing <= hired) continue;
    const starts = Math.max(earliest, month - roundUp(given.ramp_months));
    const last = hires.at(-1);
    if (last?.starts === starts) last.heads += missing - hired;
    else hires.push({ heads: missing - hired, due: month, starts });
    hired = missing;
  }
  return hires;
}
