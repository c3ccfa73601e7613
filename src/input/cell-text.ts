import type { Cell } from "./grid.ts";

/** A cell as trimmed text; dates as ISO days, read in UTC as workbooks store them. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell.startsWith('="') ? cell.replace(/^="(.*)"$/, "$1").trim() : cell.trim();
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  return String(cell);
}
