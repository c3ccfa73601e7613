import { grouped } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import { CodedValues, type Places, placesFor, Values } from "./values.ts";

/** A cell as its file gives it: text from CSV, typed values from a workbook. */
export type Cell = string | number | boolean | Date | null;

/** One line of a table, under the number a person sees beside it. */
export interface GridRow {
  row: number;
  cells: Cell[];
}

/** A cell as trimmed text; dates as ISO days, read in UTC as workbooks store them. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell.startsWith('="') ? cell.replace(/^="(.*)"$/, "$1").trim() : cell.trim();
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  return String(cell);
}

/**
 * A column's different cells, in the order in which they first stand, and which of them each row has. Months, owners and even amounts
 * repeat, so what takes long to read is read once for each.
 */
export interface DistinctCells {
  cells: readonly Cell[];
  texts: readonly string[];
  /** By distinct cell: the first row that has it. */
  first: ArrayLike<number>;
  /** By row: its place among the distinct cells. */
  places: Places;
}

/** What was read of each distinct cell, by row; `differ` says that each was read as another. */
export function byRow<Value>({ places }: DistinctCells, values: (Value | null)[], differ = false): CodedValues<Value> {
  return new CodedValues(values, places, false, differ);
}

const MOST_DIFFERENT = 2 ** 24 - 1; // not a figure: entries that the engine's tables hold

/** Faults of distinct cells, by row. Throws Problem for more than can be told apart. */
export function faultsByRow<Fault>({ places, texts }: DistinctCells, faults: ReadonlyMap<number, Fault>): Map<number, Fault> {
  const rows = new Map<number, Fault>();
  if (faults.size === 0) return rows;
  places.forEach((place, index) => {
    const fault = faults.get(place);
    if (fault === undefined) return;
    if (rows.size === MOST_DIFFERENT)
      throw new Problem({
        what: `A column with cells like "${texts[place]!.slice(0, 40)}" has more than ${grouped(MOST_DIFFERENT)} that are not what its header says.`,
        remedy: "Leave that column out, or give its header another name.",
      });
    rows.set(index, fault);
  });
  return rows;
}

/** The cells of one column. */
export abstract class Column {
  abstract readonly length: number;
  abstract cell(row: number): Cell;
  abstract isFilled(row: number): boolean;
  /** Whether any row's cell is filled. */
  abstract hasFilled(): boolean;
  abstract distinct(): DistinctCells;
  /** The numbers of a column that holds nothing but blanks and plain ones; null for every other. */
  abstract plainNumbers(): Values<number> | null;
  /** Some of its rows, in the order given. */
  abstract take(rows: Uint32Array): Column;

  text(row: number): string {
    return cellText(this.cell(row));
  }

  /** The column with other cells in place of some: each distinct cell is looked at once. Itself where nothing changes. */
  replaced(change: (cell: Cell, text: string) => Cell): Column {
    const { cells, texts, places } = this.distinct();
    const changed = cells.map((cell, place) => change(cell, texts[place]!));
    return changed.every((cell, place) => cell === cells[place]) ? this : new CodedColumn(changed, places);
  }
}

/** The cells as a list would have them. @example columnOf(["a", "b", "a"]).distinct().first // [0, 1] */
export function columnOf(cells: readonly Cell[]): Column {
  const known = new Map<Cell, number>();
  const places = new Uint32Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]!;
    const place = known.get(cell);
    if (place === undefined) known.set(cell, known.size);
    places[row] = place ?? known.size - 1;
  }
  return new CodedColumn([...known.keys()], places);
}

const [ZERO, NINE, POINT] = [48, 57, 46];
/** Digits that a double holds exactly, so that dividing by a power of ten rounds as reading the text does. */
const MOST_CHARACTERS = 15;
/** A point and three digits could be thousands; one or two cannot. */
const MOST_DECIMALS = 2;

/** One plain number; NaN for any other text. @example plainNumber("99.5") // 99.5 */
export function plainNumber(text: string): number {
  if (text.length > MOST_CHARACTERS || text === "") return Number.NaN;
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

/** The first of rows that follow one another; -1 where they do not. */
const firstOfRun = (rows: Uint32Array): number =>
  rows.length > 0 && rows[rows.length - 1]! - rows[0]! === rows.length - 1 ? rows[0]! : -1;

/** Cells of which each different one is kept once. Codes may stand in another order than the cells do; `distinct()` is in order. */
export class CodedColumn extends Column {
  private readonly cells: readonly Cell[];
  private readonly codes: Places;
  private readonly filled: Uint8Array;
  private known: DistinctCells | null = null;

  /** `first` is the first row of each cell, where they are all different and in the order in which rows have them. */
  constructor(cells: readonly Cell[], codes: Places, first: Uint32Array | null = null) {
    super();
    this.cells = cells;
    this.codes = codes;
    const texts = cells.map(cellText);
    this.filled = Uint8Array.from(texts, (text) => (text === "" ? 0 : 1));
    if (first !== null) this.known = { cells, texts, first, places: codes };
  }

  get length(): number {
    return this.codes.length;
  }

  cell(row: number): Cell {
    return this.cells[this.codes[row]!] ?? null;
  }

  isFilled(row: number): boolean {
    return this.filled[this.codes[row]!] === 1;
  }

  hasFilled(): boolean {
    return this.codes.some((code) => this.filled[code] === 1);
  }

  distinct(): DistinctCells {
    this.known ??= this.inOrder();
    return this.known;
  }

  /** The cells that rows have, each once, in the order in which they first stand. */
  private inOrder(): DistinctCells {
    const { codes } = this;
    const byCell = new Map<Cell, number>();
    const order = new Int32Array(this.cells.length).fill(-1);
    const first: number[] = [];
    const cells: Cell[] = [];
    let same = true;
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (order[code] !== -1) continue;
      const cell = this.cells[code]!;
      const known = byCell.get(cell);
      order[code] = known ?? cells.length;
      same &&= order[code] === code;
      if (known !== undefined) continue;
      byCell.set(cell, cells.length);
      cells.push(cell);
      first.push(row);
    }
    const places = same ? codes : placesFor(codes.length, cells.length);
    if (!same) for (let row = 0; row < codes.length; row++) places[row] = order[codes[row]!]!;
    return { cells, texts: cells.map(cellText), first, places };
  }

  plainNumbers(): Values<number> | null {
    const { cells, places } = this.distinct();
    const values: (number | null)[] = [];
    for (const cell of cells) {
      const blank = cell === null || cell === "";
      const value = typeof cell === "string" ? plainNumber(cell) : Number.NaN;
      if (!blank && Number.isNaN(value)) return null;
      values.push(blank ? null : value);
    }
    return new CodedValues<number>(values, places);
  }

  take(rows: Uint32Array): Column {
    const first = firstOfRun(rows);
    if (first !== -1) return new CodedColumn(this.cells, this.codes.subarray(first, first + rows.length));
    const codes = placesFor(rows.length, this.cells.length);
    for (let row = 0; row < rows.length; row++) codes[row] = this.codes[rows[row]!]!;
    return new CodedColumn(this.cells, codes);
  }
}

/** How a row of a column of numbers is written: with no, one or two decimals, blank, or as a text of its own. */
export const [WHOLE, BLANK, OTHER] = [0, 3, 4];
const powers = [1, 10, 100];

/** Cells of which nearly all are numbers like "1250" or "99.50", kept as whole numbers and their decimals, so that each gives its text again. */
export class NumberColumn extends Column {
  private readonly digits: Int32Array | Float64Array;
  private readonly kinds: Uint8Array;
  private readonly others: readonly string[];

  /** Of a row of kind OTHER, `digits` is the place of its text among `others`. */
  constructor(digits: Int32Array | Float64Array, kinds: Uint8Array, others: readonly string[]) {
    super();
    this.digits = digits;
    this.kinds = kinds;
    this.others = others;
  }

  get length(): number {
    return this.kinds.length;
  }

  cell(row: number): Cell {
    const [kind, digits] = [this.kinds[row], this.digits[row]!];
    if (kind === undefined) return null;
    if (kind === OTHER) return this.others[digits]!;
    if (kind === BLANK) return "";
    if (kind === WHOLE) return String(digits);
    const power = powers[kind]!;
    return `${Math.floor(digits / power)}.${String(digits % power).padStart(kind, "0")}`;
  }

  isFilled(row: number): boolean {
    const kind = this.kinds[row];
    if (kind === OTHER) return this.others[this.digits[row]!]!.trim() !== "";
    return kind !== undefined && kind !== BLANK;
  }

  hasFilled(): boolean {
    for (let row = 0; row < this.kinds.length; row++) if (this.isFilled(row)) return true;
    return false;
  }

  distinct(): DistinctCells {
    const cells: Cell[] = new Array(this.length);
    for (let row = 0; row < this.length; row++) cells[row] = this.cell(row);
    return columnOf(cells).distinct();
  }

  plainNumbers(): Values<number> | null {
    const values = this.others.map((text) => plainNumber(text));
    if (values.some((value, place) => Number.isNaN(value) && this.others[place] !== "" && this.hasOther(place))) return null;
    return new DigitValues(this.digits, this.kinds, values);
  }

  private hasOther(place: number): boolean {
    return this.kinds.some((kind, row) => kind === OTHER && this.digits[row] === place);
  }

  take(rows: Uint32Array): Column {
    const [first, end] = [firstOfRun(rows), firstOfRun(rows) + rows.length];
    if (first !== -1) return new NumberColumn(this.digits.subarray(first, end), this.kinds.subarray(first, end), this.others);
    const digits = this.digits instanceof Int32Array ? new Int32Array(rows.length) : new Float64Array(rows.length);
    const kinds = new Uint8Array(rows.length);
    for (let row = 0; row < rows.length; row++) {
      digits[row] = this.digits[rows[row]!]!;
      kinds[row] = this.kinds[rows[row]!]!;
    }
    return new NumberColumn(digits, kinds, this.others);
  }
}

/** The numbers of a NumberColumn, read where they stand until one is set. */
class DigitValues extends Values<number> {
  private readonly digits: Int32Array | Float64Array;
  private readonly kinds: Uint8Array;
  private readonly others: readonly number[];
  private own: Float64Array | null = null;
  private nulls: { some: boolean; version: number } | null = null;

  constructor(digits: Int32Array | Float64Array, kinds: Uint8Array, others: readonly number[]) {
    super();
    this.digits = digits;
    this.kinds = kinds;
    this.others = others;
  }

  get length(): number {
    return this.kinds.length;
  }

  private read(row: number): number {
    const [kind, digits] = [this.kinds[row], this.digits[row]!];
    if (kind === OTHER) return this.others[digits]!;
    return kind === undefined || kind === BLANK ? Number.NaN : kind === WHOLE ? digits : digits / powers[kind]!;
  }

  get(row: number): number | null {
    const value = this.own === null ? this.read(row) : this.own[row];
    return value === undefined || Number.isNaN(value) ? null : value;
  }

  set(row: number, value: number | null): void {
    this.version += 1;
    if (this.own === null) {
      this.own = new Float64Array(this.length);
      for (let at = 0; at < this.length; at++) this.own[at] = this.read(at);
    }
    this.own[row] = value ?? Number.NaN;
  }

  distinct(): readonly (number | null)[] {
    return [...new Set(this)];
  }

  hasNull(): boolean {
    if (this.nulls?.version !== this.version) this.nulls = { some: this.findNull(), version: this.version };
    return this.nulls.some;
  }

  private findNull(): boolean {
    const { own, kinds } = this;
    if (own !== null) return own.some((value) => Number.isNaN(value));
    for (let row = 0; row < kinds.length; row++) if (kinds[row]! >= BLANK && this.get(row) === null) return true;
    return false;
  }

  override isPlainUpTo(most: number): boolean {
    const { digits, kinds } = this;
    if (this.own !== null) return false;
    let largest = 0;
    for (let row = 0; row < kinds.length; row++) {
      const kind = kinds[row]!;
      if (kind < BLANK && digits[row]! > largest) largest = digits[row]!;
      else if (kind === OTHER && this.others[digits[row]!]! > most) return false;
    }
    return largest <= most;
  }
}
