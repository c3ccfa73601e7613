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

export interface KeptQuestion {
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
