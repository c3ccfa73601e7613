import { cellText } from "./cell-text.ts";
import { currencyOf, resolveCurrencies } from "./currencies.ts";
import type { GridRow } from "./grid.ts";
import { isMissing } from "./is-missing.ts";
import type { LocatedTable } from "./locate-table.ts";
import { type AmountColumns, distinctColumns } from "./read-amount-columns.ts";

/** The currencies of a table's amounts, and of each row. */
export interface FoundCurrencies {
  all: string[];
  ofRow: (string | null)[];
}

/** Finds each row's currency in its currency column, beside its amounts, or in their headers. */
export function findCurrencies(
  table: LocatedTable,
  rows: readonly GridRow[],
  amounts: AmountColumns,
  currencyIndex: number | undefined,
): FoundCurrencies {
  const columns = distinctColumns(amounts);
  const ofHeaders = columns.flatMap(({ index }) => table.headers[index]?.currency ?? []);
  const found = new Set<string>(ofHeaders);
  const raw = rows.map((row, place) => {
    const text = currencyIndex === undefined ? "" : cellText(row.cells[currencyIndex]);
    const own = isMissing(text) ? null : currencyOf(text);
    const hints = columns.flatMap(({ column }) => column.currencies[place] ?? []);
    for (const one of own === null ? hints : [own, ...hints]) found.add(one);
    return own ?? hints[0] ?? ofHeaders[0] ?? null;
  });
  const all = resolveCurrencies(found);
  const meaning = new Map([...found].map((one) => [one, all.length === 1 ? all[0]! : (resolveCurrencies([one])[0] ?? null)]));
  return { all, ofRow: raw.map((one) => (one === null ? null : (meaning.get(one) ?? null))) };
}
