import Papa from "papaparse";
import { largest } from "../core/order/largest.ts";
import { isKnownHeader } from "./fields-named.ts";

const delimiters = [",", ";", "\t", "|"];
const SAMPLE_ROWS = 40;
/** Text that holds so many rows of all but the widest tables. */
const SAMPLE_CHARACTERS = 50_000;

interface Trial {
  delimiter: string;
  rows: string[][];
  /** Rows that have the commonest number of cells, when that is more than one. */
  consistent: number;
  width: number;
}

/** The first rows of a text; of a long one only its start is parsed, where a row past them shows that they are whole. */
function firstRows(text: string, delimiter: string): string[][] {
  const parse = (part: string, preview: number) => Papa.parse<string[]>(part, { delimiter, preview, newline: "\n" }).data;
  if (text.length > SAMPLE_CHARACTERS) {
    const rows = parse(text.slice(0, SAMPLE_CHARACTERS), SAMPLE_ROWS + 1);
    if (rows.length > SAMPLE_ROWS) return rows.slice(0, SAMPLE_ROWS);
  }
  return parse(text, SAMPLE_ROWS);
}

function tryDelimiter(text: string, delimiter: string): Trial {
  const rows = firstRows(text, delimiter).filter((row) => row.some((cell) => cell.trim() !== ""));
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [width, consistent] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { delimiter, rows, consistent: width > 1 ? consistent : 0, width };
}

/** Names this program knows in the row that has most of them. */
const knownHeaders = ({ rows }: Trial): number => largest([0, ...rows.map((row) => row.filter(isKnownHeader).length)]);

/**
 * The sign that separates cells: the one that cuts most rows alike, then the one whose header is recognised.
 * A first line "sep=;" as spreadsheets write it decides at once.
 */
export function chooseDelimiter(text: string): string {
  const declared = /^sep=(.)\n/.exec(text.slice(0, 10))?.[1];
  if (declared) return declared;
  const trials = delimiters.map((delimiter) => tryDelimiter(text, delimiter));
  const most = largest(trials.map(({ consistent }) => consistent));
  const best = trials.filter(({ consistent }) => consistent === most);
  if (best.length === 1) return best[0]!.delimiter;
  const judged = best.map((trial) => ({ ...trial, known: knownHeaders(trial) }));
  judged.sort((a, b) => b.known - a.known || b.width - a.width);
  return judged[0]!.delimiter;
}
