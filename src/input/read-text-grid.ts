import Papa from "papaparse";
import { Problem } from "../core/contract/problem.ts";
import { chooseDelimiter } from "./choose-delimiter.ts";
import { decodeText } from "./decode-text.ts";
import type { Grid, GridRow } from "./grid.ts";
import { issue } from "./issue.ts";

const isFilled = (cell: string) => cell !== "" && cell.trim() !== "";

/**
 * A CSV or TSV file as rows and cells; a quoted line break stays inside its cell, so rows count as in a spreadsheet.
 * Throws Problem for a quote that is never closed.
 */
export function readTextGrid(bytes: Buffer, name: string): Grid {
  const decoded = decodeText(bytes, name);
  const text = decoded.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const delimiter = /\.(tsv|tab)$/i.test(name) ? "\t" : chooseDelimiter(text);
  const parsed = Papa.parse<string[]>(text, { delimiter, newline: "\n", skipEmptyLines: false });
  const issues = [...decoded.issues];
  for (const error of parsed.errors) {
    const row = (error.row ?? 0) + 1;
    if (error.code === "MissingQuotes")
      throw new Problem({ what: `${name} row ${row}: a quote opens and never closes.`, remedy: "Close or remove the quote." });
    if (error.code === "InvalidQuotes")
      issues.push(issue(row, "", "quotes", "A quote stands inside a quoted cell; check that the row's cells are right."));
  }
  const rows: GridRow[] = [];
  parsed.data.forEach((cells, index) => {
    if (cells.some(isFilled)) rows.push({ row: index + 1, cells });
  });
  return { rows, issues, workbook: false };
}
