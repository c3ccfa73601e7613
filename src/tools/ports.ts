import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../core/contract/problem.ts";
import type { RuleLibrary } from "../core/contract/rule.ts";
import type { ReadingOptions, Table } from "../core/contract/table.ts";
import { type AllowedFolders, allowedPath } from "../input/allowed-path.ts";

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
    // The readers are loaded when the first file is read, not at every start.
    async readTable(path, options) {
      const { readTable } = await import("../input/read-table.ts");
      return readTable(allowedPath(path, folders), { ...options, usual_columns: defaults.columns });
    },
    async readCompanyFile(path) {
      const { readCompanyFile } = await import("../input/read-company-file.ts");
      return readCompanyFile(allowedPath(path, folders));
    },
    async writeFiles(folder, files) {
      const target = allowedPath(folder, folders, "write");
      const places = files.map((file) => ({ file, path: allowedPath(join(target, file.name), folders, "write") }));
      try {
        mkdirSync(target, { recursive: true });
        for (const { file, path } of places) writeFileSync(path, file.text);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Problem({
          what: `"${folder}" cannot be written to: ${why}.`,
          remedy: "Choose another folder, or make room in it.",
        });
      }
      return files.map((file) => join(folder, file.name));
    },
  };
}
