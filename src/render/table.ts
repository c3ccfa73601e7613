/** A markdown table padded so that a terminal shows it straight; cells are already escaped. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const widths = headers.map((header, column) => Math.max(3, header.length, ...rows.map((row) => (row[column] ?? "").length)));
  const cell = (text: string, column: number) => (right[column] ? text.padStart(widths[column]!) : text.padEnd(widths[column]!));
  const line = (cells: readonly string[]) => `| ${headers.map((_, column) => cell(cells[column] ?? "", column)).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (right[column] ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [line(headers), rule, ...rows.map(line)].join("\n");
}

/** Which columns stand to the right: all but those named. @example rightOf(3, 0) // [false, true, true] */
export function rightOf(columns: number, ...left: number[]): boolean[] {
  return Array.from({ length: columns }, (_, index) => !left.includes(index));
}
