/** One customer's time as a customer, as survival reads it: whole months, or any unit that all lives share. */
export interface Life {
  /** Age when it left, or when it was last seen. */
  months: number;
  churned: boolean;
  /** Age at which observation began; 0 from its start. */
  entered: number;
  group: string | null;
  /** What it pays, where that is known. */
  amount: number | null;
}

/** A hundred years: longer lives are days, or a mistake. */
export const MOST_MONTHS = 12 * 100;
