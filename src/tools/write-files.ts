import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../core/contract/problem.ts";
import { type Destination, refuseOverwriting } from "./refuse-overwriting.ts";
import { fingerprint, RECORD_NAME, readRecord, recordText } from "./written-record.ts";

/** A file a tool writes for people to open. */
export interface OutputFile {
  name: string;
  text: string;
}

/**
 * Writes a set of files into one folder, made when missing: all of them or none, and none over a file of the user.
 * Throws Problem that names the files in the way before anything is written.
 */
export function writeFiles(files: readonly OutputFile[], destination: Destination): void {
  try {
    const earlier = readRecord(destination.real);
    refuseOverwriting([...files.map(({ name }) => name), RECORD_NAME], destination, earlier);
    const written = new Map([...(earlier ?? []), ...files.map(({ name, text }) => [name, fingerprint(text)] as const)]);
    mkdirSync(destination.real, { recursive: true });
    replaceTogether(destination.real, [...files, { name: RECORD_NAME, text: recordText(written) }]);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Problem({
      what: `"${destination.named}" cannot be written to: ${why}.`,
      remedy: "Choose another folder, or make room in it.",
    });
  }
}

/** Every file is written aside first, then moved into its place; when one cannot be, those before it are put back. */
function replaceTogether(folder: string, files: readonly OutputFile[]): void {
  const aside = mkdtempSync(join(folder, ".cs-strategist-"));
  const moved: { path: string; before: string | null }[] = [];
  try {
    const moves = files.map(({ name, text }, at) => {
      const path = join(folder, name);
      const next = join(aside, `${at}-new`);
      writeFileSync(next, text);
      if (!existsSync(path)) return { path, next, before: null };
      const before = join(aside, `${at}-before`);
      copyFileSync(path, before);
      return { path, next, before };
    });
    for (const { path, next, before } of moves) {
      renameSync(next, path);
      moved.push({ path, before });
    }
  } catch (error) {
    for (const { path, before } of moved.reverse()) {
      if (before === null) rmSync(path);
      else renameSync(before, path);
    }
    throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
