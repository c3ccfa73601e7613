import type { TableRecord } from "../../contract/table.ts";
import type { SegmentOf } from "../changes-from-snapshots.ts";
import { ultimateParents } from "../ultimate-parents.ts";
import type { AccountHistory, PaidPeriod } from "./account-history.ts";

/** One row as a stretch of time. */
export interface DatedRow {
  record: TableRecord;
  period: PaidPeriod;
}

/**
 * Rows gathered into one history for each account, by name; children count under their ultimate parent. A row that pays nothing is not a
 * time of paying. The group is that of the earliest paying row, by name where several start that day.
 */
export function collectHistories(
  rows: readonly DatedRow[],
  groupOf: SegmentOf,
): { histories: AccountHistory[]; never_paid: number; rolled_up: number } {
  const parents = ultimateParents(
    rows
      .filter(({ record }) => record.parent !== null)
      .map(({ record: { account, parent, row }, period }) => ({ account, parent, date: period.start, place: `row ${row}` })),
  );
  const found = new Map<string, AccountHistory>();
  const named = new Set<string>();
  for (const { record, period } of rows) {
    const account = parents.get(record.account) ?? record.account;
    named.add(account);
    if (period.amount === 0 || period.start === period.end) continue;
    const group = groupOf(record);
    const known = found.get(account);
    if (known === undefined) {
      found.set(account, { account, group, periods: [period], start: period.start });
      continue;
    }
    known.periods.push(period);
    const earlier = period.start < known.start;
    if (earlier || (period.start === known.start && group !== null && group < (known.group ?? ""))) known.group = group;
    if (earlier) known.start = period.start;
  }
  const histories = [...found.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
  return { histories, never_paid: named.size - found.size, rolled_up: parents.size };
}
