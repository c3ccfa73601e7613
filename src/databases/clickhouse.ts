import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { Problem } from "../core/problem.ts";
import { type ColumnKind, codeOf, type Engine, networkTrouble, type Opening, type Trouble, troubleOf } from "./engine.ts";

const MOST_TABLES = 200; // not a figure: names that are compared with the one asked for
const LONGER = 5000; // not a figure: milliseconds after which a server that does not end a query itself is left

const byCode: Record<string, Trouble> = {
  __proto__: null as never,
  192: "password",
  193: "password",
  194: "password",
  516: "password",
  81: "database",
  202: "too_many",
  497: "permission",
  159: "too_long",
  160: "too_long",
  209: "too_long",
  158: "memory",
  241: "memory",
  243: "memory",
  307: "memory",
  396: "memory",
  164: "writes",
  394: "dropped",
};

/** What the driver says without a code. */
const byWords: readonly (readonly [RegExp, Trouble])[] = [
  [/timeout/i, "too_long"],
  [/socket hang up|aborted|premature/i, "dropped"],
];

function problemOf(error: unknown, opening: Opening): Problem {
  if (error instanceof Problem) return error;
  if (opening.signal?.aborted) return troubleOf("stopped", opening);
  const network = networkTrouble(error);
  if (network !== null) return troubleOf(network.trouble, opening, network.code);
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : "";
  return troubleOf(byCode[code] ?? byWords.find(([pattern]) => pattern.test(words))?.[1] ?? "other", opening, code);
}

/** A type without what says that it may be blank or how it is stored. */
const bareType = (type: string): string => type.replace(/^(LowCardinality|Nullable)\((.*)\)$/, "$2");

/** Types of which equal values have equal texts. */
const plainTypes = /^(String|U?Int\d+|Decimal|UUID|Bool|Enum\d+)/;

function kindOf(type: string): ColumnKind {
  if (/^Date(32)?$/.test(type)) return "date";
  if (/^DateTime/.test(type)) return "time";
  return plainTypes.test(type) ? "plain" : "other";
}

const escaped = (text: string, sign: string): string => `${sign}${text.replace(/[\\'`]/g, "\\$&")}${sign}`;
const quoted = (name: string): string => escaped(name, "`");
const literal = (text: string): string => escaped(text, "'");

/** Where an answer that had begun ends in words of the server instead of rows. */
const BROKEN = /Code: (\d+)\. DB::(?:NetException|Exception): [\s\S]*$/;
const TAIL = 16_384; // not a figure: bytes that hold such words

/** The end of what was sent, to look for the server's words in it. */
function lastBytes(tail: Buffer, chunk: Buffer): Buffer {
  return chunk.length >= TAIL ? Buffer.from(chunk.subarray(chunk.length - TAIL)) : Buffer.concat([tail, chunk]).subarray(-TAIL);
}

/**
 * A ClickHouse over HTTP: every query is one that only reads, ends after the time that was set, and is ended by the server when the call is stopped.
 * Throws Problem where it cannot be reached.
 */
export async function openClickHouse(opening: Opening): Promise<Engine> {
  const address = new URL(opening.address);
  const client = createClient({
    url: `${address.protocol === "clickhouse:" ? "http:" : address.protocol}//${address.host}`,
    username: decodeURIComponent(address.username) || "default",
    password: decodeURIComponent(address.password),
    ...(address.pathname.length > 1 ? { database: decodeURIComponent(address.pathname.slice(1)) } : {}),
    application: "cs-strategist",
    request_timeout: opening.seconds * 1000 + LONGER,
    max_open_connections: 1,
    // What it logs would go to standard output, where only answers go.
    log: { level: ClickHouseLogLevel.OFF },
  });
  const fail = (error: unknown): never => {
    throw problemOf(error, opening);
  };
  let clickhouse_settings: Record<string, string | number> = {
    readonly: "2",
    max_execution_time: opening.seconds,
    timeout_overflow_mode: "throw",
    cancel_http_readonly_queries_on_client_close: 1,
    // Rows come in the order in which they lie, each time.
    max_threads: 1,
    join_use_nulls: 1,
  };
  async function* csv(query: string): AsyncGenerator<Uint8Array> {
    try {
      const { stream } = await client.exec({
        query: `${query} FORMAT CSVWithNames`,
        abort_signal: opening.signal,
        clickhouse_settings,
      });
      const stopped = () => stream.destroy(new Error("the call was stopped"));
      opening.signal?.addEventListener("abort", stopped, { once: true });
      let tail: Buffer = Buffer.alloc(0);
      for await (const chunk of stream) {
        tail = lastBytes(tail, chunk as Buffer);
        yield chunk as Buffer;
      }
      opening.signal?.removeEventListener("abort", stopped);
      const broken = BROKEN.exec(tail.toString("utf8"));
      if (broken !== null) throw Object.assign(new Error("the answer broke off"), { code: broken[1] });
    } catch (error) {
      fail(error);
    }
  }
  const ask = async (query: string): Promise<string[][]> => {
    const asked = { query, format: "JSONCompactStringsEachRow", abort_signal: opening.signal, clickhouse_settings } as const;
    return (await client.query(asked)).json<string[]>();
  };
  const rows = (query: string): Promise<string[][]> => ask(query).catch(fail);
  try {
    await ask("SELECT 1");
  } catch (error) {
    // A user who may only read may change no setting either, and needs none of these to be kept from writing.
    if (codeOf(error) !== "164") {
      await client.close();
      throw problemOf(error, opening);
    }
    clickhouse_settings = {};
  }
  return {
    quoted,
    parts: (date) => ({
      year: `toYear(${date})`,
      month: `toMonth(${date})`,
      first: `toDayOfMonth(${date}) = 1 AND match(toString(${date}), '^[0-9-]+( 00:00:00([.]0+)?)?$')`,
      last: `toLastDayOfMonth(${date}) = toDate(${date}) AND match(toString(${date}), '^[0-9-]+( 00:00:00([.]0+)?)?$')`,
    }),
    async describe(table) {
      const [name = "", database] = [...table].reverse();
      const found = await rows(
        `SELECT name, type FROM system.columns WHERE table = ${literal(name)} AND database = ${database === undefined ? "currentDatabase()" : literal(database)} ORDER BY position`,
      );
      if (found.length === 0) return null;
      const columns = found.map(([own = "", whole = ""]) => {
        const type = bareType(bareType(whole));
        const cell = `cs_t.${quoted(own)}`;
        const text = /^FixedString/.test(type) ? `toStringCutToZero(assumeNotNull(${cell}))` : `toString(${cell})`;
        return { name: own, kind: kindOf(type), cell, text: `ifNull(${text}, '')` };
      });
      return { quoted: `${table.map(quoted).join(".")} AS cs_t`, columns };
    },
    async tables() {
      const found = await rows(
        `SELECT if(database = currentDatabase(), name, concat(database, '.', name)) FROM system.tables
         WHERE database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA') AND NOT is_temporary ORDER BY 1 LIMIT ${MOST_TABLES}`,
      );
      return found.map(([name]) => name!);
    },
    async row(query) {
      return (await rows(query))[0] ?? [];
    },
    csv,
    close: () => client.close(),
  };
}
