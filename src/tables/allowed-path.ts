import { existsSync, readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "../core/problem.ts";

/** Where files may be read and written. */
export interface AllowedFolders {
  working: string;
  /** Further folders, named when the program was started: read and written. */
  extra: readonly string[];
  /** Folders that the host has open for this conversation: read only. */
  open?: readonly string[];
  /** Set where a host started the program in no folder of the user: only whole paths mean something. */
  homeless?: boolean;
  /** How this host lets a folder in, as the end of a sentence; without it, the option of the command line. */
  letIn?: (folder: string) => string;
}

const byOption = (folder: string): string => `start the program with --allow ${folder}`;

/** As many links in a row as the systems themselves follow. */
const MOST_LINKS = 40;

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** The path with every link followed, as far down as it exists; a link whose target is missing counts as that target. */
function realPath(path: string, links = 0): string {
  // The system's own answer has the letters as they stand on a disk that does not tell cases apart.
  if (existsSync(path))
    try {
      return realpathSync.native(path);
    } catch {
      // /dev/stdin and its like are there and stand nowhere.
      throw new Problem({ what: `"${path}" is no plain file.`, remedy: "Export the table to a file and give its path." });
    }
  const above = dirname(path);
  if (above === path) return path;
  if (links > MOST_LINKS)
    throw new Problem({ what: `"${path}" is a link that leads nowhere.`, remedy: "Give the path of the file itself." });
  const here = join(realPath(above, links), basename(path));
  const target = linkTarget(here);
  return target === null ? here : realPath(resolve(dirname(here), target), links + 1);
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && !isAbsolute(way));
};

/** A path as people and hosts write it, as the system takes it: a file: address, or "~" for the home folder. */
function plainPath(path: string): string {
  if (/^file:\/\//i.test(path)) {
    try {
      return fileURLToPath(path);
    } catch {
      throw new Problem({
        what: `"${path}" is no address of a file on this machine.`,
        remedy: "Give the plain path of the file.",
      });
    }
  }
  return path === "~" || path.startsWith("~/") || path.startsWith("~\\") ? join(homedir(), path.slice(1)) : path;
}

/** \\server\share, \\.\COM1, \\?\...: on Windows, to look at such a path is to call another machine or a device. */
const leavesTheMachine = (path: string): boolean => sep === "\\" && /^[\\/]{2}/.test(path);

/** The folder that would have to be allowed, and where the path leads when that is not what was written. */
function outside(path: string, meant: string, purpose: "read" | "write", folders: AllowedFolders): Problem {
  const shown = meant === path ? `"${path}"` : `"${path}" (${meant})`;
  const copy =
    purpose === "read" ? `Copy it into the working folder (${folders.working})` : `Choose a folder under ${folders.working}`;
  const letIn = folders.letIn ?? byOption;
  return new Problem({
    what: `${shown} is outside the folders that may be ${purpose === "read" ? "read from" : "written to"}.`,
    remedy: `${copy}, or ${letIn(purpose === "read" ? dirname(meant) : meant)}.`,
  });
}

/**
 * The real path of a file the caller names, when it lies in the working folder or in one that was allowed, links followed.
 * Throws Problem that shows the resolved path and says how this host lets a folder in otherwise.
 */
export function allowedPath(path: string, folders: AllowedFolders, purpose: "read" | "write" = "read"): string {
  const plain = plainPath(path);
  const meant = resolve(folders.working, plain);
  if (folders.homeless && !isAbsolute(plain) && !existsSync(meant)) throw homeless(path, folders);
  const allowed = [folders.working, ...folders.extra, ...(purpose === "read" ? (folders.open ?? []) : [])];
  if (leavesTheMachine(meant) && !allowed.some((folder) => isInside(folder, meant))) throw outside(path, meant, purpose, folders);
  const real = realPath(meant);
  if (allowed.some((folder) => isInside(realPath(folder), real))) return real;
  throw outside(path, meant, purpose, folders);
}

/** A path that begins nowhere: the host started the program in its own place and named no folder of the user. */
function homeless(path: string, folders: AllowedFolders): Problem {
  const letIn = folders.letIn ?? byOption;
  return new Problem({
    what: `"${path}" cannot be found: the program was started in ${folders.working} and was told no folder of yours.`,
    remedy: `Give the whole path of the file, and ${letIn("the folder that holds it")}.`,
  });
}
