import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from "yauzl";
import { Problem } from "../core/problem.ts";
import { MOST_TIMES, SURELY_FINE, type TableFile } from "./file-bytes.ts";

const again = "Open it in a spreadsheet program and save it again, or save the sheet as CSV.";

const PATIENCE = 1000; // not a figure: milliseconds for a read that is under way

/** Closes an archive and waits until its file is closed: a thread that is ended in between would leave it open. */
async function closed(zip: ZipFile): Promise<void> {
  const stop = new AbortController();
  const ends = [once(zip, "close", { signal: stop.signal }), setTimeout(PATIENCE, null, { signal: stop.signal })];
  zip.close();
  await Promise.race(ends);
  stop.abort();
  await Promise.allSettled(ends);
}

/** The parts of a workbook's archive, each read as it comes. */
export class ZipParts {
  private readonly file: TableFile;
  private readonly zip: ZipFile;
  private readonly parts: ReadonlyMap<string, Entry>;

  private constructor(file: TableFile, zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.file = file;
    this.zip = zip;
    this.parts = parts;
  }

  /** Opens an archive for `use` and closes it. Throws Problem for one that cannot be followed. */
  static async read<Made>(file: TableFile, use: (parts: ZipParts) => Promise<Made>): Promise<Made> {
    let zip: ZipFile | null = null;
    try {
      const options = { autoClose: false };
      zip = file.packed ? await fromBufferPromise(await file.whole(), options) : await openPromise(file.path, options);
      const parts = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
      const made = await use(new ZipParts(file, zip, parts));
      file.refuseChanged();
      return made;
    } catch (error) {
      if (error instanceof Problem) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new Problem({ what: `${file.name} cannot be opened as a workbook: ${reason}.`, remedy: again });
    } finally {
      if (zip !== null && !file.packed) await closed(zip);
    }
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  /** Bytes of a part, unpacked, as the archive states them; its reader holds it to that. */
  size(name: string): number {
    return this.parts.get(name)?.uncompressedSize ?? 0;
  }

  /** A part, piece by piece. Throws Problem for one that unpacks to more than a sheet does, before any of it is unpacked. `told` is the part by which progress is told. */
  async *pieces(name: string, told = false): AsyncGenerator<Uint8Array> {
    const entry = this.parts.get(name);
    if (entry === undefined) throw new Error(`it has no part "${name}"`);
    const { uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > SURELY_FINE && uncompressedSize > MOST_TIMES * compressedSize)
      throw new Problem({
        what: `${this.file.name} unpacks to more than ${MOST_TIMES} times its size, which no sheet does.`,
        remedy: again,
      });
    const stream = await this.zip.openReadStreamPromise(entry);
    let done = 0;
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) {
        done += piece.length;
        this.file.step(told ? done / uncompressedSize : null);
        yield piece;
      }
    } finally {
      stream.destroy();
    }
  }
}
