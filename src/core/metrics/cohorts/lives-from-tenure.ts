import { Problem } from "../../contract/problem.ts";
import type { TableRecord } from "../../contract/table.ts";
import type { SegmentOf } from "../changes-from-snapshots.ts";
import { type Life, MOST_MONTHS } from "./life.ts";
import type { LeftOut } from "./starts.ts";
import { usableRows } from "./usable-rows.ts";

/**
 * Lives out of a table with one row a customer: months of tenure, and whether it was lost. Throws Problem that lists rows without either,
 * unless `lenient` leaves them out, and for a table without rows.
 * @example livesFromTenure(records, () => null, false).lives[0].months // 34
 */
export function livesFromTenure(
  records: readonly TableRecord[],
  groupOf: SegmentOf,
  lenient: boolean,
): { lives: Life[]; left_out: LeftOut[] } {
  const { rows, left_out } = usableRows(records, tenureTrouble, lenient);
  if (rows.length === 0) throw new Problem({ what: "The table has no rows to use.", remedy: "Give a row for each customer." });
  return {
    lives: rows.map((record) => ({
      months: record.tenure_months!,
      churned: record.outcome === "lost",
      entered: 0,
      group: groupOf(record),
      amount: record.amount,
    })),
    left_out: left_out ? [{ reason: "rows whose tenure or outcome cannot be used", customers: left_out }] : [],
  };
}

function tenureTrouble({ tenure_months: months, outcome }: TableRecord): string | null {
  if (months === null) return "the tenure in months is missing";
  if (months < 0) return `the tenure is ${months}, below zero`;
  if (months > MOST_MONTHS) return `the tenure is ${months} months, over a hundred years; are these days?`;
  return outcome === null ? "whether it left is missing" : null;
}
