/** One account at two dates: all that retention needs to know of it. Amounts in one recurring unit, exact to the hundredth. */
export interface AccountChange {
  account: string;
  /** 0 when it did not pay at that date. */
  start: number;
  end: number;
  /** Whether it paid at some time before the start; null when nothing before the start is known. */
  paid_before: boolean | null;
  segment: string | null;
  /** Whether it fell to zero between the dates after paying at the start; null without monthly history. */
  gap: boolean | null;
  /** Its amount at each sampled date from the first to the last; null without monthly history. */
  series: readonly number[] | null;
}

/** What a source of data gives: its accounts, and what it noticed on the way. */
export interface AccountChanges {
  changes: AccountChange[];
  /** The sampled dates, first to last; null where only two amounts are known. */
  dates: string[] | null;
  notices: Notice[];
}

/** Something noticed while reading that the reader of the answer should know. */
export interface Notice {
  code: string;
  message: string;
}
