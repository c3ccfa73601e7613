import type * as z from "zod";
import { addDays, addMonths, businessDay, daysBetween } from "../../core/dates.ts";
import { type Answered, type Known, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import type { NoticeRow, OwnTermRow, RiskRow } from "./answer.ts";
import { type Basis, offerCash, offerPrice } from "./offer-cash.ts";
import type { Offer, OfferFigures } from "./question.ts";

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
  const MONTH = 30; // not a figure: days a contract calls a month
  return noticeDays.value.flatMap((count) => [
    row(`${count} days`, (date) => addDays(date, -count), addDays(asOf, count)),
    row(
      count === MONTH ? "1 month" : `${count / MONTH} months`,
      (date) => addMonths(date, -Math.round(count / MONTH)),
      addMonths(asOf, Math.round(count / MONTH)),
    ),
  ]);
}
