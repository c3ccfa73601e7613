import { isKnown, type Known, known, mapKnown, orNull, over, unknown } from "../../core/known.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import type { PayFields } from "./answer.ts";
import { componentShare, payoutAt, payoutReached, shareOfVariable } from "./payout.ts";
import type { PayPlan } from "./plan.ts";
import {
  type BookEvent,
  type CompensationFigures,
  keptOf,
  outcomeOf,
  type PayQuestion,
  type Person,
  type Reached,
} from "./question.ts";

/** What a component or a person reached, all components weighed by their part of pay. */
function weighed(plan: PayPlan, reached: Reached, figures: Pick<CompensationFigures, "names">): Known<number> {
  if (typeof reached === "number") return reached;
  const values = new Map(Object.entries(reached).map(([metric, value]) => [outcomeOf(metric, figures), value]));
  const parts = plan.components
    .filter(({ weight }) => weight > 0)
    .map(({ metric, weight }) => ({ weight, value: values.get(outcomeOf(metric, figures)) }));
  return parts.some(({ value }) => value === undefined)
    ? unknown("Not every component has an attainment.")
    : parts.reduce((sum, { weight, value }) => sum + weight * value!, 0);
}

/** One person's pay beside what their book did. */
function personRow(plan: PayPlan, person: Person, figures: CompensationFigures) {
  const { name, attainment, opening_arr, closing_arr } = person;
  const paid = payoutReached(plan, attainment, figures);
  const payout = mapKnown(paid, (one) => one.payout);
  const payout_share = mapKnown(payout, (amount) => shareOfVariable(plan, amount));
  const nrr: Known<number> =
    opening_arr === undefined || closing_arr === undefined
      ? unknown("Needs the book's opening_arr and closing_arr.")
      : opening_arr === 0
        ? unknown("The book was empty at the start.")
        : ratioOfMoney(closing_arr, opening_arr);
  return {
    name,
    attainment: weighed(plan, attainment, figures),
    payout,
    payout_share,
    opening_arr: known(opening_arr, "Not given."),
    closing_arr: known(closing_arr, "Not given."),
    nrr,
    paid_above_shrank: mapKnown(payout_share, (share) => mapKnown(nrr, (rate) => share > 1 && rate < 1)),
  };
}
type PersonRow = ReturnType<typeof personRow>;

/**
 * Each person's pay beside what their book did, those paid above target on a shrinking book first, and the whole: books weigh people equally,
 * net retention weighs dollars. Books of whom one end is missing stand outside every sum. Major units, shares as fractions.
 * @example payAgainstBooks(plan, [{ name: "Ann", attainment: 1.2, opening_arr: 100, closing_arr: 90 }], figures).books.of_them_shrank // 1
 */
export function payAgainstBooks(plan: PayPlan, people: readonly Person[], figures: CompensationFigures) {
  const rows = people.map((person) => personRow(plan, person, figures));
  const first = (row: PersonRow) => (orNull(row.paid_above_shrank) === true ? 0 : 1);
  rows.sort(
    (a, b) => first(a) - first(b) || (orNull(b.opening_arr) ?? 0) - (orNull(a.opening_arr) ?? 0) || byText(a.name, b.name),
  );
  const whole = rows.flatMap((row) => {
    const [opening, closing, share, payout] = [row.opening_arr, row.closing_arr, row.payout_share, row.payout].map(orNull) as (
      | number
      | null
    )[];
    return opening == null || closing == null || share == null || payout == null ? [] : [{ opening, closing, share, payout }];
  });
  if (whole.length === 0)
    return {
      rows,
      books: unknown(people.length === 0 ? "people was not given." : "No person has both pay and both ends of a book."),
    };
  const above = whole.filter(({ share }) => share > 1);
  const shrank = above.filter(({ opening, closing }) => closing < opening);
  const opening_arr = sumMoney(whole.map(({ opening }) => opening));
  const closing_arr = sumMoney(whole.map(({ closing }) => closing));
  const empty = unknown("The books were empty at the start.");
  return {
    rows,
    books: {
      people: whole.length,
      paid_above_target: above.length,
      of_them_shrank: shrank.length,
      paid_on_shrinking: sumMoney(shrank.map(({ payout }) => payout)),
      mean_payout_share: whole.reduce((sum, { share }) => sum + share, 0) / whole.length,
      payout_share_by_arr: over(
        whole.reduce((sum, { share, opening }) => sum + share * opening, 0),
        opening_arr,
        empty,
      ),
      opening_arr,
      closing_arr,
      nrr: over(closing_arr, opening_arr, empty),
    },
  };
}
export type Books = Exclude<ReturnType<typeof payAgainstBooks>["books"], ReturnType<typeof unknown>>;

/** Whether an event's account counts in its CSM's pay, and why; not known when the months in the book decide and were not given. */
function judged({ kind, account, arr, months }: BookEvent, figures: CompensationFigures) {
  const { counts, policy } = figures.events.value.find(({ event }) => event === kind)!;
  const row = { account, kind, arr };
  if (counts === "no") return { ...row, counts: false, why: policy };
  if (months === undefined) {
    const why = "Needs months since the handover.";
    return { ...row, counts: unknown(why), why };
  }
  const long = months >= figures.holdout.value;
  return { ...row, counts: long, why: long ? "Held long enough to count." : policy };
}

/** The effect of the events on pay. */
type Effect = Omit<NonNullable<PayFields["events_effect"]>, "grr_left_out" | "pays_left_out" | "difference"> & {
  grr_left_out: Known<number>;
  pays_left_out: Known<number>;
  difference: Known<number>;
};

/**
 * Each event of the book with whether it counts, and what leaving the others out does to gross retention and to the pay under it. Accounts
 * left out leave the opening amount and the kept amount alike. Major units.
 * @example bookEvents(undefined, plan, figures).effect // Unknown("No book was given.")
 */
export function bookEvents(book: PayQuestion["book"], plan: PayPlan, figures: CompensationFigures) {
  const events = [...(book?.events ?? [])].sort((a, b) => b.arr - a.arr || byText(a.account, b.account));
  const rows = events.map((event) => judged(event, figures));
  return { rows, effect: effectOf(book, events, rows, plan, figures) };
}

function effectOf(
  book: PayQuestion["book"],
  events: readonly BookEvent[],
  rows: readonly ReturnType<typeof judged>[],
  plan: PayPlan,
  figures: CompensationFigures,
): Known<Effect> {
  if (book === undefined) return unknown("No book was given.");
  const { arr, kept: left } = book;
  if (arr === undefined || left === undefined) return unknown("Needs the book's arr at the start and kept at the end.");
  const gross = plan.components.find(({ metric }) => outcomeOf(metric, figures) === "grr");
  if (gross === undefined) return unknown("The plan has no grr component.");
  const { target } = gross;
  if (target === null) return unknown("The grr component has no target.");
  const open = rows.filter(({ counts }) => !isKnown(counts)).map(({ account }) => account);
  if (open.length) return unknown(`Needs months since the handover of ${open.join(", ")}.`);
  const out = events.filter((_, place) => rows[place]!.counts === false);
  const ends = out.map((event) => keptOf(event, figures));
  if (ends.some((end) => end === null)) return unknown("Needs kept of the reassigned accounts that do not count.");
  const left_out_arr = sumMoney(out.map((event) => event.arr));
  const kept = sumMoney([left, ...ends.map((end) => -end!)]);
  const pays = (rate: number) => sumMoney([gross.at_target * componentShare(gross, rate / target)]);
  const grr_counted = left / arr;
  const grr_left_out = over(kept, sumMoney([arr, -left_out_arr]), "The whole book is left out.");
  const pays_left_out = mapKnown(grr_left_out, pays);
  return {
    left_out_arr,
    grr_counted,
    grr_left_out,
    pays_counted: pays(grr_counted),
    pays_left_out,
    difference: mapKnown(pays_left_out, (amount) => sumMoney([amount, -pays(grr_counted)])),
  };
}

/**
 * What it costs to pay newcomers a share of their variable pay while they learn, and how much of it they would not have earned; a guarantee
 * is a floor, so the extra is never below 0. Months, money in major units.
 * @example rampGuarantee(plan, { months: 6, new_csms: 2 }, { guarantee: 1, delivery: 0.45 })?.cost // 28000 when variable is 28000
 */
export function rampGuarantee(
  plan: PayPlan,
  ramp: PayQuestion["ramp"],
  { guarantee, delivery }: { guarantee: number; delivery: number },
) {
  if (ramp === undefined) return unknown("ramp was not given.");
  const { months, new_csms } = ramp;
  const per_hire = sumMoney([(plan.variable * guarantee * months) / 12]);
  const earned_per_hire = sumMoney([(payoutAt(plan, delivery).payout * months) / 12]);
  const extra_per_hire = Math.max(0, sumMoney([per_hire, -earned_per_hire]));
  const hires = known(new_csms, "new_csms was not given.");
  const forAll = (amount: number) => mapKnown(hires, (people) => sumMoney([amount * people]));
  return {
    months,
    per_hire,
    earned_per_hire,
    extra_per_hire,
    new_csms: hires,
    cost: forAll(per_hire),
    extra_cost: forAll(extra_per_hire),
  };
}
