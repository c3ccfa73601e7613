/** How a line counts: money, words only, or hours that count as far as they had a use. */
export const lineKinds = ["hard", "soft", "hours"] as const;
export type LineKind = (typeof lineKinds)[number];

/** One claimed gain as the caller gives it; amounts in major units, shares as fractions. */
export interface ValueLine {
  name: string;
  /** Money in the line's period; below 0 it is a loss. */
  value?: number | undefined;
  baseline?: number | undefined;
  after?: number | undefined;
  unit?: string | undefined;
  units_a_year?: number | undefined;
  money_per_unit?: number | undefined;
  /** Which way is a gain. */
  better?: "lower" | "higher" | undefined;
  kind?: LineKind | undefined;
  /** The share of the cause that is ours. */
  attribution?: number | undefined;
  /** The share of hours saved that became money. */
  realisation?: number | undefined;
  /** Confirmed by the customer. */
  validated?: boolean | undefined;
  evidence?: string | undefined;
  /** Another line that counts the same thing. */
  same_as?: string | undefined;
  /** What it is a share of, where several lines share one outcome. */
  outcome?: string | undefined;
  period_months?: number | undefined;
}

export interface ValueQuestion {
  investment: number;
  /** Months the investment covers. */
  period_months?: number | undefined;
  lines: readonly ValueLine[];
  /** A claim such as "10x" or "900%". */
  printed?: string | undefined;
}
