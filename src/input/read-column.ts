import type { ProblemDetail } from "../core/contract/problem.ts";
import { byRow, type DistinctCells, faultsByRow } from "./distinct-cells.ts";

/** Why one cell cannot be read. */
export interface CellFault {
  code: string;
  /** Shows the cell and says what is wrong, without naming the place. */
  reason: string;
}

/** Something to know about a whole column. */
export interface ColumnNote {
  code: string;
  message: string;
  /** The place in `values` of the first cell concerned. */
  index: number;
}

/** A column as typed values; a missing cell is null and no fault. */
export interface ReadColumn<Value> {
  values: (Value | null)[];
  /** By place in `values`. */
  faults: Map<number, CellFault>;
  notes: ColumnNote[];
  /** Why no cell can be read before the caller says more; `code` names the issue it becomes when the column is not needed. */
  refusal: (ProblemDetail & { code: string; index: number }) | null;
}

/** A column where every cell is read on its own. */
export function readEach<Value>(
  cells: DistinctCells,
  read: (text: string) => Value | CellFault | null,
  isFault: (value: Value | CellFault) => value is CellFault,
): ReadColumn<Value> {
  const faults = new Map<number, CellFault>();
  const values = cells.texts.map((text, place): Value | null => {
    const value = read(text);
    if (value === null || !isFault(value)) return value;
    faults.set(place, value);
    return null;
  });
  return { values: byRow(cells, values), faults: faultsByRow(cells, faults), notes: [], refusal: null };
}
