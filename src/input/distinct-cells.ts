import { cellText } from "./cell-text.ts";
import type { Cell } from "./grid.ts";

/**
 * A column's different cells, in the order in which they first stand, and which of them each row has. Months, owners and even amounts
 * repeat, so what takes long to read is read once for each.
 */
export interface DistinctCells {
  cells: Cell[];
  texts: string[];
  /** By distinct cell: the first row that has it. */
  first: number[];
  /** By row: its place among the distinct cells. */
  places: Uint32Array;
}

/** @example distinctCells(["a", "b", "a"]) // cells ["a", "b"], first [0, 1], places 0, 1, 0 */
export function distinctCells(column: readonly Cell[]): DistinctCells {
  const known = new Map<Cell, number>();
  const cells: Cell[] = [];
  const first: number[] = [];
  const places = new Uint32Array(column.length);
  for (let index = 0; index < column.length; index++) {
    const cell = column[index]!;
    let place = known.get(cell);
    if (place === undefined) {
      place = cells.length;
      known.set(cell, place);
      cells.push(cell);
      first.push(index);
    }
    places[index] = place;
  }
  return { cells, texts: cells.map(cellText), first, places };
}

/** What was read of each distinct cell, by row. */
export function byRow<Value>({ places }: DistinctCells, values: readonly Value[]): Value[] {
  const rows: Value[] = new Array(places.length);
  for (let index = 0; index < places.length; index++) rows[index] = values[places[index]!]!;
  return rows;
}

/** Faults of distinct cells, by row. */
export function faultsByRow<Fault>({ places }: DistinctCells, faults: ReadonlyMap<number, Fault>): Map<number, Fault> {
  const rows = new Map<number, Fault>();
  if (faults.size === 0) return rows;
  places.forEach((place, index) => {
    const fault = faults.get(place);
    if (fault !== undefined) rows.set(index, fault);
  });
  return rows;
}
