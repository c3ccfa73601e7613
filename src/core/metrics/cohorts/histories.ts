import type { Notice } from "../account-change.ts";
import type { AccountHistory } from "./account-history.ts";

/** What a dated table says: its accounts by name, and how far it reaches. */
export interface Histories {
  histories: AccountHistory[];
  notices: Notice[];
  /** Whether every amount is known, so that money can be followed and not only customers. */
  amounts_known: boolean;
  /** The first and the last date the table names. */
  first: string;
  last: string;
  /** Whether the table shows nothing after its last date: monthly amounts do, open subscriptions go on. */
  ends_at_last: boolean;
  /** Accounts that never paid anything. */
  never_paid: number;
  /** Rows that could not be used and that the caller goes on without. */
  rows_left_out: number;
}
