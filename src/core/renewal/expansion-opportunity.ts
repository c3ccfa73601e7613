import type { PipelineRow } from "./expansion-result.ts";

/** An opportunity with what its account and stage say of it. Money in major units, probabilities as fractions. */
export interface Opportunity {
  account: string;
  opportunity: string | null;
  amount: number;
  stage: string;
  close_date: string | null;
  option_group: string | null;
  /** What the account could still buy; null when nobody said. */
  room: number | null;
  probability: number;
  /** Null when not known. */
  renewal: number | null;
}

/** An opportunity that does not count, and why. */
export interface Dropped {
  opportunity: Opportunity;
  code: "duplicate" | "other_option" | "outside_period" | "undated";
  reason: string;
}

/** Whether the order is signed; its value no longer hangs on a probability. */
export const isSigned = ({ probability }: Opportunity): boolean => probability === 1;

/** What an opportunity would bring on average if it were alone in its account. */
export function aloneWorth({ amount, room, probability, renewal }: Opportunity): number {
  if (probability === 1) return amount;
  return Math.min(amount, room ?? amount) * probability * (renewal ?? 1);
}

const compareWords = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

/** Surest first, then the largest; the names and dates make the order complete. */
export function surestFirst(a: Opportunity, b: Opportunity): number {
  return (
    b.probability - a.probability ||
    b.amount - a.amount ||
    compareWords(a.account, b.account) ||
    compareWords(a.opportunity, b.opportunity) ||
    compareWords(a.close_date, b.close_date) ||
    compareWords(a.option_group, b.option_group)
  );
}

/** The rows as opportunities: the room of an account stands for all its rows. */
export function opportunitiesOf(
  rows: readonly PipelineRow[],
  probabilities: ReadonlyMap<string, number>,
  renewals: ReadonlyMap<string, number>,
): Opportunity[] {
  const rooms = new Map(
    rows.flatMap(({ account, whitespace }) => (whitespace === undefined ? [] : [[account, whitespace] as const])),
  );
  return rows.map((row) => ({
    account: row.account,
    opportunity: row.opportunity ?? null,
    amount: row.amount,
    stage: row.stage,
    close_date: row.close_date ?? null,
    option_group: row.option_group ?? null,
    room: rooms.get(row.account) ?? null,
    probability: probabilities.get(row.stage)!,
    renewal: renewals.get(row.account) ?? null,
  }));
}
