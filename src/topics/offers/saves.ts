import { bestWithin } from "../../core/choose.ts";
import { addDays, businessDay, daysBetween } from "../../core/dates.ts";
import { type Known, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { type Basis, offerCash } from "./offer-cash.ts";
import { restDays } from "./own-term.ts";
import { type DatedSave, type OfferFigures, type SaveState, saveStates } from "./question.ts";

const MINUTES = 60; // not a figure: minutes of an hour
const PERCENT = 100; // not a figure: hundredths of a whole

/** One save weighed. Major units; shares as fractions; days counted from as_of. */
export interface WeighedSave {
  save: DatedSave;
  runway_days: number;
  /** The last working day on or before the last day to give notice. */
  last_working_day: string;
  /** Half way to that day: what has not moved by then is stopped early, with half of the hours kept. */
  checkpoint: string;
  /** The caller's own hours it takes now, and those that are left for the next period. */
  hours_now: number;
  hours_later: number;
  /** The last day on which going on still makes sense. */
  stop_date: string;
  /** The last working day on which the play, begun then, ends before the deadline. */
  begin_by: string;
  /** Margin over the years looked at if the customer stays at today's price. */
  stake: number;
  /** Hours in money. */
  effort: number;
  /** What discount and credit give away if it stays, over the same years. */
  concession: number;
  /** Margin of one year without interest, at today's price and after the discount, and the latter for each hour. */
  year_margin: number;
  year_kept: number;
  kept_an_hour: Known<number>;
  /** For chances of staying without the play: the chance with it from which it pays. */
  needs: { without: number; with: Known<number> }[];
  /** For discounts: what each costs a year, and what a chance of one half at full price must become for the same. */
  steps: { discount: number; cost_a_year: number; half_becomes: Known<number> }[];
  /** For example pairs of chances: the discount at which the play adds nothing any more; none of them is a forecast. */
  ceilings: { without: number; with: number; ceiling: number }[];
  /** The rise in the chance of staying at which the play pays: if nobody would have stayed without it, and if it makes staying certain. */
  lift_low: Known<number>;
  lift_high: Known<number>;
  /** With the caller's own chances: the discount at which the play adds nothing any more. */
  discount_ceiling: Known<number>;
  /** The discount above which nothing is left of the margin, even at a customer who would surely leave and now surely stays: no advice. */
  no_margin_above: Known<number>;
  /** By how much more the chance of staying must rise for each hundredth of the price that is let go, at most. */
  lift_a_percent: Known<number>;
  /** With the caller's own chances: what the play adds. */
  expected: Known<number>;
  state: SaveState;
}

interface SaveTerms extends Basis {
  as_of: string;
  hour_cost: number;
  hours: number | undefined;
}

/** A day, but none that is over. */
const later = (day: string, today: string): string => (day < today ? today : day);

/** The hours of a save that are the caller's own. */
const ownHours = ({ hours, own_hours = hours }: DatedSave): number => own_hours;

/** What prices do to a save: the chance needed for each chance without it, and what example pairs of chances allow. */
function priceOf(
  { stake, kept, effort, year, credit }: { stake: number; kept: number; effort: number; year: number; credit: number },
  { steps, pairs }: Pick<OfferFigures, "steps" | "pairs">,
  yearly: { arr: number; margin: number },
): Pick<WeighedSave, "needs" | "steps" | "ceilings"> {
  const withouts = [...new Set(pairs.value.map(({ without }) => without))].sort((a, b) => a - b);
  const half = 1 / 2;
  const never = unknown("Even a customer who surely stays would not pay for it.");
  const within = (chance: number): Known<number> => (chance > 1 || chance < 0 ? never : chance);
  return {
    needs: withouts.map((without) => ({ without, with: kept <= 0 ? never : within((without * stake + effort) / kept) })),
    steps: steps.value.map((discount) => {
      const after = yearly.margin - yearly.arr * discount;
      return {
        discount,
        cost_a_year: sumMoney([yearly.arr * discount]),
        half_becomes: after <= 0 ? never : within((half * yearly.margin) / after),
      };
    }),
    ceilings:
      stake <= 0 || year <= 0
        ? []
        : pairs.value.map((pair) => ({
            ...pair,
            ceiling: Math.max(0, (((pair.with - pair.without) * stake - effort) / pair.with - credit) / year),
          })),
  };
}

function weighSave(save: DatedSave, terms: SaveTerms, figures: OfferFigures): WeighedSave {
  const { account, arr, deadline, discount = 0, credit = 0, days = figures.playDays.value } = save;
  const basis = { ...terms, arr };
  const stake = offerCash({ name: account }, basis).margin;
  const kept = offerCash({ name: account, change: -discount, credit }, basis).margin;
  const effort = sumMoney([save.hours * terms.hour_cost]);
  const concession = sumMoney([stake, -kept]);
  const runway_days = daysBetween(terms.as_of, deadline);
  const year = offerCash({ name: account, change: 0 }, { ...basis, gross_margin: 1 }).present_value;
  const none = "At today's price this customer brings no margin.";
  const state = ((): SaveState => {
    if (runway_days < 0) return "deadline_passed";
    if (stake <= 0 || kept - effort <= 0) return "brings_nothing";
    return runway_days < days ? "too_late" : "begin";
  })();
  const workingDay = (date: string): string => businessDay(date, -1, restDays(date, figures.restDays.value));
  const { chance_without, chance_with } = save;
  const chances =
    chance_without === undefined || chance_with === undefined ? null : { without: chance_without, with: chance_with };
  const noChances = unknown("Nobody gave the chances of staying without and with the play.");
  return {
    save,
    runway_days,
    last_working_day: workingDay(deadline),
    checkpoint: workingDay(addDays(terms.as_of, Math.max(0, Math.floor(runway_days / 2)))),
    hours_now: state === "begin" ? ownHours(save) : 0,
    hours_later: 0,
    stop_date: workingDay(later(addDays(deadline, -figures.stopDays.value), terms.as_of)),
    begin_by: workingDay(addDays(deadline, -days)),
    stake,
    effort,
    concession,
    year_margin: sumMoney([arr * terms.gross_margin]),
    year_kept: sumMoney([arr * (terms.gross_margin - discount)]),
    kept_an_hour:
      save.hours === 0 ? unknown("It takes no hours.") : sumMoney([(arr * (terms.gross_margin - discount)) / save.hours]),
    ...priceOf({ stake, kept, effort, year, credit }, figures, { arr, margin: arr * terms.gross_margin }),
    lift_low: kept <= 0 ? unknown("Under these terms nothing is left of the margin.") : effort / kept,
    lift_high: stake <= 0 ? unknown(none) : (effort + concession) / stake,
    discount_ceiling:
      stake <= 0 || year <= 0
        ? unknown(none)
        : chances === null || chances.with === 0
          ? noChances
          : Math.max(0, (((chances.with - chances.without) * stake - effort) / chances.with - credit) / year),
    no_margin_above: stake <= 0 ? unknown(none) : Math.max(0, (stake - effort - credit) / year),
    lift_a_percent: stake <= 0 ? unknown(none) : year / PERCENT / stake,
    expected: chances === null ? noChances : sumMoney([chances.with * kept, -chances.without * stake, -effort]),
    state,
  };
}

/** Whether a save is begun now, whole or in part. */
export const isBegun = ({ state }: Pick<WeighedSave, "state">): boolean => state === "begin" || state === "begin_part";

/** What a play can bring at most: with the caller's chances what it adds, else the margin kept less hours and concession. */
const worthOf = ({ stake, concession, effort, expected }: WeighedSave): number =>
  typeof expected === "number" ? expected : sumMoney([stake, -concession, -effort]);

/** By the latest start; those that cannot begin last, the highest worth an hour first. */
const byStart = (a: WeighedSave, b: WeighedSave): number =>
  (a.begin_by < b.begin_by ? -1 : a.begin_by > b.begin_by ? 1 : 0) || b.stake - a.stake;

/**
 * Hours by date: each save whole in the order of its latest start, and one whose latest start lies after the last day of all before it with the hours
 * that are left, its rest later. Null where one fits neither way, so that a choice must be made.
 */
function byDate(able: readonly WeighedSave[], hours: number): Map<WeighedSave, number> | null {
  const now = new Map<WeighedSave, number>();
  let left = hours;
  let last = "";
  for (const one of [...able].sort(byStart)) {
    const takes = ownHours(one.save);
    if (takes > left + 1 / MINUTES && (last === "" || one.begin_by <= last)) return null;
    const given = Math.min(takes, left);
    now.set(one, given);
    left -= given;
    if (one.save.deadline > last) last = one.save.deadline;
  }
  return now;
}

/** Hours that are left after a choice begin what may be ended later: saves whose latest start lies after the last day of all that are begun. */
function beginWithRest(able: readonly WeighedSave[], hours: number): void {
  const begun = able.filter(({ state }) => state === "begin");
  let left = withoutNoise(hours - begun.reduce((sum, { hours_now }) => sum + hours_now, 0));
  const last = begun.reduce((day, { save }) => (save.deadline > day ? save.deadline : day), "");
  for (const one of able.filter(({ state }) => state === "no_hours").sort(byStart)) {
    if (left < 1 || one.begin_by <= last) continue;
    one.hours_now = Math.min(left, ownHours(one.save));
    one.hours_later = withoutNoise(ownHours(one.save) - one.hours_now);
    one.state = "begin_part";
    left = withoutNoise(left - one.hours_now);
  }
}

/** Highest worth an hour first; those that cannot begin last. */
const inOrder = (a: WeighedSave, b: WeighedSave): number =>
  saveStates.indexOf(a.state) - saveStates.indexOf(b.state) ||
  worthOf(b) / Math.max(b.save.hours, 1 / MINUTES) - worthOf(a) / Math.max(a.save.hours, 1 / MINUTES) ||
  (a.save.account < b.save.account ? -1 : 1);

/**
 * Every save weighed, and which to begin within the hours: the set worth most, exactly, each whole or not at all. Where the caller gives no
 * chances all plays are taken as equally likely to work. Throws nothing; days before as_of give a negative runway.
 */
export function weighSaves(saves: readonly DatedSave[], terms: SaveTerms, figures: OfferFigures): WeighedSave[] {
  const weighed = saves.map((save) => weighSave(save, terms, figures));
  const able = weighed.filter(({ state }) => state === "begin");
  const dated = terms.hours === undefined ? null : byDate(able, terms.hours);
  if (dated !== null) {
    for (const [one, now] of dated) {
      const takes = ownHours(one.save);
      one.hours_now = now;
      one.hours_later = withoutNoise(takes - now);
      if (now < takes) one.state = now === 0 ? "no_hours" : "begin_part";
    }
    const begun = able.filter(({ state }) => state !== "no_hours").sort(byStart);
    return [...begun, ...weighed.filter((one) => !begun.includes(one)).sort(inOrder)];
  }
  if (terms.hours !== undefined) {
    const chosen = new Set(
      bestWithin(
        able.map((one) => ({ worth: Math.max(0, worthOf(one)), takes: ownHours(one.save) * MINUTES })),
        terms.hours * MINUTES,
      ),
    );
    able.forEach((one, place) => {
      if (chosen.has(place)) return;
      one.state = "no_hours";
      one.hours_now = 0;
      one.hours_later = ownHours(one.save);
    });
    beginWithRest(able, terms.hours);
  }
  return weighed.sort(inOrder);
}
