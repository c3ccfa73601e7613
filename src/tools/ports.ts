import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleLibrary } from "../core/contract/rule.ts";
import type { ReadingOptions, Table } from "../core/contract/table.ts";
import { type AllowedFolders, allowedPath } from "../input/allowed-path.ts";
import { readCompanyFile } from "../input/read-company-file.ts";
import { readTable } from "../input/read-table.ts";

/** A file a tool writes for people to open. */
export interface OutputFile {
  name: string;
  text: string;
}

/** All a tool may touch beside its input and its figures. */
export interface Ports {
  library: RuleLibrary;
  /** What the user's own file sets for every call. */
  defaults: { currency: string | null; columns: Record<string, string> };
  readTable(path: string, options: ReadingOptions): Promise<Table>;
  /** The company file as data, not yet validated. */
  readCompanyFile(path: string): Promise<unknown>;
  /** Writes all files into one folder, made when missing, and gives their paths. */
  writeFiles(folder: string, files: readonly OutputFile[]): Promise<string[]>;
}

/** The real ports: files under the working folder, and those allowed at start. */
export function openPorts(library: RuleLibrary, defaults: Ports["defaults"], folders: AllowedFolders): Ports {
  return {
    library,
    defaults,
    readTable: (path, options) =>
      readTable(allowedPath(path, folders), { ...options, columns: { ...defaults.columns, ...options.columns } }),
    readCompanyFile: (path) => readCompanyFile(allowedPath(path, folders)),
    async writeFiles(folder, files) {
      const target = allowedPath(folder, folders, "write");
      mkdirSync(target, { recursive: true });
      return files.map((file) => {
        writeFileSync(join(target, file.name), file.text);
        return join(folder, file.name);
      });
    },
  };
}
