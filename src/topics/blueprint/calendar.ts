import { addDays, addMonths, businessDay, daysBetween } from "../../core/dates.ts";
import { shareMoney, sumMoney } from "../../core/money.ts";

const QUARTERS = [0, 1, 2, 3] as const; // not a figure: the fourth quarter counted from 0
const MONTHS_A_QUARTER = 12 / QUARTERS.length;
export const DAYS_A_WEEK = 7; // not a figure: days a week
const WEEKS_A_QUARTER = 13; // not a figure: weeks of a quarter that has no dates

/** A stretch of the first year, in days from its start; `to` is the first day after it. */
export interface Period {
  name: string;
  from: number;
  to: number;
}

export const noHolidays: ReadonlySet<string> = new Set();

/** A week of the plan as a date on which people work, or null without a start. @example weekDate("2026-03-14", 0) // "2026-03-16" */
export const weekDate = (asOf: string | null, week: number): string | null =>
  asOf === null ? null : businessDay(addDays(asOf, week * DAYS_A_WEEK), 1, noHolidays);

/**
 * The first year cut at the ends of its real fiscal quarters, the first and the last of which may be parts; four quarters of thirteen weeks
 * without a date. A fiscal year is named after the calendar year it ends in. `startMonth` is 1 to 12.
 * @example fiscalQuarters("2026-01-01", 2).map(({ name }) => name) // ["FY2026 Q4", "FY2027 Q1", "FY2027 Q2", "FY2027 Q3", "FY2027 Q4"]
 */
export function fiscalQuarters(asOf: string | null, startMonth: number): Period[] {
  if (asOf === null) {
    const days = WEEKS_A_QUARTER * DAYS_A_WEEK;
    return QUARTERS.map((step) => ({ name: `quarter ${step + 1}`, from: step * days, to: (step + 1) * days }));
  }
  const end = addMonths(asOf, 12);
  const year = daysBetween(asOf, end);
  const periods: Period[] = [];
  let day = asOf;
  while (day < end) {
    const [calendar, month] = day.split("-").map(Number) as [number, number];
    const within = (month - startMonth + 12) % 12;
    const quarter = Math.floor(within / MONTHS_A_QUARTER);
    const endYear = startMonth > 1 && month >= startMonth ? calendar + 1 : calendar;
    const next = addMonths(`${day.slice(0, -2)}01`, MONTHS_A_QUARTER - (within % MONTHS_A_QUARTER));
    periods.push({
      name: `FY${endYear} Q${quarter + 1}`,
      from: daysBetween(asOf, day),
      to: Math.min(year, daysBetween(asOf, next)),
    });
    day = next;
  }
  return periods;
}

/** Heads of one role that join, or with fewer than 0 leave, during the year. */
export interface Joiner {
  heads: number;
  yearly_cost: number;
  start_week: number;
}

/**
 * The first year's cost by quarter: today's team by days, each joiner from its first week. Major units; the parts of today's team sum to its
 * year to the hundredth.
 * @example quarterCosts(400, [{ heads: 1, yearly_cost: 400, start_week: 13 }], fiscalQuarters(null, 1)) // [100, 200, 200, 200]
 */
export function quarterCosts(todayCost: number, joiners: readonly Joiner[], periods: readonly Period[]): number[] {
  const year = periods.at(-1)!.to;
  const today = shareMoney(
    todayCost,
    periods.map(({ from, to }) => to - from),
  );
  return periods.map(({ from, to }, index) => {
    const added = joiners.map(({ heads, yearly_cost, start_week }) => {
      const worked = Math.max(0, to - Math.max(from, start_week * DAYS_A_WEEK));
      return (heads * yearly_cost * worked) / year;
    });
    return sumMoney([today[index]!, ...added]);
  });
}

/** Days after which a plan is looked at, each ending with a decision. */
export const checkpoints = [30, 60, 90] as const; // not a figure: the thirty, sixty and ninety days a board asks for

const IDLE = ["12-22", "01-06"] as const; // not a figure: the days around the turn of the year in which nobody decides

/** The day itself, or the one after the turn of the year in whose last days nobody sits together. */
function outsideYearEnd(day: string): string {
  const [year, rest] = [Number(day.slice(0, "2026".length)), day.slice("2026-".length)];
  if (rest < IDLE[0] && rest > IDLE[1]) return day;
  return addDays(`${rest >= IDLE[0] ? year + 1 : year}-${IDLE[1]}`, 1);
}

/** Those days as dates on which people work and decide; null without a start. @example checkpointDates("2026-11-30")[0] // "2027-01-07", not 30 December */
export const checkpointDates = (asOf: string | null): (string | null)[] =>
  checkpoints.map((days) => {
    const work = (day: string) => businessDay(day, 1, noHolidays);
    return asOf === null ? null : work(outsideYearEnd(work(addDays(asOf, days))));
  });
