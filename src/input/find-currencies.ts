import { currencyOf, resolveCurrencies } from "./currencies.ts";
import { byRow, distinctCells } from "./distinct-cells.ts";
import type { GridRow } from "./grid.ts";
import { isMissing } from "./is-missing.ts";
import type { LocatedTable } from "./locate-table.ts";
import { type AmountColumns, distinctColumns } from "./read-amount-columns.ts";
import { columnCells } from "./read-fields.ts";

/** The currencies of a table's amounts, and of each row. */
export interface FoundCurrencies {
  all: string[];
  ofRow: (string | null)[];
}

function namedCurrencies(rows: readonly GridRow[], index: number): (string | null)[] {
  const distinct = distinctCells(columnCells(rows, index));
  return byRow(
    distinct,
    distinct.texts.map((text) => (isMissing(text) ? null : currencyOf(text))),
  );
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
  const named = currencyIndex === undefined ? null : namedCurrencies(rows, currencyIndex);
  // Most columns of amounts say no currency beside any.
  const hinting = columns.map(({ column }) => column.currencies).filter((one) => one.some((hint) => hint !== null));
  const raw = rows.map((_, place) => {
    let own = named === null ? null : named[place]!;
    if (own !== null) found.add(own);
    for (const hints of hinting) {
      const hint = hints[place] ?? null;
      if (hint !== null) found.add(hint);
      own ??= hint;
    }
    return own ?? ofHeaders[0] ?? null;
  });
  const all = resolveCurrencies(found);
  const meaning = new Map([...found].map((one) => [one, all.length === 1 ? all[0]! : (resolveCurrencies([one])[0] ?? null)]));
  return { all, ofRow: raw.map((one) => (one === null ? null : (meaning.get(one) ?? null))) };
}
