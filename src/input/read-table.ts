import { basename } from "node:path";
import type { ReadingOptions, Table } from "../core/contract/table.ts";
import { buildTable } from "./build-table.ts";
import { locateTable } from "./locate-table.ts";
import { readGrid } from "./read-grid.ts";

/**
 * Reads a CSV, TSV or XLSX file as typed records; what the file leaves open is asked, what cannot be read is listed.
 * Throws Problem for a file, a header or a needed cell that cannot be read.
 * @example await readTable("accounts.csv", { needs: ["account", "amount"] })
 */
export async function readTable(path: string, options: ReadingOptions): Promise<Table> {
  const grid = await readGrid(path, options.sheet);
  const mapped = Object.values(options.columns ?? {}).filter((header) => header !== undefined);
  return buildTable(locateTable(grid, basename(path), mapped, grid.workbook), options);
}
