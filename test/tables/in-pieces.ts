import type { Grid } from "../../src/tables/read-sheet.ts";

/** A text as a file gives it: one buffer filled again and again. */
export async function* inPieces(text: string | Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string);
  const buffer = Buffer.alloc(piece);
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, at + piece);
    buffer.set(part);
    yield buffer.subarray(0, part.length);
  }
}

/** A grid with its rows written out. */
export const said = ({ header, rows, above, workbook }: Grid) => ({
  header,
  above,
  workbook,
  lines: rows.map((row) => rows.line(row)),
});
