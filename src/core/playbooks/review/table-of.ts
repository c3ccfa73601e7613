import type { Block } from "./read-blocks.ts";

export type Column = "action" | "day" | "owner" | "hours" | "exit" | "number" | "other";

const headers: [Column, RegExp][] = [
  ["number", /^(?:#|no\.?|nr\.?|n|step|steps|step #|step no\.?|step number)$/i],
  [
    "action",
    /^(?:(?:key )?actions?|activit(?:y|ies)|tasks?|what|what to do|to do|do|description|plays?|step description|action item)$/i,
  ],
  ["day", /^(?:days?|when|timing|due|due date|date|dates|timeline|weeks?|deadline|time|by when|start|t)$/i],
  ["owner", /^(?:owners?|who|roles?|responsible|accountable|assignee|assigned to|by|lead|dri|person)$/i],
  ["hours", /^(?:hours|effort|hrs|effort \(h\)|hours \(h\)|h|time needed|duration|effort hours)$/i],
  ["exit", /^(?:exit|exit criteria|exit criterion)$/i],
];

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
 * @example tableOf(rows).columns // ["day", "owner", "action"]
 */
export function tableOf(blocks: readonly Block[]): TextTable {
  const [first, second] = blocks;
  const headed = first !== undefined && second !== undefined && isRule(second.cells);
  const header = headed ? first.cells : [];
  const named = header.map((cell): Column => headers.find(([, pattern]) => pattern.test(cell.trim()))?.[0] ?? "other");
  const rows = blocks.filter((block, index) => !isRule(block.cells) && !(headed && index === 0));
  const numbers = named.indexOf("number");
  const digits = rows.every((row) => /^\W*\d*\W*$/.test(row.cells[numbers] ?? ""));
  const columns = named.map((column, index) => (index === numbers && !digits && !named.includes("action") ? "action" : column));
  return { columns, header, rows: rows.map(({ line, cells }) => ({ line, cells })) };
}
