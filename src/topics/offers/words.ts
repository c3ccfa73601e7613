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
  /** Accounts supposed to ask the same next. */
  asks: number;
  currency: string;
}

/** What several offers come to beside holding, in one sentence. */
function allSaid(offers: readonly WeighedOffer[], hold: OfferCash, { years, currency }: OfferTerms): string {
  const of = (one: WeighedOffer) => ` of ${one.offer.accounts}`;
  const inNumber = ({ accounts_may_lose: lose, accounts_must_save: save }: WeighedOffer) =>
    isKnown(lose) ? lose : isKnown(save) ? save - 1 : null;
  const row = (named: readonly [WeighedOffer, number][]) =>
    named.map(([one, at]) => `${one.offer.name} ${inNumber(one) === null ? share(at) : `${inNumber(one)}${of(one)}`}`).join(", ");
  const many = offers.some(({ offer }) => (offer.accounts ?? 1) > 1);
  const pays = offers.flatMap((one) =>
    isKnown(one.pays_above_loss) && one.gives > 0 ? [[one, one.pays_above_loss] as [WeighedOffer, number]] : [],
  );
  const raises = offers.flatMap((one) => (isKnown(one.may_lose) ? [[one, one.may_lose] as [WeighedOffer, number]] : []));
  const never = offers.filter((one) => !one.offer.walk_away && !isKnown(one.pays_above_loss) && !isKnown(one.may_lose));
  return [
    `Holding brings ${shortMoney(hold.margin, currency)} of margin over ${plural(years, "year")} if ${many ? "all stay" : "the customer stays"}.`,
    pays.length
      ? many
        ? ` Giving way pays only if holding would lose more renewals than: ${row(pays)}.`
        : ` Giving way pays only if holding would lose it more often than: ${row(pays)}.`
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
  { arr: all = 0, book }: OfferQuestion,
  amount: (value: number) => string,
): string[] {
  const accounts = offers[0]?.offer.accounts ?? 1;
  const one = all / accounts;
  const whom = accounts > 1 ? "one of usual size" : "the customer";
  const part = book === undefined ? "" : `, ${share(one / book.arr)} of the book`;
  return offers
    .filter(({ gives, offer, price }) => gives < 0 && offer.walk_away !== true && price > all)
    .slice(0, ROWS)
    .map(({ offer, price, nrr_points, may_lose, accounts_may_lose: lose, one_more_lost: more }) => {
      const gained = isKnown(nrr_points) ? `, ${points(nrr_points)} points of the book's NRR` : "";
      const limit =
        accounts > 1 && isKnown(may_lose) && isKnown(lose) && isKnown(more)
          ? ` It stops paying once it loses ${amount(may_lose * all)} of today's price; ${lose + 1} of usual size leave ${more < 0 ? `${amount(-more)} less` : `${amount(more)} more`} than holding.`
          : "";
      return `${offer.name} brings ${amount(price - all)} in its first year${gained}; losing ${whom} costs ${amount(one)} a year${part}.${limit}`;
    });
}

function offerFacts(offers: readonly WeighedOffer[], { question, gross_margin, asks, currency }: OfferTerms): string[] {
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
  const after =
    isKnown(precedent) && isKnown(precedent_share) && precedent > 0
      ? `If the next ${plural(Math.min(asks, question.book?.accounts ?? asks), "account")} of usual size ask the same, it costs ${amount(precedent)} a year, ${share(precedent_share)} of the book.`
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

const whys: Record<Exclude<SaveState, "begin">, string> = {
  no_hours: "the hours bring more elsewhere",
  too_late: "too few days for the play",
  deadline_passed: "the deadline has passed",
  brings_nothing: "it brings no margin",
};

function saveSaid(
  { save, effort, lift_low, lift_high, runway_days, begin_by, stop_date }: WeighedSave,
  currency: string,
): string {
  const lift =
    isKnown(lift_low) && isKnown(lift_high)
      ? lift_high - lift_low < 0.005 // not a figure: what prints alike
        ? `pays if it raises the chance of staying by ${points(lift_high)} points`
        : `pays if it raises the chance of staying by ${points(lift_low)} to ${points(lift_high)} points`
      : "pays at no chance";
  return `${save.account} (${shortMoney(save.arr, currency)}, ${plural(runway_days, "day")} left): ${money(effort, currency)} of hours, ${lift}; begin by ${begin_by}${begin_by <= stop_date ? `, stop on ${stop_date}` : ""}.`;
}

/** How far on price: with the caller's chances where the play adds nothing any more, else what each hundredth asks for. */
function ceilingSaid({ save, discount_ceiling: ceiling, lift_a_percent: each }: WeighedSave): string {
  const { chance_without: without, chance_with: after } = save;
  if (isKnown(ceiling) && without !== undefined && after !== undefined)
    return ceiling > 0
      ? `${save.account}: by your chances (${share(without)} without, ${share(after)} with) the save stops paying at ${share(ceiling)} off.`
      : `${save.account}: by your chances (${share(without)} without, ${share(after)} with) the save does not pay its hours, whatever the price.`;
  return (save.discount ?? 0) > 0 && isKnown(each)
    ? `${save.account}: each percent off asks for up to ${points(each)} more points of chance; how far it may go rests on your chances without and with the save.`
    : "";
}

function wordSaves(saves: readonly WeighedSave[], { question, currency }: OfferTerms): Said {
  const begin = saves.filter(({ state }) => state === "begin");
  const [first] = begin;
  const hours = begin.reduce((sum, { save }) => sum + save.hours, 0);
  const stake = sumMoney(begin.map(({ stake: one }) => one));
  const left = saves.filter(({ state }) => state !== "begin");
  const passed = saves.filter(({ state }) => state === "deadline_passed");
  const spare = question.hours === undefined ? 0 : question.hours - hours;
  const within = question.hours === undefined ? "" : ` of ${decimal(question.hours, 0)}`;
  const chances = saves.some(({ expected }) => isKnown(expected));
  const lead =
    first === undefined
      ? `${saves.length === 1 ? `${saves[0]!.save.account} is not worth beginning` : `None of the ${plural(saves.length, "save")} is worth beginning`}: ${whys[(left[0]?.state ?? "brings_nothing") as Exclude<SaveState, "begin">]}.`
      : `Begin ${saves.length === 1 ? "" : `${begin.length === saves.length ? "all" : begin.length} of ${saves.length}, `}${inShort(begin.map(({ save }) => save.account))}: ${decimal(hours, 0)}${within} hours for ${shortMoney(stake, currency)} of margin at stake.`;
  return {
    summary: brief([
      lead,
      first === undefined ? "" : saveSaid(first, currency),
      chances || first === undefined || saves.length === 1
        ? ""
        : "Without your chances every play counts as equally likely to work.",
    ]),
    because: [
      ...begin.map(ceilingSaid).filter(Boolean).slice(0, 2),
      ...begin.map((one) => saveSaid(one, currency)).slice(1),
      ...left
        .filter(({ state }) => state === "no_hours")
        .map(
          ({ save, stake: own, begin_by }) =>
            `${save.account} (${shortMoney(save.arr, currency)}, ${shortMoney(own, currency)} of margin) takes ${decimal(save.hours, 0)} hours and waits: begun by ${begin_by} it is still in time${spare >= 1 ? `, and ${decimal(spare, 0)} hours are left to begin it with` : ""}.`,
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
      .map(
        ({ save, begin_by, stop_date }) =>
          `Owner of ${save.account}: begin by ${begin_by} at the latest, and stop on ${stop_date} if nothing has moved.`,
      ),
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
            team: `${inShort(begin.map(({ save }) => save.account))} first${
              left.length
                ? `; not now: ${left
                    .slice(0, ROWS)
                    .map(({ save, state }) => `${save.account} (${whys[state as Exclude<SaveState, "begin">]})`)
                    .join(", ")}`
                : ""
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
  const smaller = question.offers.filter(({ scope }) => scope !== undefined);
  return [
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
