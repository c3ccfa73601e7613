import { Problem } from "./problem.ts";
import type { AmountUnit, TableRecord } from "./table.ts";

/**
 * A recurring amount as a yearly one: months times 12, yearly amounts as they are, a whole contract's value spread over its months.
 * Units: major units of money in and out. Null for a contract's value without its months, and for an amount whose unit is unclear.
 * @example annualAmount(1000, "mrr", null) // 12000
 */
export function annualAmount(amount: number, unit: AmountUnit, contractMonths: number | null): number | null {
  switch (unit) {
    case "arr":
    case "acv":
      return amount;
    case "mrr":
      return amount * 12;
    case "tcv":
      return contractMonths === null || contractMonths <= 0 ? null : (amount / contractMonths) * 12;
    case "unclear":
      return null;
  }
}

/**
 * Adds amounts of money exactly, in hundredths, so that 0.1 + 0.2 is 0.3 and order never matters.
 * Units: major units in and out, each exact to the hundredth. Throws Problem past 90 trillion, where doubles stop being exact.
 * @example sumMoney([0.1, 0.2]) // 0.3
 */
export function sumMoney(amounts: readonly number[]): number {
  let hundredths = 0;
  for (const amount of amounts) hundredths += Math.round(amount * 100);
  return ofHundredths(hundredths);
}

function ofHundredths(hundredths: number): number {
  if (!Number.isSafeInteger(hundredths))
    throw new Problem({
      what: "The amounts add up to more than can be counted to the cent, some 90 trillion.",
      remedy: "Check their unit; give them in a larger one where it is right.",
    });
  return hundredths / 100;
}

/** Adds amounts one by one as sumMoney adds a list of them, where the list would be long. */
export class MoneySum {
  private hundredths = 0;

  add(amount: number): void {
    this.hundredths += Math.round(amount * 100);
  }

  /** Throws Problem past 90 trillion. */
  total(): number {
    return ofHundredths(this.hundredths);
  }
}

/** The currency of every amount that a rule states. */
export const RULES_CURRENCY = "USD";

/**
 * Whether money is known to be in another currency than the rules' amounts, so that neither may stand for the other without a rate.
 * @example inOtherCurrency("EUR") // true; of a book that names none nothing is known: false
 */
export function inOtherCurrency(currency: string | null | undefined): currency is string {
  return Boolean(currency) && currency !== RULES_CURRENCY;
}

/** Whether an amount is past what doubles hold to the hundredth, some 90 trillion. */
export function isTooLarge(amount: number): boolean {
  return Math.abs(amount) * 100 > Number.MAX_SAFE_INTEGER;
}

/**
 * Whether an amount is a whole number of hundredths, but for the last bits of a double. Finer ones are usually thousands or millions
 * written with decimals, and rounding those would change the answer.
 * @example isExactMoney(0.1 + 0.2) // true; isExactMoney(1.2345) // false
 */
export function isExactMoney(amount: number): boolean {
  return Math.abs(Math.round(amount * 100) / 100 - amount) <= 100 * Number.EPSILON * Math.max(1, Math.abs(amount));
}

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

/**
 * One amount over another as a fraction, divided in whole hundredths so that 90.09 of 100.10 is exactly 0.9 and meets its band's edge.
 * Units: both in major units, exact to the hundredth; the second must not be 0.
 * @example ratioOfMoney(90.09, 100.1) // 0.9
 */
export function ratioOfMoney(part: number, whole: number): number {
  return Math.round(part * 100) / Math.round(whole * 100);
}

/**
 * A number without the noise that adding binary fractions leaves in its last digits, for comparing and for counting whole things.
 * @example withoutNoise(0.1 + 0.2) // 0.3
 */
export function withoutNoise(value: number): number {
  // Halves, fourths, down to these: written out they have no more decimals, so there is no noise to take off.
  if (Number.isInteger(value * 512)) return value + 0; // not a figure: the power of two whose part has nine decimals
  return Number(value.toFixed(9)); // not a figure: decimals that hours and money hold; below is floating point noise
}

/**
 * The next whole number of people, with the noise of binary fractions taken off first.
 * @example roundUp(5.76) // 6
 * @example roundUp((0.1 + 0.2) * 10) // 3
 */
export function roundUp(people: number): number {
  return Math.ceil(withoutNoise(people));
}

/**
 * Splits an amount of money by weights so that the parts are exact to the hundredth and add up to the whole. Major units.
 * Weights that add up to nothing share nothing.
 * @example shareMoney(100, [1, 2]) // [33.33, 66.67]
 */
export function shareMoney(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  let sum = 0;
  let given = 0;
  return weights.map((weight) => {
    sum += weight;
    const until = Math.round((amount * 100 * sum) / total);
    const part = until - given;
    given = until;
    return part / 100;
  });
}

/**
 * Whole people for each pool when a pool's spare part serves the next one: the ceilings of the running total, less the one before.
 * The pools come highest touch first; the whole people add up to the ceiling of the sum.
 * @example shareRemainders([2.89, 2.39, 0.48]) // [3, 3, 0]
 */
export function shareRemainders(people: readonly number[]): number[] {
  let sum = 0;
  let given = 0;
  return people.map((pool) => {
    sum += pool;
    const whole = roundUp(sum) - given;
    given += whole;
    return whole;
  });
}

/**
 * Whether a counted number is the stated one, to the digits the stated one was given in: "18,000,000" agrees with 17,936,412.
 * @example agreesToDigits(18_000_000, 17_936_412) // true
 * @example agreesToDigits(17_900_000, 17_236_412) // false
 */
export function agreesToDigits(stated: number, counted: number): boolean {
  const digits = stated.toExponential().replace(/e.*$/, "").replace(/[^\d]/g, "").length;
  return Number(counted.toPrecision(digits)) === stated;
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
