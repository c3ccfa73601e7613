/**
 * Months of gross margin on new ARR until its acquisition cost is back: cost / (new ARR x margin) x 12. Money in major units a year, margin as
 * a fraction; null when the new ARR earns no margin.
 * @example cacPaybackMonths(1_500_000, 1_200_000, 0.75) // 20
 */
export function cacPaybackMonths(cost: number, newArr: number, margin: number): number | null {
  const earned = newArr * margin;
  return earned > 0 && Number.isFinite((cost * 12) / earned) ? (cost * 12) / earned : null;
}
