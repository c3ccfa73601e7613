import { Problem } from "../contract/problem.ts";
import { isExactMoney, isTooLarge } from "./exact-money.ts";

/** Places named in one message; the rest are counted. */
const PLACES_SHOWN = 100;

/** At most a hundred places, and how many more there are. */
export function shownPlaces(places: readonly string[]): string[] {
  const more = places.length - PLACES_SHOWN;
  return more > 0 ? [...places.slice(0, PLACES_SHOWN), `and ${more} more`] : [...places];
}

/**
 * Throws one Problem that lists the rows the answer cannot use, each with its place and what is wrong with it.
 * @example refuseUnusableRows(rows, (row) => amountTrouble("the amount", row.amount), (row) => `row ${row.row}`)
 */
export function refuseUnusableRows<Row>(
  rows: readonly Row[],
  trouble: (row: Row) => string | null,
  place: (row: Row, index: number) => string,
): void {
  const places: string[] = [];
  rows.forEach((row, index) => {
    const wrong = trouble(row);
    if (wrong !== null) places.push(`${place(row, index)}: ${wrong}`);
  });
  if (places.length)
    throw new Problem({
      what: `The answer needs every row, and ${places.length} cannot be used:`,
      places: shownPlaces(places),
      remedy: "Mend them; an account that pays nothing has the amount 0.",
    });
}

/** What is wrong with an amount that must be there, not below zero, and exact to the hundredth. */
export function amountTrouble(name: string, amount: number | null): string | null {
  if (amount === null) return `${name} is missing`;
  if (amount < 0) return `${name} is ${amount}, below zero`;
  if (isTooLarge(amount)) return `${name} is ${amount}, too large to be an amount`;
  return isExactMoney(amount)
    ? null
    : `${name} is ${amount}, finer than a hundredth; round it, or give whole units instead of millions`;
}
