import * as z from "zod";
import { count, hours, money, rate } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { AsOfParam, CurrencyParam, inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { OfferFields } from "./answer.ts";
import { noticesOf, risksOf } from "./own-term.ts";
import { Book, checkOffers, Offer, offerReads, Save } from "./question.ts";
import { isBegun, weighSaves } from "./saves.ts";
import { type WeighedOffer, weighOffers } from "./weigh.ts";
import { offerAssumptions, wordOffer } from "./words.ts";

export const weighOffer = defineTool({
  name: "weigh_offer",
  title: "Weigh a renewal offer or a save",
  description:
    "Discount, price increase, term, credit, downgrade or walking away: margin, break-even chance, precedent. Saves under hours. Invents no chance.",
  reads: offerReads,
  input: z.strictObject({
    arr: money().describe("Yearly price today").optional(),
    offers: inWords(
      z.array(Offer),
      "name; price or change (-0.1), escalator, term_years, payment, free_months, credit, extra_cost, scope (share kept), walk_away, chance, accounts, renewal_date",
    ).optional(),
    saves: inWords(
      z.array(Save),
      "account, arr, deadline, hours; own_hours, days, discount, credit, chance_without, chance_with",
    ).optional(),
    book: inWords(Book, "arr, accounts, asks").optional(),
    gross_margin: rate().describe("Fraction").optional(),
    discount: rate().describe("Cost of capital").optional(),
    years: count().min(1).max(10).describe("Looked at").optional(), // not a figure: years one can look ahead
    hours: hours().describe("For saves").optional(),
    hour_cost: money().describe("An hour").optional(),
    as_of: AsOfParam.optional(),
    currency: CurrencyParam.optional(),
  }),
  output: OfferFields,
  lists: [
    { list: "saves", least: 1 },
    { list: "offers", least: 1 },
  ],
  async run(input, figures, ports) {
    const question = { ...input, offers: input.offers ?? [], saves: input.saves ?? [] };
    checkOffers(question);
    const basis = {
      arr: input.arr ?? 0,
      gross_margin: input.gross_margin ?? figures.grossMargin.value.central,
      discount: input.discount ?? figures.discount.value,
      years: largest([input.years ?? figures.years.value, ...question.offers.map(({ term_years = 1 }) => term_years)]),
    };
    const currency = input.currency ?? ports.defaults.currency ?? "";
    if (question.saves.length && input.hour_cost === undefined && currency !== "" && currency !== "USD")
      throw new Problem({
        what: `What an hour of the team costs is known in USD only, and the amounts are in ${currency}.`,
        remedy: `Give hour_cost in ${currency}.`,
      });
    const hour_cost = input.hour_cost ?? figures.hourCost.value;
    const weighed =
      input.arr === undefined || question.offers.length === 0
        ? { hold: null, offers: [] }
        : weighOffers({ ...question, arr: input.arr }, basis, figures);
    const saves = weighSaves(question.saves, { ...basis, as_of: input.as_of ?? "", hour_cost, hours: input.hours }, figures);
    const renewal = question.offers.find(({ renewal_date }) => renewal_date !== undefined)?.renewal_date;
    return {
      fields: {
        basis_used: {
          gross_margin: basis.gross_margin,
          discount: basis.discount,
          years: basis.years,
          hour_cost: saves.length ? hour_cost : unknown("No save was asked about."),
          risks: weighed.hold === null ? [] : risksOf(basis, figures.risks.value),
          notice: weighed.hold === null || input.as_of === undefined ? [] : noticesOf(input.as_of, renewal, figures),
        },
        hold:
          weighed.hold === null
            ? unknown("No offer was asked about.")
            : { cash: weighed.hold.cash, present_value: weighed.hold.present_value, margin: weighed.hold.margin },
        offers: weighed.offers.map(row),
        saves: saves.map(({ save, ...one }) => ({
          account: save.account,
          arr: save.arr,
          hours: save.hours,
          ...one,
        })),
        hours_used: saves.length
          ? saves.filter(isBegun).reduce((sum, { hours_now }) => sum + hours_now, 0)
          : unknown("No save was asked about."),
      },
      ...wordOffer(weighed, saves, {
        question,
        years: basis.years,
        gross_margin: basis.gross_margin,
        asks: question.book?.asks ?? figures.asks.value,
        currency,
      }),
      assumptions: offerAssumptions(question, figures),
    };
  },
});

function row({ offer, room, ...one }: WeighedOffer) {
  return { name: offer.name, ...one, in_the_room: room };
}
