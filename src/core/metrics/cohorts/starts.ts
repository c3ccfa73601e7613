import type { AccountHistory } from "./account-history.ts";
import type { Observation } from "./observation.ts";

/** Customers that stand outside, and why. */
export interface LeftOut {
  reason: string;
  customers: number;
}

/** Who is followed from the start, who joins later, and who cannot be followed. */
export interface Starts {
  members: AccountHistory[];
  /** Started before the first day observed, on a known day. */
  late: AccountHistory[];
  left_out: LeftOut[];
  /** Accounts on the table's first day that must have started earlier. */
  unknown_start: number;
}

/** The figures that tell a first day from a pile of old customers. */
export interface PileFigures {
  least_customers: number;
  times: number;
}

/**
 * Sorts accounts by when they started. When far more start on the table's first day than on any other, they were customers before it and
 * their age is not known; a `from` before that day says that they did start then. Periods after the last known day do not exist yet.
 */
export function sortStarts(
  histories: readonly AccountHistory[],
  { from, to, known_to }: Observation,
  first: string,
  pile: PileFigures,
): Starts {
  const known = histories.flatMap((history): AccountHistory[] => {
    const periods = history.periods.filter(({ start }) => start <= known_to);
    return periods.length === 0 ? [] : [{ ...history, periods }];
  });
  const piled = from >= first && isPiled(known, first, pile);
  const unknown = piled ? known.filter(({ start }) => start === first) : [];
  const dated = piled ? known.filter(({ start }) => start !== first) : known;
  const after = dated.filter(({ start }) => to !== null && start >= to);
  const before = dated.filter(({ start }) => to === null || start < to);
  const left_out: LeftOut[] = [
    { reason: `already customers when the table begins on ${first}, so their age is not known`, customers: unknown.length },
    { reason: `started on ${to} or later, after the cohorts asked for`, customers: after.length },
    { reason: `started after ${known_to}, up to which the data is known`, customers: histories.length - known.length },
  ];
  return {
    members: before.filter(({ start }) => start >= from),
    late: before.filter(({ start }) => start < from),
    left_out: left_out.filter(({ customers }) => customers > 0),
    unknown_start: unknown.length,
  };
}

function isPiled(histories: readonly AccountHistory[], first: string, { least_customers, times }: PileFigures): boolean {
  const byDay = new Map<string, number>();
  for (const { start } of histories) byDay.set(start, (byDay.get(start) ?? 0) + 1);
  const opening = byDay.get(first) ?? 0;
  byDay.delete(first);
  if (byDay.size === 0 || opening < least_customers) return false;
  let busiest = 0;
  for (const count of byDay.values()) busiest = Math.max(busiest, count);
  return opening > times * busiest;
}
