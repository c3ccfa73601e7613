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
