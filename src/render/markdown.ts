import { largest } from "../core/order.ts";
import { visible } from "../core/outside-text.ts";

/** The one place where text from outside is made safe for what it is put into. */

const lineBreaks = /[\r\n\u2028\u2029]+/g;

/** Text inside a markdown line or table cell: no markup, no cell break, no line break; a word like health_score stays as it is. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(lineBreaks, " ")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/[\\`*|~]|(?<!\w)_|_(?!\w)|\](?=[([:])/g, (sign) => `\\${sign}`)
    .replaceAll("<", "&lt;")
    .replace(/^(\s*)(>|\[|#{1,6}(?=\s|$)|[+-](?=\s|$))/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Text inside HTML. */
export function escapeHtml(text: string): string {
  return visible(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A CSV cell: quoted where needed, and never a formula when a spreadsheet opens it. */
export function escapeCsv(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/.test(value) ? `'${visible(value)}` : visible(value);
  return /[",;\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Signs that each take one column. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns a terminal gives a text: an accented letter written as two signs takes one, an East Asian one two. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const sign of text.normalize("NFC")) {
    if (/\p{Mark}/u.test(sign)) continue;
    columns += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(sign) ? 2 : 1;
  }
  return columns;
}

/** A column is padded to its cells as far as this: beyond it a page of one long row would be mostly blanks. */
const WIDEST_PADDING = 40;

/** A markdown table padded so that a terminal shows it straight; cells are already escaped. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const widths = headers.map((header, column) => {
    const longest = largest([3, columnsOf(header), ...rows.map((row) => columnsOf(row[column] ?? ""))]);
    return longest > WIDEST_PADDING ? Math.max(3, columnsOf(header)) : longest;
  });
  const cell = (text: string, column: number) => {
    const space = " ".repeat(Math.max(0, widths[column]! - columnsOf(text)));
    return right[column] ? space + text : text + space;
  };
  const line = (cells: readonly string[]) => `| ${headers.map((_, column) => cell(cells[column] ?? "", column)).join(" | ")} |`;
  const rule = `|${widths.map((columns, column) => (right[column] ? `${"-".repeat(columns + 1)}:` : "-".repeat(columns + 2))).join("|")}|`;
  return [line(headers), rule, ...rows.map(line)].join("\n");
}

/** Which columns stand to the right: all but those named. @example rightOf(3, 0) // [false, true, true] */
export function rightOf(columns: number, ...left: number[]): boolean[] {
  return Array.from({ length: columns }, (_, index) => !left.includes(index));
}
