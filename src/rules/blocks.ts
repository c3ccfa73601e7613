import { fieldKind } from "../core/field-kinds.ts";
import { largest } from "../core/order.ts";
import { Problem } from "../core/problem.ts";
import type { RuleFrontMatter } from "../core/rule.ts";

const isNamed = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A figure's number as a page shows it: shares as percent, thousands apart, never rounded. */
function formatNumber(value: number, name: string): string {
  if (fieldKind(name) === "rate") return `${Number((value * 100).toPrecision(12))}%`;
  return value.toLocaleString("en-US", { maximumFractionDigits: 12 });
}

/**
 * One value of a figure in one table cell.
 * @example formatCell([0.15, 0.25], "cost_to_serve") // "15% to 25%"
 */
export function formatCell(value: unknown, name: string): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "number") return formatNumber(value, name);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value.replaceAll("|", "\\|");
  if (Array.isArray(value)) {
    const numbers = value.length === 2 && value.every((element) => typeof element === "number");
    return value.map((element) => formatCell(element, name)).join(numbers ? " to " : ", ");
  }
  if (isNamed(value))
    return Object.entries(value)
      .map(([key, element]) => `${key.replaceAll("_", " ")} ${formatCell(element, fieldKind(key) === "number" ? name : key)}`)
      .join(", ");
  return String(value);
}

/** A markdown table with padded columns, so that it reads as text too. */
export function markdownTable(headers: string[], rows: string[][]): string {
  const widths = headers.map((header, column) => largest([3, header.length, ...rows.map((row) => row[column]!.length)]));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(headers), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join("\n");
}

function valueTable(value: unknown, name: string): string {
  if (Array.isArray(value) && value.length > 0 && value.every(isNamed)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    const headers = columns.map((column) => column.replaceAll("_", " "));
    return markdownTable(
      headers,
      value.map((row) => columns.map((column) => formatCell(row[column] ?? "", column))),
    );
  }
  if (isNamed(value)) {
    const rows = Object.entries(value).map(([key, element]) => [
      key.replaceAll("_", " "),
      formatCell(element, fieldKind(key) === "number" ? name : key),
    ]);
    return markdownTable([name.replaceAll("_", " "), "value"], rows);
  }
  return formatCell(value, name);
}

/**
 * A figure under all its standards as markdown: one row a standard for plain values, one table a standard for lists.
 * The value in force is marked when the user's own file sets it.
 */
export function formatFigure(name: string, unit: string, standards: Record<string, unknown>, own?: unknown): string {
  const all = own === undefined ? Object.entries(standards) : [["yours", own] as const, ...Object.entries(standards)];
  const plain = all.every(([, value]) => !isNamed(value) && !(Array.isArray(value) && value.some(isNamed)));
  if (plain) {
    const table = markdownTable(
      ["standard", name.replaceAll("_", " ")],
      all.map(([standard, value]) => [standard, formatCell(value, name)]),
    );
    return `${unit}\n\n${table}`;
  }
  return [unit, ...all.map(([standard, value]) => `Standard: ${standard}\n\n${valueTable(value, name)}`)].join("\n\n");
}

const BLOCK = /<!-- figures: ([a-z_0-9]+) -->[\s\S]*?<!-- \/figures -->/g;

/**
 * Fills each "figures" block of a page with the table of the figure it names; text outside the blocks stays as it is.
 * Throws Problem for a block that names no figure of the page.
 */
export function fillBlocks(body: string, front: RuleFrontMatter, file: string, own: Record<string, unknown> = {}): string {
  return body.replace(BLOCK, (_, name: string) => {
    const standards = front.figures?.[name];
    if (!standards)
      throw new Problem({
        what: `${file}: a block asks for the figure "${name}", which the page does not have.`,
        remedy: "Correct its name.",
      });
    return `<!-- figures: ${name} -->\n${formatFigure(name, front.units?.[name] ?? "", standards, own[name])}\n<!-- /figures -->`;
  });
}
