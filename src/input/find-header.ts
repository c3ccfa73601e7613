import { cellText } from "./cell-text.ts";
import { isKnownHeader } from "./fields-named.ts";
import type { Cell, GridRow } from "./grid.ts";
import { squash } from "./squash.ts";

const ROWS_SEARCHED = 20;
const ROWS_COMPARED = 100;

/** Where the header is, and how many of its names are known. */
export interface FoundHeader {
  index: number;
  known: number;
}

const filled = (row: GridRow): Cell[] => row.cells.filter((cell) => cellText(cell) !== "");

/** The commonest number of cells up to the last filled one. */
function usualWidth(rows: readonly GridRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = filled(row).length;
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

const looksLikeNumber = (cell: Cell): boolean =>
  typeof cell === "number" || typeof cell === "boolean" || /^[-+($€£]*\d[\d.,\s]*[%)kKmM]?$/.test(cellText(cell));

function looksLikeHeader(row: GridRow, width: number): boolean {
  const cells = filled(row);
  if (cells.length < Math.max(1, Math.ceil(width * 0.6))) return false;
  const numbers = cells.filter((cell) => looksLikeNumber(cell) && !/^(19|20)\d{2}$/.test(cellText(cell))).length;
  return numbers === 0;
}

/**
 * The header: the first row wide enough whose cells read as names, where one holds known names or the caller's own.
 * Null when no row near the top does.
 */
export function findHeader(rows: readonly GridRow[], mapped: readonly string[]): FoundHeader | null {
  const width = usualWidth(rows.slice(0, ROWS_COMPARED));
  const wanted = new Set(mapped.map(squash));
  const candidates = rows.slice(0, ROWS_SEARCHED).flatMap((row, index) => {
    const texts = filled(row).map(cellText);
    const asked = texts.filter((text) => wanted.has(squash(text))).length;
    const known = texts.filter(isKnownHeader).length;
    return looksLikeHeader(row, width) || asked > 0 ? [{ index, known, asked, cells: texts.length }] : [];
  });
  const byCaller = candidates.find((one) => one.asked > 0 && one.asked === wanted.size);
  const found = byCaller ?? candidates.find((one) => one.known >= Math.min(2, one.cells)) ?? candidates[0];
  return found ? { index: found.index, known: found.known } : null;
}
