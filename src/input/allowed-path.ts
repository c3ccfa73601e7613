import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Problem } from "../core/contract/problem.ts";

/** Where files may be read and written. */
export interface AllowedFolders {
  working: string;
  /** Further folders, named when the program was started. */
  extra: readonly string[];
}

/** The path with every link followed, as far down as it exists. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPath(above), basename(path));
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && !isAbsolute(way));
};

/**
 * The real path of a file the caller names, when it lies in the working folder or in one allowed at start, links followed.
 * Throws Problem that says how to copy or allow it otherwise.
 */
export function allowedPath(path: string, folders: AllowedFolders, purpose: "read" | "write" = "read"): string {
  const steps = path.split(/[\\/]/);
  const real = realPath(resolve(folders.working, path));
  const allowed = [folders.working, ...folders.extra].map(realPath);
  if (!steps.includes("..") && allowed.some((folder) => isInside(folder, real))) return real;
  const verb = purpose === "read" ? "read from" : "written to";
  const copy =
    purpose === "read" ? `Copy it into the working folder (${folders.working})` : `Choose a folder under ${folders.working}`;
  throw new Problem({
    what: `"${path}" is outside the folders that may be ${verb}.`,
    remedy: `${copy}, or start the program with --allow ${purpose === "read" ? dirname(resolve(folders.working, path)) : resolve(folders.working, path)}.`,
  });
}
