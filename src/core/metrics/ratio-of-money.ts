/**
 * One amount over another as a fraction, divided in whole hundredths so that 90.09 of 100.10 is exactly 0.9 and meets its band's edge.
 * Units: both in major units, exact to the hundredth; the second must not be 0.
 * @example ratioOfMoney(90.09, 100.1) // 0.9
 */
export function ratioOfMoney(part: number, whole: number): number {
  return Math.round(part * 100) / Math.round(whole * 100);
}
