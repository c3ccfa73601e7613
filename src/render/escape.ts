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
