import * as z from "zod";
import { Problem } from "./problem.ts";

// A table of the user's own database is named like a file: "warehouse:billing.mrr". The name before the colon is a connection of
// cs-strategist.yaml, which says in which environment variable the address stands: an address holds a password, so it is in no file, call or answer.

const Variable = z.string().regex(/^[A-Za-z_]\w*$/, "must be the name of an environment variable, such as WAREHOUSE_URL");
const MOST_SECONDS = 86_400; // not a figure: a day

/** How a database is reached: the variable that holds its address, and the seconds a query may take. */
const ConnectionSchema = z.union(
  [
    Variable.transform((variable) => ({ variable, seconds: undefined })),
    z.strictObject({ variable: Variable, seconds: z.number().min(1).max(MOST_SECONDS).optional() }),
  ],
  "must be the name of an environment variable, such as WAREHOUSE_URL, or {variable: WAREHOUSE_URL, seconds: 600}",
);

/** Connections by name. A name of one letter would be a drive of Windows. */
export const ConnectionsSchema = z
  .record(z.string(), ConnectionSchema)
  .refine(
    (connections) => Object.keys(connections).every((name) => /^[A-Za-z][\w-]+$/.test(name)),
    "need names of two letters or more, such as warehouse",
  );
export type Connections = z.infer<typeof ConnectionsSchema>;
export type Connection = Connections[string];

/** A table of a database, as a caller names it. */
export interface DatabaseTable {
  /** As the caller wrote it; it is what messages call the table. */
  name: string;
  connection: Connection;
  /** The name of the table in its database, schema first where it has one. */
  table: string;
}

/** Schemes by which a whole address would be taken for the name of a connection. */
const isAddress = (path: string): boolean => /^[a-z][\w+.-]+:\/\//i.test(path) && !/^file:/i.test(path);

/**
 * The database table that a path names; null for the path of a file.
 * Throws Problem, which does not repeat it, for a whole address, and for a connection that the user's file does not name.
 * @example databaseTable("warehouse:billing.mrr", { warehouse: { variable: "WAREHOUSE_URL" } })?.table // "billing.mrr"
 */
export function databaseTable(path: string, connections: Connections): DatabaseTable | null {
  const example = "connections: {warehouse: WAREHOUSE_URL}";
  if (isAddress(path))
    throw new Problem({
      what: "An address was given in place of a table. An address may hold a password, so none is taken in a call.",
      remedy: `Put it into an environment variable, name that in cs-strategist.yaml (${example}), and give the table as "warehouse:schema.table".`,
    });
  const [, name = "", table = ""] = /^([A-Za-z][\w-]+):(?![\\/])(.*)$/s.exec(path) ?? [];
  const connection = Object.hasOwn(connections, name) ? connections[name] : undefined;
  if (connection !== undefined && table.trim() !== "") return { name: path, connection, table: table.trim() };
  if (connection !== undefined)
    throw new Problem({ what: `"${path}" names no table.`, remedy: `Write it as "${name}:schema.table".` });
  if (name === "" || /^file$/i.test(name) || /\.\w+$/.test(table)) return null;
  const known = Object.keys(connections);
  throw new Problem({
    what: `"${path}" names the connection "${name}", which cs-strategist.yaml does not.`,
    remedy: known.length > 0 ? `Its connections: ${known.join(", ")}.` : `Write there ${example}, or give the path of a file.`,
  });
}
