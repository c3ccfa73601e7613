import type { Chart } from "../core/answer.ts";
import { fieldOf, kindOf, type Shape } from "../core/kinds.ts";
import { largest } from "../core/order.ts";
import { picture } from "./charts.ts";
import { table } from "./markdown.ts";
import { fitsLine, inline, isNamed, label, type Named, scalar } from "./numbers.ts";

/** Text of several lines, kept as it is between fences that it cannot close. */
function fenced(text: string, indent: string): string {
  const longest = largest([2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length)]);
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...text.replace(/\s+$/, "").split(/\r?\n/), fence]
    .map((line) => `${indent}${line}`.trimEnd())
    .join("\n");
}

/** A row inside a list in one line: its values with their names. */
function rowLine(row: Named, shape: Shape): string {
  return Object.entries(row)
    .map(
      ([key, value]) =>
        `${label(key).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())} ${inline(kindOf(fieldOf(shape, key)), value)}`,
    )
    .join(", ");
}

/** A named value as a line of a list, with lists below it for what it holds. */
function listItem(name: string, value: unknown, shape: Shape, indent = ""): string {
  const kind = kindOf(shape);
  const head = `${indent}- ${label(name)}:`;
  const inner = `${indent}  `;
  if (fitsLine(value)) return `${head} ${inline(kind, value)}`;
  if (typeof value === "string") return `${head}\n\n${fenced(value, inner)}\n`;
  if (isNamed(value))
    return [head, ...Object.entries(value).map(([key, one]) => listItem(key, one, fieldOf(shape, key), inner))].join("\n");
  const lines = (value as unknown[]).map((one, index) => {
    if (!isNamed(one)) return Array.isArray(one) ? `${inner}- ${inline(kind, one)}` : `${inner}- ${scalar(kind, one)}`;
    if (Object.values(one).every(fitsLine)) return `${inner}- ${rowLine(one, shape)}`;
    return [
      `${inner}- ${index + 1}`,
      ...Object.entries(one).map(([key, held]) => listItem(key, held, fieldOf(shape, key), `${inner}  `)),
    ].join("\n");
  });
  return [head, ...lines].join("\n");
}

const heading = (name: string, level: number) => `${"#".repeat(level)} ${label(name)}`;

function rowsTable(rows: readonly Named[], shape: Shape): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const kinds = columns.map((column) => kindOf(fieldOf(shape, column)));
  const cells = rows.map((row) => columns.map((column, place) => (column in row ? inline(kinds[place]!, row[column]) : "")));
  const right = columns.map((column) => rows.every((row) => typeof row[column] === "number" || row[column] == null));
  return table(columns.map(label), cells, right);
}

/** Rows that hold lists or pages of text: one after the other under their first value. */
function rowsInTurn(rows: readonly Named[], level: number, shape: Shape): string {
  return rows
    .map((row, index) => {
      const [first, ...rest] = Object.entries(row);
      const titled = first !== undefined && typeof first[1] === "string" && fitsLine(first[1]);
      const title = titled ? `${label(first[0])}: ${scalar(kindOf(fieldOf(shape, first[0])), first[1])}` : String(index + 1);
      const fields = titled ? rest : Object.entries(row);
      return [
        `${"#".repeat(level)} ${title}`,
        fields.map(([key, value]) => listItem(key, value, fieldOf(shape, key))).join("\n"),
      ].join("\n\n");
    })
    .join("\n\n");
}

function block(name: string, value: unknown, level: number, shape: Shape): string {
  const head = heading(name, level);
  // The library's own pages are markdown already.
  if (name === "body" && typeof value === "string") return `${head}\n\n${value.trim()}`;
  if (Array.isArray(value)) {
    if (value.length && value.every(isNamed)) {
      const flat = value.every((row) => Object.values(row).every(fitsLine));
      return `${head}\n\n${flat ? rowsTable(value, shape) : rowsInTurn(value, level + 1, shape)}`;
    }
    return `${head}\n\n${value.map((one) => `- ${inline(kindOf(shape), one)}`).join("\n")}`;
  }
  const entries = Object.entries(value as Named);
  const apart = ([key, one]: [string, unknown]) =>
    (Array.isArray(one) && one.some(isNamed)) || (key === "body" && !fitsLine(one));
  const list = entries.filter((entry) => !apart(entry)).map(([key, one]) => listItem(key, one, fieldOf(shape, key)));
  return [head, list.join("\n"), ...entries.filter(apart).map(([key, one]) => block(key, one, level + 1, fieldOf(shape, key)))]
    .filter(Boolean)
    .join("\n\n");
}

/** The result's charts, drawn; what they draw stands in its own list too. */
function pictures(result: Named, shape: Shape): string[] {
  return ((result.charts ?? []) as Chart[]).flatMap((chart) => {
    const drawn = picture(result, chart, shape);
    return drawn === "" ? [] : [`## ${chart.title}\n\n${fenced(drawn, "")}`];
  });
}

/**
 * A tool's whole result as text: the summary first, then plain values, then every list as a table or as points.
 * `shape` is the schema of the result, whose kinds decide how numbers are printed. Complete by construction: clients that show only the text see what the data holds.
 */
export function report(title: string, result: { summary: string } & Named, shape?: Shape): string {
  const entries = Object.entries(result).filter(([name]) => name !== "summary" && name !== "charts");
  const isRich = (value: unknown) => isNamed(value) || Array.isArray(value);
  const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
  const plain = entries.filter(([, value]) => !isRich(value));
  const rich = entries.filter(([, value]) => isRich(value) && !isEmpty(value));
  return [
    `# ${title}`,
    result.summary,
    plain.map(([name, value]) => listItem(name, value, fieldOf(shape, name))).join("\n"),
    ...pictures(result, shape),
    ...rich.map(([name, value]) => block(name, value, 2, fieldOf(shape, name))),
  ]
    .filter(Boolean)
    .join("\n\n");
}
