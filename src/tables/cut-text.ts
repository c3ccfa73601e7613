import { grouped } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import type { TableIssue } from "../core/table.ts";
import { ColumnBuilder } from "./build-column.ts";
import type { GridRow } from "./columns.ts";
import { CellRoom } from "./field-column.ts";
import { Rows } from "./rows.ts";

const [QUOTE, NEWLINE, RETURN] = [0x22, 0x0a, 0x0d];
/** Bytes that stand between a closing quote and the end of its cell and mean nothing: blanks, and the two of a no-break space. */
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0b, 0x0c, 0xa0, 0xc2]);
/** What hashes of bytes begin with and are multiplied by (FNV-1a). */
const [HASH_START, HASH_PRIME] = [0x811c9dc5 | 0, 0x01000193];

/** Bytes of a row, where nothing is known of it yet. */
export const USUAL_ROW = 24; // not a figure: room is made for so many rows at first

/** Filled rows that are kept as they stand, among which the header is looked for. */
export const HEAD_ROWS = 100;
const MOST_ROW_BYTES = 64 * 1024 * 1024; // not a figure: a longer row is a quote that never closes
const MOST_COLUMNS = 16_384; // not a figure: columns of the widest spreadsheet
const MOST_ROWS = 2 ** 28; // not a figure: rows that the places of a column can count

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> => {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};

export const BROKEN_QUOTE = "A quote stands inside a quoted cell; check that the row's cells are right.";

/** Signs of which one parts the cells of a line. */
export const delimiters = [",", ";", "\t", "|"];

/** How a text of cells was cut: the rows above its header, the header, the rows below it. */
export interface CutText {
  above: GridRow[];
  header: GridRow | null;
  rows: Rows;
  issues: TableIssue[];
  /** Rows that are one quoted cell with a whole line inside, where most of the file's are. */
  wrapped: boolean;
}

/** Where the header stands among the first rows; -1 where none of them is one. */
type FindHeader = (head: readonly GridRow[]) => number;

export interface CuttingOptions {
  delimiter: string;
  name: string;
  decode: (bytes: Uint8Array) => string;
  findHeader: FindHeader;
  /** About how many rows of usual length there will be. */
  size: number;
}

/**
 * Cuts the bytes of a text into cells, chunk by chunk, by the rules of RFC 4180 as spreadsheets read it: a quote opens a cell only at its start,
 * two quotes are one, a line break in quotes stays inside its cell. Nothing of a row is kept but the place of each cell among the
 * column's different ones.
 */
export class TextCutter {
  private readonly delimiter: number;
  private readonly name: string;
  private readonly memory: CellRoom;
  private readonly decode: (bytes: Uint8Array) => string;
  private readonly findHeader: FindHeader;
  private readonly columns: ColumnBuilder[] = [];
  private head: { line: GridRow; bytes: Uint8Array[] }[] | null = [];
  private above: GridRow[] = [];
  private header: GridRow | null = null;
  /** Lines of the file, blank ones too. */
  private line = 0;
  private rows = 0;
  /** The line that follows the last row without a jump. */
  private nextLine = -1;
  /** Rows at which the numbering jumps over blank lines, and the number from there on. */
  private readonly jumps: number[] = [];
  private readonly jumpTo: number[] = [];
  private readonly issues: TableIssue[] = [];
  private filledRows = 0;
  private wrappedRows = 0;
  private rest: Uint8Array = new Uint8Array(0);
  private room = new Uint8Array(0);
  private scratch = new Uint8Array(256); // not a figure: grows with the longest quoted cell
  private size: number;

  constructor(options: CuttingOptions) {
    this.delimiter = options.delimiter.charCodeAt(0);
    this.name = options.name;
    this.memory = new CellRoom(options.name);
    this.decode = options.decode;
    this.findHeader = options.findHeader;
    this.size = options.size;
  }

  /** Takes the next bytes of the file. Throws Problem for a row without end. */
  take(chunk: Uint8Array): void {
    // A Buffer's own slice() is a view, and the chunk is filled again: what is kept must be a copy.
    const plain = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    const bytes = this.rest.length === 0 ? plain : this.withRest(plain);
    const done = this.cut(bytes, bytes.length, false);
    if (bytes.length - done > MOST_ROW_BYTES)
      throw new Problem({
        what: `${this.name} row ${this.line + 1} is longer than ${MOST_ROW_BYTES / 1024 / 1024} MB.`,
        remedy: "Close or remove a quote that opens there, or export the file again with line breaks.",
      });
    this.rest = bytes.slice(done);
    this.refuseFull();
  }

  /** Throws Problem for more different cells than there is memory for. */
  private refuseFull(): void {
    let [cells, signs] = [0, 0];
    for (const { different } of this.columns) {
      cells += different.cells;
      signs += different.bytes;
    }
    this.memory.refuseMore(cells, signs);
  }

  /** The bytes behind those of a row that is not whole yet, in room that is used again. */
  private withRest(bytes: Uint8Array): Uint8Array {
    const length = this.rest.length + bytes.length;
    if (this.room.length < length) this.room = new Uint8Array(length + bytes.length);
    this.room.set(this.rest);
    this.room.set(bytes, this.rest.length);
    return this.room.subarray(0, length);
  }

  /** Ends the file. Throws Problem for a quote that is never closed. */
  end(): CutText {
    const { rest } = this;
    this.rest = new Uint8Array(0);
    if (rest.length > 0) this.cut(rest, rest.length, true);
    if (this.head !== null) this.settleHeader();
    const { rows, jumps, jumpTo } = this;
    const columns = this.columns.map((column) => column.finish(rows));
    const numbers = (row: number): number => {
      let [low, high] = [0, jumps.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (jumps[middle]! <= row) low = middle;
        else high = middle - 1;
      }
      return jumpTo[low]! + (row - jumps[low]!);
    };
    return {
      above: this.above,
      header: this.header,
      rows: new Rows(rows, columns.length, (index) => columns[index]!, numbers),
      issues: this.issues,
      wrapped: this.filledRows > 1 && this.wrappedRows * 2 > this.filledRows,
    };
  }

  /** Cuts whole rows and gives where the first one begins that is not whole. */
  private cut(bytes: Uint8Array, end: number, last: boolean): number {
    const { delimiter } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < end) {
      at = this.takeRows(bytes, view, at);
      if (at === end) break;
      const start = at;
      let column = 0;
      let filled = 0;
      if (this.rowIssues.length > 0) this.rowIssues = [];
      let firstFilled = -1;
      for (;;) {
        let isFilled: boolean;
        if (at < end && bytes[at] === QUOTE) {
          const close = this.quoted(bytes, at, end, last);
          if (close === -1) return start;
          isFilled = this.add(column, this.scratch, 0, this.quotedLength, this.hashOf(this.scratch, this.quotedLength));
          at = close;
        } else {
          const from = at;
          let hash = HASH_START;
          let byte = 0;
          while (at < end) {
            byte = bytes[at]!;
            if (byte === delimiter || byte === NEWLINE || byte === RETURN) break;
            hash = Math.imul(hash ^ byte, HASH_PRIME);
            at += 1;
          }
          if (at === end && !last) return start;
          isFilled = this.add(column, bytes, from, at, hash);
        }
        if (isFilled) {
          filled += 1;
          if (firstFilled === -1) firstFilled = column;
        }
        column += 1;
        if (at >= end) break;
        const byte = bytes[at]!;
        if (byte === delimiter) {
          at += 1;
          // A delimiter at the very end of the file opens one more, empty cell.
          if (at === end && !last) return start;
          continue;
        }
        if (byte === RETURN) {
          if (at + 1 === end && !last) return start;
          at += bytes[at + 1] === NEWLINE ? 2 : 1;
        } else at += 1;
        break;
      }
      this.endRow(column, filled, firstFilled);
    }
    return at;
  }

  /** Takes rows as long as each of their cells is the likely one or a plain number, and gives where the first other one begins. */
  private takeRows(bytes: Uint8Array, view: DataView, from: number): number {
    const { columns, delimiter } = this;
    const last = columns.length - 1;
    let start = from;
    // Before the header is found there are no columns. A column more would be one that was not there before.
    while (last > 0 && start < bytes.length) {
      let at = start;
      let filled = 0;
      for (let column = 0; column <= last; column++) {
        if (bytes[at] === QUOTE) return start;
        const builder = columns[column]!;
        at = builder.take(this.rows, bytes, view, at);
        if (at === -1) return start;
        if (builder.tookFilled(this.rows)) filled += 1;
        if (bytes[at] !== (column === last ? NEWLINE : delimiter)) {
          // A line may end with two signs.
          if (column < last || bytes[at] !== RETURN || bytes[at + 1] !== NEWLINE) return start;
          at += 1;
        }
        at += 1;
      }
      // Rows of nothing, or of one cell, are looked at one by one.
      if (filled < 2) return start;
      start = at;
      this.line += 1;
      this.filledRows += 1;
      this.endData();
    }
    return start;
  }

  private quotedLength = 0;
  /** Of the row being cut, which may be cut again with more bytes. */
  private rowIssues: TableIssue[] = [];

  /**
   * Reads a quoted cell into the scratch, its line breaks as one sign, and gives where it ends: at its delimiter, its line break or the end.
   * -1 where more bytes are needed to say.
   */
  private quoted(bytes: Uint8Array, open: number, end: number, last: boolean): number {
    let length = 0;
    let at = open + 1;
    for (;;) {
      if (at >= end) {
        if (!last) return -1;
        throw new Problem({
          what: `${this.name} row ${this.line + 1}: a quote opens and never closes.`,
          remedy: "Close or remove the quote.",
        });
      }
      if (length + 2 > this.scratch.length) this.scratch = joined(this.scratch, new Uint8Array(this.scratch.length));
      const byte = bytes[at]!;
      if (byte === RETURN) {
        if (at + 1 === end && !last) return -1;
        this.scratch[length++] = NEWLINE;
        at += bytes[at + 1] === NEWLINE ? 2 : 1;
        continue;
      }
      if (byte !== QUOTE) {
        this.scratch[length++] = byte;
        at += 1;
        continue;
      }
      if (at + 1 < end && bytes[at + 1] === QUOTE) {
        this.scratch[length++] = QUOTE;
        at += 2;
        continue;
      }
      if (at + 1 === end && !last) return -1;
      const next = this.closes(bytes, at + 1, end, last);
      if (next === -1) return -1;
      if (next >= 0) {
        this.quotedLength = length;
        return next;
      }
      this.rowIssues.push({
        row: this.line + 1,
        column: "",
        code: "quotes",
        message: BROKEN_QUOTE,
        amount_left_out: null,
      });
      this.scratch[length++] = QUOTE;
      at += 1;
    }
  }

  /** Where a closed cell ends, past blanks behind its quote; -1 where more bytes are needed, -2 where the quote does not close it. */
  private closes(bytes: Uint8Array, from: number, end: number, last: boolean): number {
    let at = from;
    while (at < end && bytes[at] !== this.delimiter && blanks.has(bytes[at]!)) at += 1;
    if (at === end) return last ? (at === from ? at : -2) : -1;
    const byte = bytes[at]!;
    return byte === this.delimiter || byte === NEWLINE || byte === RETURN ? at : -2;
  }

  private hashOf(bytes: Uint8Array, length: number): number {
    let hash = HASH_START;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ bytes[at]!, HASH_PRIME);
    return hash;
  }

  /** Cells of the row being cut as text and as bytes, while the header is not found yet. */
  private cells: string[] = [];
  private bytes: Uint8Array[] = [];

  private add(column: number, bytes: Uint8Array, from: number, to: number, hash: number): boolean {
    if (this.head !== null) {
      if (column === 0) [this.cells, this.bytes] = [[], []];
      const own = bytes.slice(from, to);
      const text = this.decode(own);
      this.cells.push(text);
      this.bytes.push(own);
      return text.trim() !== "";
    }
    return this.columnAt(column).add(this.rows, bytes, from, to, hash);
  }

  private columnAt(column: number): ColumnBuilder {
    const known = this.columns[column];
    if (known !== undefined) return known;
    const builder = this.newColumn();
    this.columns.push(builder);
    return builder;
  }

  private newColumn(): ColumnBuilder {
    if (this.columns.length >= MOST_COLUMNS)
      throw new Problem({
        what: `${this.name} row ${this.line + 1} has more than ${grouped(MOST_COLUMNS)} cells.`,
        remedy: "Check the sign between its cells, and export only the columns that are needed.",
      });
    return new ColumnBuilder(this.size, this.rows, this.decode, this.delimiter);
  }

  private endRow(cells: number, filled: number, firstFilled: number): void {
    this.line += 1;
    for (const one of this.rowIssues) this.issues.push(one);
    if (filled === 0) return;
    this.filledRows += 1;
    if (this.head !== null) {
      if (filled === 1 && firstFilled === 0 && delimiters.some((sign) => this.cells[0]!.includes(sign))) this.wrappedRows += 1;
      this.head.push({ line: { row: this.line, cells: this.cells }, bytes: this.bytes });
      if (this.head.length === HEAD_ROWS) this.settleHeader();
      return;
    }
    if (filled === 1 && firstFilled === 0 && this.columns[0]!.holdsAny(this.rows, delimiters)) this.wrappedRows += 1;
    for (let column = cells; column < this.columns.length; column++) this.columns[column]!.addBlank(this.rows);
    this.endData();
  }

  private endData(): void {
    if (this.line !== this.nextLine) {
      this.jumps.push(this.rows);
      this.jumpTo.push(this.line);
    }
    this.nextLine = this.line + 1;
    this.rows += 1;
    if (this.rows === MOST_ROWS)
      throw new Problem({
        what: `${this.name} has more than ${grouped(MOST_ROWS)} rows.`,
        remedy: "Split the file by period.",
      });
  }

  /** Finds the header among the first rows, and gives the rows below it to the columns. */
  private settleHeader(): void {
    const head = this.head ?? [];
    this.head = null;
    // A table of many columns has long rows, and room for too many would be made in each.
    const bytes = head.reduce((sum, { bytes: cells }) => cells.reduce((all, cell) => all + cell.length + 1, sum), 0);
    this.size = Math.ceil((this.size * USUAL_ROW) / Math.max(USUAL_ROW, bytes / Math.max(1, head.length)));
    const found = this.findHeader(head.map(({ line }) => line));
    const lines = head.map(({ line }) => line);
    this.above = lines.slice(0, found === -1 ? lines.length : found);
    this.header = lines[found] ?? null;
    const { line } = this;
    for (const below of found === -1 ? [] : head.slice(found + 1)) {
      this.line = below.line.row;
      below.bytes.forEach((bytes, column) => {
        this.add(column, bytes, 0, bytes.length, this.hashOf(bytes, bytes.length));
      });
      for (let column = below.bytes.length; column < this.columns.length; column++) this.columns[column]!.addBlank(this.rows);
      this.endData();
    }
    this.line = line;
  }
}
