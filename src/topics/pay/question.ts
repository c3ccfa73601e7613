import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { Band, Bracket } from "../../core/vocabulary.ts";
import { rampFigure } from "../workload/hours.ts";

/**
 * Whether shares make a whole, but for the last bits of doubles.
 * @example addsToOne([0.6, 0.3, 0.1]) // true
 */
export function addsToOne(shares: readonly number[]): boolean {
  return Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) <= 100 * Number.EPSILON;
}

const Share = z.number().min(0).max(1);
const Names = z.array(z.string()).min(1);
const Split = z.union([Share, Band]);
const Weights = z
  .array(z.strictObject({ component: z.string(), low_share: shown.rate().min(0).max(1), high_share: shown.rate().min(0).max(1) }))
  .min(1);
const Overlaps = z.array(z.strictObject({ component: z.string(), contains: z.string(), effect: z.string() }));
const Pay = z.record(z.string(), z.number().min(0));

export type Weights = z.infer<typeof Weights>;
export type Overlaps = z.infer<typeof Overlaps>;

/** What the design of a pay plan reads. */
export const compensationReads = {
  baseShare: figure("org-compensation", "base_share", Split),
  weights: figure("org-compensation", "variable_weights", Weights),
  overlaps: figure("org-compensation", "overlaps", Overlaps),
  names: figure("org-pay-checks", "read_as", z.array(z.strictObject({ name: z.string(), read_as: z.string() }))),
  payLine: figure(
    "org-pay-checks",
    "pay_line",
    z.strictObject({ threshold: shown.rate().min(0).max(1), accelerator: z.number().min(0) }),
  ),
  curve: figure("org-pay-checks", "curve_attainment", z.array(z.number().min(0)).min(1)),
  cliff: figure(
    "org-pay-checks",
    "cliff",
    z.strictObject({ step_share: shown.rate().positive(), jump_share: shown.rate().min(0).max(1) }),
  ),
  bracket: figure("org-pay-checks", "assumed_attainment", Bracket),
  plausible: figure("org-pay-checks", "most_attainment", z.number().positive()),
  gateMetrics: figure("org-pay-checks", "satisfaction_metrics", Names),
  bounded: figure("org-pay-checks", "bounded_metrics", Names),
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

/** One part of variable pay as asked for; threshold, cap and gate are shares of the component's target. */
export interface PayComponent {
  metric: string;
  weight: number;
  /** The metric's own level at which the component pays in full. */
  target?: number;
  threshold?: number;
  accelerator?: number;
  cap?: number;
  gate?: number;
}

/** A share of the CSMs who reach an attainment. */
export interface AttainmentShare {
  attainment: number;
  share: number;
}

/** Something that happened to a book and that its CSM could not help; ARR in major units, months held since the handover. */
export interface BookEvent {
  kind: string;
  account: string;
  arr: number;
  kept?: number;
  months?: number;
}

/** What the design of a pay plan is asked; undefined is unknown. Money in major units a year. */
export interface PayQuestion {
  ote: number;
  base_share?: number;
  components?: PayComponent[];
  attainment?: (number | AttainmentShare)[];
  csms?: number;
  /** Months newcomers are guaranteed their variable pay, and how many of them there are. */
  ramp?: { months: number; new_csms?: number };
  /** One CSM's book: ARR at the start, what is left of it without expansion, and what the CSM could not help. */
  book?: { arr?: number; kept?: number; events: BookEvent[] };
}

/** A component with nothing left open; null where the plan has no cap, gate or target. */
export interface SettledComponent {
  metric: string;
  weight: number;
  at_target: number;
  target: number | null;
  threshold: number;
  accelerator: number;
  cap: number | null;
  gate: number | null;
}

/** A pay plan ready to compute with. */
export interface PayPlan {
  base: number;
  variable: number;
  components: SettledComponent[];
}

/**
 * What is left of an event's account at the end, in major units: nothing of a customer that is gone, unless said otherwise; null when unknown.
 * @example keptOf({ kind: "acquired", account: "Acme", arr: 50_000 }, figures) // 0
 */
export function keptOf({ kind, kept }: BookEvent, { events }: Pick<CompensationFigures, "events">): number | null {
  if (kept !== undefined) return kept;
  return events.value.some(({ event, counts }) => event === kind && counts === "no") ? 0 : null;
}

/** Amounts that are no money: past what doubles hold, or finer than the hundredth. */
function moneyFaults(amounts: Record<string, number | undefined>): string[] {
  return Object.entries(amounts).flatMap(([name, amount]) =>
    amount === undefined || (!isTooLarge(amount) && isExactMoney(amount))
      ? []
      : [`${name} ${amount} is not money exact to the hundredth, or too much of it.`],
  );
}

/** More than the plan can ever pay a year, to be sure that its sums stay exact. */
function mostPaid({ ote, csms, components = [], ramp }: PayQuestion, most: number): number {
  const steepest = largest([1, ...components.map(({ accelerator }) => accelerator ?? 1)]);
  return Math.abs(ote) * Math.max(1, csms ?? 1, ramp?.months ?? 1) * Math.max(1, ramp?.new_csms ?? 1) * (1 + steepest * most);
}

const isWhole = (value: number) => Number.isInteger(value) && value >= 0;

function numberFaults({ ote, base_share, csms, ramp }: PayQuestion): string[] {
  const { months, new_csms } = ramp ?? {};
  return [
    ...(ote > 0 ? [] : [`ote is ${ote}: give yearly pay at target, above 0.`]),
    ...(ote > 0 ? moneyFaults({ ote }) : []),
    ...(base_share !== undefined && !(base_share >= 0 && base_share <= 1)
      ? [`base_share is ${base_share}: give a fraction from 0 to 1; 80 percent is 0.8.`]
      : []),
    ...(csms !== undefined && !isWhole(csms) ? [`csms is ${csms}: give a whole number, 0 or more.`] : []),
    ...(new_csms !== undefined && !isWhole(new_csms) ? [`ramp: new_csms is ${new_csms}: give a whole number, 0 or more.`] : []),
    ...(months !== undefined && months < 0 ? [`ramp: months is ${months}: give 0 or more.`] : []),
    ...(csms !== undefined && new_csms !== undefined && new_csms > csms
      ? [`ramp: new_csms is ${new_csms}, more than all ${csms} csms.`]
      : []),
  ];
}

function attainmentFaults({ attainment }: PayQuestion, most: number): string[] {
  if (attainment === undefined) return [];
  const reached = attainment.map((one) => (typeof one === "number" ? one : one.attainment));
  const shares = attainment.flatMap((one) => (typeof one === "number" ? [] : [one.share]));
  const outside = reached.filter((value) => value < 0 || value > most);
  return [
    ...(outside.length ? [`attainment ${outside.join(", ")}: give shares of target from 0 to ${most}; 95 percent is 0.95.`] : []),
    ...(shares.length > 0 && shares.length < reached.length ? ["attainment mixes plain values and values with a share."] : []),
    ...(shares.some((share) => share < 0) ? ["attainment: a share is below 0."] : []),
    ...(shares.length === reached.length && !addsToOne(shares)
      ? [`attainment: the shares add up to ${Number(shares.reduce((sum, share) => sum + share, 0).toPrecision(12))}, not 1.`]
      : []),
  ];
}

function eventFaults({ book }: PayQuestion, figures: CompensationFigures): string[] {
  const known = figures.events.value.map(({ event }) => event);
  const events = book?.events ?? [];
  const names = events.map(({ account }) => account);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  return [
    ...events.flatMap(({ kind, account, arr, kept, months }) => [
      ...(known.includes(kind) ? [] : [`event "${account}": kind ${kind} is none of ${known.join(", ")}.`]),
      ...(arr < 0 ? [`event "${account}": arr ${arr} is below 0.`] : []),
      ...moneyFaults({ [`event "${account}": arr`]: arr, [`event "${account}": kept`]: kept }),
      ...(kept !== undefined && (kept < 0 || kept > arr)
        ? [`event "${account}": kept ${kept} is not between 0 and arr ${arr}.`]
        : []),
      ...(months !== undefined && months < 0 ? [`event "${account}": months ${months} is below 0.`] : []),
    ]),
    ...(twice.length ? [`events: ${[...new Set(twice)].join(", ")} stands there more than once.`] : []),
    ...bookFaults(book, figures),
  ];
}

/** Whether the book can hold its events: in opening ARR, in what was kept and in what was lost. */
function bookFaults(book: PayQuestion["book"], figures: CompensationFigures): string[] {
  if (book === undefined) return [];
  const { arr, kept, events } = book;
  const money = moneyFaults({
    "book: arr": arr,
    "book: kept": kept,
    "book: all events": events.reduce((all, one) => all + one.arr, 0),
  });
  if (money.length) return money;
  const sum = (amounts: readonly number[]) => sumMoney(amounts);
  const ends = events.flatMap((event) => {
    const end = keptOf(event, figures);
    return end === null ? [] : [{ start: event.arr, end }];
  });
  const lost = sum(ends.flatMap(({ start, end }) => [start, -end]));
  return [
    ...(arr !== undefined && !(arr > 0) ? [`book: arr is ${arr}; give the opening ARR, above 0.`] : []),
    ...(kept !== undefined && kept < 0 ? [`book: kept is ${kept}; give 0 or more.`] : []),
    ...(arr !== undefined && kept !== undefined && kept > arr
      ? [`book: kept ${kept} is above arr ${arr}; leave expansion out.`]
      : []),
    ...(arr !== undefined && sum(events.map((event) => event.arr)) > arr
      ? ["book: the arr of its events adds up to more than its own."]
      : []),
    ...(kept !== undefined && sum(ends.map(({ end }) => end)) > kept ? ["book: its events kept more than it did."] : []),
    ...(arr !== undefined && kept !== undefined && kept <= arr && lost > sum([arr, -kept])
      ? ["book: its events lost more than it did; give kept of a gone customer that still paid at the end."]
      : []),
  ];
}

/**
 * Refuses what cannot be: pay not above 0, shares outside 0 to 1, shares that are no whole, events larger than their book, unknown kinds.
 * Throws Problem that names every fault.
 * @example checkPayQuestion({ ote: 140000, base_share: 80 }, figures) // throws: base_share is 80: give a fraction
 */
export function checkPayQuestion(question: PayQuestion, figures: CompensationFigures): void {
  const most = figures.plausible.value;
  const faults = [
    ...numberFaults(question),
    ...(isTooLarge(mostPaid(question, most)) ? ["The plan could pay more than can be added up exactly."] : []),
    ...attainmentFaults(question, most),
    ...eventFaults(question, figures),
  ];
  if (faults.length)
    throw new Problem({ what: "The pay plan cannot use this:", places: faults, remedy: "Correct it and ask again." });
}
