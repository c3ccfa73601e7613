import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { count, hours, money, rate } from "../../core/kinds.ts";
import { addAll } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import { ReadingSchema } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";

/** When a year's price is paid: in how many parts, and whether at the start of each part or at its end. */
export const payments = [
  "yearly_ahead",
  "half_yearly_ahead",
  "quarterly_ahead",
  "monthly_ahead",
  "quarterly_behind",
  "yearly_behind",
] as const;
export type Payment = (typeof payments)[number];

/** One way to answer the customer. Money in major units a year, shares as fractions. */
export const Offer = z.strictObject({
  name: z.string().min(1),
  /** Yearly price in the first year; or `change` against today's. */
  price: money().optional(),
  change: z.number().min(-1, "is a fraction above -1; 10% off is -0.1").max(10, "is a fraction; 7% more is 0.07").optional(), // not a figure: what is meant as a share, years or months
  /** The contract's own index: it moves the price from the first year on, this year's first. */
  index: z.number().min(-1).max(1, "is a fraction; 3% a year is 0.03").optional(),
  /** The contract as it stands, which every other offer is set against. */
  base: z.boolean().optional(),
  /** Change of each year against what holding would cost then: [-0.15, -0.1, 0]; the last stays. */
  changes: z.array(z.number().min(-1).max(10)).min(1).optional(), // not a figure: what is meant as a share, years or months
  /** A part that is not billed, in today's yearly money, for so many months; without months for good. */
  less: money().optional(),
  less_months: z.number().min(0).optional(),
  /** Whether those who follow can ask for the same; fewer seats at the old price give them nothing. */
  travels: z.boolean().optional(),
  /** Yearly rise from the second year. */
  escalator: z.number().min(-1).max(1, "is a fraction; 3% a year is 0.03").optional(),
  term_years: z.number().multipleOf(1).min(1).max(10).optional(), // not a figure: what is meant as a share, years or months
  payment: z.enum(payments).optional(),
  free_months: z.number().min(0).max(12).optional(), // not a figure: what is meant as a share, years or months
  /** Given once, at the start. */
  credit: money().optional(),
  /** What the offer costs us once, beside the price. */
  extra_cost: money().optional(),
  /** Share of today's cost of serving that stays, where less is delivered. */
  scope: z
    .number()
    .min(0, "is the share of today's work that stays; 15% less is 0.85")
    .max(1, "is the share of today's work that stays; 15% less is 0.85")
    .optional(),
  walk_away: z.boolean().optional(),
  /** How many renewals arr is the sum of, where the offer goes to all of them. */
  accounts: count().min(1, "is the number of renewals that arr is the sum of, 1 or more").optional(),
  /** The day the customer's contract renews; the last days to give notice are counted from it. */
  renewal_date: IsoDate.optional(),
  /** The customer's notice before it, in days or in months, and the day by which it wants an answer. */
  notice_days: count().optional(),
  notice_months: count().optional(),
  answer_by: IsoDate.optional(),
  /** The caller's own chance that the customer signs it. */
  chance: rate().optional(),
});
export type Offer = z.infer<typeof Offer>;

/** The caller's own hours: all of them, at most in a week, this week, and the last day there are any. */
export const Time = z.strictObject({
  total: hours(),
  a_week: hours().optional(),
  this_week: hours().optional(),
  until: IsoDate.optional(),
});
export type Time = z.infer<typeof Time>;

/** One account somebody wants to save. */
export const Save = z.strictObject({
  account: z.string().min(1),
  arr: money(),
  /** Last day on which the customer can give notice; counted from the contract's end where that is given. */
  deadline: IsoDate.optional(),
  hours: hours(),
  /** Those of the hours that are the caller's own; an engineer's are another's. */
  own_hours: hours().optional(),
  /** Days on which the others' hours can be had. */
  others_from: IsoDate.optional(),
  others_until: IsoDate.optional(),
  /** Accounts that are one house: what one gets the others ask for. */
  group: z.string().min(1).optional(),
  /** A year's cost of serving it beside what the gross margin holds. */
  extra_cost: money().optional(),
  /** The contract's own end and notice, and the day on which a notice was sent; an end without a notice has no way out before it. */
  runs_until: IsoDate.optional(),
  notice_months: count().optional(),
  notice_days: count().optional(),
  sent: IsoDate.optional(),
  /** Hours that are gone; they count for nothing. */
  spent_hours: hours().optional(),
  /** Days the play takes. */
  days: count().optional(),
  discount: rate().optional(),
  credit: money().optional(),
  /** The caller's own chances of staying, without and with the play. */
  chance_without: rate().optional(),
  chance_with: rate().optional(),
});
export type Save = z.infer<typeof Save>;
/** A save whose last day is known. */
export type DatedSave = Save & { deadline: string };

/** An account, or several, that hears of the offer and asks the same: a sister, a pool, whoever has a best-price clause. */
const Follower = z.strictObject({
  name: z.string().min(1),
  arr: money(),
  accounts: count().min(1).optional(),
  /** Whether its price follows the same index; where nothing is said it does. */
  index: z.boolean().optional(),
});

/** The book an offer stands in; or a list of renewals as a table, which the offers are price paths for. */
export const Book = z.strictObject({
  arr: money().optional(),
  accounts: count().optional(),
  asks: count().optional(),
  follow: z.array(Follower).optional(),
  table: z.string().min(1).optional(),
  columns: z.record(z.string(), z.string().nullable()).optional(),
  dates: ReadingSchema.shape.dates,
  /** Other currencies' worth in the list's. */
  rates: z.record(z.string(), z.number().gt(0)).optional(),
  /** This year's index of the contracts, as a fraction. */
  index: z.number().min(-1).max(1, "is a fraction; 3% is 0.03").optional(),
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  /** The day of the meeting that decides. */
  decide_on: IsoDate.optional(),
  /** Whose public holidays count: a country or region, such as ES-AR. */
  country: z.string().min(2).optional(),
});

/** Whether a save is begun whole, with the hours that are left (its rest fits later by date), or why not: its day is over, too little time, it brings nothing, or the hours went to others. */
export const saveStates = ["begin", "begin_part", "no_hours", "too_late", "deadline_passed", "brings_nothing"] as const;
export type SaveState = (typeof saveStates)[number];

/** A question about offers, or about saves. */
const Asked = z.object({
  arr: money().optional(),
  offers: z.array(Offer),
  saves: z.array(Save),
  book: Book.optional(),
  gross_margin: rate().optional(),
  discount: rate().optional(),
  years: count().optional(),
  as_of: IsoDate.optional(),
  hours: z.union([hours(), Time]).optional(),
  hour_cost: money().optional(),
  currency: z.string().optional(),
});
export type OfferQuestion = z.infer<typeof Asked>;

const RoomByShare = z.strictObject({ what: z.enum(["discount", "increase", "downgrade"]), above: z.number(), who: z.string() });
const Room = z.strictObject({ what: z.enum(["multi_year", "payment", "credit", "walk_away"]), who: z.string() });

/** Every figure an offer is weighed with. */
export const offerReads = {
  grossMargin: figure(
    "economics-business-case",
    "gross_margin",
    z.strictObject({ low: z.number(), central: z.number(), high: z.number() }),
  ),
  discount: figure("economics-lifetime-value", "yearly_discount_rate", z.number()),
  years: figure("renewal-offers", "years", z.number()),
  asks: figure("renewal-offers", "next_asks", z.number()),
  roomByShare: figure("renewal-offers", "room_by_share", z.array(RoomByShare)),
  room: figure("renewal-offers", "room", z.array(Room)),
  stopDays: figure("renewal-offers", "stop_days", z.number()),
  playDays: figure("renewal-offers", "play_days", z.number()),
  hourCost: figure("renewal-offers", "hour_cost", z.number()),
  noticeDays: figure("renewal-offers", "notice_days", z.array(z.number())),
  restDays: figure("renewal-offers", "rest_days", z.array(z.string())),
  quarterShare: figure("renewal-offers", "quarter_share", z.number()),
  largeShare: figure("renewal-offers", "large_share", z.number()),
  nextDays: figure("renewal-offers", "next_days", z.number()),
  seatsLow: figure("renewal-offers", "seats_low", z.number()),
  losses: figure("renewal-offers", "losses_shown", z.array(z.number())),
  risks: figure("renewal-offers", "risks_shown", z.array(z.number())),
  steps: figure("renewal-offers", "discount_steps", z.array(z.number())),
  pairs: figure("renewal-offers", "chance_pairs", z.array(z.strictObject({ without: z.number(), with: z.number() }))),
};

export type OfferFigures = Figures<typeof offerReads>;

const oneName = (names: readonly string[]): string | undefined => names.find((name, place) => names.indexOf(name) !== place);

/** A list of renewals needs a day, and paths that are shares. Throws Problem that names what to give. */
function checkPaths({ offers, as_of }: OfferQuestion): void {
  if (as_of === undefined)
    throw new Problem({
      what: "A list of renewals needs as_of, the day from which its days are counted.",
      remedy: "Give as_of as YYYY-MM-DD.",
    });
  const places = offers.flatMap(({ name, change }) =>
    faultIf(change === undefined, `"${name}": give change, the rise as a fraction.`),
  );
  if (offers.length === 0) places.push("offers: none is given.");
  if (places.length)
    throw new Problem({
      what: "The price paths for the list of renewals cannot be read:",
      places,
      remedy: 'Give each path as an offer, such as [{"name": "10%", "change": 0.1}, {"name": "5%", "change": 0.05}].', // not a figure: an example
    });
}

/** Refuses what cannot be weighed. Throws Problem that names the offer or account and what to give instead. */
export function checkOffers(question: OfferQuestion): void {
  const { arr, offers, saves, book } = question;
  if (book?.table !== undefined) {
    checkPaths(question);
    return;
  }
  if (offers.length === 0 && saves.length === 0)
    throw new Problem({
      what: "There is nothing to weigh.",
      remedy:
        'Give arr and offers, such as [{"name": "Two years", "term_years": 2}], or saves with account, arr, deadline and hours.',
    });
  if (offers.length > 0 && arr === undefined)
    throw new Problem({ what: "offers need arr, what the customer pays a year today.", remedy: "Give arr as a yearly amount." });
  if (offers.length > 0 && arr === 0)
    throw new Problem({
      what: "arr is 0: a customer that pays nothing has no price to weigh.",
      remedy: "Give arr as a yearly amount above 0.",
    });
  if (saves.length > 0 && question.as_of === undefined)
    throw new Problem({ what: "saves need as_of, the day from which time is counted.", remedy: "Give as_of as YYYY-MM-DD." });
  if (offers.length > 0 && offers.every(({ base }) => base === true))
    throw new Problem({
      what: "The contract as it stands is given, and nothing to set against it.",
      remedy: 'Add the offers, such as {"name": "20% off", "change": -0.2, "term_years": 3}.', // not a figure: an example
    });
  const places = offers.flatMap(({ name, price, change, changes, scope, walk_away }) => {
    if (changes !== undefined && (price !== undefined || change !== undefined))
      return faultIf(true, `"${name}": give changes by year, or price or change, not both.`);
    const bare = scope !== undefined && scope < 1 && price === undefined && change === undefined && walk_away !== true;
    if (bare) return faultIf(true, `"${name}": a smaller scope needs its own price: give price or change beside it.`);
    if (walk_away === true) return price === undefined && change === undefined ? [] : [`"${name}": walking away has no price.`];
    return price !== undefined && change !== undefined ? [`"${name}": give price or change, not both.`] : [];
  });
  const twice = oneName(offers.map(({ name }) => name)) ?? oneName(saves.map(({ account }) => account));
  if (twice !== undefined) places.push(`"${twice}" stands there twice; give each its own name.`);
  const MOST_SAVES = 12; // not a figure: sets of saves are tried one by one
  if (saves.length > MOST_SAVES)
    places.push(`saves: ${saves.length} are too many to weigh beside each other; give the ${MOST_SAVES} that matter.`);
  for (const { account, deadline, runs_until, notice_months, notice_days } of saves)
    if (deadline === undefined && runs_until === undefined)
      places.push(
        `"${account}": give deadline, or runs_until${(notice_months ?? notice_days) === undefined ? " (alone where the contract has no early exit, else with notice_months or notice_days)" : " beside its notice"}.`,
      );
  for (const { account, hours: all, own_hours } of saves)
    if (own_hours !== undefined && own_hours > all)
      places.push(`"${account}": own_hours ${own_hours} are more than its ${all} hours.`);
  for (const { account, chance_without, chance_with } of saves)
    if ((chance_without === undefined) !== (chance_with === undefined))
      places.push(`"${account}": one chance says nothing; give chance_without and chance_with, or neither.`);
  addAll(places, [
    ...faultIf(
      offers.filter(({ base }) => base === true).length > 1,
      "base: one offer is the contract as it stands, and more than one is marked.",
    ),
    ...offers.flatMap(({ name, less }) =>
      faultIf(less !== undefined && arr !== undefined && less > arr, `"${name}": less is more than arr.`),
    ),
  ]);
  const counts = new Set(offers.flatMap(({ accounts = 1 }) => accounts));
  if (counts.size > 1)
    places.push(`accounts: ${[...counts].join(" and ")}; arr is the sum of one number of renewals, so give each offer the same.`);
  if (book?.arr !== undefined && arr !== undefined && book.arr < arr)
    places.push(`book.arr ${book.arr} is below the ${arr} of this customer alone.`);
  if (places.length) throw new Problem({ what: "These cannot be weighed:", places, remedy: "Mend them and call again." });
}
