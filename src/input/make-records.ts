import { blankRecord, recordOf, type TableField, type TableRecord } from "../core/contract/table.ts";
import type { FoundCurrencies } from "./find-currencies.ts";
import type { GridRow } from "./grid.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";
import type { AmountColumns } from "./read-amount-columns.ts";
import { allColumns, type ReadFields } from "./read-fields.ts";
import { rowCells } from "./row-cells.ts";

/** What records are made of. */
export interface RecordSource {
  table: LocatedTable;
  rows: readonly GridRow[];
  matching: Matching;
  amounts: AmountColumns;
  fields: ReadFields;
  currencies: FoundCurrencies;
}

/** One record for each data row that is not left out, in the file's order. */
export function makeRecords(
  { table, rows, matching, amounts, fields, currencies }: RecordSource,
  leftOut: ReadonlySet<number>,
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
  return records;
}
