import { sumMoney } from "../../core/money.ts";
import type { Offer, Payment } from "./question.ts";

/** What an offer is weighed with: yearly price today, margin and cost of capital as fractions, whole years that are looked at. */
export interface Basis {
  arr: number;
  gross_margin: number;
  discount: number;
  years: number;
}

/** What an offer brings if the customer stays for every year looked at. Major units. */
export interface OfferCash {
  /** Yearly price in the first year. */
  price: number;
  /** What is paid in each contract year, credits and free months taken off. */
  cash: number[];
  present_value: number;
  /** Present value of cash less what serving costs and what the offer costs once. */
  margin: number;
}

const parts: Record<Payment, { a_year: number; behind: boolean }> = {
  yearly_ahead: { a_year: 1, behind: false },
  half_yearly_ahead: { a_year: 2, behind: false },
  quarterly_ahead: { a_year: 4, behind: false }, // not a figure: quarters of a year
  monthly_ahead: { a_year: 12, behind: false },
  quarterly_behind: { a_year: 4, behind: true }, // not a figure: quarters of a year
  yearly_behind: { a_year: 1, behind: true },
};

const MONTHS = 12; // not a figure: months of a year

/** What holding costs in a year under an index; today's price without one. */
const indexed = (arr: number, index: number | undefined, year: number): number =>
  arr * (1 + (index ?? 0)) ** (index === undefined ? 0 : year + 1);

/** The yearly price of each year: the first, then with the yearly rise. @example prices(100, 0.1, 3) // [100, 110, 121] */
export const prices = (first: number, escalator: number, years: number): number[] =>
  Array.from({ length: years }, (_, year) => first * (1 + escalator) ** year);

/**
 * The yearly price of each year under an offer: its own steps or its first price and its rise, the index first, less a part that is not billed.
 * @example offerPrices({ name: "20% off", change: -0.2, index: 0.1 }, 100, 2) // [88, 96.8]
 */
export function offerPrices(offer: Offer, arr: number, years: number): number[] {
  const { price, change = 0, changes, index, escalator = index ?? 0, less = 0, less_months } = offer;
  const first = price ?? indexed(arr, index, 0) * (1 + change);
  const whole =
    changes === undefined
      ? prices(first, escalator, years)
      : Array.from({ length: years }, (_, year) => indexed(arr, index, year) * (1 + (changes[year] ?? changes.at(-1)!)));
  return whole.map((amount, year) => {
    const months = less_months === undefined ? MONTHS : Math.min(MONTHS, Math.max(0, less_months - year * MONTHS));
    // The part is as large a share of the price as it is today, unless the caller named the price.
    const part = price === undefined && arr > 0 ? (amount / arr) * less : less;
    return sumMoney([amount, (-part * months) / MONTHS]);
  });
}

/** The price of the first year. @example offerPrice({ name: "10% off", change: -0.1 }, 100_000) // 90_000 */
export const offerPrice = (offer: Offer, arr: number): number => offerPrices(offer, arr, 1)[0]!;

/** What a sum that is paid after so many years is worth today. */
const today = (amount: number, discount: number, years: number): number => amount / (1 + discount) ** years;

/** Present value of a yearly price paid in parts. @example paymentValue(100, 0, { discount: 0.1, payment: "yearly_behind" }) // 90.91 */
function paymentValue(price: number, year: number, terms: { discount: number; payment: Payment; skip: number }): number {
  const { a_year, behind } = parts[terms.payment];
  let value = 0;
  for (let part = 0; part < a_year; part += 1) {
    // A part is paid for the months it covers; free months come off the first ones.
    const from = (part * 12) / a_year;
    const paid = Math.max(0, (12 / a_year - Math.max(0, terms.skip - from)) / 12);
    const share = Math.min(paid, 1 / a_year);
    value += today(price * share, terms.discount, year + (part + (behind ? 1 : 0)) / a_year);
  }
  return value;
}

/**
 * What an offer brings over the years, supposing the customer stays for all of them. Serving costs what it costs today, so a lower price falls
 * on the margin alone; only a smaller scope lowers it. Walking away brings nothing. Units: major units; rates as fractions.
 * @example offerCash({ name: "10% off", change: -0.1 }, { arr: 100_000, gross_margin: 0.8, discount: 0, years: 3 }).margin // 210_000
 */
export function offerCash(offer: Offer, basis: Basis): OfferCash {
  const { arr, gross_margin, discount, years } = basis;
  if (offer.walk_away === true) return { price: 0, cash: Array.from({ length: years }, () => 0), present_value: 0, margin: 0 };
  const { payment = "yearly_ahead", free_months = 0, credit = 0, extra_cost = 0, scope = 1 } = offer;
  const yearly = offerPrices(offer, arr, years);
  const price = yearly[0]!;
  const cash = yearly.map((amount, year) =>
    sumMoney([amount * (year === 0 ? 1 - free_months / 12 : 1), year === 0 ? -credit : 0]),
  );
  const present_value =
    yearly.reduce(
      (sum, amount, year) => sum + paymentValue(amount, year, { discount, payment, skip: year === 0 ? free_months : 0 }),
      0,
    ) - credit;
  // Serving is paid as it happens: in the middle of each year.
  const serving = yearly.reduce((sum, _, year) => sum + today(arr * (1 - gross_margin) * scope, discount, year + 1 / 2), 0);
  return { price, cash, present_value: sumMoney([present_value]), margin: sumMoney([present_value - serving - extra_cost]) };
}

const STEPS = 60; // not a figure: halvings until a double has no smaller step

/**
 * The yearly chance of renewing at which one-year terms at today's price bring as much as the committed term, cash for cash: below it the term
 * pays for itself. Null where the term is for one year, or brings more even if everybody renews.
 * @example breakEvenRenewal([88_000, 88_000, 88_000], 100_000) // 0.875
 */
export function breakEvenRenewal(committed: readonly number[], arr: number): number | null {
  const sum = committed.reduce((total, amount) => total + amount, 0);
  if (committed.length < 2 || sum >= arr * committed.length || sum <= arr) return null;
  const worth = (chance: number) => committed.reduce((total, _, year) => total + arr * chance ** year, 0);
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) < sum) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
