import { Problem } from "../core/problem.ts";
import type { TableIssue } from "../core/table.ts";
import { issue } from "./read-sheet.ts";

/** Characters 0x80 to 0x9F of windows-1252; the runtime's own decoder takes them for control characters in some versions. */
const windows1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return text.replace(/[\u0080-\u009f]/g, (sign) => windows1252[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** Says that a file was read as windows-1252. */
const otherEncoding = (): TableIssue =>
  issue(1, "", "encoding", "The file is not UTF-8; it was read as windows-1252. Check names with accents.");

/** Bytes that are no UTF-8. */
export class OtherEncoding extends Error {}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Throws OtherEncoding for bytes that are no UTF-8. */
export function textOfUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new OtherEncoding();
  }
}

const isLittle = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe; // not a figure: a mark of UTF-16
const isBig = (bytes: Uint8Array): boolean => bytes[0] === 0xfe && bytes[1] === 0xff; // not a figure: a mark of UTF-16

/** Whether a text begins with a mark of UTF-16. */
export const isWide = (start: Uint8Array): boolean => isLittle(start) || isBig(start);

/** The bytes without the mark that some programs put before UTF-8. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes; // not a figure: the three bytes of the mark

/** Throws Problem for bytes at the start of a file that no text has. */
export function refuseNoText(start: Uint8Array, name: string): void {
  if (!isWide(start) && start.subarray(0, 4096).includes(0))
    // not a figure: bytes that show what a file is
    throw new Problem({ what: `${name} is not a text file.`, remedy: "Save it as CSV (UTF-8) or XLSX and give that file." });
}

/**
 * A file's bytes as text: UTF-8, UTF-16 where the byte order mark says so, else windows-1252 with an issue that tells.
 * Throws Problem when the bytes are no text.
 */
export function decodeText(bytes: Buffer, name: string): { text: string; issues: TableIssue[] } {
  refuseNoText(bytes, name);
  if (isLittle(bytes)) return { text: new TextDecoder("utf-16le").decode(bytes), issues: [] };
  if (isBig(bytes)) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return { text: new TextDecoder("utf-16le").decode(even.swap16()), issues: [] };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), issues: [] };
  } catch {
    return { text: decodeWindows1252(bytes), issues: [otherEncoding()] };
  }
}

type Pieces = AsyncIterable<Uint8Array>;

/** Pieces of UTF-16 as those of UTF-8. */
async function* fromWide(pieces: Pieces, big: boolean): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder("utf-16le");
  let odd: Uint8Array = new Uint8Array(0);
  for await (const piece of pieces) {
    const bytes = Buffer.concat([odd, piece]);
    const length = bytes.length - (bytes.length % 2);
    odd = bytes.subarray(length);
    const pairs = bytes.subarray(0, length);
    yield Buffer.from(decoder.decode(big ? pairs.swap16() : pairs, { stream: true }));
  }
  yield Buffer.from(decoder.decode());
}

async function* fromWindows1252(pieces: Pieces): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(decodeWindows1252(piece));
}

async function* unmarked(pieces: Pieces): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const piece of pieces) {
    yield first ? withoutMark(piece) : piece;
    first = false;
  }
}

/** Pieces of a text, as UTF-8 without a mark where they are it or are UTF-16. `start` are its first bytes. */
const inUtf8 = (pieces: Pieces, start: Uint8Array): Pieces => (isWide(start) ? fromWide(pieces, isBig(start)) : unmarked(pieces));

/** What is read from a text piece by piece; once more as windows-1252 where the first reading throws OtherEncoding. */
export async function readInAnyLetters<Read>(
  file: { chunks(): Pieces },
  start: Uint8Array,
  read: (pieces: Pieces) => Promise<Read>,
): Promise<{ read: Read; issues: TableIssue[] }> {
  try {
    return { read: await read(inUtf8(file.chunks(), start)), issues: [] };
  } catch (error) {
    if (!(error instanceof OtherEncoding)) throw error;
    return { read: await read(fromWindows1252(file.chunks())), issues: [otherEncoding()] };
  }
}
