import { type Cell, CodedColumn, type Column, cellText, columnOf, type GridRow } from "./columns.ts";

/**
 * The rows of a table by column. A column is made when it is first asked for and kept; a row is put together only where somebody wants to see
 * it. Rows are counted from 0; `number` gives the one a person sees beside the row.
 */
export class Rows {
  readonly length: number;
  /** Cells of the widest row. */
  readonly width: number;
  private readonly made: (Column | undefined)[];
  private readonly make: (index: number) => Column;
  private readonly numbers: (row: number) => number;

  constructor(length: number, width: number, make: (index: number) => Column, numbers: (row: number) => number) {
    this.length = length;
    this.width = width;
    this.make = make;
    this.numbers = numbers;
    this.made = new Array<Column | undefined>(width);
  }

  /** Rows that were read one by one. @example Rows.of([{ row: 2, cells: ["Alpha", 5] }]).text(0, 1) // "5" */
  static of(rows: readonly GridRow[]): Rows {
    let width = 0;
    for (const { cells } of rows) if (cells.length > width) width = cells.length;
    const make = (index: number) => columnOf(rows.map(({ cells }) => cells[index] ?? null));
    return new Rows(rows.length, width, make, (row) => rows[row]!.row);
  }

  number(row: number): number {
    return this.numbers(row);
  }

  column(index: number): Column {
    if (!(index >= 0 && index < this.width)) return new CodedColumn([null], new Uint8Array(this.length));
    const known = this.made[index] ?? this.make(index);
    this.made[index] = known;
    return known;
  }

  cell(row: number, index: number): Cell {
    return index >= 0 && index < this.width ? this.column(index).cell(row) : null;
  }

  text(row: number, index: number): string {
    return cellText(this.cell(row, index));
  }

  isFilled(row: number, index: number): boolean {
    return index >= 0 && index < this.width && this.column(index).isFilled(row);
  }

  /** The first filled cell of a row at or past a column; -1 where none is. */
  filledFrom(row: number, from = 0): number {
    for (let index = from; index < this.width; index++) if (this.column(index).isFilled(row)) return index;
    return -1;
  }

  /** How many cells of a row are filled. */
  filledCells(row: number): number {
    let filled = 0;
    for (let index = 0; index < this.width; index++) if (this.column(index).isFilled(row)) filled += 1;
    return filled;
  }

  /** Columns up to the last that holds anything. */
  filledWidth(): number {
    let width = this.width;
    while (width > 0 && !this.column(width - 1).hasFilled()) width -= 1;
    return width;
  }

  forEach(use: (row: number) => void): void {
    for (let row = 0; row < this.length; row++) use(row);
  }

  /** What is made of each row, in their order. */
  map<Made>(make: (row: number) => Made): Made[] {
    return Array.from({ length: this.length }, (_, row) => make(row));
  }

  /** The rows that fit, by their places. */
  placesWhere(fits: (row: number) => boolean): number[] {
    const places: number[] = [];
    for (let row = 0; row < this.length; row++) if (fits(row)) places.push(row);
    return places;
  }

  /** The same as numbers that take little room. */
  kept(fits: (row: number) => boolean): Uint32Array {
    const places = new Uint32Array(this.length);
    let length = 0;
    for (let row = 0; row < this.length; row++) if (fits(row)) places[length++] = row;
    return places.subarray(0, length);
  }

  /** One row as it stands in the file. */
  line(row: number): GridRow {
    return { row: this.number(row), cells: Array.from({ length: this.width }, (_, index) => this.cell(row, index)) };
  }

  /** The rows that fit, in their order. */
  where(fits: (row: number) => boolean): Rows {
    const rows = this.kept(fits);
    return new Rows(
      rows.length,
      this.width,
      (index) => this.column(index).take(rows),
      (row) => this.number(rows[row]!),
    );
  }

  /** Only some columns, in the order given. */
  withColumns(indexes: readonly number[]): Rows {
    return new Rows(
      this.length,
      indexes.length,
      (place) => this.column(indexes[place]!),
      (row) => this.number(row),
    );
  }
}
