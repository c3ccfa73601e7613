/** What reading a book noticed whatever it is read for: accounts under a parent or in several segments, odd cells, an end of the data. */
export type SharedNotice =
  | { code: "parents" | "segments_mixed"; accounts: number }
  | { code: "segment_values"; header: string; rows: number }
  | { code: "after_last_date"; last: string; to: string };

/**
 * What comparing a book at two dates noticed and the reader of an answer should know, as data; the sentences stand in render/notices.ts, since
 * several subjects read books.
 */
export type BookNotice =
  | SharedNotice
  | { code: "accounts_repeated" | "paid_before_silent"; rows: number }
  /** Months between the dates asked for that have no rows. */
  | { code: "months_missing"; months: string[] }
  /** Customers gone on the last day, of those of the month before; what left in all months before where that is the doubt. */
  | { code: "data_may_end"; left: number; before: number; to: string; left_before: number | null }
  | { code: "pays_again"; to: string; accounts: { account: string; on: string; amount: number }[]; more: number }
  | { code: "ended_without_amount" | "ends_look_inclusive"; rows: number }
  | { code: "amount_unit" };
