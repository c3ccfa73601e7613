import { existsSync } from "node:fs";
import { findRulesFolder } from "../rules/find-rules-folder.ts";
import { openLibrary } from "../rules/library.ts";
import { figureReferences } from "../tools/index.ts";
import { openPorts, type Ports } from "../tools/ports.ts";
import { ownFile } from "./own-file.ts";

/** Opens what every door needs: the rules with the user's own figures, and the folders that may be touched. */
export function startPorts(options: { config?: string; allow?: string[] }): Ports {
  const working = process.cwd();
  const own = ownFile(options.config);
  const overridesFile = options.config !== undefined || existsSync(own) ? own : undefined;
  const library = openLibrary({ folder: findRulesFolder(), overridesFile, references: figureReferences() });
  const { currency, columns } = library.overrides;
  return openPorts(library, { currency, columns }, { working, extra: options.allow ?? [] });
}
