import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { Problem } from "../core/problem.ts";
import {
  type ColumnKind,
  codeOf,
  type DescribedTable,
  type Engine,
  networkTrouble,
  type Opening,
  type Trouble,
  troubleOf,
} from "./engine.ts";

const CONNECT_MILLISECONDS = 15_000; // not a figure: a server that lives answers sooner
const LOCK_SECONDS = 20; // not a figure: a table that is being changed is told of rather than waited for
const MOST_TABLES = 200; // not a figure: names that are compared with the one asked for

const byCode: Record<string, Trouble> = {
  __proto__: null as never,
  "28P01": "password",
  "28000": "password",
  "3D000": "database",
  "53300": "too_many",
  "57P03": "unreachable",
  "42501": "permission",
  "57014": "too_long",
  "25006": "writes",
  "55P03": "locked",
  "53100": "memory",
  "53200": "memory",
  "53400": "memory",
  "57P01": "dropped",
  "57P02": "dropped",
  "08006": "dropped",
  "08003": "dropped",
  "25P03": "dropped",
};

/** What the driver says without a code. */
const byWords: readonly (readonly [RegExp, Trouble])[] = [
  [/SSL|TLS|certificate/i, "encryption"],
  [/password|SASL|SCRAM/i, "password"],
  [/timeout expired|timed? ?out/i, "unreachable"],
  [/terminated|not queryable|closed/i, "dropped"],
];

function problemOf(error: unknown, opening: Opening, connected: boolean): Problem {
  if (error instanceof Problem) return error;
  if (opening.signal?.aborted) return troubleOf("stopped", opening);
  const network = networkTrouble(error);
  if (network !== null)
    return troubleOf(!connected && network.trouble === "dropped" ? "unreachable" : network.trouble, opening, network.code);
  const code = codeOf(error);
  const words = code === "" && error instanceof Error ? error.message : "";
  const said = byCode[code] ?? byWords.find(([pattern]) => pattern.test(words))?.[1] ?? "other";
  return troubleOf(!connected && said === "dropped" ? "unreachable" : said, opening, code);
}

/** Types of which equal values have equal texts, so that rows may be put together by them. */
const plainTypes = /^(smallint|integer|bigint|numeric|text|character|name|uuid|boolean|oid|"char")/;

function kindOf(type: string): ColumnKind {
  if (type === "date") return "date";
  if (type.startsWith("timestamp")) return "time";
  return plainTypes.test(type) && !type.endsWith("[]") ? "plain" : "other";
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The names of a table to look for: as written, and as an unquoted name would be taken. */
const spellings = (table: readonly string[]): string[] => [
  ...new Set([table, table.map((part) => part.toLowerCase())].map((parts) => parts.map(quoted).join("."))),
];

/**
 * A PostgreSQL database, or one that speaks like it: one transaction that only reads and sees one state of the data. Its queries end after the
 * time that was set, and when the call is stopped.
 * Throws Problem where it cannot be reached.
 */
export async function openPostgres(opening: Opening): Promise<Engine> {
  const settings = {
    connectionString: opening.address,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    fallback_application_name: "cs-strategist",
    keepAlive: true,
  };
  let backend = "";
  let lost: unknown = null;
  let client: Client;
  try {
    client = new Client(settings);
  } catch (error) {
    throw problemOf(error, opening, false);
  }
  client.on("error", (error) => {
    lost = error;
  });
  const fail = (error: unknown): never => {
    throw problemOf(lost ?? error, opening, backend !== "");
  };
  const rows = async (query: string, values: unknown[] = []): Promise<string[][]> => {
    const text = { getTypeParser: () => (value: string | Buffer) => String(value) };
    const found = await client.query<string[]>({ text: query, values, rowMode: "array", types: text }).catch(fail);
    return found.rows.map((row) => row.map((cell: string | null) => cell ?? ""));
  };
  try {
    await client.connect();
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(
      [
        `SET LOCAL statement_timeout = ${Math.round(opening.seconds * 1000)}`,
        `SET LOCAL lock_timeout = ${LOCK_SECONDS * 1000}`,
        "SET LOCAL client_encoding = 'UTF8'",
        "SET LOCAL DateStyle = 'ISO, YMD'",
        "SET LOCAL IntervalStyle = 'iso_8601'",
        "SET LOCAL extra_float_digits = 1",
      ].join(";"),
    );
  } catch (error) {
    await client.end().catch(() => undefined);
    throw problemOf(error, opening, false);
  }
  // Rows come in the order in which they lie, each time, and a query ends when this program does; older servers, and engines that only speak
  // like PostgreSQL, may know nothing of it.
  for (const setting of [
    "max_parallel_workers_per_gather = 0",
    "synchronize_seqscans = off",
    "client_connection_check_interval = '2s'",
  ])
    await client.query(`SAVEPOINT cs; SET LOCAL ${setting}`).catch(() => client.query("ROLLBACK TO SAVEPOINT cs"));
  backend = (await rows("SELECT pg_backend_pid()"))[0]?.[0] ?? "";
  /** A server works on when its client is gone, so the query is ended by word. */
  const stop = async (): Promise<void> => {
    const other = new Client(settings);
    other.on("error", () => undefined);
    try {
      await other.connect();
      await other.query("SELECT pg_cancel_backend($1::int)", [backend]);
    } catch {
      // The connection below ends all the same.
    } finally {
      await other.end().catch(() => undefined);
    }
  };
  let stopping: Promise<void> | null = null;
  const stopped = (): void => {
    stopping ??= stop();
  };
  opening.signal?.addEventListener("abort", stopped, { once: true });
  if (opening.signal?.aborted) stopped();
  return {
    quoted,
    parts(date) {
      const of = (part: string) => `CAST(EXTRACT(${part} FROM ${date}) AS int)`;
      const midnight = `CAST(${date} AS timestamp) = date_trunc('day', CAST(${date} AS timestamp))`;
      const next = `CAST(${date} AS timestamp) + interval '1 day'`;
      return {
        year: of("YEAR"),
        month: of("MONTH"),
        first: `${midnight} AND ${of("DAY")} = 1`,
        last: `${midnight} AND EXTRACT(DAY FROM ${next}) = 1`,
      };
    },
    async describe(table): Promise<DescribedTable | null> {
      for (const name of spellings(table)) {
        const found = await rows(
          `SELECT a.attname, format_type(COALESCE(NULLIF(t.typbasetype, 0), a.atttypid), NULL)
           FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
          [name],
        );
        if (found.length === 0) continue;
        const columns = found.map(([own = "", type = ""]) => {
          // A moment is shown in the zone of the database, as an export of it would be.
          const zoned = type === "timestamp with time zone";
          const [kind, cell] = [kindOf(type), zoned ? `CAST(cs_t.${quoted(own)} AS timestamp)` : `cs_t.${quoted(own)}`];
          return { name: own, kind, cell, text: type === "boolean" || kind === "other" ? `CAST(${cell} AS text)` : cell };
        });
        return { quoted: `${name} AS cs_t`, columns };
      }
      return null;
    },
    async tables() {
      const found = await rows(
        `SELECT CASE WHEN pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
           AND n.nspname NOT LIKE 'pg_t%' AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1 LIMIT ${MOST_TABLES}`,
      );
      return found.map(([name]) => name!);
    },
    async row(query) {
      return (await rows(query))[0] ?? [];
    },
    async *csv(query) {
      const stream = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`));
      // A connection that breaks tells the client and not the stream, which would wait without end.
      const broken = (): void => {
        stream.destroy(lost instanceof Error ? lost : new Error("terminated"));
      };
      client.on("end", broken);
      try {
        for await (const chunk of stream) yield chunk as Buffer;
      } catch (error) {
        fail(error);
      } finally {
        client.off("end", broken);
      }
    },
    async close() {
      opening.signal?.removeEventListener("abort", stopped);
      await stopping;
      await client.end().catch(() => undefined);
    },
  };
}
