import { sumMoney } from "../core/money.ts";
import { largest } from "../core/order.ts";
import type { ReadingOptions, TableField } from "../core/table.ts";
import { byRow, CodedColumn, type Column, type DistinctCells, type GridRow } from "./columns.ts";
import { currencyCodes, currencyOf, resolveCurrencies } from "./header.ts";
import type { ChosenAmounts } from "./needs.ts";
import type { ReadFields } from "./read-cells.ts";
import { columnPlace } from "./read-cells.ts";
import { type ColumnPlace, isMissing, type NumberColumn, readNumbers } from "./read-numbers.ts";
import { type CellFault, formatAmount, type LocatedTable } from "./read-sheet.ts";
import { isErrorCell, readMoneyZero, readStatus } from "./read-words.ts";
import type { Rows } from "./rows.ts";
import { CodedValues, type Values } from "./values.ts";
import type { TableWords } from "./words.ts";

/** Why a row below the header is no data. */
export interface LeftOutRow {
  code: "total_row" | "footer_row";
  message: string;
  /** What a total says that its rows do not; null when they agree. */
  differs: string | null;
}

/** One amount column, as far as its cells could be read. */
export interface ReadAmountColumn {
  header: string;
  values: Values<number>;
}

/** The account column: its place and its cells. */
export interface AccountCells {
  index: number;
  distinct: DistinctCells;
}

const MOST_LABELS = 10_000; // not a figure: labels worth keeping in mind
/** Past this many unnamed rows none can be told to be a total; they are bad rows instead. */
const MOST_SUSPECTS = 20;

const totalLabel =
  /^(?:(?:grand|overall|sub|report|column)?[ -]?totals?(?: \(?[\d,.]+(?: [a-z]+)?\)?| \([^)]*\)| (?:arr|mrr|amount|revenue|accounts|customers|records))?|sum(?: of .*)?|sub-?total|gesamt|gesamtsumme|summe|suma|summa|sum[aá]rio|razem|celkem|součet|összesen|toplam|soma|totaal|totalt|i alt|yhteens[aä]|totale|totaux|totales|total g[eé]n[eé]ral|overall):?$/i;
const maybeTotal = /\b(?:sub-?)?totals?\b/i;

/** What notes under a table say; a lone name is an account without its amount, not a note. */
const noteText =
  /confidential|copyright|©|generated|exported|report|source|note|filter|as of|page|printed|currency|informe|rapport|bericht|^[-=*]|:|.{60}/i;

/** What a row begins with: its first filled cell. */
const labelOf = (rows: Rows, row: number): string => rows.text(row, rows.filledFrom(row));

/** Whether a text names a total, and whether it might. */
const readLabel = (text: string) => ({ blank: text === "", total: totalLabel.test(text), perhaps: maybeTotal.test(text) });

/** Rows that say they are totals, and those that might be. */
function readTotals(rows: Rows, accounts: AccountCells | null): { named: Set<number>; suspects: Set<number> } {
  const [named, suspects] = [new Set<number>(), new Set<number>()];
  // Names repeat, so each is looked at once; so are the first cells of rows, which are most often names as well.
  const names = accounts?.distinct.texts.map(readLabel) ?? [];
  const unnamed = readLabel("");
  const labels = new Map<string, ReturnType<typeof readLabel>>();
  const ofText = (text: string) => {
    const known = labels.get(text) ?? readLabel(text);
    if (labels.size < MOST_LABELS) labels.set(text, known);
    return known;
  };
  const places = accounts?.distinct.places;
  // Where a row's first cell and its account are filled and speak of no total, nothing else of it is looked at.
  const lead = rows.column(0) instanceof CodedColumn ? rows.column(0).distinct() : null;
  const leading = lead === null || lead === accounts?.distinct ? names : lead.texts.map(readLabel);
  const leadAt = lead?.places ?? places;
  const isPlain = ({ blank, total, perhaps }: ReturnType<typeof readLabel>) => !blank && !total && !perhaps;
  const [plainLead, plainName] = [leading.map(isPlain), names.map(isPlain)];
  if (lead !== null && plainLead.every(Boolean) && plainName.every(Boolean)) return { named, suspects };
  for (let row = 0; row < rows.length; row++) {
    if (lead !== null && plainLead[leadAt![row]!]! && (places === undefined || plainName[places[row]!]!)) continue;
    const account = places === undefined ? unnamed : names[places[row]!]!;
    const first = rows.filledFrom(row);
    const label = first === accounts?.index ? account : first === -1 ? unnamed : ofText(rows.text(row, first));
    if (account.total || (label.total && account.blank)) named.add(row);
    else if ((account.blank && accounts !== null) || label.perhaps || account.perhaps) suspects.add(row);
  }
  return { named, suspects };
}

/** Sums of amounts that a total could be: all other rows, those above it, those since the last total. */
function possibleSums(column: ReadAmountColumn, at: number, skipped: ReadonlySet<number>): number[] {
  const add = (from: number, to: number) => {
    const summed: number[] = [];
    for (let row = from; row < to; row++) {
      const value = column.values.get(row);
      if (value !== null && !skipped.has(row) && row !== at) summed.push(value);
    }
    return sumMoney(summed);
  };
  const lastTotal = [...skipped].filter((index) => index < at).sort((a, b) => b - a)[0] ?? -1;
  return [add(0, column.values.length), add(0, at), add(lastTotal + 1, at)];
}

function footers(rows: Rows, known: ReadonlyMap<number, LeftOutRow>, width: number): number[] {
  let first = rows.length;
  while (
    first > 0 &&
    (known.has(first - 1) || (width > 1 && rows.filledCells(first - 1) === 1 && noteText.test(labelOf(rows, first - 1))))
  )
    first--;
  const found: number[] = [];
  let apart = false;
  for (let index = first; index < rows.length; index++) {
    apart ||= known.has(index - 1) || known.has(index) || (index > 0 && rows.number(index) > rows.number(index - 1) + 1);
    if (apart && !known.has(index)) found.push(index);
  }
  return found;
}

/**
 * Rows below the header that are totals or footers, by their label or because their amounts equal the rows' sum; never counted as data.
 * A total that differs from the sum of its rows says by how much.
 */
export function findLeftOutRows(
  rows: Rows,
  accounts: AccountCells | null,
  amounts: readonly ReadAmountColumn[],
): Map<number, LeftOutRow> {
  const found = new Map<number, LeftOutRow>();
  const { named, suspects } = readTotals(rows, accounts);
  const equals = (index: number) =>
    amounts.length > 0 &&
    amounts.every((column) => {
      const value = column.values.get(index);
      return value !== null && possibleSums(column, index, new Set([...named, ...found.keys(), index])).includes(value);
    }) &&
    amounts.some((column) => (column.values.get(index) ?? 0) !== 0);
  const paid = (index: number) => amounts.some((column) => column.values.get(index) !== null);
  const several = () => {
    let found = 0;
    for (let row = 0; row < rows.length && found < 2; row++) if (paid(row) && !named.has(row) && !suspects.has(row)) found += 1;
    return found > 1;
  };
  if (suspects.size > 0 && suspects.size <= MOST_SUSPECTS && several())
    for (const index of suspects) if (equals(index)) found.set(index, { code: "total_row", message: "", differs: null });
  for (const index of named) found.set(index, { code: "total_row", message: "", differs: null });
  const skipped = new Set(found.keys());
  for (const index of skipped) {
    const [agreeing, differing] = [[], []] as [string[], string[]];
    for (const column of amounts) {
      const value = column.values.get(index);
      if (value === null) continue;
      const sums = possibleSums(column, index, skipped);
      const all = sums[0]!;
      const gap = `${formatAmount(Math.abs(sumMoney([value, -all])))} ${value > all ? "less" : "more"}`;
      if (sums.includes(value)) agreeing.push(` "${column.header}" is ${formatAmount(value)}, the sum of its rows.`);
      else differing.push(`"${column.header}" says ${formatAmount(value)}, the rows sum to ${formatAmount(all)}: ${gap}.`);
    }
    const message = `A total row ("${labelOf(rows, index).slice(0, 60)}"), left out.${agreeing.join("")}`;
    found.set(index, { code: "total_row", message, differs: differing.length > 0 ? differing.join(" ") : null });
  }
  const width = largest(Array.from({ length: Math.min(100, rows.length) }, (_, row) => rows.filledCells(row)));
  for (const index of footers(rows, found, width))
    found.set(index, {
      code: "footer_row",
      differs: null,
      message: `A note below the table, left out: "${labelOf(rows, index).slice(0, 80)}".`,
    });
  return found;
}

const LARGEST_AMOUNT = 1e13;
const AS_GOOD_AS_EXACT = 1e-6;
/** Whole numbers of this many digits survive being written with fifteen. */
const DIGITS_HELD = 1e15;

/** To the hundredth, halves away from zero, past the dust that doubles leave. */
function toHundredths(amount: number): number {
  // Most amounts stand at the hundredth already, which is quick to see.
  const hundredths = Math.round(amount * 100);
  if (hundredths / 100 === amount && Math.abs(hundredths) < DIGITS_HELD) return amount;
  return (Math.sign(amount) * Math.round(Number((Math.abs(amount) * 100).toPrecision(15)))) / 100;
}

/** What a spreadsheet's error says of an amount: nothing. */
const errorCell = (text: string): CellFault => ({
  code: ERROR_CELL,
  reason: `"${text}" is an error of the spreadsheet, so what is paid is not known; give reading: {"blank": "unknown"} to go on without it`,
});
/** The code of a cell in which a spreadsheet could not compute. */
export const ERROR_CELL = "error_cell";

/** A word for gone where an amount should stand ("churned") says that nothing is paid. */
const saysGone = (text: string, words: TableWords): boolean =>
  ["gone", "canceled", "lost"].includes(String(readStatus(text, words)));

/**
 * Reads a column of recurring amounts: numbers times the header's scale, exact to the hundredth, never negative.
 * Amounts with more decimals are rounded, with one note that says the effect on the total.
 */
export function readAmounts(
  cells: Column,
  place: ColumnPlace,
  decimal: "." | "," | undefined,
  scale: number,
  words?: TableWords,
  mayBeNegative = false,
): NumberColumn {
  const column = readNumbers(cells, place, decimal);
  const { values, percent, faults } = column;
  if (words)
    for (const index of [...faults.keys()]) {
      const text = cells.text(index);
      if (readMoneyZero(text, words) === "sure" || saysGone(text, words)) {
        faults.delete(index);
        values.set(index, 0);
      } else if (isErrorCell(text, words)) faults.set(index, errorCell(text));
    }
  let [rounded, effect, first] = [0, 0, -1];
  const refuse = (index: number, code: string, reason: string) => faults.set(index, { code, reason });
  // Plain numbers stand at the hundredth already.
  const isSettled = scale === 1 && percent === null && faults.size === 0 && values.isPlainUpTo(LARGEST_AMOUNT);
  for (let index = 0; index < values.length && !isSettled; index++) {
    const value = values.get(index);
    if (value === null) continue;
    if (percent?.get(index)) {
      refuse(index, "not_an_amount", `"${cells.cell(index)}" is a percentage, not an amount`);
      values.set(index, null);
      continue;
    }
    const amount = toHundredths(value * scale);
    const exact = value * scale;
    if (amount < 0 && !mayBeNegative)
      refuse(index, "negative_amount", `${formatAmount(amount)} is negative, and a recurring amount cannot be`);
    if (amount > LARGEST_AMOUNT) refuse(index, "amount_too_large", `${formatAmount(amount)} is too large to be an amount`);
    if (faults.size > 0 && faults.has(index)) {
      values.set(index, null);
      continue;
    }
    if (Math.abs(amount - exact) > AS_GOOD_AS_EXACT) {
      rounded++;
      effect += amount - exact;
      if (first === -1) first = index;
    }
    if (amount !== value || Object.is(amount, -0)) values.set(index, amount === 0 ? 0 : amount);
  }
  if (rounded > 0)
    column.notes.push({
      code: "rounded_to_hundredths",
      message: `${rounded} amounts have more than two decimals and were rounded to the hundredth; the total changes by ${formatAmount(Number(effect.toPrecision(6)))}.`,
      index: first,
    });
  if (scale < 1)
    column.notes.push({ code: "cents", message: "The header gives the amounts in cents; they were divided by 100.", index: 0 });
  if (scale > 1) {
    const factor = formatAmount(scale);
    const size = scale === 1000 ? "thousands" : "millions";
    column.notes.push({
      code: "scaled",
      message: `The header gives the amounts in ${size}; they were multiplied by ${factor}.`,
      index: 0,
    });
  }
  return column;
}

/** An amount column as read, under the field it serves. */
export interface AmountColumn {
  field: TableField;
  index: number;
  header: string;
  column: NumberColumn;
}

/** The table's money: the amount itself and the two of a comparison. */
export interface AmountColumns {
  amount: AmountColumn | null;
  start: AmountColumn | null;
  end: AmountColumn | null;
}

/** The rows that are data, their amounts, and the rows that are totals or notes. */
export interface DataRows {
  rows: Rows;
  amounts: AmountColumns;
  /** The account column's cells; null where there is none. */
  accounts: DistinctCells | null;
  leftOut: { row: GridRow; why: LeftOutRow }[];
}

function readAll(
  table: LocatedTable,
  rows: Rows,
  chosen: ChosenAmounts,
  options: ReadingOptions,
  words: TableWords,
): AmountColumns {
  const read = (field: TableField, index: number | null | undefined, mayBeNegative = false): AmountColumn | null => {
    const header = index === null || index === undefined ? undefined : table.headers[index];
    if (index === null || index === undefined || !header) return null;
    const column = readAmounts(
      rows.column(index),
      columnPlace(table, rows, index),
      options.decimal,
      header.scale,
      words,
      mayBeNegative,
    );
    return { field, index, header: header.text, column };
  };
  const end = read("arr_end", chosen.end);
  const amount = chosen.amount ? read(chosen.amount.field, chosen.amount.index, true) : end;
  return { amount, start: read("arr_start", chosen.start), end };
}

/** The distinct columns among the table's amounts. */
export function distinctColumns(amounts: AmountColumns): AmountColumn[] {
  const all = [amounts.start, amounts.end, amounts.amount].filter((column) => column !== null);
  return all.filter((column, place) => all.findIndex((other) => other.index === column.index) === place);
}

/** Reads the amounts and sets totals and notes apart; what is left is read again, so that no total bears on it. */
export function readDataRows(
  table: LocatedTable,
  chosen: ChosenAmounts,
  accountIndex: number,
  options: ReadingOptions,
  words: TableWords,
): DataRows {
  const amounts = readAll(table, table.rows, chosen, options, words);
  const columns = distinctColumns(amounts).map(({ header, column }) => ({ header, values: column.values }));
  const accountsOf = (of: Rows) => (accountIndex === -1 ? null : of.column(accountIndex).distinct());
  const accounts = accountsOf(table.rows);
  const leftOut = findLeftOutRows(table.rows, accounts && { index: accountIndex, distinct: accounts }, columns);
  if (leftOut.size === 0) return { rows: table.rows, amounts, accounts, leftOut: [] };
  const rows = table.rows.where((row) => !leftOut.has(row));
  return {
    rows,
    amounts: readAll(table, rows, chosen, options, words),
    accounts: accountsOf(rows),
    leftOut: [...leftOut].map(([index, why]) => ({ row: table.rows.line(index), why })),
  };
}

/** The currencies of a table's amounts, and of each row. */
export interface FoundCurrencies {
  all: string[];
  ofRow: Values<string>;
}

function namedCurrencies(rows: Rows, index: number): Values<string> {
  const distinct = rows.column(index).distinct();
  return byRow(
    distinct,
    distinct.texts.map((text) => (isMissing(text) ? null : currencyOf(text))),
  );
}

/** A column nobody reads in which every cell is a currency's code, whatever its header calls it, serves as the column of currencies. */
export function settleCurrencyColumn(
  table: LocatedTable,
  rows: Rows,
  fields: Map<TableField, { index: number; confidence: "mapped" | "certain" | "likely"; rank: number }>,
): void {
  if (fields.has("currency")) return;
  const used = new Set([...fields.values()].map(({ index }) => index));
  const code = (text: string) => currencyCodes.has(text.trim().toUpperCase());
  const index = table.headers.findIndex((_, place) => {
    if (used.has(place) || rows.length === 0 || !code(rows.text(0, place))) return false;
    return rows
      .column(place)
      .distinct()
      .texts.every((text) => isMissing(text) || code(text));
  });
  if (index !== -1) fields.set("currency", { index, confidence: "likely", rank: 0 });
}

/** Finds each row's currency in its currency column, beside its amounts, or in their headers. */
export function findCurrencies(
  table: LocatedTable,
  rows: Rows,
  amounts: AmountColumns,
  currencyIndex: number | undefined,
): FoundCurrencies {
  const columns = distinctColumns(amounts);
  const ofHeaders = columns.flatMap(({ index }) => table.headers[index]?.currency ?? []);
  const found = new Set<string>(ofHeaders);
  const named = currencyIndex === undefined ? null : namedCurrencies(rows, currencyIndex);
  // Most columns of amounts say no currency beside any.
  const hinting = columns.flatMap(({ column }) => column.currencies ?? []);
  const meaningOf = (all: readonly string[]) =>
    new Map([...found].map((one) => [one, all.length === 1 ? all[0]! : (resolveCurrencies([one])[0] ?? null)]));
  if (named === null && hinting.length === 0) {
    const all = resolveCurrencies(found);
    const one = ofHeaders[0] === undefined ? null : (meaningOf(all).get(ofHeaders[0]) ?? null);
    return { all, ofRow: CodedValues.filled(rows.length, one) };
  }
  const raw = CodedValues.filled<string>(rows.length, ofHeaders[0] ?? null);
  for (let row = 0; row < rows.length; row++) {
    let own = named === null ? null : named.get(row);
    if (own !== null) found.add(own);
    for (const hints of hinting) {
      const hint = hints.get(row);
      if (hint !== null) found.add(hint);
      own ??= hint;
    }
    if (own !== null) raw.set(row, own);
  }
  const all = resolveCurrencies(found);
  const meaning = meaningOf(all);
  return { all, ofRow: raw.mapDistinct((one) => (one === null ? null : (meaning.get(one) ?? null))) };
}

const grouping: readonly TableField[] = ["owner", "segment", "tier", "account", "parent"];

/** What was filled down, by field, and whether subtotals prove that it stands for the rows below. */
export interface FilledDown {
  field: TableField;
  rows: number;
}

/**
 * In a report grouped by a column, the group's name stands in its first row only. Where each group ends in a subtotal the name holds for
 * the rows below it, and is filled in.
 */
export function fillGroups(rows: Rows, fields: ReadFields, leftOut: readonly { row: GridRow; why: LeftOutRow }[]): FilledDown[] {
  const totals = leftOut.filter(({ why }) => why.code === "total_row").map(({ row }) => row.row);
  if (totals.length === 0) return [];
  const groupOf = (row: number) => totals.filter((total) => total < row).length;
  return grouping.flatMap((field): FilledDown[] => {
    const values = fields.texts.get(field)?.values;
    if (!values || values.every((value) => value !== null) || values.every((value) => value === null)) return [];
    const groups = new Map<number, number[]>();
    for (let index = 0; index < rows.length; index++) {
      const group = groupOf(rows.number(index));
      const own = groups.get(group);
      if (own) own.push(index);
      else groups.set(group, [index]);
    }
    const proven = [...groups.values()].every(
      ([first, ...others]) =>
        values.get(first!) !== null &&
        others.every((index) => values.get(index) === null || values.get(index) === values.get(first!)),
    );
    if (!proven || groups.size < 2) return [];
    let filled = 0;
    for (const [first, ...others] of groups.values())
      for (const index of others)
        if (values.get(index) === null) {
          values.set(index, values.get(first!));
          filled += 1;
        }
    return [{ field, rows: filled }];
  });
}
