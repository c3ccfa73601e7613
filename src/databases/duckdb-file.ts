import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { quoted as inQuotes } from "../core/english.ts";
import { Problem } from "../core/problem.ts";
import type { ReadingWatch } from "../core/table.ts";
import type { TableSource } from "../tables/open-file.ts";
import type { Grid } from "../tables/read-sheet.ts";
import { type DuckdbFile, findDuckdb, openDuckdb } from "./duckdb.ts";
import { partsOf, readEngineGrid } from "./read-database.ts";

/** Larger Parquet files are read sooner by DuckDB, where it is there. */
const LARGE_PARQUET = 4 * 1024 * 1024; // not a figure: some hundred thousand rows
const SECONDS = 600; // not a figure: longer than any file of a book takes
const SIGNATURE_AT = 8; // not a figure: where a DuckDB file says what it is
const SIGNATURE = "DUCK";

/** Whether a file says at its beginning that it is a database of DuckDB. Throws Problem for a database of SQLite, which is often named the same. */
function isDatabase(path: string): boolean {
  const begin = Buffer.alloc(16); // not a figure: bytes that show what a file is
  const file = openSync(path, "r");
  try {
    readSync(file, begin, 0, begin.length, 0);
  } finally {
    closeSync(file);
  }
  if (begin.toString("latin1").startsWith("SQLite format"))
    throw new Problem({
      what: `${basename(path)} is a database of SQLite.`,
      remedy: "Export the table to CSV and give that file.",
    });
  return begin.toString("latin1", SIGNATURE_AT, SIGNATURE_AT + SIGNATURE.length) === SIGNATURE;
}

/** The table of a database file: the one asked for as the sheet, or the only one. */
function tableOf(tables: readonly string[], sheet: string | undefined, name: string): string {
  if (sheet !== undefined) return sheet;
  if (tables.length === 1) return tables[0]!;
  throw new Problem({
    what: tables.length === 0 ? `${name} holds no tables.` : `${name} holds ${tables.length} tables: ${inQuotes(tables)}.`,
    remedy: tables.length === 0 ? "Give the file that holds them." : `Say which with reading: {"sheet": "${tables[0]}"}.`,
  });
}

async function gridOf(file: DuckdbFile, sheet: string | undefined, watch: ReadingWatch): Promise<Grid> {
  const engine = await openDuckdb(file);
  try {
    const table = file.kind === "parquet" ? "parquet" : tableOf(await engine.tables(), sheet, file.name);
    const described = await engine.describe(partsOf(table));
    if (described === null)
      throw new Problem({
        what: `${file.name} has no table "${table}".`,
        remedy: `Give one of ${inQuotes(await engine.tables())} as reading.sheet.`,
      });
    return await readEngineGrid(engine, described, file.name, watch);
  } finally {
    await engine.close();
  }
}

/**
 * A file as a table that DuckDB reads: a database file, or a large Parquet file where the engine is there. Null for every other file, which is
 * read without an engine.
 */
export function duckdbSource(path: string): TableSource | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return null;
  const isParquet = /^\.(parquet|pq)$/i.test(extname(path));
  if (isParquet ? stats.size < LARGE_PARQUET || findDuckdb() === null : !isDatabase(path)) return null;
  const kind = isParquet ? "parquet" : "database";
  const name = basename(path);
  return {
    name,
    grid: (watch, sheet) => gridOf({ path, name, kind, seconds: SECONDS, signal: watch.signal }, sheet, watch),
  };
}
