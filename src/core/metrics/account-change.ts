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
  /** Stays shorter than a step between two sampled dates, at zero at both: which step (0 begins at the first date) and the most it paid. */
  inside?: readonly InsideStay[];
  /** Days since it last paid, for the first return in a step that begins at zero; absent unless asked for. */
  days_away?: ReadonlyMap<number, number>;
  /** Its amount at the end at the end's exchange rates, less the same at the opening's; absent without both. */
  fx?: number;
}

export interface InsideStay {
  step: number;
  amount: number;
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
