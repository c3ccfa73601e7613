import type { Assumption } from "../../core/answer.ts";
import { brief, inShort, listed, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { OfferCash } from "./offer-cash.ts";
import type { OfferQuestion } from "./question.ts";
import type { SaveState, WeighedSave } from "./saves.ts";
import type { OfferFigures, WeighedOffer } from "./weigh.ts";

const ROWS = 3;
const share = (value: number): string => percent(value, Math.abs(value) < 0.1 ? 1 : 0); // not a figure: where a decimal is read

const points = (value: number): string => decimal(value * 100, value < 0.1 ? 1 : 0); // not a figure: where a decimal is read

/** What is said of a weighing, in the parts every answer has. */
export interface Said {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say?: { cfo?: string; team?: string };
  next: { call?: string; question?: string; why: string }[];
}

/** What the numbers rest on, for sentences. */
export interface OfferTerms {
  question: OfferQuestion;
  years: number;
  gross_margin: number;
  currency: string;
}

/** What several offers come to beside holding, in one sentence. */
function allSaid(offers: readonly WeighedOffer[], hold: OfferCash, { years, currency }: OfferTerms): string {
  const row = (named: readonly [WeighedOffer, number][]) => named.map(([one, at]) => `${one.offer.name} ${share(at)}`).join(", ");
  const pays = offers.flatMap((one) =>
    isKnown(one.pays_above_loss) && one.gives > 0 ? [[one, one.pays_above_loss] as [WeighedOffer, number]] : [],
  );
  const raises = offers.flatMap((one) => (isKnown(one.may_lose) ? [[one, one.may_lose] as [WeighedOffer, number]] : []));
  const never = offers.filter((one) => !one.offer.walk_away && !isKnown(one.pays_above_loss) && !isKnown(one.may_lose));
  return [
    `Holding brings ${shortMoney(hold.margin, currency)} of margin over ${plural(years, "year")} if the customer stays.`,
    pays.length ? ` Giving way pays only if holding would lose it more often than: ${row(pays)}.` : "",
    raises.length ? ` Asking more pays unless it loses the customer more often by: ${row(raises)}.` : "",
    never.length ? ` At no chance pays ${listed(never.map(({ offer }) => offer.name))}.` : "",
  ].join("");
}

/** What one offer comes to, in a sentence. */
function offerSaid(one: WeighedOffer, hold: OfferCash, { years, currency }: OfferTerms): string {
  const amount = (value: number) => shortMoney(value, currency);
  const { offer, gives, pays_above_loss, may_lose } = one;
  if (offer.walk_away) return `${offer.name} gives up ${amount(hold.margin)} of margin over ${plural(years, "year")}.`;
  if (isKnown(may_lose))
    return `${offer.name} brings ${amount(-gives)} more over ${plural(years, "year")}, and may raise the chance of losing the customer by up to ${share(may_lose)}.`;
  if (isKnown(pays_above_loss) && gives > 0)
    return `${offer.name} gives up ${amount(gives)} of margin over ${plural(years, "year")}, so it pays only if holding today's price would lose the customer more than ${share(pays_above_loss)} of the time.`;
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
  { arr = 0, book }: OfferQuestion,
  amount: (value: number) => string,
): string[] {
  const part = book === undefined ? "" : `, ${share(arr / book.arr)} of the book`;
  return offers
    .filter(({ gives, offer, price }) => gives < 0 && offer.walk_away !== true && price > arr)
    .slice(0, ROWS)
    .map(({ offer, price, nrr_points }) => {
      const gained = isKnown(nrr_points) ? `, ${points(nrr_points)} points of the book's NRR` : "";
      return `${offer.name} brings ${amount(price - arr)} in its first year${gained}; losing the customer costs ${amount(arr)} a year${part}.`;
    });
}

function offerFacts(offers: readonly WeighedOffer[], { question, gross_margin, currency }: OfferTerms): string[] {
  const amount = (value: number) => shortMoney(value, currency);
  const dearest = dearestOf(offers);
  if (dearest === undefined) return [];
  if (dearest.gives <= 0) return riseFacts(offers, question, amount);
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
      ? `${share(-change)} off the price is ${share(-change / gross_margin)} of the margin: serving costs what it did.`
      : "";
  const back =
    isKnown(more) && isKnown(longer)
      ? `What ${offer.name} gives must come back as ${amount(more)} a year sold elsewhere in the account, or as ${decimal(longer, 0)} months that it stays longer.`
      : "";
  const asks = question.book?.asks;
  const after =
    isKnown(precedent) && isKnown(precedent_share) && precedent > 0
      ? `If the next ${asks === undefined ? "accounts" : plural(asks, "account")} of usual size ask the same, it costs ${amount(precedent)} a year, ${share(precedent_share)} of the book.`
      : "";
  const long = isKnown(term)
    ? `The longer term pays for itself only with a customer who renews less than ${share(term)} of the time each year.`
    : "";
  return [cut, back, after, long].filter(Boolean).slice(0, ROWS);
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
      "Is price the cause? A discount answers only a price above the worth of a product that works; otherwise the loss moves to next year.",
      ...(question.offers.some(({ term_years = 1 }) => term_years > 1)
        ? ["Is there a break in the longer term? A yearly way out makes it a series of one-year contracts at a lower price."]
        : []),
    ].slice(0, 2),
    do_next: room(offers).slice(0, ROWS),
    unknown: [
      ...(best === undefined
        ? [
            "How likely the customer is to leave at today's price: nobody gave it, and it decides. Its champion and the last three calls can tell.",
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

const whys: Record<Exclude<SaveState, "begin">, string> = {
  no_hours: "the hours bring more elsewhere",
  too_late: "too few days for the play",
  deadline_passed: "the deadline has passed",
  brings_nothing: "it brings no margin",
};

function saveSaid({ save, effort, lift_low, lift_high, runway_days, stop_date }: WeighedSave, currency: string): string {
  const lift =
    isKnown(lift_low) && isKnown(lift_high)
      ? lift_high - lift_low < 0.005 // not a figure: what prints alike
        ? `pays if it raises the chance of staying by ${points(lift_high)} points`
        : `pays if it raises the chance of staying by ${points(lift_low)} to ${points(lift_high)} points`
      : "pays at no chance";
  return `${save.account} (${shortMoney(save.arr, currency)}, ${plural(runway_days, "day")} left): ${money(effort, currency)} of hours, ${lift}; stop on ${stop_date}.`;
}

function wordSaves(saves: readonly WeighedSave[], { question, currency }: OfferTerms): Said {
  const begin = saves.filter(({ state }) => state === "begin");
  const [first] = begin;
  const hours = begin.reduce((sum, { save }) => sum + save.hours, 0);
  const stake = sumMoney(begin.map(({ stake: one }) => one));
  const left = saves.filter(({ state }) => state !== "begin");
  const passed = saves.filter(({ state }) => state === "deadline_passed");
  const within = question.hours === undefined ? "" : ` of ${decimal(question.hours, 0)}`;
  const chances = saves.some(({ expected }) => isKnown(expected));
  const lead =
    first === undefined
      ? `${saves.length === 1 ? `${saves[0]!.save.account} is not worth beginning` : `None of the ${plural(saves.length, "save")} is worth beginning`}: ${whys[(left[0]?.state ?? "brings_nothing") as Exclude<SaveState, "begin">]}.`
      : `Begin ${begin.length === saves.length ? (saves.length === 1 ? "it" : "all") : begin.length} ${saves.length === 1 ? "" : `of ${saves.length}, `}${inShort(begin.map(({ save }) => save.account))}: ${decimal(hours, 0)}${within} hours for ${shortMoney(stake, currency)} of margin at stake.`;
  return {
    summary: brief([
      lead.replace("Begin it ", "Begin it: "),
      first === undefined ? "" : saveSaid(first, currency),
      chances || first === undefined || saves.length === 1
        ? ""
        : "Without your chances every play counts as equally likely to work.",
    ]),
    because: [
      ...begin.map((one) => saveSaid(one, currency)),
      ...left
        .filter(({ state }) => state === "no_hours")
        .map(
          ({ save, stake: own, begin_by }) =>
            `${save.account} (${shortMoney(save.arr, currency)}, ${shortMoney(own, currency)} of margin) takes ${decimal(save.hours, 0)} hours and waits: begun by ${begin_by} it is still in time.`,
        ),
    ].slice(0, ROWS),
    check_first: [
      ...(question.hour_cost === undefined && currency === ""
        ? ["An hour of the team is the rules' own, in US dollars; nobody said the currency of the amounts."]
        : []),
      ...(passed.length
        ? [
            `The day to give notice has passed for ${inShort(passed.map(({ save }) => save.account))}: is it renewed, or has notice been given?`,
          ]
        : []),
      "Has each save a cause before it has an offer? The wrong play costs the hours and the year.",
    ].slice(0, 2),
    do_next: begin
      .slice(0, ROWS)
      .map(({ save, stop_date }) => `Owner of ${save.account}: begin this week, and stop on ${stop_date} if nothing has moved.`),
    unknown: [
      ...(chances
        ? []
        : [
            "The chance of staying without and with the play, for each account; its owner can guess, and last year's saves can test the guess.",
          ]),
      ...(question.hour_cost === undefined ? ["What an hour of your team costs; finance can say."] : []),
    ],
    say:
      first === undefined
        ? {}
        : {
            team: `${inShort(begin.map(({ save }) => save.account))} first; not this time: ${
              left.length
                ? left
                    .slice(0, ROWS)
                    .map(({ save, state }) => `${save.account} (${whys[state as Exclude<SaveState, "begin">]})`)
                    .join(", ")
                : "nobody"
            }.`,
          },
    next: [{ call: "draft_playbook", why: "The at-risk playbook, dated back from each deadline." }],
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

/** What was taken because nobody gave it. */
export function offerAssumptions(question: OfferQuestion, figures: OfferFigures): Assumption[] {
  const { low, high, central } = figures.grossMargin.value;
  return [
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
