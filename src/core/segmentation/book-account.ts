import type { TableRecord } from "../contract/table.ts";

/** One account of the book on one day, whatever shape its table had. ARR is yearly, in major units; 0 means it is not paying. */
export interface BookAccount
  extends Pick<
    TableRecord,
    | "account"
    | "owner"
    | "tier"
    | "touch"
    | "parent"
    | "health"
    | "renewal_date"
    | "notice_days"
    | "complexity"
    | "growth"
    | "strategic"
    | "change"
    | "periods_below"
    | "last_move"
    | "partner"
    | "cells"
  > {
  /** The first of its rows in the file; null when it was given inline. */
  row: number | null;
  arr: number;
  /** True when an escalation is known to be open; null when nobody said. */
  open_escalation: boolean | null;
}
