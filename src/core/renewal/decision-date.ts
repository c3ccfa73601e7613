import { addDays } from "../calendar/dates.ts";
import type { Renewal } from "./renewal-row.ts";

/**
 * The last day on which the customer can say no: the stated day of decision, else the renewal date less the notice; where the customer
 * must sign to go on, the end of term itself. With the notice unknown the renewal date stands in and is marked as not known.
 * Null without any date.
 * @example decisionDate({ renewal_date: "2026-03-31", notice_days: 30, auto_renews: null, decision_date: null }) // 2026-03-01, known
 */
export function decisionDate({
  renewal_date,
  notice_days,
  auto_renews,
  decision_date,
}: Pick<Renewal, "renewal_date" | "notice_days" | "auto_renews" | "decision_date">): { date: string; known: boolean } | null {
  if (decision_date !== null) return { date: decision_date, known: true };
  if (renewal_date === null) return null;
  if (auto_renews === false) return { date: renewal_date, known: true };
  if (notice_days === null) return { date: renewal_date, known: false };
  return { date: addDays(renewal_date, -notice_days), known: true };
}
