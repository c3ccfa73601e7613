import { dayNumber } from "../../calendar/dates.ts";
import { Problem } from "../../contract/problem.ts";
import type { Notice } from "../account-change.ts";
import type { Histories } from "./histories.ts";

/** What the caller says about time. */
export interface CohortDates {
  from?: string;
  to?: string;
  as_of?: string;
}

/** What is observed: starts from one day up to, and not on, another; everything up to `known_to`. */
export interface Observation {
  from: string;
  /** Null: no start is too late. */
  to: string | null;
  known_to: string;
}

/**
 * The time a table can be read over. Monthly amounts are known up to their last month's first day, whatever `as_of` says.
 * Throws Problem without `as_of`, for dates out of order, and where every subscription has ended before `as_of`, which is the end of the
 * data and not of all customers.
 * @example observe(histories, { as_of: "2019-11-01" }).observation.known_to // "2019-11-01"
 */
export function observe(
  { first, last, ends_at_last }: Histories,
  snapshots: boolean,
  { from, to, as_of }: CohortDates,
): { observation: Observation; notices: Notice[] } {
  const range = `The table's dates run from ${first} to ${last}.`;
  if (as_of === undefined)
    throw new Problem({ what: `${range} Up to when everything is known is missing.`, remedy: "Give it as as_of." });
  for (const date of [as_of, from, to]) if (date !== undefined) dayNumber(date);
  const start = from ?? first;
  if (as_of <= first || as_of <= start)
    throw new Problem({ what: `as_of (${as_of}) leaves nothing to follow: ${range}`, remedy: "Give a later as_of." });
  if (to !== undefined && to <= start)
    throw new Problem({ what: `to (${to}) is not after from (${start}).`, remedy: "Give the earlier date as from." });
  if (to !== undefined && to > as_of)
    throw new Problem({ what: `to (${to}) is after as_of (${as_of}), when nothing is known.`, remedy: "Give to up to as_of." });
  const notices: Notice[] = [];
  if (snapshots && as_of > last)
    notices.push({ code: "known_to", message: `The last month of the table is ${last}, so nothing is read after that day.` });
  if (!snapshots && ends_at_last && as_of >= last)
    throw new Problem({
      what: `as_of (${as_of}) is not inside the data, since every subscription has ended by then. ${range}`,
      remedy: "Give an earlier as_of; that is the end of the file, not of all customers.",
    });
  if (!snapshots && !ends_at_last && as_of > last)
    notices.push({
      code: "after_last_date",
      message: `Nothing in the table is dated after ${last}; open periods are taken to go on to ${as_of}.`,
    });
  return { observation: { from: start, to: to ?? null, known_to: snapshots && as_of > last ? last : as_of }, notices };
}
