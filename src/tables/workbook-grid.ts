import { Problem } from "../core/problem.ts";
import type { TableIssue } from "../core/table.ts";
import type { GridRow } from "./columns.ts";
import { HEAD_ROWS } from "./cut-text.ts";
import type { TableFile } from "./file-bytes.ts";
import { squash } from "./header.ts";
import { findHeader, type Grid, issue } from "./read-sheet.ts";
import { readXml } from "./read-xml.ts";
import { RowColumns } from "./row-columns.ts";
import { type Book, readBook } from "./workbook-book.ts";
import { type OwnCell, SheetCells } from "./workbook-cells.ts";
import { ZipParts } from "./zip-parts.ts";

type Sheet = Book["sheets"][number];

/** The first rows of a sheet that hold values. */
async function firstRows(parts: ZipParts, book: Book, sheet: Sheet, most: number, file: string): Promise<GridRow[]> {
  const rows: GridRow[] = [];
  const cells = new SheetCells(book, file, (row, values, own) => {
    if (values.filter((value) => value !== null).length > own.length && rows.length < most)
      rows.push({ row, cells: [...values] });
  });
  await readXml(parts.pieces(sheet.part), cells, () => rows.length === most);
  return rows;
}

/** The sheet asked for, else the first that looks like a table; and the names of others that hold anything. */
async function chooseSheet(
  parts: ZipParts,
  book: Book,
  asked: string | undefined,
  file: string,
): Promise<{ chosen: Sheet; others: string[] }> {
  const { sheets } = book;
  const heads = new Map<Sheet, GridRow[]>();
  if (sheets.length > 1) for (const sheet of sheets) heads.set(sheet, await firstRows(parts, book, sheet, HEAD_ROWS + 1, file));
  const rowsOf = (sheet: Sheet) => heads.get(sheet) ?? [];
  const others = (chosen: Sheet) =>
    sheets.filter((sheet) => sheet !== chosen && rowsOf(sheet).length > 0).map(({ name }) => name);
  if (asked !== undefined) {
    const found = sheets.find(({ name }) => name === asked) ?? sheets.find(({ name }) => squash(name) === squash(asked));
    if (found) return { chosen: found, others: others(found) };
    throw new Problem({
      what: `${file} has no sheet "${asked}"; it has ${sheets.map(({ name }) => `"${name}"`).join(", ")}.`,
      remedy: "Give one of these as reading.sheet.",
    });
  }
  const tabular = sheets.find((sheet) => {
    const header = findHeader(rowsOf(sheet), []);
    return header !== null && header.known > 0 && rowsOf(sheet).length > header.index + 1;
  });
  const chosen = tabular ?? sheets.find((sheet) => rowsOf(sheet).length > 1) ?? sheets[0];
  if (!chosen) throw new Problem({ what: `${file} has no sheets.`, remedy: "Save the table as XLSX or CSV again." });
  return { chosen, others: others(chosen) };
}

/** Cells of one kind without a value: how many there are, and the first. */
class LostCells {
  private count = 0;
  private first: { row: number; text: string } | null = null;

  add(row: number, text: string): void {
    this.count += 1;
    this.first ??= { row, text };
  }

  issues(code: string, what: string): TableIssue[] {
    const { count, first } = this;
    if (first === null) return [];
    return [issue(first.row, "", code, `${count} ${what}, the first in row ${first.row}: ${first.text}.`)];
  }
}

/**
 * One sheet of an XLSX workbook of any size as rows and cells, read as it comes: the one asked for, else the first that looks like a table.
 * Throws Problem when the workbook cannot be opened or has no such sheet.
 */
export function readWorkbookGrid(file: TableFile, asked: string | undefined, mapped: readonly string[]): Promise<Grid> {
  return ZipParts.read(file, async (parts) => {
    const { name } = file;
    const book = await readBook(parts, name);
    const { chosen, others } = await chooseSheet(parts, book, asked, name);
    const rows = new RowColumns(name, mapped);
    const lost: Record<OwnCell["kind"], LostCells> = { error: new LostCells(), formula: new LostCells() };
    const cells = new SheetCells(book, name, (row, values, own) => {
      rows.add(row, values);
      for (const { kind, text } of own) lost[kind].add(row, text);
    });
    await readXml(parts.pieces(chosen.part, true), cells);
    const left = others.map((one) => `"${one}"`).join(", ");
    const message = `Read sheet "${chosen.name}"; not read: ${left}. Give reading.sheet to read another.`;
    const issues = [
      ...(others.length > 0 ? [issue(1, "", "sheet", message)] : []),
      ...lost.error.issues("error_cells", "cells hold an error of the spreadsheet, and nothing is known of their value"),
      ...lost.formula.issues(
        "formula_cells",
        "cells hold a formula that was never calculated; open the file in a spreadsheet program and save it",
      ),
    ];
    return rows.grid({ issues, workbook: true }, cells.width);
  });
}
