import { escapeMarkdown } from "./escape.ts";
import { numberText } from "./numbers.ts";
import { table } from "./table.ts";

type Named = Record<string, unknown>;
const isNamed = (value: unknown): value is Named => typeof value === "object" && value !== null && !Array.isArray(value);
const words = (name: string) => name.replaceAll("_", " ");

function inline(name: string, value: unknown): string {
  if (value === null || value === undefined) return "not known";
  if (typeof value === "number") return numberText(name, value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return escapeMarkdown(value);
  if (Array.isArray(value)) return value.map((element) => inline(name, element)).join(", ");
  return Object.entries(value as Named)
    .map(([key, element]) => `${words(key)} ${inline(key, element)}`)
    .join(", ");
}

function block(name: string, value: unknown, level: number): string {
  const heading = `${"#".repeat(level)} ${words(name)[0]!.toUpperCase()}${words(name).slice(1)}`;
  if (Array.isArray(value) && value.length && value.every(isNamed)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    const rows = value.map((row) => columns.map((column) => (column in row ? inline(column, row[column]) : "")));
    const right = columns.map((column) => value.every((row) => typeof row[column] === "number" || row[column] === null));
    return `${heading}\n\n${table(columns.map(words), rows, right)}`;
  }
  if (Array.isArray(value)) return `${heading}\n\n${value.map((element) => `- ${inline(name, element)}`).join("\n")}`;
  const named = value as Named;
  const plain = Object.entries(named).filter(([, element]) => !(Array.isArray(element) && element.some(isNamed)));
  const tables = Object.entries(named).filter(([, element]) => Array.isArray(element) && element.some(isNamed));
  const list = plain.map(([key, element]) => `- ${words(key)}: ${inline(key, element)}`).join("\n");
  return [heading, list, ...tables.map(([key, element]) => block(key, element, level + 1))].filter(Boolean).join("\n\n");
}

/**
 * A tool's whole result as text: the summary first, then plain values, then every list as a table.
 * Complete by construction: clients that show only the text see what the data holds.
 */
export function report(title: string, result: { summary: string } & Named): string {
  const entries = Object.entries(result).filter(([name]) => name !== "summary");
  const empty = (value: unknown) => Array.isArray(value) && value.length === 0;
  const plain = entries.filter(([, value]) => !isNamed(value) && !Array.isArray(value));
  const rich = entries.filter(([, value]) => (isNamed(value) || Array.isArray(value)) && !empty(value));
  return [
    `# ${title}`,
    result.summary,
    plain.map(([name, value]) => `- ${words(name)}: ${inline(name, value)}`).join("\n"),
    ...rich.map(([name, value]) => block(name, value, 2)),
  ]
    .filter(Boolean)
    .join("\n\n");
}
