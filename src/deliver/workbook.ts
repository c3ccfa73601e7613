import writeExcelFile, { type SheetOptions, type Cell as WrittenCell } from "write-excel-file/node";
import { sanitizeTextContent } from "write-excel-file/utility";
import { dayNumber } from "../core/dates.ts";
import { packed, setText, textOf, unpacked, withoutPhantoms } from "./package.ts";

/** How a number is shown. */
export type NumberLook = "money" | "cents" | "rate" | "count" | "people" | "hours" | "number";

/** What a cell is for: inputs are marked, checks turn red when they do not hold. */
type CellLook = "title" | "head" | "note" | "input" | "total" | "result" | "check" | "plain";

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
  result: { fontWeight: "bold" },
  check: { fontWeight: "bold" },
  plain: {},
};

/** What a check says when it holds; anything else turns red. */
export const HOLDS = "holds";
export const FAILS = "does not hold";

/** @example columnName(27) // "AB" */
const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;

/** Without signs that XML refuses; most texts are plain. */
const xmlText = (text: string): string => (/^[ !-%'-;=?-~]*$/.test(text) ? text : sanitizeTextContent(text));

/** Days that a spreadsheet counts dates in: the first of 1970 is day 25,569. */
const serialDay = (date: string): number => dayNumber(date) + 25_569;

const isNumber = (cell: SheetCell | undefined): boolean =>
  cell != null && !("text" in cell) && !("formula" in cell && cell.as === undefined);

/** How a cell is shown, apart from what stands in it. */
interface Shown {
  look: CellLook;
  format: string;
  stands: "right" | "indented" | "";
}

/**
 * A text stays a text, whatever sign it begins with. A head stands to the right over numbers; a text beside another column keeps away from it, or it
 * would touch a number that ends there.
 */
function shownOf(cell: NonNullable<SheetCell>, rows: WorkbookSheet["rows"], at: number, column: number): Shown {
  const format = "text" in cell ? "@" : "date" in cell ? "yyyy-mm-dd" : cell.as === undefined ? "" : formats[cell.as];
  const below = cell.look === "head" ? rows.slice(at + 1).find((row) => row[column] != null)?.[column] : undefined;
  const stands = isNumber(below) ? "right" : column > 0 && !isNumber(cell) ? "indented" : "";
  return { look: cell.look ?? "plain", format, stands };
}

const keyOf = ({ look, format, stands }: Shown): string => `${look} ${stands} ${format}`;

/** Every way of showing a cell, once, in the order in which they come: the writer is given these and numbers its styles by them. */
function everyShown(sheets: readonly WorkbookSheet[]): Map<string, Shown> {
  const all = new Map<string, Shown>();
  for (const { rows } of sheets)
    for (const [at, row] of rows.entries())
      for (const [column, cell] of row.entries()) {
        if (cell === null) continue;
        const shown = shownOf(cell, rows, at, column);
        const key = keyOf(shown);
        if (!all.has(key)) all.set(key, shown);
      }
  return all;
}

const sample = ({ look, format, stands }: Shown): WrittenCell => ({
  value: 0,
  type: Number,
  ...(format !== "" && { format }),
  ...looks[look],
  ...(stands === "right" && { align: "right" as const }),
  ...(stands === "indented" && { align: "left" as const, indent: 1 }),
});

/** Texts of all sheets, each once: cells hold their places. */
const placeOf = (texts: Map<string, number>, text: string): number => {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, texts.size);
  return texts.size - 1;
};

/**
 * The rows of a sheet, a formula with what the program found beside it. They are put together here: the writer asks of every cell anew which style it has,
 * which takes most of the time of a large book, and gives an account called "constructor" the text of a program.
 */
function rowsXml(rows: WorkbookSheet["rows"], styles: ReadonlyMap<string, number>, texts: Map<string, number>): string {
  const cellXml = (cell: NonNullable<SheetCell>, at: number, column: number): string => {
    const open = `<c r="${columnName(column)}${at + 1}" s="${styles.get(keyOf(shownOf(cell, rows, at, column)))}"`;
    if ("text" in cell) return cell.text === "" ? `${open}/>` : `${open} t="s"><v>${placeOf(texts, cell.text)}</v></c>`;
    if ("date" in cell) return `${open}><v>${serialDay(cell.date)}</v></c>`;
    if ("number" in cell) return `${open}><v>${cell.number}</v></c>`;
    const { formula, found } = cell;
    return `${open}${typeof found === "number" ? "" : ' t="str"'}><f>${xmlText(formula)}</f><v>${typeof found === "number" ? found : xmlText(found)}</v></c>`;
  };
  const xml = rows.map((row, at) => {
    const cells = row.map((cell, column) => (cell === null ? "" : cellXml(cell, at, column)));
    const height = row.some((cell) => cell?.look === "head") ? ` ht="${looks.head.height}" customHeight="1"` : "";
    return `<row r="${at + 1}"${height}${cells.length === 0 ? "/>" : `>${cells.join("")}</row>`}`;
  });
  return `<sheetData>${xml.join("")}</sheetData>`;
}

const textsXml = (texts: Iterable<string>): string =>
  `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[...texts]
    .map((text) => `<si><t${text.trim() === text ? "" : ' xml:space="preserve"'}>${xmlText(text)}</t></si>`)
    .join("")}</sst>`;

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
  const shown = everyShown(sheets);
  const buffer = await writeExcelFile(
    sheets.map(({ name, widths, sticky, rows }, index) => ({
      data: index === 0 ? [[...shown.values()].map(sample)] : [[]],
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: sticky,
      orientation: "landscape" as const,
      ...redChecks(rows),
    })),
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  const parts = withoutPhantoms(unpacked(buffer));
  const path = (index: number) => `xl/worksheets/sheet${index + 1}.xml`;
  const numbers = [...textOf(parts, path(0)).matchAll(/<c r="[A-Z]+1" s="(\d+)"/g)].map(([, style]) => Number(style));
  const styles = new Map([...shown.keys()].map((key, index): [string, number] => [key, numbers[index]!]));
  const texts = new Map<string, number>();
  for (const [index, { rows }] of sheets.entries()) {
    const [before, after] = textOf(parts, path(index)).split(/<sheetData\/>|<sheetData>.*<\/sheetData>/s) as [string, string];
    setText(parts, path(index), onePageWide(`${before}${rowsXml(rows, styles, texts)}${after}`));
  }
  setText(parts, "xl/sharedStrings.xml", textsXml(texts.keys()));
  const book = textOf(parts, "xl/workbook.xml")
    .replace(/<definedNames\/>|<definedNames><\/definedNames>/, namesOf(sheets))
    .replace(/<calcPr[^>]*\/>/, '<calcPr calcId="191029" fullCalcOnLoad="1"/>');
  setText(parts, "xl/workbook.xml", book);
  return packed(parts);
}
