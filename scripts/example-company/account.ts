export type Size = "high" | "low" | "tech";

/** From a date on, a subscription pays so much a month; 0 means it has ended. */
export interface Step {
  date: string;
  mrr: number;
}

export interface ExampleAccount {
  name: string;
  parent: string;
  region: string;
  /** One list of steps for each subscription, in order of date. */
  subscriptions: Step[][];
  /** The day in 2026 on which its term ends, for an account that is still paying. */
  renewal_date: string;
  health: number | null;
  notice_days: number | null;
}

export const historyStart = "2024-01-01";
export const yearStart = "2025-01-01";
export const asOf = "2026-01-01";

/** What an account pays a month on a day. */
export function mrrOn(account: ExampleAccount, day: string): number {
  return account.subscriptions.reduce((sum, steps) => sum + (steps.findLast((step) => step.date <= day)?.mrr ?? 0), 0);
}

/** ISO text of a day of a month. */
export function dateOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
