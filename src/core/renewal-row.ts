/** What the words of a contract say about a rise: nothing binds it, a cap, an index (with what is added to it), a price that stays, or nobody can tell. */
export interface PriceClause {
  kind: "open" | "capped" | "fixed" | "list_price" | "consent" | "blank" | "other";
  /** The highest rise as a fraction; null where none is named. */
  cap: number | null;
  /** What is added to an index, as a fraction; null where the clause names no index. */
  index_plus: number | null;
  /** Until when a price stays. */
  until: string | null;
}

/** What free text beside a renewal says of it. */
export interface RenewalNote {
  gave_notice: boolean;
  signed: boolean;
  /** No increase was promised. */
  promised: boolean;
  fixed: boolean;
  fixed_until: string | null;
  price_notice_days: number | null;
  price_notice_months: number | null;
  /** It speaks of a rival, a tender, people who left or trouble. */
  risk: boolean;
}

/** A row of a list of renewals, in its own currency. */
export interface RenewalRow {
  row: number;
  account: string;
  amount: number | null;
  currency: string | null;
  renewal: string | null;
  /** The customer's own notice before the renewal, in days. */
  notice_days: number | null;
  notice_months: number | null;
  /** Ours, before a price may change. */
  price_notice_days: number | null;
  clause: PriceClause;
  clause_text: string;
  note: RenewalNote;
  note_text: string;
  seats_used: number | null;
  seats_paid: number | null;
}
