const MONTHS_A_QUARTER = 3;

/** The calendar quarter of an ISO date. @example quarterOf("2026-03-31") // "2026-Q1" */
export function quarterOf(date: string): string {
  const [year, month] = date.split("-");
  return `${year}-Q${Math.ceil(Number(month) / MONTHS_A_QUARTER)}`;
}
