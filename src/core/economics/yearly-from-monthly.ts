/** A month's churn over twelve months like it, as a fraction. @example yearlyFromMonthly(0.02) // 0.2153 */
export function yearlyFromMonthly(monthly: number): number {
  return monthly >= 1 ? 1 : -Math.expm1(12 * Math.log1p(-monthly));
}
