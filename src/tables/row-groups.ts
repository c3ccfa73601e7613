import type { TableField } from "../core/table.ts";
import type { LeftOutRow } from "./left-out-rows.ts";
import type { ReadFields } from "./read-cells.ts";
import type { GridRow } from "./read-sheet.ts";

const grouping: readonly TableField[] = ["owner", "segment", "tier", "account", "parent"];

/** What was filled down, by field, and whether subtotals prove that it stands for the rows below. */
export interface FilledDown {
  field: TableField;
  rows: number;
}

/**
 * In a report grouped by a column, the group's name stands in its first row only. Where each group ends in a subtotal the name holds for
 * the rows below it, and is filled in.
 */
export function fillGroups(
  rows: readonly GridRow[],
  fields: ReadFields,
  leftOut: readonly { row: GridRow; why: LeftOutRow }[],
): FilledDown[] {
  const totals = leftOut.filter(({ why }) => why.code === "total_row").map(({ row }) => row.row);
  if (totals.length === 0) return [];
  const groupOf = (row: number) => totals.filter((total) => total < row).length;
  return grouping.flatMap((field): FilledDown[] => {
    const values = fields.texts.get(field)?.values;
    if (!values || values.every((value) => value !== null) || values.every((value) => value === null)) return [];
    const groups = new Map<number, number[]>();
    rows.forEach(({ row }, index) => groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), index]));
    const proven = [...groups.values()].every(
      ([first, ...others]) =>
        values[first!] !== null && others.every((index) => values[index] === null || values[index] === values[first!]),
    );
    if (!proven || groups.size < 2) return [];
    let filled = 0;
    for (const [first, ...others] of groups.values())
      for (const index of others)
        if (values[index] === null) {
          values[index] = values[first!]!;
          filled += 1;
        }
    return [{ field, rows: filled }];
  });
}
