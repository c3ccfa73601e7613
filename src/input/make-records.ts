import { blankRecord, type TableField, type TableRecord } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import type { FoundCurrencies } from "./find-currencies.ts";
import type { GridRow } from "./grid.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";
import type { AmountColumns } from "./read-amount-columns.ts";
import { allColumns, type ReadFields } from "./read-fields.ts";

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
  const names = table.headers.map((header) => header.text);
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
  return rows.flatMap((row, index): TableRecord[] => {
    if (leftOut.has(index)) return [];
    const cells: Record<string, string> = {};
    for (let place = 0; place < names.length; place++) cells[names[place]!] = cellText(row.cells[place]);
    const record: TableRecord = { ...blankRecord, row: row.row, account: "", cells };
    // The columns were read by field, each as its record's field has it.
    for (const [name, values] of inRecords) (record as unknown as Record<string, unknown>)[name] = values[index] ?? record[name];
    return [record];
  });
}
