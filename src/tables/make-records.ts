import { blankRecord, recordOf, type TableField, type TableRecord } from "../core/table.ts";
import type { Leaving } from "./draft.ts";
import type { AmountColumns, FoundCurrencies } from "./left-out-rows.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-cells.ts";
import { cellText, type GridRow, type LocatedTable } from "./read-sheet.ts";

/**
 * Makes what shows a row's cells as text by header. Few rows of a large table are ever asked for them, so they are read when asked:
 * the object that stands for them looks and copies like a plain one, and holds only the row.
 */
export function rowCells(headers: readonly string[]): (row: GridRow) => Record<string, string> {
  const places = new Map<string | symbol, number>(headers.map((header, place) => [header, place]));
  const read = (row: GridRow, header: string | symbol): string | undefined => {
    const place = places.get(header);
    return place === undefined ? undefined : cellText(row.cells[place]);
  };
  const handler: ProxyHandler<GridRow> = {
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
  // Its keys are the headers, which the type of the row it reads cannot say.
  return (row) => new Proxy(row, handler) as unknown as Record<string, string>;
}

/** What records are made of. */
export interface RecordSource {
  table: LocatedTable;
  rows: readonly GridRow[];
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
  const cellsOf = rowCells(table.headers.map((header) => header.text));
  const healthField: TableField =
    !matching.fields.has("health") && matching.fields.get("score")?.confidence === "mapped" ? "score" : "health";
  const columns: [keyof TableRecord, readonly unknown[]][] = [
    ...allColumns(fields).map(([field, column]): [keyof TableRecord, readonly unknown[]] => [
      field as keyof TableRecord,
      column.values,
    ]),
    ["health", fields.numbers.get(healthField)?.values ?? []],
    ["amount", amounts.amount?.column.values ?? []],
    ["amount_start", amounts.start?.column.values ?? []],
    ["amount_end", amounts.end?.column.values ?? []],
    ["currency", currencies.ofRow],
    ["light", fields.lights ?? []],
  ];
  const inRecords = columns.filter(([name]) => name in blankRecord || name === "account");
  const records: TableRecord[] = [];
  const places: number[] = [];
  rows.forEach((row, index) => {
    if (leftOut.has(index)) return;
    places.push(index);
    records.push(recordOf(row.row, "", cellsOf(row)));
  });
  for (const [name, values] of inRecords)
    records.forEach((record, place) => {
      const value = values[places[place]!];
      // The columns were read by field, each as its record's field has it.
      if (value !== null && value !== undefined) (record as unknown as Record<string, unknown>)[name] = value;
    });
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
