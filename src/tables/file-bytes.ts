import { readFileSync, type Stats, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { gunzipSync } from "node:zlib";
import { Problem } from "../core/problem.ts";

/** A file's bytes with the name and the ending of what is inside. */
export interface Unpacked {
  bytes: Buffer;
  name: string;
  /** In lower case. */
  ending: string;
}

const MEGABYTE = 1024 * 1024;
/** The most that is held in memory. */
export const LARGEST_FILE_BYTES = 50 * MEGABYTE;

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
    throw new Problem({
      what: `There is no file "${name}" at ${path}.`,
      remedy: "Check the name and the folder, and give its path.",
    });
  }
  if (stats.isDirectory())
    throw new Problem({ what: `"${name}" is a folder, not a file.`, remedy: "Give the path of one file in it." });
  // A pipe or a device would be waited for without end.
  if (!stats.isFile())
    throw new Problem({ what: `"${name}" is no plain file.`, remedy: "Export the table to a file and give its path." });
  if (stats.size === 0) throw new Problem({ what: `${name} is empty.`, remedy: "Export it again and check that it has rows." });
  if (stats.size > LARGEST_FILE_BYTES)
    throw new Problem({
      what: `${name} has ${Math.round(stats.size / MEGABYTE)} MB; files up to ${LARGEST_FILE_BYTES / MEGABYTE} MB are read.`,
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

const again = "Make the file again, or unpack it yourself and give what was inside.";

const isPacked = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function inflate(bytes: Buffer, name: string, most: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ERR_BUFFER_TOO_LARGE")
      throw new Problem({
        what: `${name} unpacks to more than ${most / MEGABYTE} MB, which is as much as is read.`,
        remedy: "Leave out columns that are not needed, or split the file by period.",
      });
    if (code === "Z_BUF_ERROR")
      throw new Problem({ what: `${name} ends in the middle: its gzip data is cut off.`, remedy: `Copy it again. ${again}` });
    throw new Problem({ what: `${name} is damaged: its gzip data cannot be unpacked.`, remedy: again });
  }
}

/**
 * What a gzip file holds, up to `most` bytes; any other file as it is.
 * Throws Problem for data that is cut off, damaged, packed twice or too large.
 * @example unpack(bytes, "book.csv.gz", 1000).name // "book.csv"
 */
export function unpack(bytes: Buffer, name: string, most: number): Unpacked {
  const ending = extname(name).toLowerCase();
  const inner = ending === ".gz" ? name.slice(0, -".gz".length) : name;
  if (!isPacked(bytes)) {
    if (ending === ".gz")
      throw new Problem({ what: `${name} is not packed with gzip inside.`, remedy: `Rename it to ${inner}.` });
    return { bytes, name, ending };
  }
  const inside = inflate(bytes, name, most);
  if (inside.length === 0) throw new Problem({ what: `${name} is empty inside.`, remedy: "Export it again." });
  if (isPacked(inside)) throw new Problem({ what: `${name} is packed twice.`, remedy: "Unpack it once and give that file." });
  return { bytes: inside, name: inner, ending: extname(inner).toLowerCase() };
}
