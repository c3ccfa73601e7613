import { Problem } from "../core/contract/problem.ts";
import { findHeader } from "./find-header.ts";
import type { Cell, Grid, GridRow } from "./grid.ts";
import { issue } from "./issue.ts";
import { squash } from "./squash.ts";

interface Sheet {
  sheet: string;
  data: readonly (readonly unknown[])[];
}

const isCell = (value: unknown): value is Cell =>
  value === null || ["string", "number", "boolean"].includes(typeof value) || value instanceof Date;

function gridRows(sheet: Sheet): GridRow[] {
  return sheet.data.flatMap((values, index): GridRow[] => {
    const cells = values.map((value): Cell => (isCell(value) ? value : String(value)));
    return cells.some((cell) => cell !== null && cell !== "") ? [{ row: index + 1, cells }] : [];
  });
}

function chooseSheet(sheets: readonly Sheet[], asked: string | undefined, name: string): Sheet {
  const names = sheets.map((sheet) => `"${sheet.sheet}"`).join(", ");
  if (asked !== undefined) {
    const found = sheets.find((one) => one.sheet === asked) ?? sheets.find((one) => squash(one.sheet) === squash(asked));
    if (found) return found;
    throw new Problem({
      what: `${name} has no sheet "${asked}"; it has ${names}.`,
      remedy: "Give one of these as reading.sheet.",
    });
  }
  const tabular = sheets.find((sheet) => {
    const rows = gridRows(sheet);
    const header = findHeader(rows, []);
    return header !== null && header.known > 0 && rows.length > header.index + 1;
  });
  const filled = tabular ?? sheets.find((sheet) => gridRows(sheet).length > 1) ?? sheets[0];
  if (!filled) throw new Problem({ what: `${name} has no sheets.`, remedy: "Save the table as XLSX or CSV again." });
  return filled;
}

/**
 * One sheet of an XLSX workbook as rows and cells: the one asked for, else the first that looks like a table.
 * Throws Problem when the workbook cannot be opened or has no such sheet.
 */
export async function readWorkbookGrid(bytes: Buffer, name: string, asked: string | undefined): Promise<Grid> {
  const { default: readSheets } = await import("read-excel-file/node");
  let sheets: readonly Sheet[];
  try {
    sheets = await readSheets(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem({ what: `${name} cannot be opened as a workbook: ${reason}.`, remedy: "Save it as XLSX or CSV again." });
  }
  const chosen = chooseSheet(sheets, asked, name);
  const others = sheets.filter((sheet) => sheet !== chosen && gridRows(sheet).length > 0).map((sheet) => `"${sheet.sheet}"`);
  const message = `Read sheet "${chosen.sheet}"; not read: ${others.join(", ")}. Give reading.sheet to read another.`;
  return { rows: gridRows(chosen), issues: others.length > 0 ? [issue(1, "", "sheet", message)] : [], workbook: true };
}
