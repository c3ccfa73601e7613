import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { count, money, months, shown } from "../../core/kinds.ts";
import { isExactMoney, isTooLarge, sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { faultIf, Problem } from "../../core/problem.ts";
import { Band, Bracket, plainWord } from "../../core/vocabulary.ts";
import { rampFigure } from "../workload/hours.ts";

const Share = z.number().min(0).max(1);
const Names = z.array(z.string()).min(1);
const Weights = z.array(z.strictObject({ component: z.string(), low_share: Share, high_share: Share })).min(1);
const Pay = z.record(z.string(), z.number().min(0));

/** What the design of a pay plan reads. */
export const compensationReads = {
  baseShare: figure("org-compensation", "base_share", z.union([Share, Band])),
  weights: figure("org-compensation", "variable_weights", Weights),
  overlaps: figure(
    "org-compensation",
    "overlaps",
    z.array(z.strictObject({ component: z.string(), contains: z.string(), effect: z.string() })),
  ),
  names: figure("org-pay-checks", "read_as", z.array(z.strictObject({ name: z.string(), read_as: z.string() }))),
  payLine: figure("org-pay-checks", "pay_line", z.strictObject({ threshold: Share, accelerator: z.number().min(0) })),
  curve: figure("org-pay-checks", "curve_attainment", z.array(z.number().min(0)).min(1)),
  cliff: figure("org-pay-checks", "cliff", z.strictObject({ step_share: shown.rate().positive(), jump_share: Share })),
  bracket: figure("org-pay-checks", "assumed_attainment", Bracket),
  plausible: figure("org-pay-checks", "most_attainment", z.number().positive()),
  satisfaction: figure("org-pay-checks", "satisfaction_metrics", Names),
  bounded: figure("org-pay-checks", "bounded_metrics", Names),
  retention: figure("org-pay-checks", "retention_metrics", Names),
  ownScores: figure("org-pay-checks", "own_scores", Names),
  tests: figure(
    "org-pay-checks",
    "plan_tests",
    z.strictObject({ failing_share: Share, example_target: Share, miss_points: Share }),
  ),
  noise: figure(
    "org-pay-checks",
    "survey_noise",
    z.strictObject({ answers: z.number().positive(), answer_spread: z.number().positive() }),
  ),
  repair: figure(
    "org-pay-checks",
    "repair",
    z.strictObject({ points_above: Share, retention_cap: z.number().min(1), growth_cap: z.number().min(1) }),
  ),
  guarantee: figure("org-pay-checks", "guarantee_share", Share),
  events: figure(
    "org-pay-checks",
    "event_policy",
    z.array(z.strictObject({ event: z.string(), counts: z.enum(["no", "after_holdout"]), policy: z.string() })).min(1),
  ),
  holdout: figure("org-pay-checks", "holdout_months", z.number().min(0)),
  profileNotes: figure("org-pay-checks", "profile_notes", z.array(z.strictObject({ profile: z.string(), note: z.string() }))),
  published: figure("org-pay-market", "published_pay", Pay),
  compared: figure(
    "org-pay-market",
    "compared_with",
    z.array(z.strictObject({ pay: z.string(), compare: z.enum(["on_target", "base", "neither"]) })),
  ),
  ramp: rampFigure,
};
export type CompensationFigures = Figures<typeof compensationReads>;

// Shares whose own words say more than those of a kind are checked below.
const Component = z.strictObject({
  metric: z.string().min(1),
  weight: shown.rate(),
  /** The metric's own level at which the component pays in full. */
  target: z.number().optional(),
  /** Threshold, cap and gate are shares of the component's target. */
  threshold: shown.rate().optional(),
  /** Pay rises from nothing at the threshold to all of it at target. */
  from_zero: z.boolean().optional(),
  accelerator: z.number().optional(),
  cap: shown.rate().optional(),
  gate: shown.rate().optional(),
});
/** One share of target for all components, or one for each. */
const Reached = z.union([shown.rate(), z.record(z.string(), shown.rate())]);
/** What a share of the team reached. */
const PartReached = z.strictObject({ attainment: Reached, share: shown.rate() });
const Ramp = z.strictObject({ months: months(), new_csms: count().optional() });
/** Something that happened to a book and that its CSM could not help. */
const BookEvent = z.strictObject({
  kind: z.string(),
  account: z.string().min(1),
  arr: money(),
  kept: money().optional(),
  /** Months held since the handover. */
  months: months().optional(),
});
const Person = z.strictObject({
  name: z.string().min(1),
  attainment: Reached,
  opening_arr: money().optional(),
  closing_arr: money().optional(),
});

/** What the design of a pay plan is asked; what is left out is unknown. Money in major units a year. */
export const PayQuestion = z.strictObject({
  ote: shown.money().optional(),
  base_share: shown.rate().optional(),
  components: z.array(Component).min(1).max(12).optional(),
  /** Reached by the team: by share of the people, by component, or both. */
  attainment: z
    .union([z.array(z.union([shown.rate(), PartReached])).min(1), PartReached, z.record(z.string(), shown.rate())])
    .optional(),
  people: z.array(Person).min(1).optional(),
  csms: count().optional(),
  ramp: Ramp.optional(),
  /** One CSM's book: ARR at the start, what is left of it without expansion, and what the CSM could not help. */
  book: z.strictObject({ arr: money().optional(), kept: money().optional(), events: z.array(BookEvent).min(1) }).optional(),
});
export type PayQuestion = z.infer<typeof PayQuestion>;
export type PayComponent = z.infer<typeof Component>;
export type Reached = z.infer<typeof Reached>;
export type BookEvent = z.infer<typeof BookEvent>;
export type Person = z.infer<typeof Person>;

/** A share of the CSMs who reach an attainment. */
export interface AttainmentShare {
  attainment: Reached;
  share: number;
}

/** The outcome that a name in a plan stands for. @example outcomeOf("Gross retention", figures) // "grr" */
export function outcomeOf(metric: string, { names }: Pick<CompensationFigures, "names">): string {
  const name = plainWord(metric);
  return names.value.find((one) => one.name === name)?.read_as ?? name;
}

/** Whether shares make a whole, but for the last bits of doubles. @example addsToOne([0.6, 0.3, 0.1]) // true */
export const addsToOne = (shares: readonly number[]): boolean =>
  withoutNoise(shares.reduce((sum, share) => sum + share, 0)) === 1;

/** Whether this is what a share of the team reached, and no record of components. */
const isPart = (given: object): given is z.infer<typeof PartReached> => "attainment" in given && "share" in given;

/** What the team reached as shares of its people; null when nobody said. Shares below a whole leave a rest of whom nothing is known. */
export function attainmentSpread({
  attainment: given,
  people,
}: Pick<PayQuestion, "attainment" | "people">): AttainmentShare[] | null {
  const attainment = given !== undefined && !Array.isArray(given) && isPart(given) ? [given] : given;
  if (attainment === undefined) return people?.map((one) => ({ attainment: one.attainment, share: 1 / people.length })) ?? null;
  if (!Array.isArray(attainment)) return [{ attainment: attainment as Reached, share: 1 }];
  return attainment.map((one) => (typeof one === "number" ? { attainment: one, share: 1 / attainment.length } : { ...one }));
}

/**
 * What is left of an event's account at the end, in major units: nothing of a customer that is gone, unless said otherwise; null when unknown.
 * @example keptOf({ kind: "acquired", account: "Acme", arr: 50_000 }, figures) // 0
 */
export function keptOf({ kind, kept }: BookEvent, { events }: Pick<CompensationFigures, "events">): number | null {
  if (kept !== undefined) return kept;
  return events.value.some(({ event, counts }) => event === kind && counts === "no") ? 0 : null;
}

const notExact = (name: string, amount: number | undefined): string[] =>
  faultIf(
    amount !== undefined && (isTooLarge(amount) || !isExactMoney(amount)),
    `${name} ${amount} is not money exact to the hundredth, or too much of it.`,
  );

/** More than the plan can ever pay a year, to be sure that its sums stay exact. */
function mostPaid({ ote = 0, csms, components = [], ramp }: PayQuestion, most: number): number {
  const steepest = largest([1, ...components.map(({ accelerator }) => accelerator ?? 1)]);
  return Math.abs(ote) * Math.max(1, csms ?? 1, ramp?.months ?? 1) * Math.max(1, ramp?.new_csms ?? 1) * (1 + steepest * most);
}

function numberFaults({ ote, base_share, csms, ramp }: PayQuestion): string[] {
  return [
    ...faultIf(ote !== undefined && !(ote > 0), `ote is ${ote}: give yearly pay at target, above 0.`),
    ...notExact("ote", ote),
    ...faultIf(
      base_share !== undefined && !(base_share >= 0 && base_share <= 1),
      `base_share is ${base_share}: give a fraction from 0 to 1; 80 percent is 0.8.`,
    ),
    ...faultIf(
      csms !== undefined && (ramp?.new_csms ?? 0) > csms,
      `ramp: new_csms is ${ramp?.new_csms}, more than all ${csms} csms.`,
    ),
  ];
}

function attainmentFaults(question: PayQuestion, most: number): string[] {
  const { attainment, people = [] } = question;
  const spread = attainmentSpread(question) ?? [];
  const numbers = (reached: Reached) => (typeof reached === "number" ? [reached] : Object.values(reached));
  const outside = spread.flatMap((one) => numbers(one.attainment)).filter((value) => value < 0 || value > most);
  const rows = attainment === undefined ? [] : Array.isArray(attainment) ? attainment : isPart(attainment) ? [attainment] : [];
  const shares = rows.flatMap((one) => (typeof one === "number" ? [] : [one.share]));
  const sum = withoutNoise(shares.reduce((all, share) => all + share, 0));
  const names = people.map(({ name }) => plainWord(name));
  return [
    ...faultIf(
      outside.length > 0,
      `attainment ${outside.join(", ")}: give shares of target from 0 to ${most}; 95 percent is 0.95.`,
    ),
    ...faultIf(shares.length > 0 && shares.length < rows.length, "attainment mixes plain values and values with a share."),
    ...faultIf(
      shares.some((share) => share < 0),
      "attainment: a share is below 0.",
    ),
    ...faultIf(sum > 1, `attainment: the shares add up to ${sum}, above 1; leave out the people of whom nothing is known.`),
    ...people.flatMap(({ name }, place) =>
      faultIf(names.indexOf(names[place]!) < place, `people: ${name} stands there more than once.`),
    ),
    ...people.flatMap(({ name, opening_arr, closing_arr }) => [
      ...notExact(`people "${name}": opening_arr`, opening_arr),
      ...notExact(`people "${name}": closing_arr`, closing_arr),
    ]),
  ];
}

function eventFaults({ book }: PayQuestion, figures: CompensationFigures): string[] {
  const known = figures.events.value.map(({ event }) => event);
  const events = book?.events ?? [];
  const names = events.map(({ account }) => account);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  return [
    ...events.flatMap(({ kind, account, arr, kept }) => [
      ...faultIf(!known.includes(kind), `event "${account}": kind ${kind} is none of ${known.join(", ")}.`),
      ...notExact(`event "${account}": arr`, arr),
      ...notExact(`event "${account}": kept`, kept),
      ...faultIf(kept !== undefined && kept > arr, `event "${account}": kept ${kept} is not between 0 and arr ${arr}.`),
    ]),
    ...faultIf(twice.length > 0, `events: ${[...new Set(twice)].join(", ")} stands there more than once.`),
    ...bookFaults(book, figures),
  ];
}

/** Whether the book can hold its events: in opening ARR, in what was kept and in what was lost. */
function bookFaults(book: PayQuestion["book"], figures: CompensationFigures): string[] {
  if (book === undefined) return [];
  const { arr, kept, events } = book;
  const all = events.reduce((sum, one) => sum + one.arr, 0);
  const inexact = [...notExact("book: arr", arr), ...notExact("book: kept", kept), ...notExact("book: all events", all)];
  if (inexact.length) return inexact;
  const ends = events.flatMap((event) => {
    const end = keptOf(event, figures);
    return end === null ? [] : [{ start: event.arr, end }];
  });
  const lost = sumMoney(ends.flatMap(({ start, end }) => [start, -end]));
  return [
    ...faultIf(arr === 0, "book: arr is 0; give the opening ARR, above 0."),
    ...faultIf(
      arr !== undefined && kept !== undefined && kept > arr,
      `book: kept ${kept} is above arr ${arr}; leave expansion out.`,
    ),
    ...faultIf(
      arr !== undefined && sumMoney(events.map((event) => event.arr)) > arr,
      "book: the arr of its events adds up to more than its own.",
    ),
    ...faultIf(kept !== undefined && sumMoney(ends.map(({ end }) => end)) > kept, "book: its events kept more than it did."),
    ...faultIf(
      arr !== undefined && kept !== undefined && kept <= arr && lost > sumMoney([arr, -kept]),
      "book: its events lost more than it did; give kept of a gone customer that still paid at the end.",
    ),
  ];
}

/**
 * Refuses what cannot be: pay not above 0, shares outside 0 to 1 or above a whole, events larger than their book, unknown kinds.
 * Throws Problem that names every fault.
 * @example checkPayQuestion({ ote: 140000, base_share: 80 }, figures) // throws: base_share is 80: give a fraction
 */
export function checkPayQuestion(question: PayQuestion, figures: CompensationFigures): void {
  const most = figures.plausible.value;
  const faults = [
    ...numberFaults(question),
    ...faultIf(isTooLarge(mostPaid(question, most)), "The plan could pay more than can be added up exactly."),
    ...attainmentFaults(question, most),
    ...eventFaults(question, figures),
  ];
  if (faults.length)
    throw new Problem({ what: "The pay plan cannot use this:", places: faults, remedy: "Correct it and ask again." });
}
