import { getHeapStatistics } from "node:v8";
import { grouped } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import { type Cell, CodedColumn, Column, columnOf, type DistinctCells } from "./columns.ts";
import { placesFor, Values } from "./values.ts";

const MOST_DIFFERENT = 2 ** 24 - 1; // not a figure: entries that the engine's tables hold
/** Part of the engine's memory that different cells may take; the rest is for what is made of them, and a part of it for the program itself. */
const ROOM = 0.6; // not a figure: found by trying
const OF_PROGRAM = 64 * 1024 * 1024; // not a figure: bytes, found by trying
/** Bytes that a different cell takes beside its text: where only its bytes are held, and where it is looked up as a value. */
const [CELL, VALUE] = [64, 160]; // not a figure: found by trying

/** How much memory the different cells of one table may take together: more of them would end the program without a word. */
export class CellRoom {
  private readonly name: string;
  private readonly most = (getHeapStatistics().heap_size_limit - OF_PROGRAM) * ROOM;
  private taken = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Throws Problem where there is no room for one more cell. */
  take(cell: Cell): void {
    this.taken += VALUE + (typeof cell === "string" ? cell.length : 0);
    if (this.taken > this.most) this.refuse();
  }

  /** Throws Problem where there is no room for so many cells whose texts have so many signs. */
  refuseMore(cells: number, signs: number): void {
    if (cells * CELL + signs > this.most) this.refuse();
  }

  private refuse(): never {
    const megabytes = Math.round(this.most / 1024 / 1024);
    throw new Problem({
      what: `${this.name} holds more different values than fit into memory: ${grouped(megabytes)} MB of this program's are for them.`,
      remedy:
        "Leave out columns that are not needed, free text and identifiers of rows above all, or start the program with the variable NODE_OPTIONS=--max-old-space-size=8192.",
    });
  }
}

/** Rows after which it is seen whether a column holds numbers, and the part of them that must differ. */
const [ROWS_SEEN, DIFFERING] = [512, 0.5]; // not a figure: only how a column is kept, never what it says
const NOTHING = 0;

/**
 * Takes the cells of a column that come as values, in the order of their rows, each different one kept once; a column of numbers of which most
 * differ is kept as numbers. A row without a cell is blank.
 */
export class FieldColumn {
  private readonly known = new Map<Cell, number>([[null, NOTHING]]);
  private readonly cells: Cell[] = [null];
  /** By cell: the row in which it stood first, and what stood below it when it was last seen. */
  private readonly first: number[] = [-1];
  private readonly following: number[] = [NOTHING];
  private codes = new Uint32Array(64); // not a figure: grows with the rows
  private latest = NOTHING;
  /** Rows that were set, and whether they are all the first ones. */
  private rows = 0;
  private isWhole = true;
  private numbers: Float64Array | null = null;
  private readonly room: CellRoom | null;

  /** `room` is what the columns of one table share. */
  constructor(room: CellRoom | null = null) {
    this.room = room;
  }

  /** Throws Problem for more different cells than can be told apart, or than there is memory for. */
  set(row: number, cell: Cell): void {
    if (row !== this.rows) this.isWhole = false;
    this.rows = row + 1;
    if (this.numbers !== null) {
      if (row >= this.numbers.length) this.numbers = widerNumbers(this.numbers, row * 2);
      if (typeof cell === "number" && !Number.isNaN(cell)) {
        this.numbers[row] = cell + 0;
        return;
      }
      if (cell === null) return;
      this.becomeCodes(row);
    }
    this.setCode(row, cell);
    if (row === ROWS_SEEN && this.cells.length > row * DIFFERING) this.becomeNumbers();
  }

  /** Rows are mostly in some order, so that what follows a cell is seldom looked up. */
  private setCode(row: number, cell: Cell): void {
    if (row >= this.codes.length) {
      const wider = new Uint32Array(row * 2);
      wider.set(this.codes);
      this.codes = wider;
    }
    const likely = this.following[this.latest]!;
    const code = likely !== NOTHING && this.cells[likely] === cell ? likely : this.codeOf(row, cell);
    this.following[this.latest] = code;
    this.latest = code;
    this.codes[row] = code;
  }

  private codeOf(row: number, cell: Cell): number {
    const known = this.known.get(cell);
    if (known !== undefined) return known;
    const code = this.cells.length;
    if (code === MOST_DIFFERENT)
      throw new Problem({
        what: `A column has more than ${grouped(MOST_DIFFERENT)} different values.`,
        remedy: "Save the table as CSV, or split it by period.",
      });
    this.room?.take(cell);
    this.known.set(cell, code);
    this.cells.push(cell);
    this.first.push(row);
    this.following.push(NOTHING);
    return code;
  }

  private becomeNumbers(): void {
    if (!this.cells.every((cell) => cell === null || (typeof cell === "number" && !Number.isNaN(cell)))) return;
    const numbers = new Float64Array(this.codes.length).fill(Number.NaN);
    for (let row = 0; row < this.rows; row++) numbers[row] = (this.cells[this.codes[row]!] as number | null) ?? Number.NaN;
    this.numbers = numbers;
  }

  /** A cell came that is no number. */
  private becomeCodes(rows: number): void {
    const numbers = this.numbers!;
    this.numbers = null;
    for (let row = 0; row < rows; row++) this.setCode(row, Number.isNaN(numbers[row]!) ? null : numbers[row]!);
  }

  column(rows: number): Column {
    if (this.numbers !== null) return new FloatColumn(widerNumbers(this.numbers, rows).subarray(0, rows));
    const codes = placesFor(rows, this.cells.length);
    // Nothing is blank: the cells are known in the order of their rows.
    if (this.isWhole && this.rows === rows && !this.codes.subarray(0, rows).includes(NOTHING)) {
      for (let row = 0; row < rows; row++) codes[row] = this.codes[row]! - 1;
      return new CodedColumn(this.cells.slice(1), codes, Uint32Array.from(this.first.slice(1)));
    }
    codes.set(this.codes.subarray(0, rows));
    return new CodedColumn(this.cells, codes);
  }
}

/** The same numbers, and room for more, which are none. */
function widerNumbers(numbers: Float64Array, length: number): Float64Array {
  if (length <= numbers.length) return numbers;
  const wider = new Float64Array(length).fill(Number.NaN, numbers.length);
  wider.set(numbers);
  return wider;
}

/** Cells that are numbers or blank. */
class FloatColumn extends Column {
  private readonly numbers: Float64Array;
  private known: DistinctCells | null = null;
  private plain: boolean | null = null;

  /** Not a number stands for a blank cell. */
  constructor(numbers: Float64Array) {
    super();
    this.numbers = numbers;
  }

  get length(): number {
    return this.numbers.length;
  }

  cell(row: number): Cell {
    const number = this.numbers[row];
    return number === undefined || Number.isNaN(number) ? null : number;
  }

  isFilled(row: number): boolean {
    return this.cell(row) !== null;
  }

  hasFilled(): boolean {
    return this.numbers.some((number) => !Number.isNaN(number));
  }

  distinct(): DistinctCells {
    this.known ??= columnOf(Array.from(this.numbers, (number) => (Number.isNaN(number) ? null : number))).distinct();
    return this.known;
  }

  plainNumbers(): Values<number> | null {
    this.plain ??= this.numbers.every(
      (number) => Number.isNaN(number) || (number >= 0 && Math.round(number * 100) / 100 === number),
    );
    return this.plain ? new FloatValues(this.numbers) : null;
  }

  take(rows: Uint32Array): Column {
    return new FloatColumn(Float64Array.from(rows, (row) => this.numbers[row]!));
  }
}

/** Plain numbers to the hundredth, shared with their column until one is set. */
class FloatValues extends Values<number> {
  private numbers: Float64Array;
  private own = false;
  private largest: number | null = null;

  constructor(numbers: Float64Array) {
    super();
    this.numbers = numbers;
  }

  get length(): number {
    return this.numbers.length;
  }

  get(row: number): number | null {
    const number = this.numbers[row];
    return number === undefined || Number.isNaN(number) ? null : number;
  }

  set(row: number, value: number | null): void {
    this.version += 1;
    if (!this.own) this.numbers = this.numbers.slice();
    this.own = true;
    this.numbers[row] = value ?? Number.NaN;
  }

  distinct(): readonly (number | null)[] {
    return [...new Set(this)];
  }

  hasNull(): boolean {
    return this.numbers.some((number) => Number.isNaN(number));
  }

  override isPlainUpTo(most: number): boolean {
    if (this.own) return false;
    this.largest ??= this.numbers.reduce((largest, number) => (number > largest ? number : largest), 0);
    return this.largest <= most;
  }
}
