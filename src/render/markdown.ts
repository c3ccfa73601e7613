import { largest } from "../core/order.ts";

/** The one place where text from outside is made safe for what it is put into. */

const lineBreaks = /[\r\n\u2028\u2029]+/g;

/** Text inside a markdown line or table cell: no markup, no cell break, no line break; a word like health_score stays as it is. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(lineBreaks, " ")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/[\\`*|~]|(?<!\w)_|_(?!\w)|\](?=[([:])/g, (sign) => `\\${sign}`)
    .replaceAll("<", "&lt;")
    .replace(/^(\s*)(>|\[|#{1,6}(?=\s|$)|[+-](?=\s|$))/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Text inside HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A CSV cell: quoted where needed, and never a formula when a spreadsheet opens it. */
export function escapeCsv(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const style = `
:root { color-scheme: light; font-size: 15px; }
body { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; color: #1c2430; max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-top: .7rem; border-top: 1px solid #d5dbe3; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, li { max-width: 50rem; overflow-wrap: anywhere; }
ul, ol { padding-left: 1.4rem; margin: .5rem 0; }
ol { padding-left: 2rem; }
li { margin: .3rem 0; }
blockquote { margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid #2b5c9e; background: #eef3fa; font-weight: 600; }
blockquote p { margin: 0; }
table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid #e3e8ee; vertical-align: top; }
th { text-align: left; font-weight: 600; background: #f4f6f9; border-bottom-color: #c6ced9; vertical-align: bottom; }
th[align="right"] { text-align: right; }
td[align="right"] { white-space: nowrap; }
pre { background: #f4f6f9; padding: .7rem 1rem; overflow-x: auto; line-height: 1.35; }
code { background: #f1f3f6; padding: 0 .25em; border-radius: 3px; }
pre code { padding: 0; background: none; }
@media (max-width: 48rem) { table { display: block; overflow-x: auto; } }
@media print {
  @page { margin: 13mm 14mm; }
  :root { font-size: 10.5px; }
  body { margin: 0; padding: 0; max-width: none; line-height: 1.4; }
  h2 { break-after: avoid; margin-top: 1.2rem; padding-top: .5rem; }
  h3, p:has(+ table) { break-after: avoid; }
  p, li { max-width: none; }
  tr, li, blockquote, pre { break-inside: avoid; }
  thead { display: table-header-group; }
  th, td { padding: .2rem .5rem; }
  th, blockquote { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** A markdown text as one self-contained HTML page that prints well. The markdown's own text must already be escaped. */
export async function htmlPage(title: string, markdown: string): Promise<string> {
  // Loaded when a document is written, not at every start.
  const { marked } = await import("marked");
  const body = marked.parse(markdown, { async: false, gfm: true });
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}</body>\n</html>\n`;
}

/** Signs that each take one column. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns a terminal gives a text: an accented letter written as two signs takes one, an East Asian one two. */
function width(text: string): number {
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
    const longest = largest([3, width(header), ...rows.map((row) => width(row[column] ?? ""))]);
    return longest > WIDEST_PADDING ? Math.max(3, width(header)) : longest;
  });
  const cell = (text: string, column: number) => {
    const space = " ".repeat(Math.max(0, widths[column]! - width(text)));
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
