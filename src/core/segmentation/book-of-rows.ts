import { dayNumber } from "../calendar/dates.ts";
import { Problem } from "../contract/problem.ts";
import type { BookAccount } from "./book-account.ts";

/** An account as a caller writes it, with what is left out unknown. */
export type AccountRow = Pick<BookAccount, "account" | "arr"> &
  Partial<Omit<{ [Field in keyof BookAccount]: NonNullable<BookAccount[Field]> }, "account" | "arr" | "row" | "cells">>;

/**
 * The book that rows written inline make up; ARR is yearly, in major units. Sorted by ARR, largest first, then by name.
 * Throws Problem that lists every account named twice, every negative number and every part of a period or day, and for a date
 * that the calendar does not have.
 * @example bookOfRows([{ account: "Acme", arr: 120000 }])[0].tier // null
 */
export function bookOfRows(rows: readonly AccountRow[]): BookAccount[] {
  const places: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const { account, arr, renewal_date, last_move } = row;
    if (account.trim() === "") places.push("an account has no name");
    if (seen.has(account)) places.push(`${account} stands twice`);
    if (!(arr >= 0)) places.push(`${account}: ARR ${arr}`);
    for (const name of ["periods_below", "notice_days"] as const) {
      const count = row[name];
      if (count !== undefined && !(Number.isInteger(count) && count >= 0)) places.push(`${account}: ${name} ${count}`);
    }
    for (const date of [renewal_date, last_move]) if (date !== undefined) dayNumber(date);
    seen.add(account);
  }
  if (places.length)
    throw new Problem({
      what: "These accounts cannot be used:",
      places,
      remedy: "Give each account once, with an ARR of 0 or more and whole numbers of periods and days.",
    });
  const book = rows.map(
    (row): BookAccount => ({
      account: row.account,
      row: null,
      arr: row.arr,
      owner: row.owner ?? null,
      tier: row.tier ?? null,
      touch: row.touch ?? null,
      parent: row.parent ?? null,
      health: row.health ?? null,
      renewal_date: row.renewal_date ?? null,
      notice_days: row.notice_days ?? null,
      complexity: row.complexity ?? null,
      growth: row.growth ?? null,
      strategic: row.strategic ?? null,
      change: row.change ?? null,
      periods_below: row.periods_below ?? null,
      last_move: row.last_move ?? null,
      partner: row.partner ?? null,
      open_escalation: row.open_escalation ?? null,
      cells: {},
    }),
  );
  return book.sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
}
