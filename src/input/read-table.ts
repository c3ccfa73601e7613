import { basename } from "node:path";
import type { ReadingOptions, Table } from "../core/contract/table.ts";
import { buildTable } from "./build-table.ts";
import { locateTable } from "./locate-table.ts";
import { readGrid } from "./read-grid.ts";
import { squash } from "./squash.ts";

/**
 * Reads a CSV, TSV or XLSX file as typed records; what the file leaves open is asked, what cannot be read is listed.
 * Throws Problem for a file, a header or a needed cell that cannot be read.
 * @example await readTable("accounts.csv", { needs: ["account", "amount"] })
 */
export async function readTable(path: string, options: ReadingOptions): Promise<Table> {
  const grid = await readGrid(path, options.sheet);
  const usual = Object.entries(options.usual_columns ?? {});
  const mapped = Object.values({ ...options.usual_columns, ...options.columns }).filter((header) => header !== undefined);
  const table = locateTable(grid, basename(path), mapped, grid.workbook);
  const headers = new Set(table.headers.map(({ text }) => squash(text)));
  const columns = { ...Object.fromEntries(usual.filter(([, header]) => headers.has(squash(header)))), ...options.columns };
  return buildTable(table, { ...options, columns });
}
