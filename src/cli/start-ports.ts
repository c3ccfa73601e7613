import { existsSync, readFileSync } from "node:fs";
import { findRulesFolder } from "../rules/find-rules-folder.ts";
import { openLibrary } from "../rules/library.ts";
import { figureReferences } from "../tools/index.ts";
import { openPorts, type Ports } from "../tools/ports.ts";
import { ownFile } from "./own-file.ts";

export interface StartOptions {
  config?: string;
  allow?: string[];
}

/** Opens what every door needs: the rules with the user's own figures, and the folders that may be touched. */
export function startPorts(options: StartOptions): Ports {
  const working = process.cwd();
  const own = ownFile(options.config);
  const overridesFile = options.config !== undefined || existsSync(own) ? own : undefined;
  const library = openLibrary({ folder: findRulesFolder(), overridesFile, references: figureReferences() });
  const { currency, columns } = library.overrides;
  return openPorts(library, { currency, columns }, { working, extra: options.allow ?? [] });
}

/** What a file holds, or why nothing can be read: differs whenever the file has changed in a way that matters. */
function stateOf(path: string): string {
  try {
    return `holds ${readFileSync(path, "utf8")}`;
  } catch (error) {
    return `unread ${(error as NodeJS.ErrnoException).code}`;
  }
}

/**
 * Opens the ports and keeps them until the user's own file changes, appears or goes. A mistake in it is thrown as a Problem at every call
 * and never kept, so that a mended file works at the next call.
 */
export function followPorts(options: StartOptions): () => Ports {
  let kept: { state: string; ports: Ports } | undefined;
  return () => {
    const state = stateOf(ownFile(options.config));
    if (kept?.state !== state) {
      kept = undefined;
      kept = { state, ports: startPorts(options) };
    }
    return kept.ports;
  };
}
