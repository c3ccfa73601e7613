import type { ReadingOptions, TableField } from "../core/table.ts";
import { byRow, type Cell, type Column, type DistinctCells } from "./columns.ts";
import type { Matching } from "./match-columns.ts";
import { plainAmounts } from "./needs.ts";
import { dateParts, readDates, unfoldQuarters } from "./read-dates.ts";
import { type ColumnPlace, isMissing, readNumbers } from "./read-numbers.ts";
import { type CellFault, type LocatedTable, type ReadColumn, readEach } from "./read-sheet.ts";
import {
  outcomeOf,
  readCategory,
  readFlag,
  readLight,
  readNpsClass,
  readOpenEnd,
  readRisk,
  readStatus,
  readYesNo,
} from "./read-words.ts";
import type { Rows } from "./rows.ts";
import { CodedValues, type Values } from "./values.ts";
import { readNotice } from "./word-periods.ts";
import { type Light, type NpsClass, type StatusMeaning, type TableWords, wordKey } from "./words.ts";

/** A touch cell: high, low or tech, with or without "touch". */
export function readTouch(text: string): "high" | "low" | "tech" | CellFault | null {
  const word = text.toLowerCase().replace(/[\s_-]*touch$/, "");
  if (word === "high" || word === "low" || word === "tech") return word;
  if (word === "digital") return "tech";
  return isMissing(text) ? null : { code: "not_a_touch", reason: `"${text}" is not one of high, low, tech` };
}

/** What a change of amount came from: the contract or its use. */
export function readChange(text: string): "contract" | "usage" | CellFault | null {
  const word = text.toLowerCase();
  if (word === "contract" || word === "usage") return word;
  return isMissing(text) ? null : { code: "not_a_change", reason: `"${text}" is not one of contract, usage` };
}

const spelled: Readonly<Record<string, number>> = { __proto__: null as never, one: 1, two: 2, three: 3, four: 4, five: 5 };

/** Months of a contract: "12", "24 months", "3 years", "Month-to-month", "Two year". */
export function readContractMonths(text: string): number | CellFault | null {
  const lower = text.toLowerCase().trim();
  if (isMissing(lower)) return null;
  if (/^(month[- ]to[- ]month|monthly|rolling)$/.test(lower)) return 1;
  if (/^(annual|annually|yearly)$/.test(lower)) return 12;
  const found = /^(\d+(?:\.\d+)?|one|two|three|four|five)[\s-]*(months?|mos?\.?|m|years?|yrs?\.?|y)?$/.exec(lower);
  const size = found ? (spelled[found[1]!] ?? Number(found[1])) : 0;
  if (!found || size <= 0) return { code: "not_months", reason: `"${text}" is not a number of months` };
  return found[2]?.startsWith("y") ? size * 12 : size;
}

/** Plain letters and signs with one blank between words, which most names are already. */
const tidy = /^[!-~]+(?: [!-~]+)*$/;

/** One blank between words, one form of each letter. @example tidyName("Acme  Inc") // "Acme Inc" */
export function tidyName(text: string): string {
  return tidy.test(text) ? text : text.normalize("NFC").replace(/\s+/g, " ");
}

/** How often or how many: "2", "3x", "2 open"; yes and a day are 1, no is 0. */
function readTimes(text: string, words: TableWords): number | CellFault | null {
  if (isMissing(text)) return null;
  const times = /^(\d{1,3})(?:[.,]0+)?\s*(?:x|×|times|open|mal|fois|veces)?$/i.exec(text.trim());
  if (times) return Number(times[1]);
  if (dateParts(text) !== null) return 1;
  const answer = readYesNo(text, words);
  return typeof answer === "boolean" ? Number(answer) : { code: "not_a_count", reason: `"${text}" is not how often or how many` };
}

/** A name or other words. */
export function readName(text: string): string | null {
  return isMissing(text) ? null : tidyName(text);
}

const reasonHeader = /reason|grund|motif|motivo|raison|razón/i;

/**
 * Reads a column of outcomes under its header: words say it themselves, yes and no mean what the header asks.
 * @example readOutcome("Churned", words)("Yes") // "lost"
 */
export function readOutcome(header: string, words: TableWords): (text: string) => "kept" | "lost" | CellFault | null {
  // A reason for leaving is filled where somebody left.
  if (reasonHeader.test(header)) return (text) => (isMissing(text) ? null : "lost");
  return (text) => {
    if (isMissing(text)) return null;
    const flag = readFlag(header, text, words);
    const asked = flag !== null && "about" in flag ? outcomeOf(flag) : null;
    if (asked !== null) return asked;
    const word = text.toLowerCase().replace(/[\s_-]+/g, " ");
    const denied = /^(not|never|no) (.*)$/.exec(word)?.[2];
    const meaning = readStatus(word, words);
    const opposite = denied === undefined ? null : readStatus(denied, words);
    if (isFault(meaning) && opposite !== null && !isFault(opposite)) return gone.has(opposite) ? "kept" : "lost";
    if (meaning !== null && !isFault(meaning) && meaning !== "opinion")
      return gone.has(meaning) ? "lost" : stays.has(meaning) ? "kept" : null;
    const under = typeof readYesNo(text, words) === "boolean" ? ` under "${header}"` : "";
    return {
      code: "not_an_outcome",
      reason: `"${text}"${under} does not say whether the account stayed; write renewed or churned`,
    };
  };
}
const gone: ReadonlySet<StatusMeaning> = new Set<StatusMeaning>(["gone", "canceled", "lost"]);
const stays: ReadonlySet<StatusMeaning> = new Set<StatusMeaning>(["paying", "ending", "past_due", "won", "moved", "paused"]);

export const dateFields: readonly TableField[] = [
  "month",
  "start",
  "end",
  "renewal_date",
  "last_move",
  "last_contact",
  "promise_due",
  "score_date",
  "decision_date",
  "signal_date",
  "trial_end",
  "cancelled_on",
  "period_end",
];
/** Dates that say until when: words and far days there mean that no end is set. */
const openFields: readonly TableField[] = ["end", "renewal_date", "cancelled_on", "period_end"];
/** Read where their meaning is settled, with what stands beside them. */
const settledLater: readonly TableField[] = [
  "status",
  "revenue_type",
  "interval",
  "interval_count",
  "quantity",
  "unit_price",
  "version",
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
const cellNumbers: Partial<Record<TableField, (text: string, words: TableWords) => number | CellFault | null>> = {
  contract_months: readContractMonths,
  notice_days: (text, words) => {
    const notice = readNotice(text, words);
    return notice === null || isFault(notice) ? notice : notice.days;
  },
  escalations: readTimes,
  put_off: readTimes,
};
const cellWords: Partial<Record<TableField, (text: string) => string | CellFault | null>> = {
  touch: readTouch,
  change: readChange,
};
/** The fields whose cells are yes or no. */
export const flagFields: readonly TableField[] = [
  "paid_before",
  "partner",
  "notice_served",
  "auto_renew",
  "sponsor_left",
  "notice_asked",
];
/** Flags beside which the day stands as well as yes. */
const datedFlags: readonly TableField[] = ["notice_asked", "sponsor_left"];
/** The fields whose cells are money. */
export const amountFields: readonly TableField[] = [...plainAmounts, "arr_start", "arr_end"];

/** The recognised columns but the amounts, as typed values. */
export interface ReadFields {
  texts: Map<TableField, ReadColumn<string>>;
  numbers: Map<TableField, ReadColumn<number>>;
  flags: Map<TableField, ReadColumn<boolean>>;
  /** The lights of a health column in words. */
  lights: Values<Light> | null;
  /** Columns that no field has and that were read all the same, by index. */
  read: Set<number>;
}

const isFault = (value: unknown): value is CellFault => typeof value === "object" && value !== null && "reason" in value;

/** How messages name a column and its rows. */
export function columnPlace(table: LocatedTable, rows: Rows, index: number): ColumnPlace {
  return {
    header: table.headers[index]?.text ?? "",
    rowOf: (place) => (place < rows.length ? rows.number(place) : table.headerRow),
  };
}

/** A score with its scale, "17/20" or "8 of 10", as a percentage; any other cell as it is. */
function outOf(cell: Cell, text: string): Cell {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*(?:\/|of|out of|von|sur|de)\s*(\d+)\s*$/i.exec(text);
  const [score, scale] = found ? [Number(found[1]!.replace(",", ".")), Number(found[2])] : [0, 0];
  return scale > 0 && score <= scale ? `${(score * 100) / scale}%` : cell;
}

/** Scores as hundredths; health outside 0 to 100 is a fault. */
function readScores(field: TableField, raw: Column, place: ColumnPlace, options: ReadingOptions): ReadColumn<number> {
  if (!scoreFields.includes(field)) return readNumbers(raw, place, options.decimal);
  const plain = options.decimal === "," ? null : raw.plainNumbers();
  const column = readNumbers(plain === null ? raw.replaced(outOf) : raw, place, options.decimal);
  const { values, percent } = column;
  for (let row = 0; row < values.length; row++) {
    const value = values.get(row);
    if (value === null) continue;
    const health = percent?.get(row) ? Number((value * 100).toPrecision(12)) : value;
    const fits = field !== "health" || (health >= 0 && health <= 100);
    if (!fits) column.faults.set(row, { code: "not_a_health_score", reason: `${health} is not between 0 and 100` });
    if (!fits || health !== value) values.set(row, fits ? health : null);
  }
  return column;
}

/** Reads every recognised column but the amounts; `accounts` are the account column's cells, where they were looked at before. */
export function readFields(
  table: LocatedTable,
  rows: Rows,
  matching: Matching,
  options: ReadingOptions,
  accounts: DistinctCells | null,
  words: TableWords,
): ReadFields {
  const fields: ReadFields = { texts: new Map(), numbers: new Map(), flags: new Map(), lights: null, read: new Set() };
  const isOpen = (text: string) => text !== "" && readOpenEnd(text, words);
  for (const [field, { index }] of matching.fields) {
    if (amountFields.includes(field) || settledLater.includes(field)) continue;
    const cells = said(rows.column(index), table.headers[index]!.text, options);
    const place = columnPlace(table, rows, index);
    const [ofNumber, ofWord] = [cellNumbers[field], cellWords[field]];
    if (field === "month") {
      const { cells: months, note } = unfoldQuarters(cells);
      const column = readDates(months, place, options.dates, table.workbook);
      if (note !== null) column.notes.push({ code: "quarters", message: note, index: 0 });
      fields.texts.set(field, column);
    } else if (dateFields.includes(field))
      fields.texts.set(
        field,
        readDates(cells, place, options.dates, table.workbook, openFields.includes(field) ? isOpen : undefined),
      );
    else if (field === "health" && readLights(cells, place.header, fields, words)) continue;
    else if (field === "health" && namesRisk(place.header)) matching.fields.delete(field);
    else if (field === "score" && readClasses(cells, place.header, fields, words)) continue;
    else if (field === "category")
      fields.texts.set(
        field,
        readEach(cells.distinct(), (text) => readCategory(text, words), isFault),
      );
    else if (numberFields.includes(field)) fields.numbers.set(field, readScores(field, cells, place, options));
    else if (ofNumber)
      fields.numbers.set(
        field,
        readEach(cells.distinct(), (text) => ofNumber(text, words), isFault),
      );
    else if (flagFields.includes(field))
      fields.flags.set(
        field,
        readEach(
          cells.distinct(),
          (text) => (datedFlags.includes(field) && dateParts(text) ? true : readYesNo(text, words)),
          isFault,
        ),
      );
    else if (field === "outcome") fields.texts.set(field, readEach(cells.distinct(), readOutcome(place.header, words), isFault));
    else if (ofWord) fields.texts.set(field, readEach(cells.distinct(), ofWord, isFault));
    else if (field === "account") fields.texts.set(field, readEach(accounts ?? cells.distinct(), readAccount, isFault));
    else fields.texts.set(field, readEach(cells.distinct(), readName, isFault));
  }
  settleOrder(table, rows, matching, fields, isOpen);
  return fields;
}

/** Which comes first by the columns of the file that tell; null where none does, or where they differ. */
function provenOrder(columns: readonly Column[]): "day_first" | "month_first" | null {
  const orders = new Set<"day_first" | "month_first">();
  for (const cells of columns)
    for (const text of cells.distinct().texts) {
      const part = dateParts(text);
      if (part?.kind !== "open") continue;
      if (part.first > 12 && part.second <= 12) orders.add("day_first");
      if (part.second > 12 && part.first <= 12) orders.add("month_first");
    }
  return orders.size === 1 ? [...orders][0]! : null;
}

/** Reads columns whose own dates do not tell by the order that the file's other dates prove. */
function settleOrder(
  table: LocatedTable,
  rows: Rows,
  matching: Matching,
  fields: ReadFields,
  isOpen: (text: string) => boolean,
): void {
  const dated = dateFields.filter((field) => fields.texts.has(field));
  const unclear = dated.filter((field) => fields.texts.get(field)!.refusal?.code === "dates_unclear");
  if (unclear.length === 0) return;
  const cellsOf = (field: TableField) => rows.column(matching.fields.get(field)!.index);
  const order = provenOrder(dated.filter((field) => !unclear.includes(field)).map(cellsOf));
  if (order === null) return;
  for (const field of unclear) {
    const place = columnPlace(table, rows, matching.fields.get(field)!.index);
    fields.texts.set(
      field,
      readDates(cellsOf(field), place, order, table.workbook, openFields.includes(field) ? isOpen : undefined),
    );
  }
}

/** The cells with the caller's own words in place of the file's. */
function said(cells: Column, header: string, options: ReadingOptions): Column {
  const own = Object.entries(options.values ?? {}).find(([name]) => wordKey(name) === wordKey(header))?.[1];
  if (own === undefined) return cells;
  const meanings = new Map(Object.entries(own).map(([word, meaning]) => [wordKey(word), meaning]));
  return cells.replaced((cell, text) => meanings.get(wordKey(text)) ?? cell);
}

/** Whether more of a column's filled cells are understood as words than are numbers. */
function mostlyWords<Value>(cells: Column, read: (text: string) => Value | CellFault | null): Values<Value> | null {
  if (cells.plainNumbers() !== null) return null;
  const distinct = cells.distinct();
  const values = distinct.texts.map((text): Value | null => {
    const word = /\d/.test(text) ? null : read(text);
    return word === null || isFault(word) ? null : word;
  });
  const missing = distinct.texts.map(isMissing);
  let [known, filled] = [0, 0];
  for (const place of distinct.places) {
    if (!missing[place]) filled += 1;
    if (values[place] !== null) known += 1;
  }
  return known > 0 && known * 2 > filled ? byRow(distinct, values) : null;
}

const namesRisk = (header: string): boolean => /risk|risiko|risque|riesgo/i.test(header);

/** Under a header that names a risk, high is bad; numbers there run the other way than health and are no health. */
function readLights(cells: Column, header: string, fields: ReadFields, words: TableWords): boolean {
  const read = namesRisk(header) ? readRisk : readLight;
  fields.lights = mostlyWords(cells, (text) => read(text, words));
  return fields.lights !== null;
}

/** An answer that stands for its NPS class. */
const answerOfClass: Readonly<Record<NpsClass, number>> = { promoter: 10, passive: 8, detractor: 0 };

function readClasses(cells: Column, header: string, fields: ReadFields, words: TableWords): boolean {
  const numbered = /nps.?group/i.test(header);
  const ofText = (text: string): NpsClass | null => {
    const one = readNpsClass(text, words, header);
    return one === null || isFault(one) ? null : one;
  };
  const distinct = numbered ? cells.distinct() : null;
  const classes = distinct
    ? byRow(distinct, distinct.texts.map(ofText))
    : mostlyWords(cells, (text) => readNpsClass(text, words, header));
  if (classes === null) return false;
  const note = { code: "nps_classes", message: `"${header}" holds the classes of NPS and not the answers.`, index: 0 };
  const values = CodedValues.from(classes.map((one) => (one === null ? null : answerOfClass[one])));
  fields.numbers.set("score", { values, faults: new Map(), notes: [note], refusal: null });
  return true;
}

/** An account may be called "None" or "Unknown"; only blanks and dashes are no name. */
function readAccount(text: string): string | null {
  return isMissing(text) && !/^\p{L}{3,}/u.test(text) ? null : tidyName(text);
}

/** Every read column by its field. */
export function allColumns(fields: ReadFields): [TableField, ReadColumn<unknown>][] {
  return [...fields.texts, ...fields.numbers, ...fields.flags];
}
