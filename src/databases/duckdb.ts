import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Problem } from "../core/problem.ts";
import type { ColumnKind, DatabaseColumn, Engine } from "./engine.ts";

/** The package of the engine, as `cs-strategist add duckdb` fetches it; it is some 70 MB, so that nobody gets it who does not need it. */
export const DUCKDB_PACKAGE = "@duckdb/node-api";
export const DUCKDB_VERSION = "1.5.5-r.1";

/** The part of the package that is used here. */
interface DuckdbModule {
  DuckDBInstance: { create(path: string, options: Record<string, string>): Promise<Instance> };
}
interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}
interface Chunk {
  rowCount: number;
  getColumns(): unknown[][];
}
interface Connection {
  run(sql: string): Promise<unknown>;
  stream(sql: string): Promise<{ columnNames(): string[]; fetchChunk(): Promise<Chunk | null> }>;
  interrupt(): void;
  closeSync(): void;
}

/** Where engines stand that were added: one folder of the user, so that an update of the program leaves them. */
export function enginesFolder(): string {
  const { CS_STRATEGIST_ENGINES: named, XDG_DATA_HOME: data, LOCALAPPDATA: windows } = process.env;
  return named || join(data || windows || join(homedir(), ".local", "share"), "cs-strategist", "engines");
}

/** Where DuckDB is found: in the folder of engines, or beside the program; null where it is not. */
export function findDuckdb(): string | null {
  for (const from of [join(enginesFolder(), "package.json"), import.meta.url])
    try {
      return createRequire(from).resolve(DUCKDB_PACKAGE);
    } catch {
      // The next place may have it.
    }
  return null;
}

const AGAIN = 200; // not a figure: milliseconds between two words to stop

const escaped = (text: string, sign: string): string => `${sign}${text.replaceAll(sign, sign + sign)}${sign}`;
const quoted = (name: string): string => escaped(name, '"');
const literal = (text: string): string => escaped(text, "'");

const plainTypes = /^(VARCHAR|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL|BOOLEAN|UUID|ENUM)\b/;

function kindOf(type: string): ColumnKind {
  if (type === "DATE") return "date";
  if (/^TIMESTAMP/.test(type) && !type.endsWith("]")) return "time";
  return plainTypes.test(type) && !type.endsWith("]") ? "plain" : "other";
}

/** Lists and records inside a cell, which no reader of tables takes. */
const isNested = (type: string): boolean => /^(STRUCT|MAP|UNION|LIST)\b/.test(type) || type.endsWith("]");

function columnOf(name: string, type: string): DatabaseColumn {
  // A moment is shown in UTC, as the reader of Parquet shows it.
  const zoned = type === "TIMESTAMP WITH TIME ZONE";
  const [kind, cell] = [kindOf(type), zoned ? `timezone('UTC', cs_t.${quoted(name)})` : `cs_t.${quoted(name)}`];
  const time = `CAST(${cell} AS TIMESTAMP)`;
  const day = `CAST(CAST(${time} AS DATE) AS VARCHAR)`;
  const text =
    kind === "time"
      ? `CASE WHEN ${time} = date_trunc('day', ${time}) THEN ${day} ELSE strftime(${time}, '%Y-%m-%dT%H:%M:%S.%gZ') END`
      : `CAST(${cell} AS VARCHAR)`;
  return { name, kind, cell, text };
}

const SPILL = "cs-strategist-duckdb-";
const OLD = 24 * 60 * 60 * 1000; // not a figure: milliseconds, longer than anything is read

/** A folder for rows that do not fit into memory, and what takes it away: at the end, also where the program is ended by a signal. */
function spillFolder(): { path: string; remove: () => void } {
  // What a program left that was killed.
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(SPILL))) {
    const left = join(tmpdir(), name);
    if (Date.now() - (statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? 0) > OLD)
      rmSync(left, { recursive: true, force: true });
  }
  const path = mkdtempSync(join(tmpdir(), SPILL));
  const gone = (): void => rmSync(path, { recursive: true, force: true });
  const ended = (signal: NodeJS.Signals): void => {
    gone();
    // The signal does what it would have done, unless somebody else answers it.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, ended);
  process.once("exit", gone);
  const remove = (): void => {
    for (const signal of signals) process.off(signal, ended);
    process.off("exit", gone);
    gone();
  };
  return { path, remove };
}

const csvCell = (cell: unknown): string => {
  const text = cell === null || cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const codes: readonly (readonly [RegExp, (name: string) => [what: string, remedy: string]])[] = [
  [
    /Conflicting lock|being used by another process|Could not set lock/i,
    (name) => [`${name} is open in another program that writes to it.`, "Close it there, or give a copy of the file."],
  ],
  [
    /older version|newer version|storage version|serialization/i,
    (name) => [
      `${name} was written by another version of DuckDB.`,
      `This program reads files of up to DuckDB ${DUCKDB_VERSION.replace(/-.*$/, "")}: export it there to Parquet or CSV.`,
    ],
  ],
  [
    /Out of Memory|No space left/i,
    (name) => [
      `${name} needs more memory or disk than there is.`,
      "Leave out columns that are not needed, or split it by period.",
    ],
  ],
];

/** A file that DuckDB reads: a database of tables, or one Parquet file. */
export interface DuckdbFile {
  path: string;
  /** What messages call it. */
  name: string;
  kind: "database" | "parquet";
  seconds: number;
  signal: AbortSignal | undefined;
}

/**
 * DuckDB over one file and nothing else: no other file, no network, no further extension, nothing written but spilled rows in a folder of its own.
 * Throws Problem where the engine is not there and where the file cannot be opened.
 */
export async function openDuckdb({ path, name, kind, seconds, signal }: DuckdbFile): Promise<Engine> {
  const found = findDuckdb();
  if (found === null)
    throw new Problem({
      what: `${name} is read by DuckDB, which is not installed.`,
      remedy: "Run cs-strategist add duckdb once, or save the table as CSV, XLSX or Parquet.",
    });
  const { DuckDBInstance } = (await import(pathToFileURL(found).href)) as DuckdbModule;
  const spill = spillFolder();
  let instance: Instance | undefined;
  let connection: Connection | undefined;
  let late = false;
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    clearInterval(telling);
    signal?.removeEventListener("abort", stopped);
    connection?.closeSync();
    instance?.closeSync();
    spill.remove();
  };
  // A query that had not begun is not interrupted, so it is told until all is closed.
  let telling: NodeJS.Timeout | undefined;
  const stopped = (): void => {
    connection?.interrupt();
    telling ??= setInterval(() => connection?.interrupt(), AGAIN);
  };
  const timer = setTimeout(() => {
    late = true;
    stopped();
  }, seconds * 1000);
  const fail = (error: unknown): never => {
    if (error instanceof Problem) throw error;
    if (signal?.aborted)
      throw new Problem({ what: `The call was stopped while ${name} was read.`, remedy: "Call again to read it." });
    if (late)
      throw new Problem({
        what: `${name} took longer than ${seconds} s to read.`,
        remedy: "Leave out columns, or split it by period.",
      });
    const said = error instanceof Error ? error.message : String(error);
    const known = codes.find(([pattern]) => pattern.test(said))?.[1](name);
    const [what, remedy] = known ?? [
      `${name} cannot be read by DuckDB: ${said.split("\n")[0]!.replaceAll(path, name)}`,
      "Check that it is whole, or save the table as CSV.",
    ];
    throw new Problem({ what, remedy });
  };
  try {
    instance = await DuckDBInstance.create(":memory:", {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      temp_directory: spill.path,
    });
    connection = await instance.connect();
    signal?.addEventListener("abort", stopped, { once: true });
    if (kind === "database") await connection.run(`ATTACH ${literal(path)} AS cs_book (READ_ONLY)`);
    else await connection.run(`SET allowed_paths = [${literal(path)}]`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
  } catch (error) {
    await close();
    return fail(error);
  }
  const open = connection;
  async function* chunks(query: string, headed: boolean): AsyncGenerator<unknown[][]> {
    try {
      if (signal?.aborted) throw new Error("stopped");
      const result = await open.stream(query);
      if (headed) yield result.columnNames().map((column) => [column]);
      for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        if (signal?.aborted) throw new Error("stopped");
        yield chunk.getColumns();
      }
    } catch (error) {
      fail(error);
    }
  }
  const rows = async (query: string): Promise<string[][]> => {
    const all: string[][] = [];
    for await (const columns of chunks(query, false))
      for (let row = 0; row < columns[0]!.length; row++) all.push(columns.map((column) => String(column[row] ?? "")));
    return all;
  };
  return {
    quoted,
    parts(date) {
      const time = `CAST(${date} AS TIMESTAMP)`;
      const midnight = `${time} = date_trunc('day', ${time})`;
      return {
        year: `year(${date})`,
        month: `month(${date})`,
        first: `${midnight} AND day(${date}) = 1`,
        last: `${midnight} AND CAST(${time} AS DATE) = last_day(CAST(${time} AS DATE))`,
      };
    },
    async describe(table) {
      const [own = "", schema] = [...table].reverse();
      const whole = `read_parquet(${literal(path)})`;
      const same = (column: string, text: string) => `lower(${column}) = lower(${literal(text)})`;
      const [place] =
        kind === "parquet"
          ? [["", ""]]
          : await rows(
              `SELECT DISTINCT schema_name, table_name FROM duckdb_columns() WHERE database_name = 'cs_book' AND ${same("table_name", own)}
               ${schema === undefined ? "" : `AND ${same("schema_name", schema)}`} ORDER BY schema_name <> 'main', 1, 2`,
            );
      if (place === undefined) return null;
      const from = kind === "parquet" ? whole : ["cs_book", ...place].map(quoted).join(".");
      const columns = await rows(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`);
      const nested = columns.filter(([, type = ""]) => isNested(type)).map(([column]) => column!);
      if (nested.length > 0)
        throw new Problem({
          what: `${name} has columns with lists or records inside: ${nested.join(", ")}.`,
          remedy: "Make a table or view without them, with a row for each entry where they are needed.",
        });
      return { quoted: `${from} AS cs_t`, columns: columns.map(([column = "", type = ""]) => columnOf(column, type)) };
    },
    async tables() {
      const found = await rows(
        `SELECT DISTINCT CASE WHEN schema_name = 'main' THEN table_name ELSE schema_name || '.' || table_name END AS name
         FROM duckdb_columns() WHERE database_name = 'cs_book' AND NOT internal ORDER BY 1`,
      );
      return found.map(([table]) => table!);
    },
    async row(query) {
      return (await rows(query))[0] ?? [];
    },
    async *csv(query) {
      for await (const columns of chunks(query, true)) {
        const lines: string[] = [];
        for (let row = 0; row < columns[0]!.length; row++) lines.push(columns.map((column) => csvCell(column[row])).join(","));
        yield Buffer.from(`${lines.join("\n")}\n`);
      }
    },
    close,
  };
}
