import type { TableIssue } from "../core/table.ts";
import type { Cell, GridRow } from "./columns.ts";
import { HEAD_ROWS } from "./cut-text.ts";
import { CellRoom, FieldColumn } from "./field-column.ts";
import { findHeader, type Grid } from "./read-sheet.ts";
import { Rows } from "./rows.ts";

/** Takes rows one by one, finds the header among the first of them, and keeps those below it as columns. */
export class RowColumns {
  private readonly room: CellRoom;
  private readonly mapped: readonly string[];
  private head: GridRow[] | null = [];
  private above: GridRow[] = [];
  private header: GridRow | null = null;
  private readonly columns: FieldColumn[] = [];
  private readonly numbers: number[] = [];

  /** `mapped` are headers that the caller names. */
  constructor(name: string, mapped: readonly string[]) {
    this.room = new CellRoom(name);
    this.mapped = mapped;
  }

  /** Adds a row; its cells may be used for the next one once it is taken. */
  add(row: number, cells: readonly Cell[]): void {
    if (this.head === null) this.keep(row, cells);
    else if (this.head.push({ row, cells: [...cells] }) === HEAD_ROWS) this.settleHeader(this.head);
  }

  /** `width` is how many cells every row has, blank ones at its end. */
  grid(rest: { issues: TableIssue[]; workbook: boolean }, width = 0): Grid {
    if (this.head !== null) this.settleHeader(this.head);
    const { numbers } = this;
    while (this.columns.length < width) this.columns.push(new FieldColumn(this.room));
    const columns = this.columns.map((column) => column.column(numbers.length));
    const rows = new Rows(
      numbers.length,
      columns.length,
      (index) => columns[index]!,
      (row) => numbers[row]!,
    );
    const padded = ({ row, cells }: GridRow): GridRow => ({
      row,
      cells: Array.from({ length: Math.max(width, cells.length) }, (_, index) => cells[index] ?? null),
    });
    return { above: this.above.map(padded), header: this.header && padded(this.header), rows, ...rest };
  }

  private keep(row: number, cells: readonly Cell[]): void {
    const at = this.numbers.length;
    this.numbers.push(row);
    while (this.columns.length < cells.length) this.columns.push(new FieldColumn(this.room));
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index];
      if (cell !== null && cell !== undefined) this.columns[index]!.set(at, cell);
    }
  }

  private settleHeader(head: readonly GridRow[]): void {
    this.head = null;
    const found = findHeader(head, this.mapped)?.index ?? -1;
    this.above = head.slice(0, found === -1 ? head.length : found);
    this.header = head[found] ?? null;
    for (const { row, cells } of found === -1 ? [] : head.slice(found + 1)) this.keep(row, cells);
  }
}
