import type { Chart } from "../core/contract/chart.ts";
import { picture } from "./pictures/picture.ts";
import { fenced, listItem } from "./report-list.ts";
import { fitsLine, inline, isNamed, label, type Named, scalar } from "./report-words.ts";
import { table } from "./table.ts";

const heading = (name: string, level: number) => `${"#".repeat(level)} ${label(name)}`;

function rowsTable(rows: readonly Named[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => (column in row ? inline(column, row[column]) : "")));
  const right = columns.map((column) => rows.every((row) => typeof row[column] === "number" || row[column] == null));
  return table(columns.map(label), cells, right);
}

/** Rows that hold lists or pages of text: one after the other under their first value. */
function rowsInTurn(rows: readonly Named[], level: number): string {
  return rows
    .map((row, index) => {
      const [first, ...rest] = Object.entries(row);
      const titled = first !== undefined && typeof first[1] === "string" && fitsLine(first[1]);
      const title = titled ? `${label(first[0])}: ${scalar(first[0], first[1])}` : String(index + 1);
      const fields = titled ? rest : Object.entries(row);
      return [`${"#".repeat(level)} ${title}`, fields.map(([key, value]) => listItem(key, value)).join("\n")].join("\n\n");
    })
    .join("\n\n");
}

function block(name: string, value: unknown, level: number): string {
  const head = heading(name, level);
  // The library's own pages are markdown already.
  if (name === "body" && typeof value === "string") return `${head}\n\n${value.trim()}`;
  if (Array.isArray(value)) {
    if (value.length && value.every(isNamed)) {
      const flat = value.every((row) => Object.values(row).every(fitsLine));
      return `${head}\n\n${flat ? rowsTable(value) : rowsInTurn(value, level + 1)}`;
    }
    return `${head}\n\n${value.map((one) => `- ${inline(name, one)}`).join("\n")}`;
  }
  const entries = Object.entries(value as Named);
  const apart = ([key, one]: [string, unknown]) =>
    (Array.isArray(one) && one.some(isNamed)) || (key === "body" && !fitsLine(one));
  const list = entries.filter((entry) => !apart(entry)).map(([key, one]) => listItem(key, one));
  return [head, list.join("\n"), ...entries.filter(apart).map(([key, one]) => block(key, one, level + 1))]
    .filter(Boolean)
    .join("\n\n");
}

/** The result's charts, drawn; what they draw stands in its own list too. */
function pictures(result: Named): string[] {
  return ((result.charts ?? []) as Chart[]).flatMap((chart) => {
    const drawn = picture(result, chart);
    return drawn === "" ? [] : [`## ${chart.title}\n\n${fenced(drawn, "")}`];
  });
}

/**
 * A tool's whole result as text: the summary first, then plain values, then every list as a table or as points.
 * Complete by construction: clients that show only the text see what the data holds.
 */
export function report(title: string, result: { summary: string } & Named): string {
  const entries = Object.entries(result).filter(([name]) => name !== "summary" && name !== "charts");
  const isRich = (value: unknown) => isNamed(value) || Array.isArray(value);
  const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
  const plain = entries.filter(([, value]) => !isRich(value));
  const rich = entries.filter(([, value]) => isRich(value) && !isEmpty(value));
  return [
    `# ${title}`,
    result.summary,
    plain.map(([name, value]) => listItem(name, value)).join("\n"),
    ...pictures(result),
    ...rich.map(([name, value]) => block(name, value, 2)),
  ]
    .filter(Boolean)
    .join("\n\n");
}
