import * as z from "zod";
import { daysBetween } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { money } from "../../core/kinds.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { groupLevelFigure } from "../cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";

/** One customer's onboarding as the caller gives it. */
export const CustomerRow = z.strictObject({
  account: z.string().min(1),
  start: IsoDate,
  /** The day of the first value; left out while it waits. */
  value_on: IsoDate.optional(),
  /** The day it left without value. */
  left_on: IsoDate.optional(),
  milestones: z.record(z.string(), IsoDate).optional(),
  segment: z.string().optional(),
  csm: z.string().optional(),
  arr: money().optional(),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

/** Every figure an onboarding is measured with. */
export const onboardingReads = {
  standardErrors: confidenceFigure,
  fewAccounts: fewAccountsFigure,
  groupLevel: groupLevelFigure,
  stuckShare: figure("metrics-onboarding-speed", "stuck_share", z.number().gt(0).lt(1)),
  days: figure("metrics-onboarding-speed", "days", z.array(z.number())),
  even: figure("metrics-onboarding-speed", "even", z.strictObject({ share: z.number(), least: z.number() })),
};
export type OnboardingFigures = Figures<typeof onboardingReads>;

/** One customer, its ages in days: when it reached value, else when it was last seen waiting. */
export interface Onboarding {
  account: string;
  start: string;
  days: number;
  state: "reached" | "waiting" | "left";
  /** Days from the start to each milestone that was reached, by name. */
  milestones: Map<string, number>;
  segment: string | null;
  csm: string | null;
  arr: number | null;
}

/** What is wrong with one customer's dates, in a sentence; null where nothing is. */
function trouble({ start, value_on, left_on, milestones = {} }: CustomerRow, asOf: string): string | null {
  const later = [["value_on", value_on], ["left_on", left_on], ...Object.entries(milestones)] as [string, string | undefined][];
  if (start > asOf) return `starts on ${start}, after as_of`;
  for (const [name, date] of later) {
    if (date === undefined) continue;
    if (date < start) return `${name} ${date} lies before start ${start}`;
    if (date > asOf) return `${name} on ${date} lies after as_of ${asOf}`;
  }
  return value_on !== undefined && left_on !== undefined && left_on < value_on ? "left before its first value" : null;
}

/**
 * Each customer's time to value, counted in days from its start; who has no value yet waits until as_of, or until it left. Throws Problem that lists
 * customers whose dates cannot be.
 * @example onboardings([{ account: "A", start: "2026-01-01", value_on: "2026-01-31" }], "2026-06-30")[0].days // 30
 */
export function onboardings(rows: readonly CustomerRow[], asOf: string): Onboarding[] {
  const names = new Set<string>();
  const places = rows.flatMap((row) => {
    const twice = names.has(row.account);
    names.add(row.account);
    const wrong = twice ? "stands there twice" : trouble(row, asOf);
    return wrong === null ? [] : [`${row.account}: ${wrong}`];
  });
  if (places.length)
    throw new Problem({
      what: `${places.length} of ${rows.length} customers have dates that cannot be:`,
      places: shownPlaces(places),
      remedy: "Correct them, leave the date out where it is not known, or take a later as_of.",
    });
  return rows.map(({ account, start, value_on, left_on, milestones = {}, segment, csm, arr }) => ({
    account,
    start,
    days: daysBetween(start, value_on ?? left_on ?? asOf),
    state: value_on !== undefined ? "reached" : left_on !== undefined ? "left" : "waiting",
    milestones: new Map(Object.entries(milestones).map(([name, date]) => [name, daysBetween(start, date)])),
    segment: segment?.trim() || null,
    csm: csm?.trim() || null,
    arr: arr ?? null,
  }));
}
