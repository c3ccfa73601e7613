// Workbooks out of the XML of their cells.
import { strToU8, zipSync } from "fflate";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface Written {
  sheets: { name: string; rows: string }[];
  strings?: readonly string[];
  /** Formats of cells by style number. */
  formats: readonly string[];
  /** More of the workbook's own part, and its strings as XML. */
  properties?: string;
  items?: string;
}

/** The archive of a workbook out of its sheets' rows, with the parts every writer makes. */
export function workbook({ sheets, strings = [], formats, properties = "", items }: Written): Uint8Array {
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "xl/workbook.xml": `${head}<workbook ${main} xmlns:r="${office}">${properties}<sheets>${sheets
      .map(({ name }, place) => `<sheet name="${name}" sheetId="${place + 1}" state="visible" r:id="rId${place + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map(
        (_, place) => `<Relationship Id="rId${place + 1}" Type="${office}/worksheet" Target="worksheets/sheet${place + 1}.xml"/>`,
      )
      .join(
        "",
      )}<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet ${main}><numFmts count="${formats.length}">${formats
      .map((code, place) => `<numFmt numFmtId="${164 + place}" formatCode="${code}"/>`)
      .join("")}</numFmts><cellXfs count="${formats.length}">${formats
      .map((_, place) => `<xf numFmtId="${164 + place}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`)
      .join("")}</cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `${head}<sst ${main} count="${strings.length}" uniqueCount="${strings.length}">${
      items ?? strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join("")
    }</sst>`,
  };
  sheets.forEach(({ rows }, place) => {
    parts[`xl/worksheets/sheet${place + 1}.xml`] = `${head}<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
