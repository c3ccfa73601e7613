import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Problem } from "../core/contract/problem.ts";
import { fingerprint, RECORD_NAME, type Written } from "./written-record.ts";

/** A folder to write to, as the caller named it and as it really is, and what the call was computed from. */
export interface Destination {
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
export function refuseOverwriting(names: readonly string[], destination: Destination, written: Written | null): void {
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
