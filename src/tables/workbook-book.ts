import { Problem } from "../core/problem.ts";
import { attribute, readXml, type XmlListener } from "./read-xml.ts";
import type { ZipParts } from "./zip-parts.ts";

/** What all sheets of a workbook share. */
export interface Book {
  /** Sheets with cells, in their order, each with its part of the archive. */
  sheets: { name: string; part: string }[];
  strings: readonly string[];
  /** By number of a cell's style: whether its number is a day or a time; null where the archive has no styles. */
  dated: readonly boolean[];
  /** Whether days are counted from 1904. */
  from1904: boolean;
}

const silent: XmlListener = { open() {}, close() {}, text() {} };

/** Signs that XML cannot hold are written by their number. @example unescaped("a_x000D_b") // "a\rb" */
export const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Formats of days and times that every spreadsheet program has, by their numbers. */
const knownFormats = [
  [14, 22], // not a figure: days and times of every language
  [27, 36], // not a figure: those of East Asia
  [45, 47], // not a figure: minutes and seconds
  [50, 58], // not a figure: those of East Asia
  [71, 81], // not a figure: those of Thailand
] as const;
const OWN_FORMATS = 100; // not a figure: formats with a lower number are not read from the file

const dateTokens: ReadonlySet<string> = new Set(
  "s ss m mm h hh am pm a p d dd ddd dddd aaa aaaa aaaaa mmm mmmm mmmmm y yy yyyy e ee eeee".split(" "),
);

/** Whether a cell's format shows a day or a time: all its letters are those of one. @example isDateFormat("d/m/yyyy;@") // true */
export function isDateFormat(format: string): boolean {
  const plain = format.toLowerCase().replace(/;@$/, "").replace(/\\./g, " ");
  return plain.split(";").some((part) => {
    const tokens = part
      .replace(/"[^"]*"/g, " ")
      .replace(/(\[?[smhd]{1,2}\]?)[.,]00?0?/g, "$1")
      .replace(/\[([smhd]{1,2})\]/g, "$1")
      .replace(/\[[^\]]*\]/g, "")
      .split(/[^a-z0#?%]+/)
      .filter(Boolean);
    return tokens.length > 0 && tokens.every((token) => dateTokens.has(token));
  });
}

/** Which styles of cells show days or times. */
async function readStyles(parts: ZipParts, name: string): Promise<boolean[]> {
  const own = new Map<number, string | undefined>();
  const base: (number | null)[] = [];
  const styles: boolean[] = [];
  let list = "";
  const isDated = (format: number | null, mayBeOwn: boolean): boolean => {
    if (format === null) return false;
    if (knownFormats.some(([first, last]) => format >= first && format <= last)) return true;
    const text = mayBeOwn && format >= OWN_FORMATS ? own.get(format) : undefined;
    return text !== undefined && isDateFormat(text);
  };
  await readXml(parts.pieces(name), {
    ...silent,
    open(element, attributes) {
      if (element === "cellStyleXfs" || element === "cellXfs") list = element;
      if (element !== "numFmt" && element !== "xf") return;
      const read = attributes();
      const format = attribute(read, "numFmtId");
      if (element === "numFmt") own.set(Number(format), attribute(read, "formatCode"));
      else if (list === "cellStyleXfs") base.push(format ? Number(format) : null);
      else if (list === "cellXfs") {
        const from = Number(attribute(read, "xfId") ?? 0);
        styles.push(format ? isDated(Number(format), true) : from > 0 && isDated(base[from] ?? null, false));
      }
    },
    close(element) {
      if (element === list) list = "";
    },
  });
  return styles;
}

const MOST_STRINGS = 512 * 1024 * 1024; // not a figure: bytes of texts that fit in memory

/** The texts that cells name by their place. Notes on how to speak them are left out. */
async function readStrings(parts: ZipParts, name: string, file: string): Promise<string[]> {
  if (parts.size(name) > MOST_STRINGS)
    throw new Problem({
      what: `${file} holds more than ${MOST_STRINGS / 1024 / 1024} MB of different texts.`,
      remedy: "Save the sheet as CSV, which is read in any size.",
    });
  const strings: string[] = [];
  const text = new RichText();
  await readXml(parts.pieces(name), {
    open(element) {
      if (element === "si") text.begin();
      else text.open(element);
    },
    close(element) {
      if (element === "si") strings.push(unescaped(text.end()));
      else text.close(element);
    },
    text: (part) => text.add(part),
  });
  return strings;
}

/** A text in runs of different looks, as it is put together. */
export class RichText {
  private inside = false;
  private text = "";
  private inText = false;
  private spoken = false;

  get isOpen(): boolean {
    return this.inside;
  }

  begin(): void {
    this.inside = true;
    this.text = "";
    this.inText = false;
    this.spoken = false;
  }

  open(element: string): void {
    if (element === "t") this.inText = true;
    else if (element === "rPh") this.spoken = true;
  }

  close(element: string): void {
    if (element === "t") this.inText = false;
    else if (element === "rPh") this.spoken = false;
  }

  add(part: string): void {
    if (this.inside && this.inText && !this.spoken) this.text += part;
  }

  end(): string {
    this.inside = false;
    return this.text;
  }
}

/** Reads what the sheets of a workbook share. Throws Error where the archive is no workbook. */
export async function readBook(parts: ZipParts, file: string): Promise<Book> {
  const listed: { name: string; id: string }[] = [];
  let from1904 = false;
  await readXml(parts.pieces("xl/workbook.xml"), {
    ...silent,
    open(element, attributes) {
      if (element === "workbookPr") from1904 = ["1", "true"].includes(attribute(attributes(), "date1904") ?? "");
      if (element !== "sheet") return;
      const read = attributes();
      const name = attribute(read, "name");
      if (name) listed.push({ name: unescaped(name), id: attribute(read, "id") ?? "" });
    },
  });
  const sheets = new Map<string, string>();
  let [styles, strings] = ["xl/styles.xml", "xl/sharedStrings.xml"];
  await readXml(parts.pieces("xl/_rels/workbook.xml.rels"), {
    ...silent,
    open(element, attributes) {
      if (element !== "Relationship") return;
      const read = attributes();
      const [type, target = ""] = [attribute(read, "Type") ?? "", attribute(read, "Target")];
      const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
      if (type.endsWith("/worksheet")) sheets.set(attribute(read, "Id") ?? "", part);
      else if (type.endsWith("/styles")) styles = part;
      else if (type.endsWith("/sharedStrings")) strings = part;
    },
  });
  return {
    sheets: listed.flatMap(({ name, id }) => (sheets.has(id) ? [{ name, part: sheets.get(id)! }] : [])),
    strings: parts.has(strings) ? await readStrings(parts, strings, file) : [],
    dated: parts.has(styles) ? await readStyles(parts, styles) : [],
    from1904,
  };
}
