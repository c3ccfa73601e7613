import { Problem } from "../contract/problem.ts";
import type { TableRecord } from "../contract/table.ts";

/**
 * Throws Problem that names each currency and its first row when amounts are in more than one: they cannot be added without a rate.
 * A row that names none is taken to be in the one the others name.
 */
export function refuseMixedCurrencies(records: readonly TableRecord[]): void {
  const firstRow = new Map<string, number>();
  for (const { currency, row } of records) {
    if (currency === null) continue;
    firstRow.set(currency, Math.min(row, firstRow.get(currency) ?? row));
  }
  if (firstRow.size <= 1) return;
  throw new Problem({
    what: `The table holds amounts in ${[...firstRow.keys()].sort().join(" and ")}, which cannot be added without a rate.`,
    places: [...firstRow].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, row]) => `${currency}: first in row ${row}`),
    remedy: "Give rates (currency to reporting currency on the start date), or keep one currency.",
  });
}
