import { Problem } from "../core/contract/problem.ts";
import type { TableIssue } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import { findHeader } from "./find-header.ts";
import type { Grid, GridRow } from "./grid.ts";
import { issue } from "./issue.ts";
import { type Header, readHeader } from "./read-header.ts";

/** A table found in its file: the header taken apart and the rows below it. */
export interface LocatedTable {
  file: string;
  workbook: boolean;
  headerRow: number;
  headers: Header[];
  rows: GridRow[];
  issues: TableIssue[];
}

function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

const rawText = (row: GridRow, index: number): string => cellText(row.cells[index]).replace(/\s+/g, " ");

/** Header texts, each used once: a blank one gets its column's letter, a repeated one a number. */
function headerTexts(row: GridRow, width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const raw = rawText(row, index);
    const text = raw === "" || raw === "__proto__" ? `column ${columnLetter(index)}` : raw;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text} (${times})`;
  });
}

/** The number of cells up to the last filled one, in the widest row. */
function filledWidth(rows: readonly GridRow[]): number {
  let most = 0;
  for (const { cells } of rows)
    for (let index = cells.length - 1; index >= most; index--)
      if (cells[index] !== null && cells[index] !== "") {
        most = index + 1;
        break;
      }
  return most;
}

/**
 * Finds the header and the rows below it; rows above are titles and become issues.
 * Throws Problem when there is no header, or nothing below it.
 */
export function locateTable(grid: Grid, file: string, mapped: readonly string[], workbook: boolean): LocatedTable {
  if (grid.rows.length === 0)
    throw new Problem({ what: `${file} has no rows.`, remedy: "Export it again and check that it has rows." });
  const found = findHeader(grid.rows, mapped);
  const header = found ? grid.rows[found.index] : undefined;
  if (!found || !header)
    throw new Problem({
      what: `${file} has no header: row ${grid.rows[0]!.row} already holds data.`,
      remedy: "Add a first row that names the columns, such as Account, Owner, ARR.",
    });
  const rows = grid.rows.slice(found.index + 1);
  if (rows.length === 0)
    throw new Problem({
      what: `${file} has a header in row ${header.row} and no rows below it.`,
      remedy: "Export it again with its rows.",
    });
  const titles = grid.rows.slice(0, found.index).map((row) => {
    const text = row.cells.map(cellText).filter(Boolean).join(" ").slice(0, 80);
    return issue(row.row, "", "title_row", `Stands above the header and was left out: "${text}".`);
  });
  const named = header.cells.findLastIndex((cell) => cellText(cell) !== "") + 1;
  const width = Math.max(named, Math.min(filledWidth(rows), header.cells.length));
  const headers = headerTexts(header, width).map((text, index) => ({ ...readHeader(rawText(header, index) || text), text }));
  return { file, workbook, headerRow: header.row, headers, rows, issues: [...grid.issues, ...titles] };
}
