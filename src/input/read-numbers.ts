import { type DecimalEvidence, decimalEvidence, numberUnder } from "./decimal-evidence.ts";
import { byRow, type DistinctCells, distinctCells, faultsByRow } from "./distinct-cells.ts";
import { formatAmount } from "./format-amount.ts";
import type { Cell } from "./grid.ts";
import { isMissing } from "./is-missing.ts";
import { type NumberParts, numberParts } from "./number-parts.ts";
import type { CellFault, ReadColumn } from "./read-column.ts";
import { readPlainNumbers } from "./read-plain-numbers.ts";

/** Numbers of a column, and what they say beside their size. */
export interface NumberColumn extends ReadColumn<number> {
  percent: boolean[];
  currencies: (string | null)[];
}

interface DecimalChoice {
  decimal: "." | ",";
  assumed: number | null;
  refusal: NumberColumn["refusal"];
}

/** What a caller can name to mend a column: its header and rows. */
export interface ColumnPlace {
  header: string;
  rowOf(index: number): number;
}

/** What all the rows' numbers sum to, read with that decimal sign. */
function sumUnder(parts: readonly (NumberParts | null)[], { places }: DistinctCells, decimal: "." | ","): string {
  let sum = 0;
  for (const index of places) {
    const part = parts[index];
    if (part) sum += (numberUnder(part.body, decimal) ?? 0) * part.scale * (part.negative ? -1 : 1);
  }
  return formatAmount(Math.round(sum * 1000) / 1000);
}

function chooseDecimal(parts: readonly (NumberParts | null)[], distinct: DistinctCells, place: ColumnPlace): DecimalChoice {
  const first: Partial<Record<DecimalEvidence, number>> = {};
  parts.forEach((part, index) => {
    if (part) first[decimalEvidence(part)] ??= index;
  });
  const show = (index: number) => `row ${place.rowOf(distinct.first[index]!)} has "${distinct.texts[index]}"`;
  const sum = (decimal: "." | ",") => sumUnder(parts, distinct, decimal);
  const refuse = (what: string, index: number, code: string, first = "Say"): DecimalChoice => ({
    decimal: ".",
    assumed: null,
    refusal: {
      what: `column "${place.header}": ${what}`,
      remedy: `${first} which sign is the decimal one with reading.decimal: "." or ",".`,
      code,
      index: distinct.first[index]!,
    },
  });
  const [point, comma, openPoint, openComma] = [first["."], first[","], first["open."], first["open,"]];
  const fixed = (decimal: "." | ",", assumed: number | null = null): DecimalChoice => ({ decimal, assumed, refusal: null });
  if (point !== undefined && comma !== undefined)
    return refuse(
      `${show(point)} and ${show(comma)}, so one column mixes decimal points and decimal commas.`,
      Math.min(point, comma),
      "decimal_mixed",
      "Write them all one way, or list those that do not fit by saying",
    );
  if (point !== undefined) return fixed(".");
  if (comma !== undefined) return fixed(",");
  if (openPoint !== undefined) {
    const both = openComma === undefined ? "" : ` and ${show(openComma)}`;
    const sums = `read as thousands the column sums to ${sum(",")}, read as decimals to ${sum(".")}`;
    return refuse(
      openComma === undefined
        ? `${show(openPoint)}, which can be thousands or decimals; ${sums}.`
        : `${show(openPoint)}${both}, and nothing tells which sign is the decimal one; with a decimal point the column sums to ${sum(".")}, with a decimal comma to ${sum(",")}.`,
      openPoint,
      "decimal_unclear",
    );
  }
  return openComma === undefined ? fixed(".") : fixed(".", openComma);
}

function plainColumn(values: (number | null)[]): NumberColumn {
  const percent = new Array<boolean>(values.length).fill(false);
  return { values, faults: new Map(), notes: [], refusal: null, percent, currencies: new Array(values.length).fill(null) };
}

/**
 * Reads a column of numbers as people write them; the decimal sign is decided once for the whole column.
 * A cell that is no number is a fault, a column that can be read two ways is refused, with both sums.
 */
export function readNumbers(cells: readonly Cell[], place: ColumnPlace, decimal: "." | "," | undefined): NumberColumn {
  const plain = decimal === "," ? null : readPlainNumbers(cells);
  if (plain !== null) return plainColumn(plain);
  const distinct = distinctCells(cells);
  const { texts } = distinct;
  const parts = distinct.cells.map((cell, index) =>
    typeof cell === "number" || isMissing(texts[index]!) ? null : numberParts(texts[index]!),
  );
  const choice = decimal ? { decimal, assumed: null, refusal: null } : chooseDecimal(parts, distinct, place);
  const faults = new Map<number, CellFault>();
  const values = distinct.cells.map((cell, index): number | null => {
    const [part, text] = [parts[index] ?? null, texts[index]!];
    const size = part && !choice.refusal ? numberUnder(part.body, choice.decimal) : null;
    if (typeof cell !== "number" && !isMissing(text) && !choice.refusal && size === null) {
      const reason = !part
        ? /^[\d.,]+e[+-]?\d+$/i.test(text)
          ? `"${text}" is in scientific notation, which may have lost digits`
          : `"${text}" is not a number`
        : `"${text}" does not fit the decimal sign "${choice.decimal}" of its column`;
      faults.set(index, { code: "not_a_number", reason });
    }
    const value = part && size !== null ? (size * part.scale * (part.negative ? -1 : 1)) / (part.percent ? 100 : 1) : null;
    return typeof cell === "number" ? cell : value;
  });
  const { assumed } = choice;
  const note = (index: number) => ({
    code: "thousands_assumed",
    message: `Commas are read as thousands ("${texts[index]}" is ${formatAmount(values[index] ?? 0)}). If they are decimals, give reading.decimal ",".`,
    index: distinct.first[index]!,
  });
  const by = <Value>(read: (part: NumberParts | null) => Value) => byRow(distinct, parts.map(read));
  return {
    values: byRow(distinct, values),
    faults: faultsByRow(distinct, faults),
    notes: assumed === null ? [] : [note(assumed)],
    refusal: choice.refusal,
    percent: by((part) => part?.percent ?? false),
    currencies: by((part) => part?.currency ?? null),
  };
}
