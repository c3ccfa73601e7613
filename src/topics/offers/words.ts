import type { Assumption } from "../../core/answer.ts";
import { brief, listed, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { withoutNoise } from "../../core/money.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { OfferCash } from "./offer-cash.ts";
import type { OfferFigures, OfferQuestion } from "./question.ts";
import type { WeighedSave } from "./saves.ts";
import type { WeighedOffer } from "./weigh.ts";
import { type OfferTerms, points, type Said, share, wordSaves } from "./words-saves.ts";

const ROWS = 3;
/** What several offers come to beside holding, in one sentence. */
function allSaid(offers: readonly WeighedOffer[], hold: OfferCash, { years, currency }: OfferTerms): string {
  const of = (one: WeighedOffer) => ` of ${one.offer.accounts}`;
  const inNumber = ({ accounts_may_lose: lose, accounts_must_save: save }: WeighedOffer) =>
    isKnown(lose) ? lose : isKnown(save) ? save - 1 : null;
  const row = (named: readonly [WeighedOffer, number][]) =>
    named.map(([one, at]) => `${one.offer.name} ${inNumber(one) === null ? share(at) : `${inNumber(one)}${of(one)}`}`).join(", ");
  const many = offers.some(({ offer }) => (offer.accounts ?? 1) > 1);
  const pays = offers.flatMap((one) => {
    const even = many ? one.pays_above_loss : one.own_term.pays_above_loss;
    return isKnown(even) && one.gives > 0 ? [[one, even] as [WeighedOffer, number]] : [];
  });
  const raises = offers.flatMap((one) => (isKnown(one.may_lose) ? [[one, one.may_lose] as [WeighedOffer, number]] : []));
  const never = offers.filter((one) => !one.offer.walk_away && !isKnown(one.pays_above_loss) && !isKnown(one.may_lose));
  return [
    `Holding brings ${shortMoney(hold.margin, currency)} of margin over ${plural(years, "year")} if ${many ? "all stay" : "the customer stays"}.`,
    pays.length
      ? many
        ? ` Giving way pays only if holding would lose more renewals than: ${row(pays)}.`
        : ` Over its own term, without interest, giving way pays only if holding would lose it more often than: ${row(pays)}.`
      : "",
    raises.length
      ? many
        ? ` Asking more pays as long as it loses no more renewals of usual size than: ${row(raises)}.`
        : ` Asking more pays unless it loses the customer more often by: ${row(raises)}.`
      : "",
    never.length ? ` At no chance pays ${listed(never.map(({ offer }) => offer.name))}.` : "",
  ].join("");
}

/** What one offer comes to, in a sentence. */
function offerSaid(one: WeighedOffer, hold: OfferCash, { years, currency }: OfferTerms): string {
  const amount = (value: number) => shortMoney(value, currency);
  const { offer, gives, pays_above_loss, may_lose, accounts_may_lose: lose, accounts_must_save: save, one_more_lost: more } = one;
  if (offer.walk_away) return `${offer.name} gives up ${amount(hold.margin)} of margin over ${plural(years, "year")}.`;
  if (isKnown(lose) && isKnown(more) && isKnown(may_lose))
    return `${offer.name} brings ${amount(-gives)} more over ${plural(years, "year")} if all ${offer.accounts} renewals stay, and may lose ${lose} of usual size because of it (${share(may_lose)} of the money); one more makes it ${amount(Math.abs(more))} ${more < 0 ? "worse" : "better"} than holding.`;
  if (isKnown(save) && gives > 0)
    return `${offer.name} gives up ${amount(gives)} of margin over ${plural(years, "year")}, so it pays only if it keeps at least ${save} of ${plural(offer.accounts!, "renewal")} that holding would lose.`;
  if (isKnown(may_lose))
    return `${offer.name} brings ${amount(-gives)} more over ${plural(years, "year")}, and may raise the chance of losing the customer by up to ${share(may_lose)}.`;
  if (isKnown(pays_above_loss) && gives > 0)
    return `${offer.name} gives up ${amount(one.own_term.first_year_gives)} of margin in its first year and ${amount(gives)} over ${plural(years, "year")} in today's money, so it pays only if holding today's price would lose the customer more than ${share(pays_above_loss)} of the time.`;
  if (isKnown(pays_above_loss)) return `${offer.name} brings the same as holding today's price.`;
  return `${offer.name} leaves no margin: it pays at no chance of losing the customer.`;
}

/** The least is given by the offer that keeps most margin; walking away is no offer to rank. */
const byGift = (offers: readonly WeighedOffer[]): WeighedOffer[] =>
  [...offers].filter(({ offer }) => offer.walk_away !== true).sort((a, b) => a.gives - b.gives);

/** The concession that gives most; a smaller scope is a smaller product and comes after those. */
const dearestOf = (offers: readonly WeighedOffer[]): WeighedOffer | undefined =>
  byGift(offers.filter(({ offer }) => offer.scope === undefined)).at(-1) ?? byGift(offers).at(-1);

/** What asking more brings, and what its loss would cost. */
function riseFacts(
  offers: readonly WeighedOffer[],
  { arr: all = 0, book }: OfferQuestion,
  amount: (value: number) => string,
): string[] {
  const accounts = offers[0]?.offer.accounts ?? 1;
  const one = all / accounts;
  const whom = accounts > 1 ? "one of usual size" : "the customer";
  const part = book?.arr === undefined ? "" : `, ${share(one / book.arr)} of the book`;
  return offers
    .filter(({ gives, offer, price }) => gives < 0 && offer.walk_away !== true && price > all)
    .slice(0, ROWS)
    .map(({ offer, price, nrr_points, may_lose, accounts_may_lose: lose, one_more_lost: more, own_term: own }) => {
      const gained = isKnown(nrr_points) ? `, ${points(nrr_points)} points of the book's NRR` : "";
      const limit =
        accounts > 1 && isKnown(may_lose) && isKnown(lose) && isKnown(more)
          ? ` It stops paying once it loses ${amount(may_lose * all)} of today's price; ${lose + 1} of usual size leave ${more < 0 ? `${amount(-more)} less` : `${amount(more)} more`} than holding.${isKnown(own.accounts_may_lose) && isKnown(own.accounts_may_lose_arr) ? ` By plain sums it may lose ${own.accounts_may_lose} on margin, and ${own.accounts_may_lose_arr} until ARR is below today's.` : ""}`
          : "";
      return `${offer.name} brings ${amount(price - all)} in its first year${gained}; losing ${whom} costs ${amount(one)} a year${part}.${limit}`;
    });
}

/** Why a break-even in today's money is not the one of plain sums, where they differ in print. */
function interestSaid({ own_term: own, pays_above_loss: today }: WeighedOffer): string {
  if (!isKnown(own.pays_above_loss) || !isKnown(today) || percent(own.pays_above_loss, 1) === percent(today, 1)) return "";
  return ` (it pays above ${percent(own.pays_above_loss, 1)} by plain sums, ${percent(today, 1)} in today's money, since prices are paid ahead and serving through the year)`;
}

/** Each concession over its own term without interest, so that anybody can check it by hand. */
function ownTermsSaid(offers: readonly WeighedOffer[], amount: (value: number) => string): string {
  const rows = offers.flatMap(({ offer, own_term: own }) =>
    isKnown(own.pays_above_loss) && own.gives > 0
      ? [
          `${offer.name} gives ${amount(own.gives)} over ${plural(own.years, "year")} and pays above ${share(own.pays_above_loss)}`,
        ]
      : [],
  );
  return rows.length ? `Over its own term, without interest: ${rows.slice(0, ROWS + 1).join("; ")}.` : "";
}

/** The first rise beside the next offer: what it is ahead, and how many more losses turn that. */
function besideSaid(offers: readonly WeighedOffer[], years: number, amount: (value: number) => string): string {
  const first = offers.find(({ own_term: { versus } }) => versus.some(({ first_year: one }) => one > 0));
  const other = first?.own_term.versus.find(({ first_year: one }) => one > 0);
  if (first === undefined || other === undefined) return "";
  const turn = (losses: WeighedOffer["accounts_may_lose"]) =>
    isKnown(losses) ? `, and falls behind with ${plural(losses, "loss", "losses")} more` : "";
  const over =
    other.all_years < 0
      ? `${amount(-other.all_years)} behind`
      : `${amount(other.all_years)} ahead${turn(other.more_losses_all_years)}`;
  const one = `one loss more leaves ${amount(Math.abs(other.one_more_margin))} ${other.one_more_margin < 0 ? "less" : "more"} margin and ${amount(Math.abs(other.one_more_arr))} ${other.one_more_arr < 0 ? "less" : "more"} ARR`;
  return `${first.offer.name} is ${amount(other.first_year)} of margin ahead of ${other.than} in the first year, and ${one}; over ${plural(years, "year")} without interest it is ${over}.`;
}

function offerFacts(offers: readonly WeighedOffer[], { question, years, gross_margin, asks, currency }: OfferTerms): string[] {
  const amount = (value: number) => shortMoney(value, currency);
  const dearest = dearestOf(offers);
  if (dearest === undefined) return [];
  if (dearest.gives <= 0) {
    const [first = "", ...others] = riseFacts(offers, question, amount);
    return [first, besideSaid(offers, years, amount), ...others].filter(Boolean).slice(0, ROWS);
  }
  const {
    offer,
    change,
    arr_to_make_up: more,
    months_to_make_up: longer,
    precedent,
    precedent_share,
    term_pays_below: term,
  } = dearest;
  const cut =
    offer.scope === undefined && change < 0 && gross_margin > 0
      ? `${share(-change)} off the price is ${share(-change / gross_margin)} of the margin: serving costs what it did${interestSaid(dearest)}.`
      : "";

  const back =
    isKnown(more) && isKnown(longer)
      ? `What ${offer.name} gives must come back as ${amount(more)} a year sold elsewhere in the account, or as ${decimal(longer, 0)} months that it stays longer.`
      : "";
  const after =
    isKnown(precedent) && isKnown(precedent_share) && precedent > 0
      ? `If the next ${plural(Math.min(asks, question.book?.accounts ?? asks), "account")} of usual size ask the same, it costs ${amount(precedent)} a year, ${share(precedent_share)} of the book.`
      : "";
  const long = isKnown(term)
    ? `The longer term pays for itself only with a customer who renews less than ${share(term)} of the time each year.`
    : "";
  const facts = offers.length > 1 ? [cut, ownTermsSaid(offers, amount), after, back, long] : [cut, back, after, long];
  return facts.filter(Boolean).slice(0, ROWS);
}

/** Everybody who must be there, each once, for what they are needed. */
function room(offers: readonly WeighedOffer[]): string[] {
  const names = new Map<string, string[]>();
  for (const { offer, room: people } of offers) for (const who of people) names.set(who, [...(names.get(who) ?? []), offer.name]);
  return [...names].map(([who, of]) => `${who}: in the room before a number is named for ${listed([...new Set(of)])}.`);
}

function wordOffers(offers: readonly WeighedOffer[], hold: OfferCash, terms: OfferTerms): Said {
  const { question, currency } = terms;
  const ranked = byGift(offers);
  const expected = offers
    .filter(({ expected: value }) => isKnown(value))
    .sort((a, b) => (b.expected as number) - (a.expected as number));
  const best = expected[0];
  const lead =
    best !== undefined && expected.length > 1
      ? `By your own chances ${best.offer.name} brings most: ${shortMoney(best.expected as number, currency)} of margin against ${shortMoney(expected[1]!.expected as number, currency)} for ${expected[1]!.offer.name}.`
      : "";
  const dearest = dearestOf(offers);
  const book = question.book;
  return {
    summary: brief([
      lead,
      offers.length === 1
        ? offerSaid(offers[0]!, hold, terms)
        : allSaid([...ranked, ...offers.filter(({ offer }) => offer.walk_away)], hold, terms),
    ]),
    because: offerFacts(offers, terms),
    check_first: [
      offers.some(({ gives, offer }) => gives > 0 && offer.walk_away !== true)
        ? "Is price the cause? A discount answers only a price above the worth of a product that works; otherwise the loss moves to next year."
        : "Does the contract allow the rise, and is the last day to give notice still ahead? After it a rise is only announced; before it they can leave.",
      ...(question.offers.some(({ term_years = 1 }) => term_years > 1)
        ? ["Is there a break in the longer term? A yearly way out makes it a series of one-year contracts."]
        : []),
    ].slice(0, 2),
    do_next: room(offers).slice(0, ROWS),
    unknown: [
      ...(best === undefined
        ? [
            (question.offers[0]?.accounts ?? 1) > 1
              ? "How many would leave because of the price: nobody gave it, and it decides. Ask each CSM: yes, maybe or no, with a reason."
              : "How likely the customer is to leave at today's price: nobody gave it, and it decides. Its champion and the last three calls can tell.",
          ]
        : []),
      ...(book === undefined
        ? ["What it does to NRR and GRR, and what it costs when others ask the same: give the book's ARR and accounts."]
        : []),
      ...(question.gross_margin === undefined
        ? ["Your gross margin; finance can say. A lower margin makes every discount dearer."]
        : []),
    ].slice(0, ROWS),
    ...(dearest === undefined ? {} : { say: { cfo: offerSaid(dearest, hold, terms) } }),
    next: [
      {
        question: "What do you ask in return: payment ahead, a reference, a longer term?",
        why: "A concession without a trade is taken as the new price.",
      },
    ],
  };
}

/** Offers and saves in words; where both are asked, offers come first. */
export function wordOffer(
  weighed: { hold: OfferCash | null; offers: readonly WeighedOffer[] },
  saves: readonly WeighedSave[],
  terms: OfferTerms,
): Said {
  if (weighed.hold === null) return wordSaves(saves, terms);
  const offers = wordOffers(weighed.offers, weighed.hold, terms);
  return saves.length === 0
    ? offers
    : { ...offers, because: [...offers.because, ...wordSaves(saves, terms).because].slice(0, ROWS) };
}

/** Changes that come on top of each other, each against today's price. @example onTop([0, 0.03, 0.03]) // [0, 0.03, 0.0609] */
const onTop = (changes: readonly number[]): number[] =>
  changes.map((_, year) => withoutNoise(changes.slice(0, year + 1).reduce((price, change) => price * (1 + change), 1) - 1));

/** What was taken because nobody gave it. */
export function offerAssumptions(question: OfferQuestion, figures: OfferFigures): Assumption[] {
  const { low, high, central } = figures.grossMargin.value;
  const smaller = question.offers.filter(({ scope }) => scope !== undefined);
  const stepped = question.offers.filter(({ changes = [] }) => new Set(changes).size > 1);
  return [
    ...stepped.map(({ name, changes = [] }) => ({
      what: `${name}: changes by year`,
      value: `${changes.map(share).join(", ")} against what holding would cost that year, not on top of the year before`,
      why: "As changes are read.",
      if_wrong: `If each comes on top of the year before, give [${onTop(changes).join(", ")}].`,
    })),
    ...(smaller.length
      ? [
          {
            what: "Scope",
            value: smaller.map(({ name, scope }) => `${name}: ${share(scope!)} of today's work stays`).join(", "),
            why: "As given.",
            if_wrong: "If you meant the share that goes, give what stays: 15% less is 0.85.",
          },
        ]
      : []),
    ...(question.gross_margin === undefined
      ? [
          {
            what: "Gross margin",
            value: percent(central, 0),
            why: "A survey's median; nobody gave yours.",
            if_wrong: `Between ${percent(low, 0)} and ${percent(high, 0)} is possible; a lower one makes a discount dearer.`,
          },
        ]
      : []),
    ...(question.discount === undefined
      ? [
          {
            what: "Cost of capital",
            value: percent(figures.discount.value, 0),
            why: "Used while nobody knows it.",
            if_wrong: "A higher one favors money paid ahead.",
          },
        ]
      : []),
    ...(question.years === undefined
      ? [
          {
            what: "Years looked at",
            value: String(figures.years.value),
            why: "House.",
            if_wrong: "More years make a lasting discount dearer and a save worth more.",
          },
        ]
      : []),
    ...(question.saves.length && question.hour_cost === undefined
      ? [
          {
            what: "An hour of the team",
            value: money(figures.hourCost.value, "USD"),
            why: "House, in USD; nobody gave yours.",
            if_wrong: "A dearer hour asks for a larger rise in the chance.",
          },
        ]
      : []),
    {
      what: "After the term",
      value: "the price goes on as it ended",
      why: "Nobody gave the next price.",
      if_wrong: "A discount that ends gives up less.",
    },
  ];
}
