import type { Part } from "../review-figures.ts";
import { addPassages, addStep } from "./add-step.ts";
import { labelOf, partsOfHeading } from "./label-of.ts";
import type { Column, Lexicon } from "./lexicon.ts";
import type { Divided } from "./playbook-text.ts";
import type { Block } from "./read-blocks.ts";
import { dayOf, effortOf, saysWhen } from "./step-time.ts";
import { tableOf } from "./table-of.ts";

interface Row {
  line: number;
  cells: string[];
}

/** Parts whose tables are read row by row as sentences, whatever their columns are called. */
const own: readonly Part[] = ["trigger", "exit", "metric", "automation", "escalation"];

const numberIn = (cell: string): number | null => {
  const bare = cell.trim().replace(/[−–]/, "-");
  return /^[-+]?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : null;
};

/** One row of a table of steps. */
function addRow(read: Divided, words: Lexicon, columns: readonly Column[], { line, cells }: Row): void {
  const cell = (column: Column): string | null => (columns.includes(column) ? (cells[columns.indexOf(column)] ?? "") : null);
  const [due, hours, exit] = [cell("day"), cell("hours"), cell("exit")];
  const said = cells.filter((text, index) => ["action", "other"].includes(columns[index] ?? "other") && text !== "").join(", ");
  const day = due === null ? null : (numberIn(due) ?? dayOf(due));
  const timed = due !== null && (day !== null || saysWhen(due, words));
  if (exit !== null && exit !== "") addPassages(read, words, "exit", line, exit);
  // A due cell that is no date is part of what the step says, so that "soon" is seen.
  const text = due === null || timed || due === "" ? said : `${said}, ${due}`;
  const effort = hours === null ? null : (numberIn(hours) ?? effortOf(hours));
  addStep(read, words, "table", line, text, {
    ...(due === null ? {} : { timed, day }),
    owner: cell("owner"),
    hours: effort ?? effortOf(said),
  });
}

/** Reads a table: steps where it has a column for actions or days, else one part or one sentence a row. Throws nothing. @example divideTable(read, rows, words) */
export function divideTable(read: Divided, blocks: readonly Block[], words: Lexicon): void {
  const { columns, rows } = tableOf(blocks, words);
  const part = read.place.holds_all ? read.place.parts.find((one) => own.includes(one)) : undefined;
  const ofSteps = columns.includes("action") || columns.includes("day");
  for (const row of rows) {
    const [name = "", ...others] = row.cells;
    const named = labelOf(name, words)?.part ?? partsOfHeading(name, words)[0];
    const text = others.filter((cell) => cell !== "").join(", ");
    if (part !== undefined) addPassages(read, words, part, row.line, row.cells.filter((cell) => cell !== "").join(": "));
    else if (ofSteps) addRow(read, words, columns, row);
    else if (named !== undefined && text !== "") addPassages(read, words, named, row.line, text);
    else read.rest.push({ line: row.line, text: row.cells.filter((cell) => cell !== "").join(": ") });
  }
}
