import type * as z from "zod";
import { addDays, businessDay, daysBetween } from "../../core/dates.ts";
import { type Answered, type Known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { binomialTail, normalShareBelow, wilsonInterval } from "../../core/statistics.ts";
import type { HadActedRow, LossAnswer, LossStepRow } from "./answer.ts";
import { type Course, courses, type LossFigures, type LostRow } from "./question.ts";

/**
 * The course of one loss by its dates. An action before the decision is one, a late one where it came so many days after the flag; a flag on or
 * after the decision came too late.
 * @example courseOf({ account: "A", decided: "2026-06-30", flagged: "2026-05-01" }, 30) // "seen_not_acted"
 */
export function courseOf({ decided, flagged, first_action, first_sign }: LostRow, lateDays: number): Course {
  if (decided === undefined) return "not_known";
  if (first_action !== undefined && first_action < decided)
    return flagged !== undefined && daysBetween(flagged, first_action) > lateDays ? "acted_late" : "acted";
  if (flagged !== undefined) return flagged < decided ? "seen_not_acted" : "seen_too_late";
  if (first_sign !== undefined) return "not_seen";
  return first_action === undefined ? "not_known" : "seen_too_late";
}

/** Losses of one course, with its share of those whose course is known. */
export type CourseCount = LossAnswer["courses"][number];

/** Losses by course. */
export function countCourses(lost: readonly LostRow[], figures: LossFigures): CourseCount[] {
  const late = figures.lateDays.value;
  const known = lost.filter((row) => courseOf(row, late) !== "not_known").length;
  return courses.map((course) => {
    const own = lost.filter((row) => courseOf(row, late) === course);
    const counted = course !== "not_known" && known > 0;
    const interval = counted ? wilsonInterval(own.length / known, known, figures.standardErrors.value) : null;
    const none = unknown(course === "not_known" ? "Their dates are not known." : "No loss has dates enough.");
    return {
      course,
      accounts: own.length,
      arr: sumMoney(own.map(({ arr }) => arr ?? 0)),
      share: counted ? own.length / known : none,
      low: interval?.low ?? none,
      high: interval?.high ?? none,
    };
  });
}

const moments = ["first_sign", "flagged", "first_action", "decided"] as const;
export type Moment = (typeof moments)[number];
/** The stretches of a loss that are measured, in their order. */
const lagNames: readonly (readonly [Moment, Moment])[] = [
  ["first_sign", "flagged"],
  ["flagged", "first_action"],
  ["first_action", "decided"],
  ["first_sign", "decided"],
  ["flagged", "decided"],
];

/** Days from one moment of a loss to another. */
export type Lag = LossAnswer["lags"][number];

/**
 * The median of some numbers and the ends of its interval by their order, which holds whatever the distribution: the ranks between which the
 * median lies with at least the confidence asked for, by the binomial. Throws nothing; the ends are unknown where even the outermost are too near.
 * Source: Conover, Practical Nonparametric Statistics, 1999, section 3.2.
 * @example medianOf([1, 2, 3, 4, 5, 6], 0.95) // median 3.5, low 1, high 6
 */
export function medianOf(
  values: readonly number[],
  confidence: number,
): { median: Known<number>; low: Known<number>; high: Known<number> } {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) {
    const none = unknown("No loss has both dates.");
    return { median: none, low: none, high: none };
  }
  const half = Math.floor(n / 2);
  const median = n % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  // The largest rank whose two tails together stay within what may be missed.
  let rank = 0;
  while (rank < half && 2 * binomialTail("few", rank, n, 1 / 2) <= 1 - confidence) rank += 1;
  if (rank === 0) {
    const few = unknown("Too few losses for an interval of the median.");
    return { median, low: few, high: few };
  }
  return { median, low: sorted[rank - 1]!, high: sorted[n - rank]! };
}

/** Every lag of the losses, with what is missing. */
export function lagsOf(lost: readonly LostRow[], figures: LossFigures): Lag[] {
  const confidence = 2 * normalShareBelow(figures.standardErrors.value) - 1;
  return lagNames.map(([from, to]) => {
    const days = lost.flatMap((row) =>
      row[from] === undefined || row[to] === undefined ? [] : [daysBetween(row[from], row[to])],
    );
    const sorted = [...days].sort((a, b) => a - b);
    const none = unknown("No loss has both dates.");
    return {
      from,
      to,
      accounts: days.length,
      missing: lost.length - days.length,
      ...medianOf(days, confidence),
      shortest: sorted[0] ?? none,
      longest: sorted.at(-1) ?? none,
    };
  });
}

const noHolidays: ReadonlySet<string> = new Set();

/** The day some working days after another; holidays are not known. @example workingDaysAfter("2026-05-20", 5) // "2026-05-27" */
export function workingDaysAfter(date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0; left -= 1) day = businessDay(addDays(day, 1), 1, noHolidays);
  return day;
}

/** Working days from one date to another, the first not counted. @example workingDaysBetween("2026-05-20", "2026-05-27") // 5 */
export function workingDaysBetween(from: string, to: string): number {
  if (to <= from) return 0;
  const WEEK = 7; // not a figure: days of a week
  const WORKDAYS = 5; // not a figure: working days of a week
  const weeks = Math.floor(daysBetween(from, to) / WEEK);
  let count = weeks * WORKDAYS;
  for (let day = addDays(from, weeks * WEEK + 1); day <= to; day = addDays(day, 1))
    if (businessDay(day, 1, noHolidays) === day) count += 1;
  return count;
}

type LossStep = z.infer<typeof LossStepRow>;
type HadActed = Answered<z.infer<typeof HadActedRow>>;

/** The steps of one loss between moments that are known and follow each other. @example stepsOf(row)[0].days // 78 */
export function stepsOf(row: LostRow): LossStep[] {
  const known = moments.filter((name) => row[name] !== undefined);
  return known.slice(1).flatMap((to, place) => {
    const from = known[place]!;
    return row[to]! < row[from]!
      ? []
      : [{ from, to, days: daysBetween(row[from]!, row[to]!), working_days: workingDaysBetween(row[from]!, row[to]!) }];
  });
}

/** The dates of a rule cast back on one loss; a day that lies after the decision is none. */
export function hadActed(row: LostRow, within: readonly number[]): HadActed[] {
  return (["first_sign", "flagged"] as const).flatMap((after) =>
    row[after] === undefined
      ? []
      : within.map((working_days): HadActed => {
          const by = workingDaysAfter(row[after]!, working_days);

          return {
            after,
            working_days,
            by,
            days_left:
              row.decided === undefined ? unknown("The day of the decision is not known.") : daysBetween(by, row.decided),
            days_earlier: row.first_action === undefined ? unknown("No action is known.") : daysBetween(by, row.first_action),
          };
        }),
  );
}
