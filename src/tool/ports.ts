import { join } from "node:path";
import { type Connections, databaseTable } from "../core/connections.ts";
import type { RuleLibrary } from "../core/rule.ts";
import type { Reading, ReadingOptions, ReadingWatch, ReadTable } from "../core/table.ts";
import { type AllowedFolders, allowedPath } from "../tables/allowed-path.ts";
import type { TableSource } from "../tables/open-file.ts";
import type { OutputFile } from "./write-files.ts";

/** All a tool may touch beside its input and its figures. */
export interface Ports {
  library: RuleLibrary;
  /** What the user's own file sets for every call. */
  defaults: { currency: string | null; columns: Record<string, string>; reading?: Reading };
  /** `watch` is told how far a long file is read, and says when to stop. */
  readTable(path: string, options: ReadingOptions, watch?: ReadingWatch): Promise<ReadTable>;
  /** The company file as data, not yet validated. */
  readCompanyFile(path: string): Promise<unknown>;
  /** Whether the lists of this call are written out whole, so that none is paged. */
  whole?: boolean;
  /** Writes all files into one folder, made when missing, and gives their paths; never over an input of the call or another file of the user. */
  writeFiles(folder: string, files: readonly OutputFile[], inputs: readonly string[]): Promise<string[]>;
}

/** What a host tells about the user's folders during a conversation. */
export interface HostView {
  /** Folders it has open. */
  folders?: readonly string[];
  /** How its user lets a folder in. */
  letIn?: (folder: string) => string;
}

/** Opens the ports for one call of a host. */
export type OpenPorts = (host: HostView) => Promise<Ports>;

/** The real ports: files under the working folder, those allowed at start, and tables of the user's own databases. */
export function openPorts(
  library: RuleLibrary,
  defaults: Ports["defaults"],
  folders: AllowedFolders,
  connections: Connections = {},
): Ports {
  /** A table of a database, or the real path of a file. */
  const sourceOf = async (path: string): Promise<string | TableSource> => {
    const table = databaseTable(path, connections);
    if (table !== null) {
      const grid: TableSource["grid"] = (watch) =>
        import("../databases/read-database.ts").then(({ readDatabaseGrid }) => readDatabaseGrid(table, watch));
      return { name: path, grid };
    }
    const real = allowedPath(path, folders);
    if (!/\.(duckdb|ddb|db|parquet|pq)$/i.test(real)) return real;
    return (await import("../databases/duckdb-file.ts")).duckdbSource(real) ?? real;
  };
  return {
    library,
    defaults,
    // The readers are loaded when the first file is read, not at every start.
    async readTable(path, options, watch) {
      const [{ readTable }, { knowledgeOf }] = await Promise.all([
        import("../tables/open-file.ts"),
        import("../tables/knowledge.ts"),
      ]);
      const lost = options.lost_table === undefined ? {} : { lost_table: await sourceOf(options.lost_table) };
      const own = { ...defaults.reading, ...options, ...lost, usual_columns: defaults.columns };
      return readTable(await sourceOf(path), own, knowledgeOf(library), watch);
    },
    async readCompanyFile(path) {
      const { readCompanyFile } = await import("../tables/open-file.ts");
      return readCompanyFile(allowedPath(path, folders));
    },
    async writeFiles(folder, files, inputs) {
      const real = allowedPath(folder, folders, "write");
      for (const { name } of files) allowedPath(join(real, name), folders, "write");
      const { writeFiles } = await import("./write-files.ts");
      const own = inputs
        .filter((input) => databaseTable(input, connections) === null)
        .map((input) => allowedPath(input, folders));
      writeFiles(files, { named: folder, real, inputs: own });
      return files.map((file) => join(folder, file.name));
    },
  };
}
