import * as z from "zod";
import { addDays, addMonths, businessDay, daysBetween } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, type Known, known, over, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { type Basis, offerCash, offerPrices } from "./offer-cash.ts";
import type { Offer, OfferQuestion } from "./question.ts";

const Follow = z.strictObject({
  who: z.string(),
  /** The share of it that asks the same: half, or all. */
  part: shown.rate(),
  first_year: shown.money(),
  term: shown.money(),
  /** With the account itself: above it not even a certain loss makes the offer pay. */
  pays_above: shown.rate().nullable(),
  /** The same where losing the account loses the follower, too. */
  if_lost_along: shown.rate().nullable(),
});
const Given = { first_year: shown.money(), term: shown.money(), pays_above: shown.rate().nullable() };

/** Every offer set against the contract as it stands, in plain sums without interest. */
export const AgainstBlock = z.strictObject({
  base: z.string(),
  /** What holding brings by year: the contract with its index, or today's price where no offer is marked as base. */
  base_prices: z.array(shown.money()),
  base_margin_first_year: shown.money(),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      years: shown.number(),
      prices: z.array(shown.money()),
      ...Given,
      /** Against today's price without the index. */
      first_year_today: shown.money(),
      term_today: shown.money(),
      /** Change of the first year's margin. */
      margin_change: shown.rate().nullable(),
      /** The same cut with the contract's index kept, where the offer itself freezes the price. */
      index_kept: z.strictObject(Given).nullable(),
      follow: z.array(Follow),
    }),
  ),
  notice: z
    .strictObject({
      last_day: z.string(),
      /** The other way to count: days for months, or months for days. */
      other_count: z.string(),
      /** Where the term ends on the day before the renewal. */
      day_earlier: z.string(),
      act_by: z.string(),
      days_left: shown.number(),
      answer_by: z.string().nullable(),
      /** Whether the answer that is asked for comes after the last day for notice. */
      answer_after: z.boolean().nullable(),
      days_off: z.array(z.string()),
    })
    .nullable(),
});
export type AgainstFields = Answered<z.infer<typeof AgainstBlock>>;

/** A day off near the last day, with its name and where only some regions keep it. */
export interface DayOff {
  date: string;
  name: string;
  regions?: readonly string[];
}

const MONTH = 30; // not a figure: days a contract calls a month
const NEAR = 10; // not a figure: days before a last day in which days off count
const HALF = 1 / 2;
const gone = unknown("It gives nothing up, or holding brings no margin.");

const plain = (basis: Basis, years: number): Basis => ({ ...basis, discount: 0, years });

function noticeOf(
  { renewal_date, notice_days, notice_months, answer_by }: Offer,
  asOf: string | undefined,
  rest: ReadonlySet<string>,
  off: readonly DayOff[],
): AgainstFields["notice"] {
  if (asOf === undefined || renewal_date === undefined || (notice_days === undefined && notice_months === undefined))
    return unknown("Give renewal_date and notice_days or notice_months with the offer, and as_of.");
  const days = notice_days ?? notice_months! * MONTH;
  const months = notice_months ?? Math.round(days / MONTH);
  const [byDays, byMonths] = [addDays(renewal_date, -days), addMonths(renewal_date, -months)];
  const last_day = notice_months === undefined ? byDays : byMonths;
  return {
    last_day,
    other_count: notice_months === undefined ? byMonths : byDays,
    day_earlier: addDays(last_day, -1),
    act_by: businessDay(last_day, -1, rest),
    days_left: daysBetween(asOf, last_day),
    answer_by: known(answer_by, "Nobody said by when they want an answer (answer_by)."),
    answer_after:
      answer_by === undefined ? unknown("Nobody said by when they want an answer (answer_by).") : answer_by > last_day,
    days_off: off
      .filter(({ date }) => date <= last_day && daysBetween(date, last_day) <= NEAR)
      .map(({ date, name, regions = [] }) => [date, name, ...regions].join(" ")),
  };
}

/** What an offer gives up against the base, and the chance of losing the customer above which it pays. */
function givenBy(offer: Offer, base: Offer, basis: Basis, years: number) {
  const give = (count: number) =>
    sumMoney([offerCash(base, plain(basis, count)).margin, -offerCash(offer, plain(basis, count)).margin]);
  const margin = offerCash(base, plain(basis, years)).margin;
  const term = give(years);
  const pays_above: Known<number> = term <= 0 || margin <= 0 ? gone : withoutNoise(term / margin);
  return { first_year: give(1), term, pays_above, margin };
}

/**
 * The offers against the contract as it stands. Who follows gets the same change in percent on the same basis; a part that is not billed and a smaller
 * scope do not travel. @example a base of 100 with an index of 10%, 20% off for one year: 110 - 80 = 30 given up
 */
export function againstOf(
  question: OfferQuestion & { arr: number },
  basis: Basis,
  { rest, off }: { rest: ReadonlySet<string>; off: readonly DayOff[] },
): AgainstFields {
  const base = question.offers.find((one) => one.base === true) ?? { name: "today's price" };
  const today: Offer = { name: "today's price" };
  const others = question.offers.filter((one) => one !== base && one.walk_away !== true);
  const longest = largest([1, ...others.map(({ term_years = 1 }) => term_years)]);
  const dated = [base, ...question.offers].find(({ renewal_date }) => renewal_date !== undefined) ?? base;
  return {
    base: base.name,
    base_prices: offerPrices(base, basis.arr, longest),
    base_margin_first_year: offerCash(base, plain(basis, 1)).margin,
    rows: others.map((offer) => {
      const years = offer.term_years ?? 1;
      const own = givenBy(offer, base, basis, years);
      const flat = givenBy(offer, today, basis, years);
      const frozen =
        base.index !== undefined && offer.index === undefined && offer.escalator === undefined && offer.price === undefined;
      const cut = (offer.change ?? 0) < 0;
      const kept = frozen && cut ? givenBy({ ...offer, index: base.index }, base, basis, years) : null;
      const { less: _less, less_months: _months, ...travels } = offer;
      const goes = offer.travels ?? offer.scope === undefined;
      const spread = goes ? givenBy(travels, base, basis, years) : null;
      const { index: _index, ...flatly } = travels;
      const unmoved = goes && offer.price === undefined ? givenBy(flatly, today, basis, years) : spread;
      const baseYear = offerCash(base, plain(basis, 1)).margin;
      return {
        name: offer.name,
        years,
        prices: offerPrices(offer, basis.arr, years),
        first_year: own.first_year,
        term: own.term,
        pays_above: own.pays_above,
        first_year_today: flat.first_year,
        term_today: flat.term,
        margin_change: over(-own.first_year, baseYear, "Holding brings no margin."),
        index_kept:
          kept === null
            ? unknown("It is no bare cut that freezes an index.")
            : { first_year: kept.first_year, term: kept.term, pays_above: kept.pays_above },
        follow: (question.book?.follow ?? []).flatMap((follower) => {
          const ratio = follower.arr / basis.arr;
          const way = follower.index === false ? unmoved : spread;
          return [...((follower.accounts ?? 1) > 1 ? [HALF] : []), 1].map((part) => {
            const term = way === null ? 0 : sumMoney([way.term * ratio * part]);
            const above = (stake: number): Known<number> =>
              stake <= 0 || own.term + term <= 0 ? gone : withoutNoise((own.term + term) / stake);
            return {
              who: follower.name,
              part,
              first_year: way === null ? 0 : sumMoney([way.first_year * ratio * part]),
              term,
              pays_above: above(own.margin),
              if_lost_along: above(own.margin + (follower.index === false ? flat.margin : own.margin) * ratio * part),
            };
          });
        }),
      };
    }),
    notice: noticeOf(dated, question.as_of, rest, off),
  };
}
