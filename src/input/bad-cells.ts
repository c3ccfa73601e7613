import { Problem } from "../core/contract/problem.ts";
import type { TableField, TableIssue } from "../core/contract/table.ts";
import { formatAmount } from "./format-amount.ts";
import type { GridRow } from "./grid.ts";
import { issue } from "./issue.ts";

/** One cell that cannot be used, by the place of its row among the table's rows. */
export interface BadCell {
  index: number;
  field: TableField;
  header: string;
  code: string;
  reason: string;
  /** Whether the answer needs it; a bad cell that is not needed costs no row. */
  needed: boolean;
  /** Set on all but the first of several places that are one trouble, so that it is said once. */
  repeats?: boolean;
}

const MOST_PLACES = 50;

const remedyFor = (bad: readonly BadCell[]): string => {
  const fields = [...new Set(bad.map((one) => one.field))];
  const mapping = fields.map((field) => `columns.${field}`).join(" or ");
  return bad.length === 1
    ? `Fix the cell or map another column with ${mapping}. With skip_bad_rows: true the row is left out and listed.`
    : `Fix the cells or map another column with ${mapping}. With skip_bad_rows: true these rows are left out and listed.`;
};

/** One Problem that lists every bad cell the answer needs, with the money that stands in those rows. */
export function badCellsProblem(
  file: string,
  bad: readonly BadCell[],
  rows: readonly GridRow[],
  amountOf: (index: number) => number | null,
): Problem {
  const lines = bad
    .filter((one) => !one.repeats)
    .map((one) => {
      const amount = amountOf(one.index);
      const money = amount === null || bad.length === 1 ? "" : ` (amount ${formatAmount(amount)})`;
      return `${file} row ${rows[one.index]!.row}, column "${one.header}": ${one.reason}${money}.`;
    });
  const remedy = remedyFor(bad);
  if (lines.length === 1) return new Problem({ what: lines[0]!, remedy });
  const rest = lines.length - MOST_PLACES;
  const places = rest > 0 ? [...lines.slice(0, MOST_PLACES), `and ${rest} more`] : lines;
  return new Problem({ what: `${file} has ${lines.length} bad cells in columns that the answer needs:`, places, remedy });
}

/** Bad cells as issues; the amount of a row that is left out stands on its first issue only. */
export function badCellIssues(
  bad: readonly BadCell[],
  rows: readonly GridRow[],
  amountOf: (index: number) => number | null,
  leftOut: ReadonlySet<number>,
): TableIssue[] {
  const counted = new Set<number>();
  return bad.map((one) => {
    const first = leftOut.has(one.index) && !counted.has(one.index);
    counted.add(one.index);
    const ending = leftOut.has(one.index) ? "; the row was left out." : ".";
    return issue(rows[one.index]!.row, one.header, one.code, `${one.reason}${ending}`, first ? amountOf(one.index) : null);
  });
}
