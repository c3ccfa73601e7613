import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { Problem } from "../core/problem.ts";

/** Stands beside the files this program wrote and says what it wrote, so that it knows them again. */
const RECORD_NAME = ".cs-strategist.json";

const WrittenRecord = z.strictObject({
  written_by: z.literal("cs-strategist"),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** The names this program wrote in a folder, each with the SHA-256 of its text. */
type Written = ReadonlyMap<string, string>;

const fingerprint = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** What this program wrote in a folder: nothing when there is no record; null when a record is there and is not one it wrote. */
function readRecord(folder: string): Written | null {
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
function recordText(written: Written): string {
  const files = Object.fromEntries([...written].sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ written_by: "cs-strategist", files }, null, 2)}\n`;
}

/** A folder to write to, as the caller named it and as it really is, and what the call was computed from. */
interface Destination {
  named: string;
  real: string;
  /** The real paths of the files the call read. */
  inputs: readonly string[];
}

/** As a disk sees names that does not tell letter cases apart. */
const folded = (name: string): string => name.normalize("NFC").toLowerCase();

function isSameFile(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  // Some network disks number no file: there, only the path tells.
  return a !== undefined && b !== undefined && a.ino !== 0n && a.ino === b.ino && a.dev === b.dev;
}

const INPUT = "an input of this call";

/** Why a file may not be written, with the name of what is there; null when nothing is lost by it. */
function lossAt(name: string, { real, inputs }: Destination, present: readonly string[], written: Written | null) {
  const there = present.includes(name) ? name : present.find((one) => folded(one) === folded(name));
  const found = there ?? name;
  const isInput = (input: string) =>
    isSameFile(input, join(real, found)) || (folded(basename(input)) === folded(name) && isSameFile(dirname(input), real));
  if (inputs.some(isInput)) return { found, why: INPUT };
  if (there === undefined) return null;
  const stats = lstatSync(join(real, there));
  if (stats.isSymbolicLink()) return { found, why: "a link, and this program writes none" };
  if (!stats.isFile()) return { found, why: "a folder, or no plain file" };
  if (name === RECORD_NAME) return written === null ? { found, why: "not the record that this program writes" } : null;
  const known = there === name ? written?.get(name) : undefined;
  if (known === undefined) return { found, why: "no record says that this program wrote it" };
  return fingerprint(readFileSync(join(real, there))) === known ? null : { found, why: "changed since this program wrote it" };
}

/** A folder inside the one asked for that is not there yet, and so can be made. */
function freeFolder(named: string, present: readonly string[]): string {
  const taken = new Set(present.map(folded));
  // One candidate more than there are names: one is free.
  const free = [...present, ""].map((_, at) => (at === 0 ? "blueprint" : `blueprint-${at + 1}`)).find((one) => !taken.has(one));
  return join(named, free!);
}

/** Throws Problem when writing these names would replace an input, a file of the user, or a file edited since it was written. */
function refuseOverwriting(names: readonly string[], destination: Destination, written: Written | null): void {
  const { named, real } = destination;
  const present = existsSync(real) ? readdirSync(real) : [];
  const losses = names.flatMap((name) => lossAt(name, destination, present, written) ?? []);
  if (losses.length === 0) return;
  const or = losses.some(({ why }) => why === INPUT) ? "" : ", or rename or delete what is listed";
  throw new Problem({
    what: `Nothing was written to "${named}", because this would be lost:`,
    places: losses.map(({ found, why }) => `"${join(named, found)}": ${why}`),
    remedy: `Give another folder as out, such as "${freeFolder(named, present)}"${or}.`,
  });
}

/** A file a tool writes for people to open. */
export interface OutputFile {
  name: string;
  /** What stands in it; bytes for a file that is no text. */
  text: string | Uint8Array;
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
    const made = mkdirSync(destination.real, { recursive: true });
    try {
      replaceTogether(destination.real, [...files, { name: RECORD_NAME, text: recordText(written) }]);
    } catch (error) {
      if (made !== undefined) removeEmpty(destination.real, made);
      throw error;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Problem({
      what: `"${destination.named}" cannot be written to: ${why}.`,
      remedy: "Choose another folder, or make room in it.",
    });
  }
}

/** Takes back folders that were made for files that could not be written, as long as nobody put anything into them. */
function removeEmpty(folder: string, first: string): void {
  try {
    for (let at = folder; at.length >= first.length; at = dirname(at)) rmdirSync(at);
  } catch {
    // It is no longer empty.
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
