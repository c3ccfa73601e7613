import * as z from "zod";
import { addDays, addMonths, businessDay, daysBetween } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, type Known, known, over, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { type Basis, offerCash, offerPrice, offerPrices } from "./offer-cash.ts";
import type { Offer, OfferFigures, OfferQuestion } from "./question.ts";

/** An offer in plain arithmetic, without interest, in its first year and over its own term; beside the other offers where it goes to many renewals. */
export const OwnTermRow = z.strictObject({
  years: shown.number(),
  first_year_gives: shown.money(),
  gives: shown.money(),
  /** If the price goes on after the term for all years looked at. */
  gives_all_years: shown.money(),
  pays_above_loss: shown.rate().nullable(),
  may_lose: shown.rate().nullable(),
  may_lose_arr: shown.rate().nullable(),
  accounts_may_lose: shown.count().nullable(),
  accounts_may_lose_arr: shown.count().nullable(),
  losses: z.array(
    z.strictObject({
      lost: shown.count(),
      arr_first_year: shown.money(),
      margin_first_year: shown.money(),
      margin_term: shown.money(),
    }),
  ),
  versus: z.array(
    z.strictObject({
      than: z.string(),
      first_year: shown.money(),
      all_years: shown.money(),
      more_losses_first_year: shown.count().nullable(),
      more_losses_all_years: shown.count().nullable(),
      one_more_margin: shown.money(),
      one_more_arr: shown.money(),
    }),
  ),
});

/** The last day to give notice under one period of notice, and the renewals for which today is the last day. */
const NoticeRow = z.strictObject({
  notice: z.string(),
  last_day: z.string().nullable(),
  last_working_day: z.string().nullable(),
  days_left: shown.number().nullable(),
  closed_up_to: z.string(),
});

/** What an added risk of losing the customer is worth at most to take away: of a year's margin, and as a cut of the price. */
const RiskRow = z.strictObject({ added_risk: shown.rate(), worth_a_year: shown.money(), worth_as_discount: shown.rate() });

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
const nothing = unknown("It gives nothing up, or holding brings no margin.");

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
      .filter(({ date }) => date >= asOf && date <= last_day && daysBetween(date, last_day) <= NEAR)
      .map(({ date, name, regions = [] }) => [date, name, ...regions].join(" ")),
  };
}

/** What an offer gives up against the base, and the chance of losing the customer above which it pays. */
function givenBy(offer: Offer, base: Offer, basis: Basis, years: number) {
  const give = (count: number) =>
    sumMoney([offerCash(base, plain(basis, count)).margin, -offerCash(offer, plain(basis, count)).margin]);
  const margin = offerCash(base, plain(basis, years)).margin;
  const term = give(years);
  const pays_above: Known<number> = term <= 0 || margin <= 0 ? nothing : withoutNoise(term / margin);
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
              stake <= 0 || own.term + term <= 0 ? nothing : withoutNoise((own.term + term) / stake);
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

type Notice = Answered<z.infer<typeof NoticeRow>>;
export type OwnTerm = Answered<z.infer<typeof OwnTermRow>>;
type LossRow = OwnTerm["losses"][number];
type Versus = OwnTerm["versus"][number];

const plain = (basis: Basis, years: number): Basis => ({ ...basis, discount: 0, years });
const named = (offer: Offer): boolean => offer.walk_away !== true;

/** Whole renewals within a share of all of them. @example wholeOf(0.095, 22) // 2 */
const wholeOf = (share: number, accounts: number): number => Math.floor(withoutNoise(share * accounts));

function versus(offer: Offer, offers: readonly Offer[], basis: Basis): Versus[] {
  const { accounts = 1 } = offer;
  const marginOf = (one: Offer, years: number) => offerCash(one, plain(basis, years)).margin;
  return offers
    .filter((other) => other !== offer && named(other))
    .map((other): Versus => {
      const ahead = (years: number) => sumMoney([marginOf(offer, years), -marginOf(other, years)]);
      const fewest = (years: number): Known<number> => {
        const each = marginOf(offer, years) / accounts;
        if (ahead(years) < 0) return unknown("It brings less even if both lose nobody.");
        return each <= 0 ? unknown("A renewal brings no margin.") : Math.floor(withoutNoise(ahead(years) / each)) + 1;
      };
      return {
        than: other.name,
        first_year: ahead(1),
        all_years: ahead(basis.years),
        one_more_margin: sumMoney([ahead(1), -marginOf(offer, 1) / accounts]),
        one_more_arr: sumMoney([offerPrice(offer, basis.arr) * (1 - 1 / accounts), -offerPrice(other, basis.arr)]),
        more_losses_first_year: fewest(1),
        more_losses_all_years: fewest(basis.years),
      };
    });
}

/**
 * An offer over its own term without interest, so that anybody can check it by hand.
 * @example ownTerm({ name: "10% off", change: -0.1 }, [], { arr: 100_000, gross_margin: 0.8, discount: 0.1, years: 3 }, [0]).pays_above_loss // 0.125
 */
export function ownTerm(offer: Offer, offers: readonly Offer[], basis: Basis, lost: readonly number[]): OwnTerm {
  const { accounts, term_years: years = 1 } = offer;
  const [hold, made] = [{ name: "Hold" }, offer].map((one) => offerCash(one, plain(basis, years))) as [Cash, Cash];
  const [holdYear, madeYear] = [{ name: "Hold" }, offer].map((one) => offerCash(one, plain(basis, 1))) as [Cash, Cash];
  const gone = unknown("Walking away loses the customer for certain.");
  const none = unknown("It brings no more than holding.");
  const number = unknown("Give accounts, the number of renewals that arr is the sum of.");
  const may_lose = !named(offer) ? gone : made.margin > hold.margin ? 1 - hold.margin / made.margin : none;
  const may_lose_arr = !named(offer) ? gone : made.price > basis.arr ? 1 - basis.arr / made.price : none;
  const inAccounts = (share: Known<number>): Known<number> =>
    accounts === undefined ? number : typeof share === "number" ? wholeOf(share, accounts) : share;
  return {
    years,
    first_year_gives: sumMoney([holdYear.margin, -madeYear.margin]),
    gives: sumMoney([hold.margin, -made.margin]),
    gives_all_years: sumMoney([
      offerCash({ name: "Hold" }, plain(basis, basis.years)).margin,
      -offerCash(offer, plain(basis, basis.years)).margin,
    ]),
    pays_above_loss: !named(offer)
      ? gone
      : made.margin > hold.margin || hold.margin <= 0
        ? unknown("It brings more than holding if the customer stays, or holding brings nothing.")
        : 1 - made.margin / hold.margin,
    may_lose,
    may_lose_arr,
    accounts_may_lose: inAccounts(may_lose),
    accounts_may_lose_arr: inAccounts(may_lose_arr),
    losses:
      accounts === undefined || accounts < 2 || !named(offer)
        ? []
        : lost
            .filter((count) => count <= accounts)
            .map((count): LossRow => {
              const left = 1 - count / accounts;
              return {
                lost: count,
                arr_first_year: sumMoney([madeYear.price * left, -basis.arr]),
                margin_first_year: sumMoney([madeYear.margin * left, -holdYear.margin]),
                margin_term: sumMoney([made.margin * left, -hold.margin]),
              };
            }),
    versus: named(offer) && (accounts ?? 1) > 1 ? versus(offer, offers, basis) : [],
  };
}
type Cash = ReturnType<typeof offerCash>;

/** The dearest cut that each added risk of losing the customer pays for, if the cut surely keeps it. @example risksOf(basis, [0.1]) */
export const risksOf = ({ arr, gross_margin }: Basis, risks: readonly number[]): z.infer<typeof RiskRow>[] =>
  risks.map((added_risk) => ({
    added_risk,
    worth_a_year: sumMoney([arr * gross_margin * added_risk]),
    worth_as_discount: gross_margin * added_risk,
  }));

/** Days of a year on which hardly anybody works, as dates of the years around a day. @example restDays("2026-11-30", ["01-01"]).has("2027-01-01") // true */
export function restDays(around: string, days: readonly string[]): ReadonlySet<string> {
  const year = Number(around.slice(0, "2026".length));
  return new Set([year - 1, year, year + 1, year + 2].flatMap((one) => days.map((day) => `${one}-${day}`)));
}

/** Days and months of notice side by side, since a contract may count either. @example noticesOf("2026-11-30", "2027-01-31", figures)[0].last_day // "2026-12-02" */
export function noticesOf(
  asOf: string,
  renewal: string | undefined,
  { noticeDays, restDays: rest }: Pick<OfferFigures, "noticeDays" | "restDays">,
): Notice[] {
  const row = (notice: string, back: (date: string) => string, ahead: string): Notice => {
    const none = unknown("Give renewal_date with an offer.");
    const last = renewal === undefined ? none : back(renewal);
    const of = <Value>(make: (date: string) => Value): Known<Value> => (typeof last === "string" ? make(last) : none);
    return {
      notice,
      last_day: last,
      last_working_day: of((date) => businessDay(date, -1, restDays(date, rest.value))),
      days_left: of((date) => daysBetween(asOf, date)),
      closed_up_to: ahead,
    };
  };
  return noticeDays.value.flatMap((count) => [
    row(`${count} days`, (date) => addDays(date, -count), addDays(asOf, count)),
    row(
      count === MONTH ? "1 month" : `${count / MONTH} months`,
      (date) => addMonths(date, -Math.round(count / MONTH)),
      addMonths(asOf, Math.round(count / MONTH)),
    ),
  ]);
}
