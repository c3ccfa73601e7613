import type { TableField, TableRecord } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import type { FoundCurrencies } from "./find-currencies.ts";
import type { GridRow } from "./grid.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";
import type { AmountColumns } from "./read-amount-columns.ts";
import type { ReadFields } from "./read-fields.ts";

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
  const text = (field: TableField, index: number) => fields.texts.get(field)?.values[index] ?? null;
  const number = (field: TableField, index: number) => fields.numbers.get(field)?.values[index] ?? null;
  const flag = (field: TableField, index: number) => fields.flags.get(field)?.values[index] ?? null;
  const healthField: TableField =
    !matching.fields.has("health") && matching.fields.get("score")?.confidence === "mapped" ? "score" : "health";
  return rows.flatMap((row, index): TableRecord[] => {
    if (leftOut.has(index)) return [];
    const cells: Record<string, string> = {};
    for (let place = 0; place < names.length; place++) cells[names[place]!] = cellText(row.cells[place]);
    const record: TableRecord = {
      row: row.row,
      account: text("account", index) ?? "",
      subscription: text("subscription", index),
      parent: text("parent", index),
      owner: text("owner", index),
      tier: text("tier", index),
      touch: text("touch", index) as TableRecord["touch"],
      currency: currencies.ofRow[index] ?? null,
      amount: amounts.amount?.column.values[index] ?? null,
      amount_start: amounts.start?.column.values[index] ?? null,
      amount_end: amounts.end?.column.values[index] ?? null,
      month: text("month", index),
      start: text("start", index),
      end: text("end", index),
      renewal_date: text("renewal_date", index),
      notice_days: number("notice_days", index),
      health: number(healthField, index),
      complexity: number("complexity", index),
      growth: number("growth", index),
      strategic: number("strategic", index),
      change: text("change", index) as TableRecord["change"],
      periods_below: number("periods_below", index),
      last_move: text("last_move", index),
      paid_before: flag("paid_before", index),
      partner: flag("partner", index),
      contract_months: number("contract_months", index),
      cells,
    };
    return [record];
  });
}
