import { addMonths } from "../../calendar/dates.ts";
import type { Notice } from "../account-change.ts";
import { type AccountHistory, amountOn } from "./account-history.ts";

/** Warns when over half of the customers of the month before the last known day, and more than two, are gone on it. */
export function noticeEnd(histories: readonly AccountHistory[], knownTo: string): Notice[] {
  const monthBefore = addMonths(knownTo, -1);
  const paying = histories.filter((history) => amountOn(history, monthBefore) > 0);
  const left = paying.filter((history) => amountOn(history, knownTo) === 0).length;
  if (left <= 2 || left * 2 <= paying.length) return [];
  return [
    {
      code: "data_may_end",
      message: `${left} of ${paying.length} customers of the month before ${knownTo} are gone on ${knownTo}. That looks like the end of the data, not like churn; try an earlier as_of.`,
    },
  ];
}
