import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** Stands beside the files this program wrote and says what it wrote, so that it knows them again. */
export const RECORD_NAME = ".cs-strategist.json";

const WrittenRecord = z.strictObject({
  written_by: z.literal("cs-strategist"),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** The names this program wrote in a folder, each with the SHA-256 of its text. */
export type Written = ReadonlyMap<string, string>;

export const fingerprint = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

/** What this program wrote in a folder: nothing when there is no record; null when a record is there and is not one it wrote. */
export function readRecord(folder: string): Written | null {
  const path = join(folder, RECORD_NAME);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return new Map();
  if (!stats.isFile()) return null;
  try {
    return new Map(Object.entries(WrittenRecord.parse(JSON.parse(readFileSync(path, "utf8"))).files));
  } catch {
    return null;
  }
}

/** The text of a record, the same for the same files. */
export function recordText(written: Written): string {
  const files = Object.fromEntries([...written].sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ written_by: "cs-strategist", files }, null, 2)}\n`;
}
