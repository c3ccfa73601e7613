import { statSync } from "node:fs";
import { delimiter, dirname, parse, resolve } from "node:path";
import { findRulesFolder } from "../rules/library.ts";
import type { AllowedFolders } from "../tables/allowed-path.ts";
import type { HostView } from "../tool/ports.ts";

/** Names folders to read and write beside the working folder, separated as in PATH; hosts set it from their own settings. */
const FOLDERS_VARIABLE = "CS_STRATEGIST_FOLDERS";

type Environment = Record<string, string | undefined>;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** A setting that nobody filled in reaches some hosts' servers as it stands in their file: ${user_config.folders}. */
const isUnset = (text: string): boolean => text.trim() === "" || text.includes("${");

/** The folders of the variable. @example foldersIn({ CS_STRATEGIST_FOLDERS: "/a:/b" }) // ["/a", "/b"] */
function foldersIn(environment: Environment): string[] {
  const named = environment[FOLDERS_VARIABLE];
  if (named === undefined || isUnset(named)) return [];
  return named
    .split(delimiter)
    .filter((folder) => !isUnset(folder))
    .map((folder) => folder.trim());
}

/** Places where hosts start a server that say nothing about its user: the program's own folder, and the top of a disk. */
const isNobodys = (folder: string): boolean => folder === parse(folder).root || folder === dirname(findRulesFolder());

export interface Start {
  /** The folder the process was started in. */
  folder: string;
  environment: Environment;
  /** Folders of the command line, of --allow and of "serve". */
  allow: readonly string[];
}

/**
 * The folders that may be touched: the one a person works in, for a command; for a server, where its host started it. A host that starts it in a folder of
 * its own (Codex with a plugin, Claude Desktop) is read for the user's: the folder it was called from, else the first in its settings, else the first it has open.
 */
export function foldersOf({ folder, environment, allow }: Start, host?: HostView): AllowedFolders {
  const extra = [...allow.filter((one) => !isUnset(one)), ...foldersIn(environment)].map((one) => resolve(folder, one));
  const open = host?.folders ?? [];
  const letIn = host?.letIn;
  if (host === undefined || !isNobodys(folder)) return { working: folder, extra, open, letIn };
  const { PWD } = environment;
  const calledFrom = PWD !== undefined && !isNobodys(resolve(PWD)) && isFolder(PWD) ? [PWD] : [];
  const [working] = [...calledFrom, ...extra, ...open];
  return working === undefined ? { working: folder, extra, open, letIn, homeless: true } : { working, extra, open, letIn };
}
