import writeExcelFile, { type SheetOptions, type Cell as WrittenCell } from "write-excel-file/node";
import { dayNumber } from "../core/dates.ts";
import { packed, setText, textOf, unpacked, withoutPhantoms } from "./package.ts";

/** How a number is shown. */
export type NumberLook = "money" | "cents" | "rate" | "count" | "people" | "hours" | "number";

/** What a cell is for: inputs are marked, checks turn red when they do not hold. */
type CellLook = "title" | "head" | "note" | "input" | "total" | "check" | "plain";

/** One cell. A formula carries what the program itself found, for readers that do not calculate; dates are whole days. */
export type SheetCell =
  | null
  | { text: string; look?: CellLook }
  | { number: number; as: NumberLook; look?: CellLook; name?: string }
  | { date: string; look?: CellLook }
  | { formula: string; found: number | string; as?: NumberLook; look?: CellLook; name?: string };

export interface WorkbookSheet {
  name: string;
  /** Widths of the columns, in characters. */
  widths: readonly number[];
  /** Rows that stay in sight. */
  sticky: number;
  rows: readonly (readonly SheetCell[])[];
}

const formats: Record<NumberLook, string> = {
  money: "#,##0",
  cents: "#,##0.00",
  rate: "0.0%",
  count: "#,##0",
  people: "0.00",
  hours: "#,##0.0",
  number: "#,##0.####",
};

const INPUT = "#fff3c4";
const HEAD = "#e4eaf3";
const looks: Record<CellLook, Record<string, unknown>> = {
  title: { fontWeight: "bold", fontSize: 14 },
  head: { fontWeight: "bold", backgroundColor: HEAD, wrap: true, alignVertical: "bottom", height: 32 },
  note: { textColor: "#556070" },
  input: { backgroundColor: INPUT, borderColor: "#d9b84a", borderStyle: "thin" },
  total: { fontWeight: "bold", topBorderStyle: "thin", topBorderColor: "#7a8698" },
  check: { fontWeight: "bold" },
  plain: {},
};

/** What a check says when it holds; anything else turns red. */
export const HOLDS = "holds";
export const FAILS = "does not hold";

/** @example columnName(27) // "AB" */
export const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;

/** Days that a spreadsheet counts dates in: the first of 1970 is day 25,569. */
const serialDay = (date: string): number => dayNumber(date) + 25_569;

const isNumber = (cell: SheetCell | undefined): boolean =>
  cell != null && !("text" in cell) && !("formula" in cell && cell.as === undefined);

/** A cell as it is written; a head stands to the right over numbers. */
function written(cell: SheetCell, below?: SheetCell): WrittenCell {
  if (cell === null) return null;
  const right = cell.look === "head" && isNumber(below);
  const look = { ...looks[cell.look ?? "plain"], ...(right && { align: "right" as const }) };
  // A text stays a text, whatever sign it begins with.
  if ("text" in cell) return { value: cell.text, type: String, format: "@", ...look };
  if ("date" in cell) return { value: serialDay(cell.date), type: Number, format: "yyyy-mm-dd", ...look };
  if ("number" in cell) return { value: cell.number, type: Number, format: formats[cell.as], ...look };
  return { value: cell.formula, type: "Formula", ...(cell.as === undefined ? {} : { format: formats[cell.as] }), ...look };
}

const xmlText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What the program found, put beside each formula. */
function withFound(xml: string, rows: WorkbookSheet["rows"]): string {
  return xml.replace(
    /<c r="([A-Z]+)(\d+)"([^>]*)>(<f>[^<]*<\/f>)<\/c>/g,
    (_, column: string, row: string, rest: string, formula: string) => {
      const index = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const cell = rows[Number(row) - 1]?.[index];
      if (!cell || !("formula" in cell)) return `<c r="${column}${row}"${rest}>${formula}</c>`;
      return typeof cell.found === "number"
        ? `<c r="${column}${row}"${rest}>${formula}<v>${cell.found}</v></c>`
        : `<c r="${column}${row}"${rest} t="str">${formula}<v>${xmlText(cell.found)}</v></c>`;
    },
  );
}

/** Printed as wide as a page, on as many as it takes. */
const onePageWide = (xml: string): string =>
  xml
    .replace(/(<worksheet[^>]*>)(?!<sheetPr)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(/<pageSetup /, '<pageSetup fitToWidth="1" fitToHeight="0" ');

/** A sheet's name inside a formula. @example sheetRef("Plan B") // "'Plan B'!" */
export const sheetRef = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'!`;

function namesOf(sheets: readonly WorkbookSheet[]): string {
  const names = sheets.flatMap(({ name: sheet, rows }) =>
    rows.flatMap((row, at) =>
      row.flatMap((cell, column) =>
        cell !== null && "name" in cell && cell.name !== undefined
          ? [`<definedName name="${cell.name}">${xmlText(sheetRef(sheet))}$${columnName(column)}$${at + 1}</definedName>`]
          : [],
      ),
    ),
  );
  return names.length ? `<definedNames>${names.join("")}</definedNames>` : "";
}

/** Checks that turn red; a sheet without any says nothing of it, since the writer stumbles over an empty list. */
function redChecks(rows: WorkbookSheet["rows"]): Pick<SheetOptions<Buffer>, "conditionalFormatting"> {
  const conditionalFormatting = rows.flatMap((row, at) =>
    row.flatMap((cell, column) => {
      if (cell?.look !== "check") return [];
      const place = { row: at + 1, column: column + 1 };
      const formula = `${columnName(column)}${at + 1}<>"${HOLDS}"`;
      const style = { backgroundColor: "#c0392b", textColor: "#ffffff" };
      return [{ cellRange: { from: place, to: place }, condition: { formula }, style }];
    }),
  );
  return conditionalFormatting.length ? { conditionalFormatting } : {};
}

/** A workbook whose formulas are computed when it is opened, and that shows what the program found where they are not. */
export async function workbookFile(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const buffer = await writeExcelFile(
    sheets.map(({ name, widths, sticky, rows }) => ({
      data: rows.map((row, at) => row.map((cell, column) => written(cell, rows[at + 1]?.[column]))),
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: sticky,
      orientation: "landscape" as const,
      ...redChecks(rows),
    })),
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  const parts = withoutPhantoms(unpacked(buffer));
  for (const [index, { rows }] of sheets.entries()) {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    setText(parts, path, onePageWide(withFound(textOf(parts, path), rows)));
  }
  const book = textOf(parts, "xl/workbook.xml")
    .replace(/<definedNames\/>|<definedNames><\/definedNames>/, namesOf(sheets))
    .replace(/<calcPr[^>]*\/>/, '<calcPr calcId="191029" fullCalcOnLoad="1"/>');
  setText(parts, "xl/workbook.xml", book);
  return packed(parts);
}
