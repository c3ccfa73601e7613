import { Problem } from "../core/contract/problem.ts";
import type { TableIssue } from "../core/contract/table.ts";
import { issue } from "./issue.ts";

/** Characters 0x80 to 0x9F of windows-1252; the runtime's own decoder takes them for control characters in some versions. */
const windows1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (sign) => windows1252[sign.charCodeAt(0) - 0x80] ?? sign);
}

/**
 * A file's bytes as text: UTF-8, UTF-16 where the byte order mark says so, else windows-1252 with an issue that tells.
 * Throws Problem when the bytes are no text.
 */
export function decodeText(bytes: Buffer, name: string): { text: string; issues: TableIssue[] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), issues: [] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return { text: new TextDecoder("utf-16le").decode(even.swap16()), issues: [] };
  }
  if (bytes.subarray(0, 4096).includes(0))
    throw new Problem({ what: `${name} is not a text file.`, remedy: "Save it as CSV (UTF-8) or XLSX and give that file." });
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), issues: [] };
  } catch {
    const message = "The file is not UTF-8; it was read as windows-1252. Check names with accents.";
    return { text: decodeWindows1252(bytes), issues: [issue(1, "", "encoding", message)] };
  }
}
