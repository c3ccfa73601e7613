import { BLANK, CodedColumn, type Column, NumberColumn, OTHER, WHOLE } from "./columns.ts";
import { type Places, widened } from "./values.ts";

const [ZERO, NINE, POINT, NEWLINE, RETURN] = [0x30, 0x39, 0x2e, 0x0a, 0x0d];
/** Digits that a whole number in a double holds exactly. */
const MOST_DIGITS = 15;
const MOST_DECIMALS = 2;
const LARGEST_SHORT = 2 ** 31 - 1;

/** Rows, and different cells, after which it is seen what a column holds. */
const [ROWS_SEEN, CELLS_SEEN] = [512, 16_384]; // not a figure: enough to see whether cells repeat
/** Part of the rows seen whose cells must differ for numbers to be kept as numbers, and part of the cells that must be plain ones. */
const [DIFFERING, PLAIN] = [0.5, 0.9]; // not a figure: only how a column is kept, never what it says

/** What is known of a different cell: that it is filled, and that it can only stand in quotes. */
const [FILLED, QUOTED] = [1, 2];

const [TAB, BLANK_SIGN, BEYOND] = [0x09, 0x20, 0x80];
const BLOCK = 1024 * 1024; // not a figure: bytes of which texts are made at a time
const WORD = 4; // not a figure: bytes that are compared at a time
const GROWTH = 1.5; // not a figure: how much more room is made at a time
/** Filled places of a table of hashes, at most. */
const FULL = 0.5; // not a figure: how full a table of hashes gets

const grown = <Kind extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  of: Kind,
  length: number,
): Kind => {
  const wider = new (of.constructor as new (size: number) => Kind)(length);
  wider.set(of);
  return wider;
};

/**
 * Takes a column's cells as bytes, row after row, and keeps each different one once; a column of plain numbers of which most differ is kept as
 * numbers. A row may be given again with another cell, as long as no later one was.
 */
export class ColumnBuilder {
  private readonly decode: (bytes: Uint8Array) => string;
  private readonly delimiter: number;
  private codes: Places = new Uint8Array(0);
  private size: number;
  // The different cells: their text, whether they are filled, and their bytes one behind the other.
  private readonly texts: (string | null)[] = [];
  private filled = new Uint8Array(64); // not a figure: grows with the cells
  private starts = new Uint32Array(64); // not a figure: grows with the cells
  /** The row in which each was seen first. */
  private firsts = new Uint32Array(64); // not a figure: grows with the cells
  /** What stood below each when it was last seen: rows are mostly in some order, and what follows is seldom looked up. */
  private following = new Uint32Array(64); // not a figure: grows with the cells
  private hashes = new Int32Array(64); // not a figure: grows with the cells
  private bytes = new Uint8Array(1024); // not a figure: grows with the cells
  private view = new DataView(this.bytes.buffer);
  private table = new Int32Array(256); // not a figure: grows with the cells
  private latest = 0;
  /** Set once the column is kept as numbers. */
  private digits: Int32Array | Float64Array | null = null;
  private kinds: Uint8Array = new Uint8Array(0);

  /** `size` is about how many rows there will be; rows before `begun` have no cell in this column. */
  constructor(size: number, begun: number, decode: (bytes: Uint8Array) => string, delimiter: number) {
    this.decode = decode;
    this.delimiter = delimiter;
    this.size = Math.max(ROWS_SEEN, size, begun + 1);
    this.codes = new Uint8Array(this.size);
    if (begun > 0) this.addBlank(begun - 1);
    this.firsts[0] = 0;
  }

  /**
   * Adds a row's cell where it is a plain number among such, or the one that is likely to come, and gives where it ends. -1 where it is neither,
   * or where too few bytes are there to say: then it is to be cut and added.
   */
  take(row: number, bytes: Uint8Array, view: DataView, at: number): number {
    if (row >= this.size) this.grow(row);
    return this.digits === null ? this.takeLikely(row, bytes, view, at) : this.takeNumber(row, bytes, at);
  }

  /** Whether the cell that was taken last is filled. */
  tookFilled(row: number): boolean {
    return this.digits === null ? this.filled[this.latest] === FILLED : this.kinds[row] !== BLANK;
  }

  /** Adds a row's cell and says whether it is filled. */
  add(row: number, bytes: Uint8Array, from: number, to: number, hash: number): boolean {
    if (row >= this.size) this.grow(row);
    if (this.digits !== null) return this.addNumber(row, bytes, from, to, hash);
    if (row === ROWS_SEEN && this.texts.length > row * DIFFERING) this.judge(row);
    if (this.digits !== null) return this.addNumber(row, bytes, from, to, hash);
    const { latest } = this;
    const known = this.texts.length;
    const code = this.codeOf(row, bytes, from, to, hash);
    this.following[latest] = code;
    this.codes[row] = code;
    const isFilled = (this.filled[code]! & FILLED) !== 0;
    if (code === known && known + 1 === CELLS_SEEN) this.judge(row + 1);
    return isFilled;
  }

  /** What came next when the last cell was last seen, or, where that is missing now, what came after it. */
  private takeLikely(row: number, bytes: Uint8Array, view: DataView, at: number): number {
    const { following, latest } = this;
    const likely = following[latest]!;
    const stop = this.takeCode(row, bytes, view, at, likely);
    if (stop !== -1) return stop;
    const second = following[likely]!;
    const end = this.takeCode(row, bytes, view, at, second);
    if (end !== -1) following[latest] = second;
    return end;
  }

  private takeCode(row: number, bytes: Uint8Array, view: DataView, at: number, likely: number): number {
    const { starts, view: own } = this;
    const start = starts[likely]!;
    const length = starts[likely + 1]! - start;
    const stop = at + length;
    if (stop >= bytes.length || row === ROWS_SEEN || this.filled[likely]! > FILLED || this.texts.length === 0) return -1;
    const sign = bytes[stop]!;
    if (sign !== this.delimiter && sign !== NEWLINE && sign !== RETURN) return -1;
    if (length < WORD) {
      for (let place = 0; place < length; place++) if (bytes[at + place] !== own.getUint8(start + place)) return -1;
    } else {
      // Four bytes at a time, the last ones first, since they differ most.
      const last = length - WORD;
      if (view.getUint32(at + last, true) !== own.getUint32(start + last, true)) return -1;
      for (let place = 0; place < last; place += WORD)
        if (view.getUint32(at + place, true) !== own.getUint32(start + place, true)) return -1;
    }
    this.latest = likely;
    this.codes[row] = likely;
    return stop;
  }

  private takeNumber(row: number, bytes: Uint8Array, at: number): number {
    const end = bytes.length;
    let digits = 0;
    let point = -1;
    let place = at;
    let byte = 0;
    for (; place < end; place++) {
      byte = bytes[place]!;
      if (byte >= ZERO && byte <= NINE) digits = digits * 10 + (byte - ZERO);
      else if (byte === POINT && point === -1 && place > at) point = place;
      else break;
    }
    if (place === end || (byte !== this.delimiter && byte !== NEWLINE && byte !== RETURN)) return -1;
    return this.keepNumber(row, bytes, at, place, digits, point) ? place : -1;
  }

  /** How many different cells there are that are kept as texts, and the bytes of them all. */
  get different(): { cells: number; bytes: number } {
    return { cells: this.texts.length, bytes: this.starts[this.texts.length]! };
  }

  addBlank(row: number): void {
    this.add(row, this.bytes, 0, 0, 0x811c9dc5 | 0); // not a figure: the hash of no bytes
  }

  /** Whether the text of a row's cell holds one of some signs. */
  holdsAny(row: number, signs: readonly string[]): boolean {
    if (this.digits !== null && this.kinds[row] !== OTHER) return false;
    const text = this.textOf(this.digits === null ? this.codes[row]! : this.digits[row]!);
    return signs.some((sign) => text.includes(sign));
  }

  finish(rows: number): Column {
    this.table = new Int32Array(0);
    const texts = this.allTexts();
    this.bytes = new Uint8Array(0);
    if (this.digits !== null) return new NumberColumn(this.digits.subarray(0, rows), this.kinds.subarray(0, rows), texts);
    const codes = this.codes.subarray(0, rows);
    const firsts = this.firsts.slice(0, texts.length);
    // A blank line leaves cells that no row has.
    const inOrder = firsts.every((first, code) => codes[first] === code && (code === 0 || first > firsts[code - 1]!));
    return new CodedColumn(texts, codes, inOrder ? firsts : null);
  }

  private textOf(code: number): string {
    const text = this.texts[code] ?? this.decode(this.bytes.subarray(this.starts[code]!, this.starts[code + 1]!));
    this.texts[code] = text;
    return text;
  }

  /** The text of every different cell; plain ones are made of many at a time. */
  private allTexts(): string[] {
    const { texts, starts, bytes } = this;
    let [begin, end, block] = [0, 0, ""];
    return texts.map((known, code) => {
      if (known !== null) return known;
      if (starts[code + 1]! > end) {
        begin = starts[code]!;
        end = Math.min(starts[texts.length]!, Math.max(starts[code + 1]!, begin + BLOCK));
        block = Buffer.from(bytes.buffer, begin, end - begin).toString("latin1");
      }
      return block.slice(starts[code]! - begin, starts[code + 1]! - begin);
    });
  }

  private grow(row: number): void {
    this.size = Math.ceil((row + 1) * GROWTH);
    if (this.digits === null) this.codes = grown(this.codes, this.size);
    else {
      this.digits = grown(this.digits, this.size);
      this.kinds = grown(this.kinds, this.size);
    }
  }

  /** The place of a cell among the different ones; a new one is put behind them. */
  private codeOf(row: number, bytes: Uint8Array, from: number, to: number, hash: number): number {
    const { texts, starts } = this;
    const length = to - from;
    const { latest } = this;
    if (texts.length > 0 && this.hashes[latest] === hash && this.isSame(latest, bytes, from, length)) return latest;
    let mask = this.table.length - 1;
    let slot = hash & mask;
    for (let code = this.table[slot]!; code !== 0; code = this.table[slot]!) {
      if (this.hashes[code - 1] === hash && this.isSame(code - 1, bytes, from, length)) {
        this.latest = code - 1;
        return code - 1;
      }
      slot = (slot + 1) & mask;
    }
    const code = texts.length;
    if (code + 1 > this.table.length * FULL) {
      this.rehash();
      mask = this.table.length - 1;
      slot = hash & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
    }
    if (code + 2 > starts.length) {
      this.starts = grown(this.starts, this.starts.length * 2);
      this.firsts = grown(this.firsts, this.firsts.length * 2);
      this.following = grown(this.following, this.following.length * 2);
      this.hashes = grown(this.hashes, this.hashes.length * 2);
      this.filled = grown(this.filled, this.filled.length * 2);
    }
    const start = this.starts[code]!;
    if (start + length > this.bytes.length) {
      this.bytes = grown(this.bytes, Math.ceil((start + length) * GROWTH));
      this.view = new DataView(this.bytes.buffer);
    }
    this.starts[code + 1] = start + length;
    this.hashes[code] = hash;
    this.firsts[code] = row;
    this.keepText(code, bytes, from, to);
    this.table[slot] = code + 1;
    this.codes = this.digits === null ? widened(this.codes, code, row) : this.codes;
    this.latest = code;
    return code;
  }

  private isSame(code: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = this.starts[code]!;
    if (this.starts[code + 1]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.bytes[start + at] !== bytes[from + at]) return false;
    return true;
  }

  /** Keeps the bytes of a different cell and what they say of it; those that are no plain letters are read at once, since they may be no text. */
  private keepText(code: number, bytes: Uint8Array, from: number, to: number): void {
    const { bytes: own, delimiter } = this;
    let [flags, isPlain, place] = [0, true, this.starts[code]!];
    for (let at = from; at < to; at++, place++) {
      const byte = bytes[at]!;
      own[place] = byte;
      if (byte >= BEYOND) isPlain = false;
      if (byte === delimiter || byte === NEWLINE || byte === RETURN) flags |= QUOTED;
      if (byte !== BLANK_SIGN && (byte < TAB || byte > RETURN)) flags |= FILLED;
    }
    const text = isPlain ? null : this.decode(bytes.subarray(from, to));
    this.texts.push(text);
    if (text !== null) flags = text.trim() === "" ? flags & ~FILLED : flags | FILLED;
    this.filled[code] = flags;
  }

  private rehash(): void {
    const table = new Int32Array(this.table.length * 4); // not a figure: room for more
    const mask = table.length - 1;
    for (let code = 0; code < this.texts.length; code++) {
      let slot = this.hashes[code]! & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = code + 1;
    }
    this.table = table;
  }

  /** Keeps the column as numbers from here on, where most of its different cells are plain ones. */
  private judge(rows: number): void {
    const { texts } = this;
    const plain = texts.filter((_, code) => /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/.test(this.textOf(code))).length;
    if (plain >= texts.length * PLAIN) this.becomeNumbers(rows);
  }

  private becomeNumbers(rows: number): void {
    const { codes } = this;
    this.digits = new Int32Array(this.size);
    this.kinds = new Uint8Array(this.size);
    this.codes = new Uint8Array(0);
    for (let row = 0; row < rows; row++) {
      const code = codes[row]!;
      const [start, end] = [this.starts[code]!, this.starts[code + 1]!];
      if (!this.setNumber(row, this.bytes, start, end)) this.setOther(row, code);
    }
  }

  private addNumber(row: number, bytes: Uint8Array, from: number, to: number, hash: number): boolean {
    if (this.setNumber(row, bytes, from, to)) return from !== to;
    const code = this.codeOf(row, bytes, from, to, hash);
    this.setOther(row, code);
    return (this.filled[code]! & FILLED) !== 0;
  }

  private setOther(row: number, code: number): void {
    this.digits![row] = code;
    this.kinds[row] = OTHER;
  }

  /** Sets a plain number that its digits and decimals write again as it stands, or a blank; false for anything else. */
  private setNumber(row: number, bytes: Uint8Array, from: number, to: number): boolean {
    let digits = 0;
    let point = -1;
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!;
      if (byte >= ZERO && byte <= NINE) digits = digits * 10 + (byte - ZERO);
      else if (byte === POINT && point === -1 && at > from) point = at;
      else return false;
    }
    return this.keepNumber(row, bytes, from, to, digits, point);
  }

  private keepNumber(row: number, bytes: Uint8Array, from: number, to: number, digits: number, point: number): boolean {
    if (from === to) {
      this.kinds[row] = BLANK;
      return true;
    }
    const wholeEnd = point === -1 ? to : point;
    const decimals = point === -1 ? 0 : to - point - 1;
    if (to - from > MOST_DIGITS || decimals > MOST_DECIMALS || (point !== -1 && decimals === 0)) return false;
    if (bytes[from] === ZERO && wholeEnd > from + 1) return false;
    if (digits > LARGEST_SHORT && this.digits instanceof Int32Array) this.digits = Float64Array.from(this.digits);
    this.digits![row] = digits;
    this.kinds[row] = WHOLE + decimals;
    return true;
  }
}
