import { Problem } from "../core/problem.ts";
import type { Cell } from "./columns.ts";
import { type Attributes, attribute, type XmlListener } from "./read-xml.ts";
import { type Book, RichText, unescaped } from "./workbook-book.ts";

/** A cell of which no value is known: an error, or a formula that was never calculated. */
export interface OwnCell {
  kind: "error" | "formula";
  text: string;
}

/** Takes the rows of a sheet that hold anything, under the numbers a person sees; the cells are used again for the next one. */
export type TakeRow = (row: number, cells: readonly Cell[], own: readonly OwnCell[]) => void;

const LETTERS = 26; // not a figure: the letters that number columns
const [LETTER_A, LETTER_Z] = [65, 90]; // not a figure: signs "A" and "Z"
const LAST_COLUMN = 16_384; // not a figure: columns of the widest spreadsheet
/** Days between those of a sheet and those of JavaScript. */
const [TO_1970, TO_1904] = [25_569, 1462]; // not a figure: days
const DAY = 24 * 60 * 60 * 1000; // not a figure: milliseconds

const [ZERO, NINE] = [48, 57]; // not a figure: signs "0" and "9"

/** Reads the cells of one sheet's XML. Throws Problem for what stands in no cell's place, and for values that are none of their kind. */
export class SheetCells implements XmlListener {
  /** Cells up to the last that holds a value in any row. */
  width = 0;
  private readonly book: Book;
  private readonly file: string;
  private readonly take: TakeRow;
  private readonly days = new Map<number, Date>();
  private inSheet = false;
  private row = 0;
  private rowKnown = false;
  private lastRow = 0;
  private cells: Cell[] = [];
  private own: OwnCell[] = [];
  // The cell that is open.
  private inCell = false;
  private column = -1;
  private type = "n";
  private style: string | undefined;
  private value: string | undefined;
  private formula: string | undefined;
  private hasInline = false;
  private inside: "v" | "f" | "" = "";
  private readonly inline = new RichText();

  constructor(book: Book, file: string, take: TakeRow) {
    this.book = book;
    this.file = file;
    this.take = take;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "c" && this.inSheet) this.openCell(attributes());
    else if (this.inCell) {
      if (name === "v" || name === "f") {
        this.inside = name;
        if (name === "v") this.value = "";
        else this.formula = "";
      } else if (name === "is") {
        this.hasInline = true;
        this.inline.begin();
      } else this.inline.open(name);
    } else if (name === "row" && this.inSheet) {
      const number = attributes().r;
      this.rowKnown = number !== undefined;
      this.row = this.rowKnown ? Number(number) : this.lastRow + 1;
      this.column = -1;
      this.cells.length = 0;
      if (this.own.length > 0) this.own = [];
    } else if (name === "sheetData") this.inSheet = true;
  }

  close(name: string): void {
    if (this.inCell) {
      if (name === "c") this.closeCell();
      else if (name === this.inside) this.inside = "";
      else this.inline.close(name);
    } else if (name === "row" && this.inSheet) this.closeRow();
    else if (name === "sheetData") this.inSheet = false;
  }

  text(text: string): void {
    if (this.inside === "v") this.value += text;
    else if (this.inside === "f") this.formula += text;
    else if (this.inCell) this.inline.add(text);
  }

  private openCell(attributes: Record<string, string>): void {
    this.inCell = true;
    this.inside = "";
    this.type = attributes.t ?? "n";
    this.style = attributes.s;
    this.value = this.formula = undefined;
    this.hasInline = false;
    const place = attribute(attributes, "r");
    if (place === undefined) this.column += 1;
    else this.findPlace(place);
  }

  /** @example "AB12" is column 27 of row 12. */
  private findPlace(place: string): void {
    let [at, column] = [0, 0];
    for (let code = place.charCodeAt(0); code >= LETTER_A && code <= LETTER_Z; code = place.charCodeAt(++at))
      column = column * LETTERS + code - LETTER_A + 1;
    let row = 0;
    for (let code = place.charCodeAt(at); code >= ZERO && code <= NINE; code = place.charCodeAt(++at))
      row = row * 10 + code - ZERO;
    if (at !== place.length || column === 0 || row === 0) this.refuse(`${place.slice(0, 20)} is the place of no cell`);
    if (column > LAST_COLUMN) this.refuse(`cell ${place} is right of the last column that a sheet has`);
    if (column - 1 <= this.column) this.refuse(`cell ${place} stands right of where it belongs`);
    this.column = column - 1;
    if (this.rowKnown) return;
    this.row = row;
    this.rowKnown = true;
  }

  private refuse(what: string): never {
    throw new Problem({
      what: `${this.file} cannot be opened as a workbook: ${what}.`,
      remedy: "Save it as XLSX or CSV again.",
    });
  }

  private refuseCell(what: string): never {
    const { row, column } = this;
    let letters = "";
    for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
      letters = String.fromCharCode(LETTER_A + ((rest - 1) % LETTERS)) + letters;
    return this.refuse(`cell ${letters}${row} ${what}`);
  }

  private closeCell(): void {
    const { value = "", formula, type, column, cells } = this;
    this.inCell = false;
    const text = value.trim();
    const isLost = formula !== undefined && (type === "str" ? this.value === undefined : text === "");
    let cell: Cell = null;
    if (type === "e") cell = this.lose("error", text === "" ? "#ERROR!" : text);
    else if (type === "d" && text !== "") cell = text;
    else if (isLost) cell = this.lose("formula", `=${formula}`);
    else cell = this.valueOf(type, value);
    if (cell === null) return;
    while (cells.length < column) cells.push(null);
    cells.push(cell);
    if (type !== "e" && !isLost && column >= this.width) this.width = column + 1;
  }

  private lose(kind: OwnCell["kind"], text: string): string {
    this.own.push({ kind, text });
    return text;
  }

  private valueOf(type: string, value: string): Cell {
    switch (type) {
      case "n":
        return value === "" ? null : this.numberOf(value);
      case "s":
        return value === ""
          ? null
          : textOrNone(this.book.strings[Number(value)] ?? this.refuseCell("names a text that is not there"));
      case "str":
        return textOrNone(unescaped(value));
      case "inlineStr":
        return this.hasInline ? textOrNone(unescaped(this.inline.end())) : null;
      case "b":
        if (value === "") return null;
        return value === "1" || (value !== "0" && this.refuseCell("is neither true nor false"));
      case "d":
        return null;
      default:
        return this.refuseCell(`is of a kind "${type.slice(0, 20)}" that no sheet has`);
    }
  }

  private numberOf(value: string): Cell {
    const number = Number(value);
    if (Number.isNaN(number)) this.refuseCell("holds no number");
    if (!this.style) return number;
    const isDated = this.book.dated[Number(this.style)];
    if (isDated === undefined) this.refuseCell("has a format that is not there");
    return isDated ? this.dayOf(number) : number;
  }

  /** The same day is one cell wherever it stands, as the same text is. */
  private dayOf(serial: number): Date {
    const known = this.days.get(serial);
    if (known !== undefined) return known;
    const day = new Date(Math.floor((serial + (this.book.from1904 ? TO_1904 : 0) - TO_1970) * DAY));
    this.days.set(serial, day);
    return day;
  }

  private closeRow(): void {
    const { row, lastRow } = this;
    if (!(row > lastRow)) this.refuse(`row ${row} follows row ${lastRow}`);
    this.lastRow = row;
    if (this.cells.length > 0) this.take(row, this.cells, this.own);
  }
}

function textOrNone(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
