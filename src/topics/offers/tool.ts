import * as z from "zod";
import { count, hours, money, rate } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { groupBy, largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { renewalsIn } from "../../tables/renewal-table.ts";
import { publicHolidays } from "../../tool/holidays.ts";
import { AsOfParam, CurrencyParam, inWords } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { OfferFields } from "./answer.ts";
import { againstOf, type DayOff, noticesOf, restDays, risksOf } from "./own-term.ts";
import { Book, checkOffers, Offer, type OfferFigures, type OfferQuestion, offerReads, Save, Time } from "./question.ts";
import { renewalsOf } from "./renewals.ts";
import { renewalsBlock } from "./renewals-answer.ts";
import { planSaves } from "./save-plan.ts";
import { isBegun, weighSaves } from "./saves.ts";
import { type WeighedOffer, weighOffers } from "./weigh.ts";
import { offerAssumptions, wordOffer } from "./words.ts";
import { wordAgainst } from "./words-against.ts";
import { NO_PLAN, withPlan, wordPlan } from "./words-plan.ts";
import { NO_AMOUNT, NO_RISE, renewalAssumptions, renewalsShown, renewalWarnings, wordRenewals } from "./words-renewals.ts";
import type { Said } from "./words-saves.ts";

export const weighOffer = defineTool({
  name: "weigh_offer",
  title: "Weigh offers and saves",
  description:
    "Discount, price increase, term, downgrade or walking away: margin, break-even chance, precedent. Saves under hours.",
  reads: offerReads,
  input: z.strictObject({
    arr: money().describe("Yearly price today").optional(),
    offers: inWords(
      z.array(Offer),
      "name; price or change (-0.1), base, index, less, changes, escalator, term_years, payment, scope, walk_away, accounts, renewal_date, notice_days, answer_by",
    ).optional(),
    saves: inWords(
      z.array(Save),
      "account, arr, deadline, hours; own_hours, discount, chance_without, chance_with, group, runs_until",
    ).optional(),
    book: inWords(Book, "arr, accounts; follow, country; or {table, rates, index, decide_on}").optional(),
    gross_margin: rate().describe("Fraction").optional(),
    discount: rate().describe("Cost of capital").optional(),
    years: count().min(1).max(10).describe("Looked at").optional(), // not a figure: years one can look ahead
    hours: inWords(z.union([hours(), Time]), "Or {total, this_week, until}").optional(),
    hour_cost: money().describe("An hour").optional(),
    as_of: AsOfParam.optional(),
    currency: CurrencyParam.optional(),
  }),
  output: OfferFields,
  lists: [
    { list: "renewals.watch", least: 4 }, // not a figure: rows that stay before other lists give way
    { list: "renewals.next", least: 6 }, // not a figure: rows that stay before other lists give way
    { list: "renewals.seats", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "saves", least: 1 },
    { list: "offers", least: 1 },
  ],
  async run(input, figures, ports) {
    const question = { ...input, offers: input.offers ?? [], saves: input.saves ?? [] };
    checkOffers(question);
    const currency = input.currency ?? ports.defaults.currency ?? "";
    const days = await holidaysOf(input.book?.country, currency, input.as_of, figures);
    if (input.book?.table !== undefined) return pathsOver(input.book.table, question, days.rest, figures, ports);
    const plan = asksForPlan(question) ? planOf(question, currency, days.rest, figures) : null;
    if (plan !== null && question.offers.length === 0) return planOver(plan, question, figures);
    const basis = {
      arr: input.arr ?? 0,
      gross_margin: input.gross_margin ?? figures.grossMargin.value.central,
      discount: input.discount ?? figures.discount.value,
      years: largest([input.years ?? figures.years.value, ...question.offers.map(({ term_years = 1 }) => term_years)]),
    };
    const hour_cost = question.saves.length ? hourCostOf(question, currency, figures) : 0;
    const weighed =
      input.arr === undefined || question.offers.length === 0
        ? { hold: null, offers: [] }
        : weighOffers({ ...question, arr: input.arr }, basis, figures);
    // Saves that are planned by week are told there, and once.
    const dated = (plan === null ? question.saves : []).map((save) => ({ ...save, deadline: save.deadline ?? "" }));
    const hours = typeof input.hours === "object" ? input.hours.total : input.hours;
    const saves = weighSaves(dated, { ...basis, as_of: input.as_of ?? "", hour_cost, hours }, figures);
    const against =
      input.arr === undefined || question.offers.length === 0 || question.offers.some(({ accounts = 1 }) => accounts > 1)
        ? null
        : againstOf({ ...question, arr: input.arr }, basis, days);
    const renewal = question.offers.find(({ renewal_date }) => renewal_date !== undefined)?.renewal_date;
    // The contract as it stands, its days or who follows: then the answer speaks of those.
    const aboutContract =
      against !== null &&
      (input.book?.follow !== undefined ||
        question.offers.some(
          ({ base, notice_days, notice_months }) => base === true || (notice_days ?? notice_months) !== undefined,
        ));
    const said = (plainly: Said): Said =>
      aboutContract
        ? wordAgainst(against, plainly, {
            currency,
            indexed: question.offers.some(({ base, index }) => base === true && index !== undefined),
            country: days.known,
            margin_given: input.gross_margin !== undefined,
            room: [...new Set(weighed.offers.flatMap(({ room }) => room))],
          })
        : plainly;
    // One base for each number: what rests on interest stands only where payment is asked about.
    const inPlainSums =
      aboutContract && question.offers.every(({ payment, chance }) => payment === undefined && chance === undefined);
    return {
      fields: {
        basis_used: {
          gross_margin: basis.gross_margin,
          discount: basis.discount,
          years: basis.years,
          hour_cost: question.saves.length ? hour_cost : unknown("No save was asked about."),
          risks: weighed.hold === null ? [] : risksOf(basis, figures.risks.value),
          notice:
            weighed.hold === null || input.as_of === undefined || aboutContract ? [] : noticesOf(input.as_of, renewal, figures),
        },
        hold:
          weighed.hold === null || inPlainSums
            ? unknown(inPlainSums ? "What holding brings stands under against, in plain sums." : "No offer was asked about.")
            : { cash: weighed.hold.cash, present_value: weighed.hold.present_value, margin: weighed.hold.margin },
        plan: plan?.block ?? unknown(question.saves.length ? NO_PLAN : "No save was asked about."),
        against: against ?? unknown("No offer for one customer was asked about."),
        renewals: unknown("No list of renewals was given."),
        offers: inPlainSums ? [] : weighed.offers.map(row),
        saves: saves.map(({ save, ...one }) => ({
          account: save.account,
          arr: save.arr,
          hours: save.hours,
          ...one,
        })),
        hours_used:
          plan !== null
            ? (plan.block.calendars[0]?.used ?? 0)
            : saves.length
              ? saves.filter(isBegun).reduce((sum, { hours_now }) => sum + hours_now, 0)
              : unknown("No save was asked about."),
      },
      ...withPlan(
        said(
          wordOffer(weighed, saves, {
            question,
            years: basis.years,
            gross_margin: basis.gross_margin,
            asks: question.book?.asks ?? figures.asks.value,
            currency,
          }),
        ),
        plan?.said ?? null,
      ),
      warnings: plan === null && question.saves.length > 0 ? [{ code: "no_plan", message: NO_PLAN }] : [],
      assumptions: offerAssumptions(question, figures),
    };
  },
});

/** The country whose money it is; none for money of several. @example countryOf("ZAR") // "ZA" */
const countryOf = (currency: string): string | null =>
  /^[A-Z]{3}$/.test(currency) && !/^(?:X|EUR)/.test(currency) ? currency.slice(0, "ZA".length) : null;

/** Days on which nobody works: those of the house, and the public holidays of a country around a day. */
async function holidaysOf(
  country: string | undefined,
  currency: string | null,
  around: string | undefined,
  figures: Pick<OfferFigures, "restDays">,
): Promise<{ rest: ReadonlySet<string>; off: DayOff[]; known: boolean }> {
  if (around === undefined) return { rest: new Set(), off: [], known: false };
  const rest = restDays(around, figures.restDays.value);
  const place = country ?? countryOf(currency ?? "");
  if (place === null) return { rest, off: [], known: false };
  const year = Number(around.slice(0, "2026".length));
  const found = await publicHolidays(place, [year - 1, year, year + 1, year + 2]).catch((refused: unknown) => {
    // A country that was only taken from the currency may be none that has a calendar.
    if (country !== undefined) throw refused;
    return null;
  });
  if (found === null) return { rest, off: [], known: false };
  const all = new Set([...rest, ...found.days.map(({ date }) => date)]);
  // A day that only a few regions keep says nothing of a customer whose region nobody named.
  const inMost = found.some_regions.filter(({ regions }) => regions.length > found.regions_in_all / 2);
  return { rest: all, off: [...found.days, ...inMost], known: true };
}

/** Whether saves come with what a plan by week needs: weekly hours, chances, a house, a contract's end. */
const asksForPlan = ({ saves, hours }: OfferQuestion): boolean =>
  saves.length > 0 &&
  (typeof hours === "object" ||
    saves.some(
      ({ group, extra_cost, runs_until, sent, spent_hours, others_from }) =>
        group !== undefined ||
        extra_cost !== undefined ||
        runs_until !== undefined ||
        sent !== undefined ||
        spent_hours !== undefined ||
        others_from !== undefined,
    ));

/** What an hour costs: as given, or the house's own in its currency. Throws Problem for amounts in another. */
function hourCostOf({ hour_cost }: OfferQuestion, currency: string, figures: OfferFigures): number {
  if (hour_cost === undefined && currency !== "" && currency !== "USD")
    throw new Problem({
      what: `What an hour of the team costs is known in USD only, and the amounts are in ${currency}.`,
      remedy: `Give hour_cost in ${currency}.`,
    });
  return hour_cost ?? figures.hourCost.value;
}

/** Saves under weekly hours, in one year's plain money, with what is said of them. */
function planOf(question: OfferQuestion, currency: string, rest: ReadonlySet<string>, figures: OfferFigures) {
  const { saves, hours, as_of = "", gross_margin } = question;
  const all = saves.reduce((sum, { own_hours, hours: of }) => sum + (own_hours ?? of), 0);
  const time = typeof hours === "object" ? hours : { total: hours ?? all };
  const margin = gross_margin ?? figures.grossMargin.value.central;
  const cost = hourCostOf(question, currency, figures);
  const block = planSaves(saves, { as_of, gross_margin: margin, hour_cost: cost, time, rest, steps: figures.steps.value });
  const asked = new Map(saves.map(({ account, discount = 0 }) => [account, discount]));
  return { block, margin, cost, said: wordPlan(block, { currency, asked }) };
}

/** A plan of saves as the whole answer. */
function planOver({ block, margin, cost, said }: ReturnType<typeof planOf>, question: OfferQuestion, figures: OfferFigures) {
  const none = unknown("Saves under hours were asked about.");
  return {
    fields: {
      basis_used: { gross_margin: margin, discount: 0, years: 1, hour_cost: cost, risks: [], notice: [] },
      hold: none,
      plan: block,
      against: none,
      renewals: none,
      offers: [],
      saves: [],
      hours_used: block.calendars[0]?.used ?? 0,
    },
    ...said,
    assumptions: offerAssumptions({ ...question, discount: 0, years: 1 }, figures),
  };
}

/** Price paths over a list of renewals. */
async function pathsOver(
  table: string,
  question: OfferQuestion,
  given: ReadonlySet<string>,
  figures: OfferFigures,
  ports: Ports,
) {
  const { book = {}, as_of = "", gross_margin, offers } = question;
  const { columns, dates, rates = {}, index, from, to, decide_on, country } = book;
  const read = await renewalsIn({ table, columns, ...(dates === undefined ? {} : { dates }) }, ports);
  const currency =
    question.currency ?? read.currency ?? ports.defaults.currency ?? commonest(read.rows.map((row) => row.currency));
  const holidays = country !== undefined ? given : (await holidaysOf(undefined, currency, as_of, figures)).rest;
  const terms = { as_of, currency, rates, index, from, to, holidays, quarter_share: figures.quarterShare.value };
  const usable = read.rows.filter(({ amount }) => amount !== null);
  const unread = [
    ...read.unread,
    ...read.rows.filter(({ amount }) => amount === null).map(({ account }) => ({ account, why: NO_AMOUNT })),
  ];
  if (usable.length === 0 || unread.length > usable.length)
    throw new Problem({
      what: `${table}: ${unread.length} of ${unread.length + usable.length} rows cannot be read as a renewal with an amount.`,
      places: unread.slice(0, 5).map(({ account, why }) => `${account}: ${why}`), // not a figure: rows of a message
      remedy: 'Name the columns, such as book: {"columns": {"arr": "header", "renewal_date": "header", "clause": "header"}}.',
    });
  const all = renewalsOf(usable, terms);
  const margin = gross_margin ?? figures.grossMargin.value.central;
  const block = renewalsBlock(
    all,
    [
      ...offers.map(({ name, change = 0 }) => ({ name, change })),
      // One path alone stands beside no rise.
      ...(offers.length === 1 ? [{ name: NO_RISE, change: 0 }] : []),
    ],
    {
      terms,
      decide_on,
      margin,
      sizes: {
        large: figures.largeShare.value,
        next_days: figures.nextDays.value,
        seats_low: figures.seatsLow.value,
        losses: figures.losses.value,
      },
    },
  );
  const none = unknown("A list of renewals was asked about.");
  return {
    fields: {
      basis_used: { gross_margin: margin, discount: 0, years: 1, hour_cost: none, risks: [], notice: [] },
      hold: none,
      plan: none,
      against: none,
      renewals: renewalsShown(block),
      offers: [],
      saves: [],
      hours_used: none,
    },
    ...wordRenewals(block, { margin_given: gross_margin !== undefined, days_unread: read.days_unread }),
    warnings: renewalWarnings(block, { unread, days_unread: read.days_unread }),
    assumptions: renewalAssumptions({
      index,
      caps_open: all.filter(({ cap_open, state }) => cap_open && state === "capped").map(({ row }) => row.account),
      margin: gross_margin === undefined ? margin : null,
    }),
  };
}

/** The currency that most rows name. */
function commonest(currencies: readonly (string | null)[]): string | null {
  const named = groupBy(
    currencies.flatMap((one) => one ?? []),
    (one) => one,
  );
  return [...named].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null;
}

function row({ offer, room, ...one }: WeighedOffer) {
  return { name: offer.name, ...one, in_the_room: room };
}
