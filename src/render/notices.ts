import type { BookNotice, Warning } from "../core/answer.ts";
import { grouped } from "../core/english.ts";

/** Months named in one message. */
const MONTHS_NAMED = 12;

function words(notice: BookNotice): string {
  switch (notice.code) {
    case "parents":
      return `Accounts counted under their ultimate parent at both dates: ${notice.accounts}.`;
    case "segments_mixed":
      return `Accounts that hold several segments at once: ${notice.accounts}. Each segment counts its own rows, so what moves from one to another is lost in the first and new in the second; the whole book counts accounts.`;
    case "accounts_repeated":
      return `Rows that name an account again: ${notice.rows}. Rows of one account are added up.`;
    case "paid_before_silent":
      return `Rows that start at zero and do not say whether they paid before, beside rows that do: ${notice.rows}. They count as new.`;
    case "segment_values":
      return `Rows whose ${notice.header} is empty or spelt in another way: ${notice.rows}; kept as they stand.`;
    case "months_missing":
      return `The table has no rows for ${notice.months.length} of the months between: ${notice.months.slice(0, MONTHS_NAMED).join(", ")}. Gaps and monthly movements cannot be read.`;
    case "data_may_end": {
      const gone = `${notice.left} of ${notice.before} customers of the month before ${notice.to} are gone on ${notice.to}`;
      return notice.left_before === null
        ? `${gone}. That looks like the end of the data, not like churn; try an earlier to.`
        : `${gone}, more than left in all the months before (${notice.left_before}). If the export ends there, they did not leave; compare with an earlier to.`;
    }
    case "pays_again": {
      const list = notice.accounts.map(({ account, on, amount }) => `${account} from ${on} (${grouped(amount)})`);
      const more = notice.more > 0 ? ` and ${notice.more} more` : "";
      return `Counted as lost, but soon after ${notice.to} these pay again: ${list.join(", ")}${more}.`;
    }
    case "after_last_date":
      return `Nothing in the table is dated after ${notice.last}; open periods are taken to go on to ${notice.to}.`;
    case "ended_without_amount": {
      const one = notice.rows === 1;
      return `${notice.rows} ${one ? "subscription" : "subscriptions"} ended in the period with the amount 0. If the export clears the amount on cancelling, what was lost is missing and the rates are too high: give what ${one ? "it" : "they"} last paid.`;
    }
    case "ends_look_inclusive":
      return `${notice.rows} periods end one day before the next one of their account starts. Here an end is the first day not paid for; if yours is the last day paid for, a window that ends on such a day counts them as lost.`;
    case "amount_unit":
      return "Whether the amounts are monthly or yearly is not clear. Rates do not depend on it; money is in the table's own unit.";
  }
}

/** A notice as the warning of an answer. @example bookWarning({ code: "parents", accounts: 2 }).code // "parents" */
export const bookWarning = (notice: BookNotice): Warning => ({ code: notice.code, message: words(notice) });
