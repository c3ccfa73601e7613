/**
 * Whole years to wait, with as many before the start to compare with, until a true change would probably be noticed:
 * 2 x (errors x spread / change)^2, rounded up. `spread` and `change` are fractions, `errors` the standard errors of interval and power together.
 * Null for no change, or one too small to be seen ever.
 * @example yearsToSee(0.02, 0.0147, 2.8016) // 9
 */
export function yearsToSee(change: number, spread: number, errors: number): number | null {
  const years = change > 0 ? Math.ceil(2 * ((errors * spread) / change) ** 2) : Number.NaN;
  return Number.isFinite(years) ? Math.max(1, years) : null;
}
