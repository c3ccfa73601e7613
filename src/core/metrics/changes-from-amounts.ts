import { AccountBook } from "./account-book.ts";
import type { AccountChanges, Notice } from "./account-change.ts";
import { noticesOfBook } from "./notices-of-book.ts";
import { amountTrouble, refuseUnusableRows } from "./refuse-unusable-rows.ts";
import { ultimateParents } from "./ultimate-parents.ts";

/** One account with its amounts at two dates; null is unknown, never zero. */
export interface TwoAmounts {
  /** As it is named to the user: "row 5", "rows[3]". */
  place: string;
  account: string;
  start: number | null;
  end: number | null;
  paid_before: boolean | null;
  parent: string | null;
  segment: string | null;
}

/**
 * Account changes out of two amounts an account; rows of one account, and children of one parent, add up.
 * When any row says whether it paid before, rows that are silent are taken not to have. Amounts in one unit, exact to the hundredth.
 * Throws Problem that lists every row with an amount missing, below zero or finer than a hundredth, and for parents in a circle.
 * @example changesFromAmounts([{ place: "rows[0]", account: "A", start: 100, end: 150, paid_before: null, parent: null, segment: null }])
 */
export function changesFromAmounts(rows: readonly TwoAmounts[]): AccountChanges {
  refuseUnusableRows(
    rows,
    ({ start, end }) => amountTrouble("the amount at the start", start) ?? amountTrouble("the amount at the end", end),
    ({ place, account }) => `${place} (${account})`,
  );
  const parents = ultimateParents(rows.map(({ account, parent, place }) => ({ account, parent, date: null, place })));
  const book = new AccountBook(2, parents);
  let repeated = 0;
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.account)) repeated += 1;
    seen.add(row.account);
    const entry = book.entry(row.account);
    book.add(entry, 0, row.start!, row.segment);
    book.add(entry, 1, row.end!, row.segment);
    if (row.paid_before === true) entry.paidBefore = true;
  }
  const known = rows.some((row) => row.paid_before !== null);
  const notices: Notice[] = noticesOfBook(book, parents.size);
  if (repeated)
    notices.push({
      code: "accounts_repeated",
      message: `Rows that name an account again: ${repeated}. Rows of one account are added up.`,
    });
  const silent = rows.filter(({ start, end, paid_before }) => start === 0 && end! > 0 && paid_before === null).length;
  if (known && silent)
    notices.push({
      code: "paid_before_silent",
      message: `Rows that start at zero and do not say whether they paid before, beside rows that do: ${silent}. They count as new.`,
    });
  return { changes: book.changes({ earlier: known, history: false }), dates: null, notices };
}
