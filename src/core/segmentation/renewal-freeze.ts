import type * as z from "zod";
import { addDays } from "../calendar/dates.ts";
import type { BookAccount } from "./book-account.ts";
import type { RenewalFreezeFigures } from "./figures.ts";

/**
 * The days on which an account must not move down: from the lead before its opt-out deadline until its renewal date, both included.
 * The deadline is the renewal date less the notice, the assumed one where the account states none. Null without a renewal date.
 * @example renewalFreeze({ renewal_date: "2026-12-31", notice_days: 60 }, { lead_days: 90, notice_days: 60 }) // { from: "2026-08-03", to: "2026-12-31" }
 */
export function renewalFreeze(
  { renewal_date, notice_days }: Pick<BookAccount, "renewal_date" | "notice_days">,
  figures: z.infer<typeof RenewalFreezeFigures>,
): { from: string; to: string } | null {
  if (renewal_date === null) return null;
  const deadline = addDays(renewal_date, -(notice_days ?? figures.notice_days));
  return { from: addDays(deadline, -figures.lead_days), to: renewal_date };
}
