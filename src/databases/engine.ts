import { Problem } from "../core/problem.ts";

/** What the cells of a column are, as far as a query must know. */
export type ColumnKind = "date" | "time" | "plain" | "other";

export interface DatabaseColumn {
  name: string;
  kind: ColumnKind;
  /** Its cells in a query of this engine, and the same as text. */
  cell: string;
  text: string;
}

/** A table as its engine describes it. */
export interface DescribedTable {
  /** Its name, quoted for a query, in which it is called cs_t. */
  quoted: string;
  columns: DatabaseColumn[];
}

/** An open database, only for reading. All queries of one see the same state of the data where the engine can do that. */
export interface Engine {
  /** A name or text as the engine quotes it. */
  quoted(name: string): string;
  /** The parts of a date in a query: the year, the month, and whether it is the first or the last day of its month. */
  parts(date: string): { year: string; month: string; first: string; last: string };
  /** Null where there is no such table. */
  describe(table: readonly string[]): Promise<DescribedTable | null>;
  /** Tables that may be read, as callers would name them. */
  tables(): Promise<string[]>;
  /** The only row of a result. */
  row(query: string): Promise<string[]>;
  /** A result as CSV with a header, piece by piece. */
  csv(query: string): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** What an engine is opened with. */
export interface Opening {
  address: string;
  /** What messages call the table and its connection. */
  table: string;
  connection: string;
  variable: string;
  seconds: number;
  signal: AbortSignal | undefined;
}

/** What went wrong with a database, told apart by what the user can do about it. */
export type Trouble =
  | "password"
  | "unknown_host"
  | "unreachable"
  | "database"
  | "encryption"
  | "too_many"
  | "permission"
  | "too_long"
  | "locked"
  | "memory"
  | "writes"
  | "dropped"
  | "stopped"
  | "other";

/**
 * The Problem that a trouble is told by. Drivers put hosts, users and queries into their messages, so nothing of these is repeated but a code.
 */
export function troubleOf(trouble: Trouble, { table, connection, variable, seconds }: Opening, code = ""): Problem {
  const at = `Connection "${connection}"`;
  const told: Record<Trouble, [what: string, remedy: string]> = {
    password: [
      `${at}: the database refuses the user or the password.`,
      `Correct them in the address that the variable ${variable} holds, and start the program again.`,
    ],
    unknown_host: [
      `${at}: no machine has the name that the address gives.`,
      `Check the host in the variable ${variable}, and whether this machine must first join a private network.`,
    ],
    unreachable: [
      `${at}: no database answers at its address.`,
      `Check that it runs, the host and port in the variable ${variable}, and whether a firewall or private network stands between.`,
    ],
    database: [`${at}: its server has no database of that name.`, `Correct the end of the address in the variable ${variable}.`],
    encryption: [
      `${at}: no encrypted connection could be made${code === "" ? "" : ` (${code})`}.`,
      `Check how the address in the variable ${variable} asks for it, such as sslmode=verify-full or https, and the server's certificate.`,
    ],
    too_many: [`${at}: the database takes no further connection now.`, "Call again in a minute."],
    permission: [`${at}: its user may not read ${table}.`, "Ask for the right to read it, and no more."],
    too_long: [
      `${table}: a query took longer than ${seconds} s and was ended.`,
      `Name a smaller table or view, or allow more: {variable: ${variable}, seconds: ${seconds * 10}} under ${connection} in cs-strategist.yaml.`, // not a figure: a time that may be enough
    ],
    locked: [`${table} is locked by another program.`, "Call again when that is done."],
    memory: [
      `${table}: the database has too little memory or disk for the query.`,
      "Name a smaller table or view, such as one of fewer years.",
    ],
    writes: [
      `${table} is a view that changes data when it is read, which is not let through.`,
      "Name the table it reads, or a view that only reads.",
    ],
    dropped: [
      `${at}: the database ended the connection while ${table} was read.`,
      "Nothing was kept of it. Call again; if it happens again, look into the server's log.",
    ],
    stopped: [`The call was stopped while ${table} was read.`, "Call again to read it."],
    other: [
      `${table} could not be read by a query${code === "" ? "" : ` (the database's code is ${code})`}.`,
      "If it is a view, run it in the database and mend what it says; else name a view that holds only the columns that are needed.",
    ],
  };
  const [what, remedy] = told[trouble];
  return new Problem({ what, remedy });
}

/** What a fault of the network means; null for any other. */
export function networkTrouble(error: unknown): { trouble: Trouble; code: string } | null {
  const code = codeOf(error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return { trouble: "unknown_host", code };
  if (["ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOENT", "EACCES"].includes(code))
    return { trouble: "unreachable", code };
  if (["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"].includes(code)) return { trouble: "dropped", code };
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO|SELF_SIGNED|UNABLE_TO_/.test(code)) return { trouble: "encryption", code };
  return null;
}

/** The code of an error, also of the first of several that came together. */
export function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === "string" || typeof code === "number") return String(code).replace(/[^\w.-]/g, "");
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : "";
}
