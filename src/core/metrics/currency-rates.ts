import { Problem } from "../contract/problem.ts";
import type { TableRecord } from "../contract/table.ts";
import { shownPlaces } from "./refuse-unusable-rows.ts";

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
