import type { AccountBook } from "./account-book.ts";
import type { Notice } from "./account-change.ts";

/** What adding up the rows decided on its own: accounts counted under a parent, and accounts whose rows name several segments. */
export function noticesOfBook(book: Pick<AccountBook, "segmentsMixed">, rolledUp: number): Notice[] {
  const notices: Notice[] = [];
  if (rolledUp)
    notices.push({ code: "parents", message: `Accounts counted under their ultimate parent at both dates: ${rolledUp}.` });
  if (book.segmentsMixed)
    notices.push({
      code: "segments_mixed",
      message: `Accounts whose rows name several segments: ${book.segmentsMixed}. Each counts whole in the segment with most of its money.`,
    });
  return notices;
}
