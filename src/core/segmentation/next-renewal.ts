import type { TableRecord } from "../contract/table.ts";
import { largest } from "../order/largest.ts";

type Renewal = Pick<TableRecord, "renewal_date" | "notice_days">;

/**
 * The renewal that comes next among an account's rows: the earliest date not before the day, else the latest one there is; with the
 * longest notice, in days, that a row of that date states. Null where no row says.
 * @example nextRenewal([{ renewal_date: "2026-06-30", notice_days: 60 }], "2026-01-01") // { renewal_date: "2026-06-30", notice_days: 60 }
 */
export function nextRenewal(rows: readonly Renewal[], asOf: string | null): Renewal {
  const dates = rows.flatMap(({ renewal_date }) => renewal_date ?? []).sort();
  const date = dates.find((one) => asOf === null || one >= asOf) ?? dates.at(-1) ?? null;
  const notices = rows.filter((row) => row.renewal_date === date).flatMap(({ notice_days }) => notice_days ?? []);
  return { renewal_date: date, notice_days: notices.length ? largest(notices) : null };
}
