import type { Table } from "../contract/table.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { AccountChanges } from "./account-change.ts";
import { changesFromTable, type TableQuestion } from "./changes-from-table.ts";
import { convertRecords } from "./convert-records.ts";
import type { CurrencyRates } from "./currency-rates.ts";

/**
 * Account changes in constant currency: every amount at the opening's rates, so that no rate moves retention, and beside each account what
 * the end's rates would add to its amount at the end. Without rates of the end that is left out. Amounts in the reporting currency.
 * Throws Problem as changesFromTable does.
 * @example EUR 100 at both dates, 1.1 at the opening and 1.2 at the end: start 110, end 110, fx 10
 */
export function changesAtRates(table: Table, question: TableQuestion, rates: CurrencyRates): AccountChanges {
  const at = (one: ReadonlyMap<string, number>) => ({ ...table, records: convertRecords(table.records, one, rates.reporting) });
  const found = changesFromTable(at(rates.opening), question);
  if (rates.ending === null) return found;
  const { changes } = changesFromTable(at(rates.ending), { from: question.from, to: question.to });
  const ends = new Map(changes.map(({ account, end }) => [account, end]));
  return {
    ...found,
    changes: found.changes.map((change) => ({ ...change, fx: sumMoney([ends.get(change.account)!, -change.end]) })),
  };
}
