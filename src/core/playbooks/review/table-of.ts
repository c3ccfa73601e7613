import type { Column, Lexicon } from "./lexicon.ts";
import type { Block } from "./read-blocks.ts";

export interface TextTable {
  columns: Column[];
  rows: { line: number; cells: string[] }[];
  /** The header's own words. */
  header: string[];
}

const isRule = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-{1,}:?$/.test(cell));

/**
 * A markdown table out of the rows that stand together: its header's columns by their names, and its rows.
 * A column of step names counts as the action where no other does. Throws nothing; without a header line every column is "other".
 * @example tableOf(rows, words).columns // ["day", "owner", "action"]
 */
export function tableOf(blocks: readonly Block[], { columns: known }: Lexicon): TextTable {
  const [first, second] = blocks;
  const headed = first !== undefined && second !== undefined && isRule(second.cells);
  const header = headed ? first.cells : [];
  const named = header.map((cell): Column => known.get(cell.trim().toLowerCase()) ?? "other");
  const rows = blocks.filter((block, index) => !isRule(block.cells) && !(headed && index === 0));
  const numbers = named.indexOf("number");
  const digits = rows.every((row) => /^\W*\d*\W*$/.test(row.cells[numbers] ?? ""));
  const columns = named.map((column, index) => (index === numbers && !digits && !named.includes("action") ? "action" : column));
  return { columns, header, rows: rows.map(({ line, cells }) => ({ line, cells })) };
}
