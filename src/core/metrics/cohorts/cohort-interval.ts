import * as z from "zod";

/** The calendar interval that cohorts and ages are counted in. */
export const CohortInterval = z.enum(["month", "quarter", "year"]);
export type CohortInterval = z.infer<typeof CohortInterval>;

const QUARTER = 3;

/** Months an interval lasts. @example monthsOf("quarter") // 3 */
export function monthsOf(interval: CohortInterval): number {
  if (interval === "month") return 1;
  return interval === "quarter" ? QUARTER : 12;
}

/**
 * The calendar interval a date falls in, so named that names sort by time.
 * @example cohortName("2025-05-20", "quarter") // "2025-Q2"
 */
export function cohortName(date: string, interval: CohortInterval): string {
  const [year, month] = date.split("-") as [string, string];
  if (interval === "year") return year;
  return interval === "month" ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / QUARTER)}`;
}
