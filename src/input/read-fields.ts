import type { ReadingOptions, TableField } from "../core/contract/table.ts";
import { plainAmounts } from "./choose-amounts.ts";
import { type DistinctCells, distinctCells } from "./distinct-cells.ts";
import type { Cell, GridRow } from "./grid.ts";
import { isMissing } from "./is-missing.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";
import { type CellFault, type ReadColumn, readEach } from "./read-column.ts";
import { readDates } from "./read-dates.ts";
import { type ColumnPlace, readNumbers } from "./read-numbers.ts";
import { readOutcome } from "./read-outcome.ts";
import { readChange, readContractMonths, readFlag, readName, readNoticeDays, readTouch, tidyName } from "./read-words.ts";

const dateFields: readonly TableField[] = [
  "month",
  "start",
  "end",
  "renewal_date",
  "last_move",
  "last_contact",
  "score_date",
  "decision_date",
  "signal_date",
];
/** Read on 0 to 100, so that "85%" is 85 there and 0.85 elsewhere. */
const scoreFields: readonly TableField[] = [
  "health",
  "previous_score",
  "usage",
  "engagement",
  "relationship",
  "support",
  "financial",
];
const numberFields: readonly TableField[] = [
  ...scoreFields,
  "complexity",
  "growth",
  "strategic",
  "periods_below",
  "score",
  "tenure_months",
  "probability",
];
const cellNumbers: Partial<Record<TableField, (text: string) => number | CellFault | null>> = {
  contract_months: readContractMonths,
  notice_days: readNoticeDays,
};
const cellWords: Partial<Record<TableField, (text: string) => string | CellFault | null>> = {
  touch: readTouch,
  change: readChange,
};
const flagFields: readonly TableField[] = ["paid_before", "partner", "notice_served", "auto_renew", "sponsor_left"];
/** The fields whose cells are money. */
export const amountFields: readonly TableField[] = [...plainAmounts, "arr_start", "arr_end"];

/** The recognised columns but the amounts, as typed values. */
export interface ReadFields {
  texts: Map<TableField, ReadColumn<string>>;
  numbers: Map<TableField, ReadColumn<number>>;
  flags: Map<TableField, ReadColumn<boolean>>;
}

const isFault = (value: unknown): value is CellFault => typeof value === "object" && value !== null && "reason" in value;

/** The cells of one column of some rows. */
export function columnCells(rows: readonly GridRow[], index: number): Cell[] {
  return rows.map((row) => row.cells[index] ?? null);
}

/** How messages name a column and its rows. */
export function columnPlace(table: LocatedTable, rows: readonly GridRow[], index: number): ColumnPlace {
  return { header: table.headers[index]?.text ?? "", rowOf: (place) => rows[place]?.row ?? table.headerRow };
}

/** Scores as hundredths; health outside 0 to 100 is a fault. */
function readScores(field: TableField, cells: readonly Cell[], place: ColumnPlace, options: ReadingOptions): ReadColumn<number> {
  const column = readNumbers(cells, place, options.decimal);
  if (!scoreFields.includes(field)) return column;
  column.values = column.values.map((value, index) => {
    const health = value !== null && column.percent[index] ? Number((value * 100).toPrecision(12)) : value;
    if (field !== "health") return health;
    if (health === null || (health >= 0 && health <= 100)) return health;
    column.faults.set(index, { code: "not_a_health_score", reason: `${health} is not between 0 and 100` });
    return null;
  });
  return column;
}

/** Reads every recognised column but the amounts; `accounts` are the account column's cells, where they were looked at before. */
export function readFields(
  table: LocatedTable,
  rows: readonly GridRow[],
  matching: Matching,
  options: ReadingOptions,
  accounts: DistinctCells | null,
): ReadFields {
  const fields: ReadFields = { texts: new Map(), numbers: new Map(), flags: new Map() };
  for (const [field, { index }] of matching.fields) {
    if (amountFields.includes(field)) continue;
    const cells = columnCells(rows, index);
    const place = columnPlace(table, rows, index);
    const [ofNumber, ofWord] = [cellNumbers[field], cellWords[field]];
    if (dateFields.includes(field)) fields.texts.set(field, readDates(cells, place, options.dates, table.workbook));
    else if (numberFields.includes(field)) fields.numbers.set(field, readScores(field, cells, place, options));
    else if (ofNumber) fields.numbers.set(field, readEach(distinctCells(cells), ofNumber, isFault));
    else if (flagFields.includes(field)) fields.flags.set(field, readEach(distinctCells(cells), readFlag, isFault));
    else if (field === "outcome") fields.texts.set(field, readEach(distinctCells(cells), readOutcome(place.header), isFault));
    else if (ofWord) fields.texts.set(field, readEach(distinctCells(cells), ofWord, isFault));
    else if (field === "account") fields.texts.set(field, readEach(accounts ?? distinctCells(cells), readAccount, isFault));
    else fields.texts.set(field, readEach(distinctCells(cells), readName, isFault));
  }
  return fields;
}

/** An account may be called "None" or "Unknown"; only blanks and dashes are no name. */
function readAccount(text: string): string | null {
  return isMissing(text) && !/^\p{L}{3,}/u.test(text) ? null : tidyName(text);
}

/** Every read column by its field. */
export function allColumns(fields: ReadFields): [TableField, ReadColumn<unknown>][] {
  return [...fields.texts, ...fields.numbers, ...fields.flags];
}
