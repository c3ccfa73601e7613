import { readFileSync, type Stats, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, extname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Problem } from "../core/problem.ts";
import type { ReadingWatch } from "../core/table.ts";

const MEGABYTE = 1024 * 1024;
/** The most that is held in memory at once: Parquet, and what is packed twice. Everything else is read piece by piece and may be larger. */
const LARGEST_FILE_BYTES = 50 * MEGABYTE;
const CHUNK_BYTES = MEGABYTE; // not a figure: what is read at a time

/** What a packed file may be unpacked: a table repeats itself, and only a trap repeats itself without end. */
export const MOST_TIMES = 300; // not a figure: a table of months packs to a thirtieth at most
export const SURELY_FINE = 256 * MEGABYTE; // not a figure: below this nothing is asked

const again = "Make the file again, or unpack it yourself and give what was inside.";

/** Throws Problem unless there is a plain file with something in it. */
function statOf(path: string): Stats {
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
  return stats;
}

function refuseUnreadable(name: string, error: unknown): never {
  throw new Problem({
    what: `${name} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: "Check that you may read it and that no other program holds it.",
  });
}

function refuseLarge(name: string, bytes: number, most: number): never {
  const size = `${name} has ${Math.round(bytes / MEGABYTE)} MB`;
  if (isParquet(name))
    throw new Problem({
      what: `${size}; without DuckDB, Parquet is read up to ${most / MEGABYTE} MB.`,
      remedy:
        "Run cs-strategist add duckdb once, with which Parquet of any size is read, or save it as CSV, which is read in any size.",
    });
  throw new Problem({
    what: `${size}; in the form it has it is read up to ${most / MEGABYTE} MB.`,
    remedy: "Save it with commas between cells and quotes only where they are needed: such a CSV is read in any size.",
  });
}

const isParquet = (name: string): boolean => /\.(parquet|pq)$/i.test(name);

/**
 * The bytes of a file that exists, is not a folder, is not empty and is small enough to hold in memory.
 * Throws Problem otherwise.
 */
export function openFile(path: string): Buffer {
  const { size } = statOf(path);
  if (size > LARGEST_FILE_BYTES)
    throw new Problem({
      what: `${basename(path)} has ${Math.round(size / MEGABYTE)} MB, which no description of a company has.`,
      remedy: "Give the file with the company's figures here, and its table of accounts as a table.",
    });
  try {
    return readFileSync(path);
  } catch (error) {
    return refuseUnreadable(basename(path), error);
  }
}

/** A table's file, unpacked where it is packed with gzip: its name and ending are those of what is inside. */
export class TableFile {
  readonly name: string;
  /** In lower case. */
  readonly ending: string;
  /** About how many bytes there are inside. */
  readonly size: number;
  readonly path: string;
  readonly packed: boolean;
  private readonly watch: ReadingWatch;
  private readonly stored: Stats;

  private constructor(path: string, stats: Stats, packed: boolean, watch: ReadingWatch) {
    const [own, ending] = [basename(path), extname(path).toLowerCase()];
    this.path = path;
    this.stored = stats;
    this.packed = packed;
    this.watch = watch;
    this.name = packed && ending === ".gz" ? own.slice(0, -".gz".length) : own;
    this.ending = extname(this.name).toLowerCase();
    this.size = packed ? stats.size * 8 : stats.size; // not a figure: what text packs to, only to make room
  }

  /** Throws Problem for a path that is no file with something in it, and for gzip that is none or stands in gzip. */
  static async open(path: string, watch: ReadingWatch = {}): Promise<TableFile> {
    const stats = statOf(path);
    const name = basename(path);
    const begin = Buffer.alloc(2);
    try {
      const handle = await open(path);
      await handle.read(begin, 0, 2, 0);
      await handle.close();
    } catch (error) {
      refuseUnreadable(name, error);
    }
    const packed = isPacked(begin);
    const file = new TableFile(path, stats, packed, watch);
    if (!packed && file.ending === ".gz")
      throw new Problem({
        what: `${name} is not packed with gzip inside.`,
        remedy: `Rename it to ${name.slice(0, -".gz".length)}.`,
      });
    if (!packed) return file;
    const inside = await file.start(2);
    if (inside.length === 0) throw new Problem({ what: `${name} is empty inside.`, remedy: "Export it again." });
    if (isPacked(inside)) throw new Problem({ what: `${name} is packed twice.`, remedy: "Unpack it once and give that file." });
    return file;
  }

  /** Its first bytes, as many as there are of those asked for. */
  async start(bytes: number): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.pieces(false, bytes)) {
      parts.push(Buffer.from(chunk));
      length += chunk.length;
      if (length >= bytes) break;
    }
    return new Uint8Array(Buffer.concat(parts)).subarray(0, bytes);
  }

  /** All of it. Throws Problem where that is more than can be held. */
  async whole(most: number = LARGEST_FILE_BYTES): Promise<Buffer> {
    if (!this.packed && this.size > most) refuseLarge(this.name, this.size, most);
    const parts: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.pieces(true)) {
      parts.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > most)
        throw new Problem({
          what: `${this.name} unpacks to more than ${most / MEGABYTE} MB, which is as much as is read of its kind.`,
          remedy: isParquet(this.name)
            ? "Unpack it, and run cs-strategist add duckdb once, with which Parquet of any size is read."
            : "Unpack it once and give that file.",
        });
    }
    return Buffer.concat(parts);
  }

  /** All of it, piece by piece; a piece is only good until the next one is asked for. Throws Problem where the file changes meanwhile. */
  chunks(): AsyncGenerator<Uint8Array> {
    return this.pieces(true);
  }

  /** `most` is as much as is looked at. */
  private async *pieces(told: boolean, most = CHUNK_BYTES): AsyncGenerator<Uint8Array> {
    let unpacked = 0;
    for await (const chunk of this.packed ? this.unpackedPieces(told) : this.plainPieces(told, most)) {
      this.refuseStopped();
      unpacked += chunk.length;
      if (this.packed && unpacked > SURELY_FINE && unpacked > MOST_TIMES * this.stored.size)
        throw new Problem({
          what: `${basename(this.path)} unpacks to more than ${MOST_TIMES} times its size, which no table does.`,
          remedy: again,
        });
      yield chunk;
    }
    if (told) this.refuseChanged();
  }

  private refuseStopped(): void {
    if (this.watch.signal?.aborted)
      throw new Problem({ what: `The call was stopped while ${this.name} was read.`, remedy: "Call again to read it." });
  }

  /** Tells how large a part of it is read, where that is read by others. Throws Problem where nobody waits any more. */
  step(part: number | null): void {
    this.refuseStopped();
    if (part !== null) this.watch.progress?.(Math.min(1, part) * this.stored.size, this.stored.size);
  }

  /** Throws Problem where the file is not the one that was opened. */
  refuseChanged(): void {
    const now = statOf(this.path);
    if (now.size === this.stored.size && now.mtimeMs === this.stored.mtimeMs) return;
    throw new Problem({
      what: `${basename(this.path)} changed while it was read.`,
      remedy: "Wait until the program that writes it is done, and call again.",
    });
  }

  private async *plainPieces(told: boolean, most: number): AsyncGenerator<Uint8Array> {
    const handle = await open(this.path).catch((error: unknown) => refuseUnreadable(this.name, error));
    try {
      // A byte more than the file has, to see that it has no more.
      const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, most, this.stored.size + 1));
      for (let done = 0; ; ) {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, done);
        if (bytesRead === 0) return;
        done += bytesRead;
        if (told) this.watch.progress?.(done, this.stored.size);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }

  private async *unpackedPieces(told: boolean): AsyncGenerator<Uint8Array> {
    const handle = await open(this.path).catch((error: unknown) => refuseUnreadable(this.name, error));
    let done = 0;
    const source = async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES, done);
        if (bytesRead === 0) return;
        done += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    };
    const unzip = createGunzip({ chunkSize: CHUNK_BYTES });
    const stop = new AbortController();
    // Errors reach the reader through the stream it reads.
    const flow = pipeline(source, unzip, { signal: stop.signal }).catch(() => undefined);
    try {
      for await (const chunk of unzip) {
        if (told) this.watch.progress?.(done, this.stored.size);
        yield chunk as Buffer;
      }
    } catch (error) {
      this.refuseDamaged(error);
    } finally {
      stop.abort();
      await flow;
      // Closed before anybody is answered: a thread that is ended in between would leave it open.
      await handle.close();
    }
  }

  private refuseDamaged(error: unknown): never {
    if (error instanceof Problem) throw error;
    const name = basename(this.path);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "Z_BUF_ERROR")
      throw new Problem({ what: `${name} ends in the middle: its gzip data is cut off.`, remedy: `Copy it again. ${again}` });
    throw new Problem({ what: `${name} is damaged: its gzip data cannot be unpacked.`, remedy: again });
  }
}

const isPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b; // not a figure: how gzip begins
