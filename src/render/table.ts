import { largest } from "../core/order/largest.ts";

/** Columns a terminal gives a text: an accented letter written as two signs takes one, an East Asian one two. */
function width(text: string): number {
  let columns = 0;
  for (const sign of text.normalize("NFC")) {
    if (/\p{Mark}/u.test(sign)) continue;
    columns += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(sign) ? 2 : 1;
  }
  return columns;
}

/** A markdown table padded so that a terminal shows it straight; cells are already escaped. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const widths = headers.map((header, column) => largest([3, width(header), ...rows.map((row) => width(row[column] ?? ""))]));
  const cell = (text: string, column: number) => {
    const space = " ".repeat(widths[column]! - width(text));
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
