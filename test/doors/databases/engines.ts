import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/**
 * Where a native engine is installed for the tests: in the folder that CS_STRATEGIST_ENGINES names, which .ci/run fills, or beside the program.
 * Null where it is not; nothing is installed by a test.
 */
export function engineAt(name: string): string | null {
  const folders = [process.env.CS_STRATEGIST_ENGINES, resolve(import.meta.dirname, "../../..")];
  for (const folder of folders) {
    if (!folder || !existsSync(join(folder, "node_modules", name))) continue;
    try {
      return createRequire(join(folder, "package.json")).resolve(name);
    } catch {
      // Half installed is not installed.
    }
  }
  return null;
}

/** The part of DuckDB's package with which tests make files. */
export interface DuckdbModule {
  DuckDBInstance: {
    create(
      path: string,
    ): Promise<{ connect(): Promise<{ run(sql: string): Promise<unknown>; closeSync(): void }>; closeSync(): void }>;
  };
}

/** What a test says that could not be tried. */
export const missing = (name: string): string =>
  `${name} is not installed: npm install --prefix DIR ${name}, and CS_STRATEGIST_ENGINES=DIR`;
