import type { ReadTable } from "../core/table.ts";
import { escapeCsv } from "../render/markdown.ts";
import type { Gives } from "./length.ts";
import type { OutputFile } from "./write-files.ts";

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

/** The list at a path of an answer; empty where there is none. */
function listAt(fields: Row, path: string): Row[] {
  const value = path.split(".").reduce<unknown>((holder, key) => (isRow(holder) ? holder[key] : undefined), fields);
  return Array.isArray(value) && value.every(isRow) ? value : [];
}

/** The paths of all lists of records in an answer, also those inside its records. */
function listsIn(fields: Row, above = ""): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (Array.isArray(value)) return [`${above}${name}`];
    return isRow(value) ? listsIn(value, `${above}${name}.`) : [];
  });
}

/** A row with its lists and records spread over columns of their own: values [1, 2] are values_0 and values_1. */
function flat(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
      if (Array.isArray(value))
        return value.every((one) => typeof one === "string")
          ? [[name, value.join("; ")]]
          : value.map((one, place): [string, unknown] => [`${name}_${place}`, isRow(one) ? JSON.stringify(one) : one]);
      if (isRow(value)) return Object.entries(value).map(([key, one]): [string, unknown] => [`${name}_${key}`, one]);
      return [[name, value]];
    }),
  );
}

/** A value of a row as a cell. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return escapeCsv(typeof value === "number" ? Number(value.toFixed(6)) : String(value)); // not a figure: decimals that a rate needs
}

/**
 * Rows as CSV, a column for each field that any of them has.
 * @example csvOf([{ account: "A", arr: 5 }]) // "account,arr\nA,5\n"
 */
export function csvOf(rows: readonly Row[]): string {
  const all = rows.map(flat);
  const names = [...new Set(all.flatMap((row) => Object.keys(row)))];
  const lines = all.map((row) => names.map((name) => csvCell(row[name])).join(","));
  return `${[names.map(csvCell).join(","), ...lines].join("\n")}\n`;
}

/** Every whole list of an answer, and the rows of its tables that are not in it, as files. */
export function filesOf(tool: string, fields: Row, lists: readonly Gives[], tables: readonly ReadTable[]): OutputFile[] {
  const named = new Set(lists.map(({ list }) => list));
  for (const path of listsIn(fields)) if (!path.startsWith("charts")) named.add(path);
  const files = [...named].flatMap((list) => {
    const rows = listAt(fields, list);
    return rows.length === 0 ? [] : [{ name: `${tool}-${list.replaceAll(/[._]/g, "-")}.csv`, text: csvOf(rows) }];
  });
  const out = tables.flatMap(({ path, reading }) =>
    reading.groups.flatMap(({ group, reason, rows }) => rows.map((row) => ({ table: path, row, group, why: reason }))),
  );
  return out.length === 0
    ? files
    : [...files, { name: `${tool}-rows-left-out.csv`, text: csvOf(out.sort((a, b) => a.row - b.row)) }];
}
