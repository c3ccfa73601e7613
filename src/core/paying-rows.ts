import { amountTrouble } from "./money.ts";
import type { Table, TableRecord } from "./table.ts";

/** The rows of a table that pay on a day, and those that have left by then. */
interface PayingRows {
  /** The day or month of the state; null for a list without dates. */
  at: string | null;
  records: TableRecord[];
  lost: TableRecord[];
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates.reduce<string | null>((last, date) => (date !== null && (last === null || date > last) ? date : last), null);

const hasLeft = ({ gone, gone_on, outcome, end }: TableRecord, asOf: string | null): boolean => {
  if (asOf !== null && (end ?? null) !== null && end! <= asOf) return true;
  if (!gone && outcome !== "lost") return false;
  return asOf === null || (gone_on ?? null) === null || gone_on! <= asOf;
};

function apart(rows: readonly TableRecord[], asOf: string | null): Pick<PayingRows, "records" | "lost"> {
  const [records, lost]: [TableRecord[], TableRecord[]] = [[], []];
  for (const row of rows) (hasLeft(row, asOf) ? lost : records).push(row);
  return { records, lost };
}

/**
 * The rows that pay on a day, or in the table's latest state where no day is given: of a list those that have not left, of monthly amounts
 * the latest month not after the day, of subscriptions those that have begun and not ended (the end is the first day not paid for).
 * @example payingRows(list, "2026-01-01").lost.length // accounts whose status says Churned, and those that ended before
 */
export function payingRows(table: Pick<Table, "shape" | "records">, asOf: string | null = null): PayingRows {
  const { shape, records } = table;
  if (shape === "snapshots") {
    const limit = asOf === null ? null : `${asOf.slice(0, "2026-01".length)}-01`;
    const at = latest(records.map(({ month }) => (month !== null && (limit === null || month <= limit) ? month : null)));
    return { at, records: at === null ? [] : records.filter(({ month }) => month === at), lost: [] };
  }
  if (shape === "subscriptions") {
    const at = asOf ?? latest(records.map(({ start }) => start));
    const begun = records.filter(({ start }) => at !== null && start !== null && start <= at);
    return { at, ...apart(begun, at) };
  }
  return { at: null, ...apart(records, asOf) };
}

/** What makes a subscription period unusable, the first thing; null where nothing does. `hasAmounts` says whether it must have one. */
export function periodTrouble({ start, end, amount }: TableRecord, hasAmounts: boolean): string | null {
  if (start === null) return "the start date is missing";
  if (end !== null && end < start) return `it ends on ${end}, before it starts on ${start}`;
  return hasAmounts ? amountTrouble("the amount", amount) : null;
}
