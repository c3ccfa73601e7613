import { basename, extname } from "node:path";
import { Problem } from "../core/contract/problem.ts";
import type { Grid } from "./grid.ts";
import { openFile } from "./open-file.ts";
import { readTextGrid } from "./read-text-grid.ts";
import { readWorkbookGrid } from "./read-workbook-grid.ts";

const textEndings = [".csv", ".tsv", ".tab", ".txt", ""];
const workbookEndings = [".xlsx", ".xlsm"];
const remedy = "Save it as CSV (UTF-8) or XLSX and give that file.";

/**
 * The rows of a CSV, TSV or XLSX file; its first bytes, not only its name, decide which.
 * Throws Problem for a file that is missing, empty, too large or of another type.
 */
export async function readGrid(path: string, sheet: string | undefined): Promise<Grid> {
  const name = basename(path);
  const ending = extname(path).toLowerCase();
  const bytes = openFile(path);
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (![...textEndings, ...workbookEndings].includes(ending))
    throw new Problem({ what: `${name}: a ${ending} file cannot be read as a table.`, remedy });
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw new Problem({ what: `${name} is an old .xls workbook or is locked with a password.`, remedy });
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new Problem({ what: `${name} is a PDF.`, remedy });
  if (starts(0x50, 0x4b, 0x03, 0x04)) return readWorkbookGrid(bytes, name, sheet);
  if (workbookEndings.includes(ending)) throw new Problem({ what: `${name} is not an XLSX workbook inside.`, remedy });
  return readTextGrid(bytes, name);
}
