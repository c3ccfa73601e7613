import { addMonths } from "../../calendar/dates.ts";
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
 * Paying histories out of monthly amounts: what a row says holds until the next month the table has, and an absent row is not paying.
 * Amounts in the table's unit. Throws Problem for rows without month or amount, unless `lenient` leaves them
 * out.
 * @example historiesFromSnapshots(records, () => null).last // the table's last month: nothing is known after its first day
 */
export function historiesFromSnapshots(records: readonly TableRecord[], groupOf: SegmentOf, lenient = false): Histories {
  const trouble = ({ month, amount }: TableRecord) =>
    month === null ? "the month is missing" : amountTrouble("the amount", amount);
  const { rows: usable, left_out } = usableRows(records, trouble, lenient);
  const months = [...new Set(usable.map(({ month }) => month!))].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined)
    throw new Problem({ what: "The table has no months.", remedy: "Give a table with a row for each account and month." });
  const next = new Map(months.map((month, index) => [month, months[index + 1] ?? null]));
  const rows = usable.map((record) => ({
    record,
    period: { start: record.month!, end: next.get(record.month!) ?? null, amount: record.amount },
  }));
  const { histories, never_paid, rolled_up } = collectHistories(rows, groupOf);
  const jumps = months.filter((month) => next.get(month) !== null && next.get(month) !== addMonths(month, 1));
  const notices: Notice[] = noticesOfBook({ segmentsMixed: 0 }, rolled_up);
  if (jumps.length)
    notices.push({
      code: "months_missing",
      message: `The table has no rows for the month after ${jumps.slice(0, 12).join(", ")}. What an account paid is taken to hold until the next month that is there.`,
    });
  return { histories, notices, amounts_known: true, first, last, ends_at_last: true, never_paid, rows_left_out: left_out };
}
