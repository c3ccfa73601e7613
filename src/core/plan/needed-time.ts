/**
 * The share of working time with customers at which so many CSMs cover the work, leavers included; null when no share would.
 * Hours a year; `lost` is the people's work that leavers cost.
 * @example neededTime(6500, 1880, 6, 0.3975) // 0.617
 */
export function neededTime(hours: number, workingHours: number, csms: number, lost: number): number | null {
  const serving = csms - lost;
  if (serving <= 0) return null;
  const share = hours / (workingHours * serving);
  return share > 1 ? null : share;
}
