const QUARTERS = [0, 1, 2, 3] as const;
const MONTHS_A_QUARTER = 12 / QUARTERS.length;

/**
 * Names of the four fiscal quarters a plan runs through, from the one `asOf` lies in; relative names without a date.
 * A fiscal year is named after the calendar year it ends in. `startMonth` is 1 to 12.
 * @example fiscalQuarters("2026-01-01", 2) // ["FY2026 Q4", "FY2027 Q1", "FY2027 Q2", "FY2027 Q3"]
 */
export function fiscalQuarters(asOf: string | null, startMonth: number): string[] {
  if (asOf === null) return QUARTERS.map((step) => `quarter ${step + 1}`);
  const [year, month] = asOf.split("-").map(Number) as [number, number];
  const endYear = startMonth > 1 && month >= startMonth ? year + 1 : year;
  const first = Math.floor(((month - startMonth + 12) % 12) / MONTHS_A_QUARTER);
  return QUARTERS.map(
    (step) => `FY${endYear + Math.floor((first + step) / QUARTERS.length)} Q${((first + step) % QUARTERS.length) + 1}`,
  );
}
