import { existsSync, readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "../core/problem.ts";

/** Where files may be read and written. */
export interface AllowedFolders {
  working: string;
  /** Further folders, named when the program was started. */
  extra: readonly string[];
}

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
  if (existsSync(path)) return realpathSync(path);
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

/**
 * The real path of a file the caller names, when it lies in the working folder or in one allowed at start, links followed.
 * Throws Problem that says how to copy or allow it otherwise.
 */
export function allowedPath(path: string, folders: AllowedFolders, purpose: "read" | "write" = "read"): string {
  const plain = plainPath(path);
  const real = realPath(resolve(folders.working, plain));
  const allowed = [folders.working, ...folders.extra].map((folder) => realPath(folder));
  if (allowed.some((folder) => isInside(folder, real))) return real;
  const verb = purpose === "read" ? "read from" : "written to";
  const copy =
    purpose === "read" ? `Copy it into the working folder (${folders.working})` : `Choose a folder under ${folders.working}`;
  throw new Problem({
    what: `"${path}"${plain === path ? "" : ` (${plain})`} is outside the folders that may be ${verb}.`,
    remedy: `${copy}, or start the program with --allow ${purpose === "read" ? dirname(resolve(folders.working, plain)) : resolve(folders.working, plain)}.`,
  });
}
