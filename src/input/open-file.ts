import { readFileSync, type Stats, statSync } from "node:fs";
import { basename } from "node:path";
import { Problem } from "../core/contract/problem.ts";

const LARGEST_FILE_BYTES = 50 * 1024 * 1024;

/**
 * The bytes of a file that exists, is not a folder, is not empty and is small enough to hold in memory.
 * Throws Problem otherwise.
 */
export function openFile(path: string): Buffer {
  const name = basename(path);
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    throw new Problem({ what: `There is no file "${name}".`, remedy: "Check the name and the folder, and give its path." });
  }
  if (stats.isDirectory())
    throw new Problem({ what: `"${name}" is a folder, not a file.`, remedy: "Give the path of one file in it." });
  if (stats.size === 0) throw new Problem({ what: `${name} is empty.`, remedy: "Export it again and check that it has rows." });
  if (stats.size > LARGEST_FILE_BYTES)
    throw new Problem({
      what: `${name} has ${Math.round(stats.size / 1024 / 1024)} MB; files up to 50 MB are read.`,
      remedy: "Leave out columns that are not needed, or split the file by period.",
    });
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Problem({
      what: `${name} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: "Check that you may read it and that no other program holds it.",
    });
  }
}
