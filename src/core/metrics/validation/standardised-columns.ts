/** A column with mean 0 and standard deviation 1, what its spread was, and its place among all columns. */
export interface StandardisedColumn {
  index: number;
  values: Float64Array;
  spread: number;
}

/**
 * Columns on one scale, so that one penalty suits all; those whose values are all the same are left out, since they tell nothing.
 * @example standardisedColumns([Float64Array.of(0, 2), Float64Array.of(5, 5)]) // one column: -1 and 1, spread 1, index 0
 */
export function standardisedColumns(columns: readonly Float64Array[]): StandardisedColumn[] {
  return columns.flatMap((column, index) => {
    if (column.every((value) => value === column[0])) return [];
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
    return [{ index, values: column.map((value) => (value - mean) / spread), spread }];
  });
}
