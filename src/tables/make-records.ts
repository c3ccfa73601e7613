import { grouped } from "../core/english.ts";
import { isExactMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import { blankRecord, type Monthly, type ReadTable, recordOf, type TableField, type TableRecord } from "../core/table.ts";
import type { Leaving } from "./draft.ts";
import type { AmountColumns, FoundCurrencies } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-cells.ts";
import type { LocatedTable } from "./read-sheet.ts";
import type { Rows } from "./rows.ts";
import { CodedValues, coded, type Places, type Values } from "./values.ts";

/**
 * Makes what shows a row's cells as text by header. Few rows of a large table are ever asked for them, so they are read when asked:
 * the object that stands for them looks and copies like a plain one, and holds only the row.
 */
export function rowCells(headers: readonly string[], rows: Rows): (row: number) => Record<string, string> {
  const places = new Map<string | symbol, number>(headers.map((header, place) => [header, place]));
  const read = ({ row }: { row: number }, header: string | symbol): string | undefined => {
    const place = places.get(header);
    return place === undefined ? undefined : rows.text(row, place);
  };
  const handler: ProxyHandler<{ row: number }> = {
    get: read,
    has: (_, header) => places.has(header),
    ownKeys: () => [...headers],
    getOwnPropertyDescriptor(row, header) {
      const value = read(row, header);
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
    set: () => false,
    deleteProperty: () => false,
  };
  // Its keys are the headers, which the type of what it reads cannot say.
  return (row) => new Proxy({ row }, handler) as unknown as Record<string, string>;
}

/** What records are made of. */
export interface RecordSource {
  table: LocatedTable;
  rows: Rows;
  matching: Matching;
  amounts: AmountColumns;
  fields: ReadFields;
  currencies: FoundCurrencies;
  gone: ReadonlyMap<number, Leaving>;
  successors: ReadonlyMap<number, number>;
}

/** One record for each data row that is not left out, in the file's order. */
export function makeRecords(
  { table, rows, matching, amounts, fields, currencies, gone, successors }: RecordSource,
  leftOut: { has(row: number): boolean },
): TableRecord[] {
  const cellsOf = rowCells(
    table.headers.map((header) => header.text),
    rows,
  );
  const healthField: TableField =
    !matching.fields.has("health") && matching.fields.get("score")?.confidence === "mapped" ? "score" : "health";
  const nothing = CodedValues.filled(rows.length, null);
  const columns: [keyof TableRecord, Values<unknown>][] = [
    ...allColumns(fields).map(([field, column]): [keyof TableRecord, Values<unknown>] => [
      field as keyof TableRecord,
      column.values,
    ]),
    ["health", fields.numbers.get(healthField)?.values ?? nothing],
    ["amount", amounts.amount?.column.values ?? nothing],
    ["amount_start", amounts.start?.column.values ?? nothing],
    ["amount_end", amounts.end?.column.values ?? nothing],
    ["currency", currencies.ofRow],
    ["light", fields.lights ?? nothing],
  ];
  const inRecords = columns.filter(([name, values]) => (name in blankRecord || name === "account") && values !== nothing);
  const records: TableRecord[] = [];
  const places: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (leftOut.has(row)) continue;
    places.push(row);
    records.push(recordOf(rows.number(row), "", cellsOf(row)));
  }
  for (const [name, values] of inRecords)
    for (let place = 0; place < records.length; place++) {
      const value = values.get(places[place]!);
      // The columns were read by field, each as its record's field has it.
      if (value !== null) (records[place] as unknown as Record<string, unknown>)[name] = value;
    }
  if (gone.size > 0 || successors.size > 0)
    records.forEach((record, place) => {
      const leaving = gone.get(places[place]!);
      if (leaving) {
        record.gone = leaving.why;
        record.gone_on = leaving.on;
      }
      record.successor = successors.get(places[place]!) ?? null;
    });
  return records;
}

/** Fields by which a row of monthly amounts says more than what its account paid in its month. */
const saysMore: readonly TableField[] = ["parent", "paid_before", "start"];

/**
 * Monthly amounts by column, where the rows that count all have account, month and an exact amount, and say nothing that needs a record;
 * undefined where they do not.
 */
export function monthlyColumns(
  { table, rows, matching, amounts, fields, currencies }: RecordSource,
  leftOut: ReadonlyMap<number, unknown>,
): Monthly | undefined {
  const [named, dates] = [fields.texts.get("account")?.values, fields.texts.get("month")?.values];
  const values = amounts.amount?.column.values;
  if (!named || !dates || !values || currencies.all.length > 1) return undefined;
  if (saysMore.some((field) => matching.fields.has(field) || fields.texts.has(field))) return undefined;
  const [accounts, months] = [coded(named), coded(dates)];
  const [ofAccount, ofMonth] = [accounts.distinct(), months.distinct()];
  const [accountsAt, monthsAt] = [accounts.places, months.places];
  const { of: identities, count } = accounts.identities();
  const isWhole = !named.hasNull() && !dates.hasNull() && !values.hasNull() && values.isPlainUpTo(Number.MAX_SAFE_INTEGER);
  for (let row = 0; row < rows.length && !isWhole; row++) {
    const value = values.get(row);
    const whole =
      ofAccount[accountsAt[row]!] !== null &&
      ofMonth[monthsAt[row]!] !== null &&
      value !== null &&
      value >= 0 &&
      isExactMoney(value);
    if (!whole && !leftOut.has(row)) return undefined;
  }
  const kept = leftOut.size === 0 ? null : rows.kept((row) => !leftOut.has(row));
  const at = (places: Places): Places => {
    if (kept === null) return places;
    const own = places.slice(0, kept.length);
    kept.forEach((row, place) => {
      own[place] = places[row]!;
    });
    return own;
  };
  const headers = table.headers.map(({ text }) => text);
  // A name that was read of several cells is one account.
  const names: string[] = new Array<string>(count).fill("");
  ofAccount.forEach((name, place) => {
    if (name !== null) names[identities[place]!] = name;
  });
  const isOne = identities.every((identity, place) => identity === place || identity === -1);
  return {
    length: kept?.length ?? rows.length,
    accounts: names,
    accountAt: at(isOne ? accountsAt : Uint32Array.from(accountsAt, (place) => Math.max(0, identities[place]!))),
    months: ofMonth.map((month) => month ?? ""),
    monthAt: at(monthsAt),
    amount: kept === null ? (row) => values.get(row)! : (row) => values.get(kept[row]!)!,
    cells: (header) => {
      const index = headers.indexOf(header);
      if (index === -1) return null;
      const { texts, places } = rows.column(index).distinct();
      return { texts, at: at(places) };
    },
  };
}

const MOST_RECORDS = 3_000_000; // not a figure: rows of which each is held whole

/** Throws Problem for more rows than can be held one by one; monthly amounts are not, by the tools that read them by column. */
export function refuseManyRecords(file: string, rows: number): void {
  if (rows <= MOST_RECORDS) return;
  throw new Problem({
    what: `${file} has ${grouped(rows)} rows; this answer holds each of them, and up to ${grouped(MOST_RECORDS)} are taken.`,
    remedy: "Give the rows the question is about: the latest month, one row an account, or fewer years.",
  });
}

const makersOf = new WeakMap<object, () => TableRecord[]>();

/** Shared by all tables: an accessor of its own would be kept by the engine for some collections after its table, and with it all its rows. */
const madeOnce: PropertyDescriptor & ThisType<ReadTable> = {
  enumerable: true,
  configurable: true,
  get() {
    const records = makersOf.get(this)!();
    makersOf.set(this, () => records);
    return records;
  },
  set(records: TableRecord[]) {
    makersOf.set(this, () => records);
  },
};

/** A table whose records are made when they are first asked for. */
export function withRecords(table: Omit<ReadTable, "records">, make: () => TableRecord[]): ReadTable {
  makersOf.set(table, make);
  return Object.defineProperty(table, "records", madeOnce) as ReadTable;
}
