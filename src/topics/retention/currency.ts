import { sumMoney } from "../../core/money.ts";
import { faultIf, Problem, refuseUnusableRows, shownPlaces } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import { changesFromTable, type TableQuestion } from "./changes-of-table.ts";
import { type AccountChanges, changeWith } from "./retention.ts";

/**
 * A table's rows with every amount in the reporting currency, each rounded to its hundredth so that sums stay exact.
 * A row that names no currency is in the only one the table has. Throws Problem for an amount that would round to nothing.
 * @example convertRecords([{ ...row, currency: "EUR", amount: 100 }], new Map([["EUR", 1.1]]), "USD")[0].amount // 110
 */
export function convertRecords(
  records: readonly TableRecord[],
  rates: ReadonlyMap<string, number>,
  reporting: string,
): TableRecord[] {
  const only = records.find(({ currency }) => currency !== null)?.currency ?? reporting;
  const convert = (amount: number | null, currency: string | null) =>
    amount === null ? null : sumMoney([amount * rates.get(currency ?? only)!]);
  const converted = records.map((record) => ({
    ...record,
    currency: reporting,
    amount: convert(record.amount, record.currency),
    amount_start: convert(record.amount_start, record.currency),
    amount_end: convert(record.amount_end, record.currency),
  }));
  const vanished = (before: number | null, after: number | null) => before !== null && before !== 0 && after === 0;
  const pairs = records.map((before, index) => ({ before, after: converted[index]! }));
  refuseUnusableRows(
    pairs,
    ({ before, after }) =>
      faultIf(
        (["amount", "amount_start", "amount_end"] as const).some((name) => vanished(before[name], after[name])),
        `an amount is less than a hundredth of ${reporting}`,
      )[0] ?? null,
    ({ before }) => `row ${before.row}`,
  );
  return converted;
}

/** What one unit of each currency is worth in the reporting currency, on the window's first date and, where known, on its last. */
export interface CurrencyRates {
  reporting: string;
  opening: ReadonlyMap<string, number>;
  ending: ReadonlyMap<string, number> | null;
}

type Given = Readonly<Record<string, number>>;

/**
 * The rates a table needs, checked. The reporting currency is the one named, else the only one whose rate is 1; it needs no rate of its own.
 * Throws Problem for a rate that is not above 0, an unknown reporting currency, a currency of the table without a rate, and rows that name
 * none in a table of several.
 * @example currencyRates(records, { rates: { EUR: 1.1, USD: 1 } }).reporting // "USD"
 */
export function currencyRates(
  records: readonly TableRecord[],
  given: { rates: Given; rates_end?: Given; currency?: string },
): CurrencyRates {
  refuseImpossible({ rates: given.rates, rates_end: given.rates_end ?? {} });
  const inTable = [...new Set(records.flatMap(({ currency }) => currency ?? []))].sort();
  const reporting = given.currency?.toUpperCase() ?? onlyOne(given.rates);
  refuseUnnamed(records, inTable);
  const complete = (name: "rates" | "rates_end"): ReadonlyMap<string, number> => {
    const rates = new Map(Object.entries(given[name] ?? {}).map(([code, rate]) => [code.toUpperCase(), rate]));
    if ((rates.get(reporting) ?? 1) !== 1)
      throw new Problem({
        what: `${name}.${reporting} is ${rates.get(reporting)}, and ${reporting} is the currency reported in.`,
        remedy: `Give what one unit of each currency is worth in ${reporting}; ${reporting} itself is 1.`,
      });
    rates.set(reporting, 1);
    const missing = inTable.filter((code) => !rates.has(code));
    if (missing.length)
      throw new Problem({
        what: `The table holds amounts in ${inTable.join(", ")}, and ${name} has no rate for ${missing.join(", ")}.`,
        remedy: `Add what one unit of each is worth in ${reporting} to ${name}.`,
      });
    return rates;
  };
  return { reporting, opening: complete("rates"), ending: given.rates_end === undefined ? null : complete("rates_end") };
}

function refuseImpossible(given: Record<string, Given>): void {
  const places = Object.entries(given).flatMap(([name, rates]) =>
    Object.entries(rates).flatMap(([code, rate]) => (rate > 0 && Number.isFinite(rate) ? [] : [`${name}.${code} is ${rate}`])),
  );
  if (places.length)
    throw new Problem({
      what: "Exchange rates are above 0:",
      places,
      remedy: "Give what one unit of each currency is worth in the reporting currency.",
    });
}

function onlyOne(rates: Given): string {
  const ones = Object.keys(rates).filter((code) => rates[code] === 1);
  if (ones.length === 1) return ones[0]!.toUpperCase();
  throw new Problem({
    what: "The rates do not say which currency they lead to.",
    remedy: 'Name it as currency, such as "USD", or give it the rate 1 and no other one.',
  });
}

function refuseUnnamed(records: readonly TableRecord[], inTable: readonly string[]): void {
  if (inTable.length === 0)
    throw new Problem({
      what: "There are rates, and the table names no currency to convert from.",
      remedy: "Add a currency column, or leave rates out.",
    });
  const unnamed = inTable.length === 1 ? [] : records.filter(({ currency }) => currency === null);
  if (unnamed.length)
    throw new Problem({
      what: `Rows without a currency in a table of ${inTable.join(", ")}:`,
      places: shownPlaces(unnamed.map(({ row, account }) => `row ${row} (${account})`)),
      remedy: "Name the currency of each row.",
    });
}

/**
 * Account changes in constant currency: every amount at the opening's rates, so that no rate moves retention, and beside each account what
 * the end's rates would add to its amount at the end. Without rates of the end that is left out. Amounts in the reporting currency.
 * Throws Problem as changesFromTable does.
 * @example EUR 100 at both dates, 1.1 at the opening and 1.2 at the end: start 110, end 110, fx 10
 */
export function changesAtRates(table: Table, question: TableQuestion, rates: CurrencyRates): AccountChanges {
  const at = (one: ReadonlyMap<string, number>) => ({
    ...table,
    records: convertRecords(table.records, one, rates.reporting),
    monthly: undefined,
  });
  const found = changesFromTable(at(rates.opening), question);
  if (rates.ending === null) return found;
  const { changes } = changesFromTable(at(rates.ending), { from: question.from, to: question.to });
  const ends = new Map(changes.map(({ account, end }) => [account, end]));
  return {
    ...found,
    changes: found.changes.map((change) => changeWith(change, { fx: sumMoney([ends.get(change.account)!, -change.end]) })),
  };
}
