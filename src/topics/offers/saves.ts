import { bestWithin } from "../../core/choose.ts";
import { addDays, daysBetween } from "../../core/dates.ts";
import { type Known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { type Basis, offerCash } from "./offer-cash.ts";
import type { Save } from "./question.ts";
import type { OfferFigures } from "./weigh.ts";

const MINUTES = 60; // not a figure: minutes of an hour
const PERCENT = 100; // not a figure: hundredths of a whole

/** Why a save is not among those to begin: its day is over, too little time, it brings nothing, or the hours went to others. */
export const saveStates = ["begin", "no_hours", "too_late", "deadline_passed", "brings_nothing"] as const;
export type SaveState = (typeof saveStates)[number];

/** One save weighed. Major units; shares as fractions; days counted from as_of. */
export interface WeighedSave {
  save: Save;
  runway_days: number;
  /** The last day on which going on still makes sense. */
  stop_date: string;
  /** The last day on which the play, begun then, ends before the deadline. */
  begin_by: string;
  /** Margin over the years looked at if the customer stays at today's price. */
  stake: number;
  /** Hours in money. */
  effort: number;
  /** What discount and credit give away if it stays, over the same years. */
  concession: number;
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

export interface SaveTerms extends Basis {
  as_of: string;
  hour_cost: number;
  hours: number | undefined;
}

function weighSave(save: Save, terms: SaveTerms, figures: OfferFigures): WeighedSave {
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
  const { chance_without, chance_with } = save;
  const chances =
    chance_without === undefined || chance_with === undefined ? null : { without: chance_without, with: chance_with };
  const noChances = unknown("Nobody gave the chances of staying without and with the play.");
  return {
    save,
    runway_days,
    stop_date: addDays(deadline, -figures.stopDays.value),
    begin_by: addDays(deadline, -days),
    stake,
    effort,
    concession,
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

/** What a play can bring at most: with the caller's chances what it adds, else the margin kept less hours and concession. */
const worthOf = ({ stake, concession, effort, expected }: WeighedSave): number =>
  typeof expected === "number" ? expected : sumMoney([stake, -concession, -effort]);

/** Highest worth an hour first; those that cannot begin last. */
const inOrder = (a: WeighedSave, b: WeighedSave): number =>
  saveStates.indexOf(a.state) - saveStates.indexOf(b.state) ||
  worthOf(b) / Math.max(b.save.hours, 1 / MINUTES) - worthOf(a) / Math.max(a.save.hours, 1 / MINUTES) ||
  (a.save.account < b.save.account ? -1 : 1);

/**
 * Every save weighed, and which to begin within the hours: the set worth most, exactly, each whole or not at all. Where the caller gives no
 * chances all plays are taken as equally likely to work. Throws nothing; days before as_of give a negative runway.
 */
export function weighSaves(saves: readonly Save[], terms: SaveTerms, figures: OfferFigures): WeighedSave[] {
  const weighed = saves.map((save) => weighSave(save, terms, figures));
  const able = weighed.filter(({ state }) => state === "begin");
  if (terms.hours !== undefined) {
    const chosen = new Set(
      bestWithin(
        able.map((one) => ({ worth: Math.max(0, worthOf(one)), takes: one.save.hours * MINUTES })),
        terms.hours * MINUTES,
      ),
    );
    able.forEach((one, place) => {
      if (!chosen.has(place)) one.state = "no_hours";
    });
  }
  return weighed.sort(inOrder);
}
