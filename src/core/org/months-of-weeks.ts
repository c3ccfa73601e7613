const WEEKS_A_YEAR = 52;
const DAYS_A_WEEK = 7;

/** Weeks as months of a year of twelve. @example monthsOfWeeks(13) // 3 */
export function monthsOfWeeks(weeks: number): number {
  return (weeks * 12) / WEEKS_A_YEAR;
}

/** Weeks as whole days. @example daysOfWeeks(10) // 70 */
export function daysOfWeeks(weeks: number): number {
  return Math.round(weeks * DAYS_A_WEEK);
}
