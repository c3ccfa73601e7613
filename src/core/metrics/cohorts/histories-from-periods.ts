import { Problem } from "../../contract/problem.ts";
import type { TableRecord } from "../../contract/table.ts";
import type { Notice } from "../account-change.ts";
import type { SegmentOf } from "../changes-from-snapshots.ts";
import { noticesOfBook } from "../notices-of-book.ts";
import { amountTrouble } from "../refuse-unusable-rows.ts";
import { collectHistories } from "./collect-histories.ts";
import type { Histories } from "./histories.ts";
import { usableRows } from "./usable-rows.ts";

/**
 * Paying histories out of subscription periods: start, end (the first day not paid for; none while open) and an amount, or dates alone.
 * Amounts in the table's unit. Throws Problem for rows without a start, that end before they start, or whose amount is missing,
 * unless `lenient` leaves them out.
 * @example historiesFromPeriods(records, true, () => null).histories[0].start // "2018-11-01"
 */
export function historiesFromPeriods(
  records: readonly TableRecord[],
  hasAmounts: boolean,
  groupOf: SegmentOf,
  lenient = false,
): Histories {
  const { rows: usable, left_out } = usableRows(records, (record) => periodTrouble(record, hasAmounts), lenient);
  let first = "";
  let last = "";
  let open = false;
  for (const { start, end } of usable) {
    if (first === "" || start! < first) first = start!;
    for (const date of [start!, end ?? ""]) if (date > last) last = date;
    if (end === null) open = true;
  }
  if (first === "")
    throw new Problem({ what: "The table has no subscription periods.", remedy: "Give a table with rows that start." });
  const rows = usable.map((record) => ({
    record,
    period: { start: record.start!, end: record.end, amount: hasAmounts ? record.amount : null },
  }));
  const { histories, never_paid, rolled_up } = collectHistories(rows, groupOf);
  const emptied = usable.filter(({ amount, end }) => hasAmounts && amount === 0 && end !== null).length;
  const notices: Notice[] = noticesOfBook({ segmentsMixed: 0 }, rolled_up);
  if (emptied)
    notices.push({
      code: "ended_without_amount",
      message: `Subscriptions that ended with the amount 0: ${emptied}. They count as not paying; if the export clears the amount on cancelling, these are lost customers that are missing here: give what they last paid.`,
    });
  return { histories, notices, amounts_known: hasAmounts, first, last, ends_at_last: !open, never_paid, rows_left_out: left_out };
}

function periodTrouble({ start, end, amount }: TableRecord, hasAmounts: boolean): string | null {
  if (start === null) return "the start date is missing";
  if (end !== null && end < start) return `it ends on ${end}, before it starts on ${start}`;
  return hasAmounts ? amountTrouble("the amount", amount) : null;
}
