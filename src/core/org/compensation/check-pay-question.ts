import { Problem } from "../../contract/problem.ts";
import { isExactMoney, isTooLarge } from "../../metrics/exact-money.ts";
import { addsToOne } from "./adds-to-one.ts";
import type { CompensationFigures } from "./compensation-reads.ts";
import type { PayQuestion } from "./pay-question.ts";

const isWhole = (value: number) => Number.isInteger(value) && value >= 0;

function numberFaults({ ote, base_share, csms, new_csms, ramp_months }: PayQuestion): string[] {
  return [
    ...(ote > 0 ? [] : [`ote is ${ote}: give yearly pay at target, above 0.`]),
    ...(ote > 0 && (isTooLarge(ote) || !isExactMoney(ote)) ? [`ote ${ote} is not money exact to the hundredth.`] : []),
    ...(base_share !== undefined && !(base_share >= 0 && base_share <= 1)
      ? [`base_share is ${base_share}: give a fraction from 0 to 1; 80 percent is 0.8.`]
      : []),
    ...(csms !== undefined && !isWhole(csms) ? [`csms is ${csms}: give a whole number, 0 or more.`] : []),
    ...(new_csms !== undefined && !isWhole(new_csms) ? [`new_csms is ${new_csms}: give a whole number, 0 or more.`] : []),
    ...(ramp_months !== undefined && ramp_months < 0 ? [`ramp_months is ${ramp_months}: give 0 or more.`] : []),
    ...(csms !== undefined && new_csms !== undefined && new_csms > csms
      ? [`new_csms is ${new_csms}, more than all ${csms} csms.`]
      : []),
  ];
}

function attainmentFaults({ attainment }: PayQuestion, most: number): string[] {
  if (attainment === undefined) return [];
  const reached = attainment.map((one) => (typeof one === "number" ? one : one.attainment));
  const shares = attainment.flatMap((one) => (typeof one === "number" ? [] : [one.share]));
  const outside = reached.filter((value) => value < 0 || value > most);
  return [
    ...(outside.length
      ? [`attainment ${outside.join(", ")}: give shares of target from 0 to ${most}; 95 percent is 0.95.`]
      : []),
    ...(shares.length > 0 && shares.length < reached.length ? ["attainment mixes plain values and values with a share."] : []),
    ...(shares.some((share) => share < 0) ? ["attainment: a share is below 0."] : []),
    ...(shares.length === reached.length && !addsToOne(shares)
      ? [`attainment: the shares add up to ${Number(shares.reduce((sum, share) => sum + share, 0).toPrecision(12))}, not 1.`]
      : []),
  ];
}

function eventFaults({ events = [], book }: PayQuestion, known: readonly string[]): string[] {
  const total = (of: (one: (typeof events)[number]) => number) => events.reduce((sum, one) => sum + of(one), 0);
  const names = events.map(({ account }) => account);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  return [
    ...events.flatMap(({ kind, account, arr, kept, months }) => [
      ...(known.includes(kind) ? [] : [`events "${account}": kind ${kind} is none of ${known.join(", ")}.`]),
      ...(arr < 0 ? [`events "${account}": arr ${arr} is below 0.`] : []),
      ...(kept !== undefined && (kept < 0 || kept > arr) ? [`events "${account}": kept ${kept} is not between 0 and arr ${arr}.`] : []),
      ...(months !== undefined && months < 0 ? [`events "${account}": months ${months} is below 0.`] : []),
    ]),
    ...(twice.length ? [`events: ${[...new Set(twice)].join(", ")} stands there more than once.`] : []),
    ...(book !== undefined && !(book.arr > 0) ? [`book: arr is ${book.arr}; give the opening ARR, above 0.`] : []),
    ...(book !== undefined && (book.kept < 0 || book.kept > book.arr)
      ? [`book: kept ${book.kept} is not between 0 and arr ${book.arr}; leave expansion out.`]
      : []),
    ...(book !== undefined && total((one) => one.arr) > book.arr ? ["events: their arr adds up to more than the book's."] : []),
    ...(book !== undefined && total((one) => one.kept ?? 0) > book.kept ? ["events: they kept more than the whole book."] : []),
    ...(book !== undefined && lostIn(events, book) ? ["events: they lost more than the whole book; give kept where some is left."] : []),
  ];
}

/** Whether the events that say what was kept lost more than the book did, with gone customers losing all. */
function lostIn(events: NonNullable<PayQuestion["events"]>, book: { arr: number; kept: number }): boolean {
  const lost = events.map(({ arr, kept }) => (kept === undefined ? 0 : arr - kept)).reduce((sum, one) => sum + one, 0);
  return lost > book.arr - book.kept;
}

/**
 * Refuses what cannot be: pay not above 0, shares outside 0 to 1, shares that are no whole, events larger than their book, unknown kinds.
 * Throws Problem that names every fault.
 * @example checkPayQuestion({ ote: 140000, base_share: 80 }, figures) // throws: base_share is 80: give a fraction
 */
export function checkPayQuestion(question: PayQuestion, figures: CompensationFigures): void {
  const known = figures.events.value.map(({ event }) => event);
  const faults = [
    ...numberFaults(question),
    ...attainmentFaults(question, figures.plausible.value),
    ...eventFaults(question, known),
  ];
  if (faults.length)
    throw new Problem({ what: "The pay plan cannot use this:", places: faults, remedy: "Correct it and ask again." });
}
