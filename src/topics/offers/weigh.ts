import { type Known, mapKnown, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { type Basis, breakEvenRenewal, type OfferCash, offerCash, offerPrices } from "./offer-cash.ts";
import { type OwnTerm, ownTerm } from "./own-term.ts";
import type { Offer, OfferFigures, OfferQuestion } from "./question.ts";

/** One offer beside holding today's price. Major units; shares as fractions. */
export interface WeighedOffer extends OfferCash {
  offer: Offer;
  /** Price of the first year over today's, less 1. */
  change: number;
  /** Margin given up against holding today's price; below 0 it is gained. */
  gives: number;
  /** Holding must lose the customer with at least this chance for the offer to pay, if the offer surely keeps it. */
  pays_above_loss: Known<number>;
  /** A rise may lose the customer with at most this added chance. */
  may_lose: Known<number>;
  /** Of several renewals of one size: how many a rise may lose, and still bring no less than holding. */
  accounts_may_lose: Known<number>;
  /** Of several renewals of one size: how many holding must lose, and the offer keep, for it to pay. */
  accounts_must_save: Known<number>;
  /** What the offer brings against holding if it loses one more than it may; below 0 it is worse. */
  one_more_lost: Known<number>;
  /** Yearly renewal chance below which the longer term pays. */
  term_pays_below: Known<number>;
  /** Added yearly price elsewhere in the account that makes up for it. */
  arr_to_make_up: Known<number>;
  months_to_make_up: Known<number>;
  nrr_points: Known<number>;
  grr_points: Known<number>;
  /** The same given to the next accounts that ask, a year. */
  precedent: Known<number>;
  precedent_share: Known<number>;
  expected: Known<number>;
  /** The same without interest over its own term, in its first year, and beside the other offers. */
  own_term: OwnTerm;
  /** Who must be there before a number is named, each once. */
  room: string[];
}

/** Who must be there before a number is named: for each share that is cut or added the highest step it passes, and for each kind of term. */
function roomOf(offer: Offer, change: number, figures: Pick<OfferFigures, "room" | "roomByShare">): string[] {
  const {
    scope,
    walk_away = false,
    term_years = 1,
    payment = "yearly_ahead",
    credit = 0,
    free_months = 0,
    extra_cost = 0,
  } = offer;
  const shares = { discount: scope === undefined && !walk_away ? -change : 0, increase: change, downgrade: 1 - (scope ?? 1) };
  const steps = figures.roomByShare.value.filter(({ what, above }) => shares[what] > above);
  const highest = steps.filter(({ what, above }) => !steps.some((other) => other.what === what && other.above > above));
  const terms = {
    multi_year: term_years > 1,
    payment: payment !== "yearly_ahead",
    credit: credit + free_months + extra_cost > 0,
    walk_away,
  };
  const others = figures.room.value.filter(({ what }) => terms[what]);
  return [...new Set([...highest, ...others].map(({ who }) => who))];
}

/** What the customer's yearly price does to the book in the year it lands, as fractions of the book. */
function onTheBook(
  price: number,
  question: OfferQuestion,
  asks: number,
): Pick<WeighedOffer, "nrr_points" | "grr_points" | "precedent" | "precedent_share"> {
  const { arr = 0, book } = question;
  if (book?.arr === undefined || book.accounts === undefined || book.arr === 0 || book.accounts === 0) {
    const why = unknown("Give book with arr and accounts.");
    return { nrr_points: why, grr_points: why, precedent: why, precedent_share: why };
  }
  const change = sumMoney([price, -arr]);
  const given = (Math.min(asks, book.accounts) * book.arr) / book.accounts;
  const precedent = sumMoney([(given * -change) / arr]);
  return {
    nrr_points: change / book.arr,
    grr_points: Math.min(0, change) / book.arr,
    precedent,
    precedent_share: precedent / book.arr,
  };
}

/** Chances at which an offer and holding today's price come to the same, by which of the two brings more. */
function breakEvens(made: OfferCash, hold: OfferCash, offer: Offer): Pick<WeighedOffer, "pays_above_loss" | "may_lose"> {
  if (offer.walk_away === true) {
    const why = unknown("Walking away loses the customer for certain.");
    return { pays_above_loss: why, may_lose: why };
  }
  if (hold.margin <= 0) {
    const why = unknown("At today's price this customer brings no margin, so losing it costs nothing.");
    return { pays_above_loss: why, may_lose: why };
  }
  if (made.margin <= 0)
    return {
      pays_above_loss: unknown("Under this offer the customer brings no margin: it pays at no chance."),
      may_lose: unknown("This offer brings less than holding."),
    };
  return made.margin <= hold.margin
    ? { pays_above_loss: 1 - made.margin / hold.margin, may_lose: unknown("This offer brings no more than holding.") }
    : {
        pays_above_loss: unknown("This offer brings more than holding if the customer stays."),
        may_lose: 1 - hold.margin / made.margin,
      };
}

/** Break-even chances as accounts of one size, each lost for good, where the price is that of several renewals. */
function inAccounts(
  made: OfferCash,
  hold: OfferCash,
  offer: Offer,
  { pays_above_loss, may_lose }: Pick<WeighedOffer, "pays_above_loss" | "may_lose">,
): Pick<WeighedOffer, "accounts_may_lose" | "accounts_must_save" | "one_more_lost"> {
  const { accounts } = offer;
  const none = unknown("Give accounts, the number of renewals that arr is the sum of.");
  if (accounts === undefined) return { accounts_may_lose: none, accounts_must_save: none, one_more_lost: none };
  // A share that is a whole number of accounts, but for the last digits of a double, is that number.
  const lost = mapKnown(may_lose, (share) => Math.floor(withoutNoise(share * accounts)));
  return {
    accounts_may_lose: lost,
    accounts_must_save: mapKnown(pays_above_loss, (share) => Math.floor(withoutNoise(share * accounts)) + 1),
    one_more_lost: mapKnown(lost, (count) =>
      sumMoney([made.margin * (1 - Math.min(accounts, count + 1) / accounts), -hold.margin]),
    ),
  };
}

/** What must come back for what is given: more yearly price elsewhere, or months the customer stays longer at the new price. */
function makeUp(gives: number, price: number, basis: Basis): Pick<WeighedOffer, "arr_to_make_up" | "months_to_make_up"> {
  if (gives <= 0)
    return { arr_to_make_up: unknown("Nothing is given away."), months_to_make_up: unknown("Nothing is given away.") };
  const a_unit = Array.from({ length: basis.years }, (_, year) => 1 / (1 + basis.discount) ** year).reduce(
    (sum, one) => sum + one,
    0,
  );
  const monthly = (price - basis.arr * (1 - basis.gross_margin)) / 12;
  return {
    arr_to_make_up:
      basis.gross_margin === 0 ? unknown("Nothing sold brings a margin.") : sumMoney([gives / (a_unit * basis.gross_margin)]),
    months_to_make_up: monthly <= 0 ? unknown("At this price a month brings no margin.") : gives / monthly,
  };
}

function termPays(offer: Offer, arr: number): Known<number> {
  const { term_years = 1 } = offer;
  if (term_years < 2) return unknown("The term is one year.");
  const committed = offerPrices(offer, arr, term_years);
  committed[0] = sumMoney([committed[0]! * (1 - (offer.free_months ?? 0) / 12), -(offer.credit ?? 0)]);
  return (
    breakEvenRenewal(committed, arr) ??
    unknown(
      "The term brings as much as renewals at today's price even if every one of them happens, or less than one year of it.",
    )
  );
}

/**
 * Each offer beside holding today's price: what it gives up, the chance of losing the customer at which it pays, what must come back, what the
 * next accounts would cost that ask the same, and who must be there. No chance is supposed that the caller did not give.
 */
export function weighOffers(
  question: OfferQuestion & { arr: number },
  basis: Basis,
  figures: OfferFigures,
): { hold: OfferCash; offers: WeighedOffer[] } {
  const hold = offerCash({ name: "Hold" }, basis);
  const asks = question.book?.asks ?? figures.asks.value;
  // The contract as it stands is what the others are set against, and no offer.
  const offers = question.offers
    .filter(({ base }) => base !== true)
    .map((offer): WeighedOffer => {
      const made = offerCash(offer, basis);
      const change = made.price / question.arr - 1;
      const gives = sumMoney([hold.margin, -made.margin]);
      const even = breakEvens(made, hold, offer);
      return {
        ...made,
        offer,
        change,
        gives,
        ...even,
        ...inAccounts(made, hold, offer, even),
        term_pays_below: termPays(offer, question.arr),
        ...makeUp(offer.walk_away === true ? 0 : gives, made.price, basis),
        ...onTheBook(made.price, question, asks),
        expected:
          offer.chance === undefined
            ? unknown("Nobody gave the chance that the customer signs it.")
            : sumMoney([offer.chance * made.margin]),
        own_term: ownTerm(offer, question.offers, basis, figures.losses.value),
        room: roomOf(offer, change, figures),
      };
    });
  return { hold, offers };
}
