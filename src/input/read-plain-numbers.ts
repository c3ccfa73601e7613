import type { Cell } from "./grid.ts";

const [ZERO, NINE, POINT] = [48, 57, 46];
/** Digits that a double holds exactly, so that dividing by a power of ten rounds as reading the text does. */
const MOST_CHARACTERS = 15;
/** A point and three digits could be thousands; one or two cannot. */
const MOST_DECIMALS = 2;

/** One plain number; NaN for any other text. */
function plainNumber(text: string): number {
  let whole = 0;
  let point = -1;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code >= ZERO && code <= NINE) whole = whole * 10 + (code - ZERO);
    else if (code === POINT && point === -1 && place > 0) point = place;
    else return Number.NaN;
  }
  if (point === -1) return whole;
  const decimals = text.length - point - 1;
  return decimals === 1 ? whole / 10 : decimals === MOST_DECIMALS ? whole / 100 : Number.NaN;
}

/**
 * The values of a column that holds nothing but blanks and numbers like "1250" or "99.5", which most columns of numbers do and which leave
 * nothing to decide; null for every other column.
 * @example readPlainNumbers(["12.50", ""]) // [12.5, null]; readPlainNumbers(["$12"]) // null
 */
export function readPlainNumbers(cells: readonly Cell[]): (number | null)[] | null {
  const values: (number | null)[] = new Array(cells.length);
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    if (cell === null || cell === "") values[index] = null;
    else {
      const value = typeof cell === "string" && cell.length <= MOST_CHARACTERS ? plainNumber(cell) : Number.NaN;
      if (Number.isNaN(value)) return null;
      values[index] = value;
    }
  }
  return values;
}
