import type * as z from "zod";
import { daysBetween } from "../../core/dates.ts";
import { type Answered, isKnown, type Known, known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import { fisherExact } from "../../core/statistics.ts";
import { kaplanMeier, medianSurvival } from "../cohorts/survival.ts";
import type { Attention, Blocked, Split } from "./answer-periods.ts";
import { lastMilestone } from "./milestones.ts";
import type { Onboarding, OnboardingFigures } from "./question.ts";
import { type Followed, lifeOf } from "./speed.ts";

export type SplitAnswer = Answered<z.infer<typeof Split>>;
type Period = SplitAnswer["periods"][number];
type BlockedRow = Answered<z.infer<typeof Blocked>>;
type AttentionRow = Answered<z.infer<typeof Attention>>;

const HALF_YEAR = 7; // not a figure: the month in which the second half of a year begins

/** The half-years' first days next to a day: before it and after it. */
function halfYearNear(day: string): string {
  const year = Number(day.slice(0, 4)); // not a figure: places of a year
  const candidates = [`${year}-01-01`, `${year}-0${HALF_YEAR}-01`, `${year + 1}-01-01`];
  const off = (one: string) => Math.abs(daysBetween(one, day));
  return candidates.sort((a, b) => off(a) - off(b))[0]!;
}

/** The days at which customers are parted by their start: those given, else the half-year next to the middle start. */
export function cutsOf(rows: readonly Onboarding[], given: readonly string[] | undefined, middle: string): string[] {
  const cuts = given === undefined || given.length === 0 ? [halfYearNear(middle)] : [...new Set(given)].sort();
  return cuts.filter((cut) => rows.some(({ start }) => start < cut) && rows.some(({ start }) => start >= cut));
}

const nameOf = (from: string | undefined, to: string | undefined): string =>
  from === undefined ? `before ${to}` : to === undefined ? `since ${from}` : `${from} to before ${to}`;

/** One period's customers: how many live, how many of those old enough within each number of days, and the middle with those who wait counted. */
function periodOf(
  period: string,
  all: readonly Onboarding[],
  { ageOf }: Pick<Followed, "ageOf">,
  figures: OnboardingFigures,
): Period {
  // Who left, and who waits at its own wish, is neither in time nor late.
  const rows = all.filter(({ state, remark_says }) => state !== "left" && remark_says !== "hold");
  const live = rows.filter(({ state }) => state === "reached");
  const steps = kaplanMeier(rows.map(lifeOf), figures.standardErrors.value);
  const { median_survival } = medianSurvival(steps);
  const written = live.flatMap(({ days_written }) => (days_written === null ? [] : [days_written]));
  const mean = (values: readonly number[], why: string): Known<number> =>
    values.length === 0 ? unknown(why) : values.reduce((sum, one) => sum + one, 0) / values.length;
  return {
    period,
    customers: rows.length,
    live: live.length,
    waiting: rows.length - live.length,
    apart: all.length - rows.length,
    mean_of_live: mean(
      live.map(({ days }) => days),
      "Nobody is live yet.",
    ),
    mean_written: mean(written, "No days are written."),
    median: typeof median_survival === "number" ? median_survival : unknown("Fewer than half of them are live so far."),
    within: figures.splitDays.value.map((days) => {
      const followed = rows.filter((row) => ageOf(row) >= days);
      return { days, live: followed.filter((row) => row.state === "reached" && row.days <= days).length, of: followed.length };
    }),
  };
}

const share = ({ live, of }: { live: number; of: number }): number | null => (of === 0 ? null : live / of);

/** The number of days by which periods are compared: the longest for which every period has enough customers followed, by a share of the largest. */
function yardstickOf(periods: readonly Period[], days: readonly number[], least: number): number {
  const fit = days.filter((_, place) => periods.every(({ within }) => within[place]!.of >= least));
  return fit.at(-1) ?? days[0]!;
}

/**
 * Customers by the period of their start, in all and by segment and person, with those who wait counted: the share live within some days of those old
 * enough, which no late project can flatter. A total that moves otherwise than each group is said.
 */
export function splitOf(
  rows: readonly Onboarding[],
  cuts: readonly string[],
  followed: Pick<Followed, "ageOf">,
  figures: OnboardingFigures,
): Known<SplitAnswer> {
  if (cuts.length === 0) return unknown("All customers started in one period.");
  const bounds = [undefined, ...cuts].map((from, place) => ({ from, to: cuts[place] }));
  const inside = (own: readonly Onboarding[]) =>
    bounds.map(({ from, to }) => ({
      period: nameOf(from, to),
      own: own.filter(({ start }) => (from === undefined || start >= from) && (to === undefined || start < to)),
    }));
  const periods = inside(rows).map(({ period, own }) => periodOf(period, own, followed, figures));
  const yardstick = yardstickOf(periods, figures.splitDays.value, figures.splitLeast.value);
  const place = figures.splitDays.value.indexOf(yardstick);
  const groups = (["segment", "csm"] as const).flatMap((kind) => {
    const named = groupBy(
      rows.filter((row) => row[kind] !== null),
      (row) => row[kind]!,
    );
    if (named.size < 2) return [];
    return [...named]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([group, own]) => ({
        kind,
        group,
        periods: inside(own).map(({ own: rest }) => {
          const { customers, live, mean_of_live, median, within } = periodOf("", rest, followed, figures);
          return { customers, live, mean_of_live, median, in_time: within[place]!.live, of: within[place]!.of };
        }),
      }));
  });
  const [first, last] = [periods[0]!, periods.at(-1)!];
  const moved = (before: number | null, since: number | null) =>
    before === null || since === null ? null : Math.sign(since - before);
  const total = moved(share(first.within[place]!), share(last.within[place]!));
  const ways = groups
    .filter(({ kind }) => kind === "segment")
    .map(({ periods: own }) =>
      moved(share({ live: own[0]!.in_time, of: own[0]!.of }), share({ live: own.at(-1)!.in_time, of: own.at(-1)!.of })),
    );
  const [one, other] = [first.within[place]!, last.within[place]!];
  const chance = fisherExact(one.live, one.of - one.live, other.live, other.of - other.live);
  const differs = chance < figures.groupLevel.value;
  const falls = isKnown(first.mean_of_live) && isKnown(last.mean_of_live) && last.mean_of_live < first.mean_of_live;
  return {
    verdict: differs ? (total === 1 ? "faster" : "slower") : falls ? "only_looks_faster" : "no_difference_seen",
    chance,
    yardstick,
    periods,
    groups,
    mix_turns: ways.length > 1 && total !== null && total !== 0 && ways.every((way) => way === -total),
  };
}

/** Who waits for whom, and where: each with its customers, the longest first. */
export function blockedOf(waiting: readonly Onboarding[]): BlockedRow[] {
  const plain = (text: string | null) => (text ?? "").trim().toLowerCase();
  return [...groupBy(waiting, (row) => `${plain(row.waiting_on)}|${plain(row.stage)}`)]
    .map(([, own]): BlockedRow => {
      const sorted = [...own].sort((a, b) => b.days - a.days);
      return {
        waiting_on: known(sorted[0]!.waiting_on, "Nobody wrote for whom."),
        stage: sorted[0]!.stage ?? lastMilestone(sorted[0]!),
        customers: own.length,
        arr: sumMoney(own.map(({ arr }) => arr ?? 0)),
        names: Object.fromEntries(sorted.map(({ account, days }) => [account, days])),
        longest: sorted[0]!.days,
      };
    })
    .sort((a, b) => b.longest - a.longest);
}

/** Those who wait with something written beside them: a remark, a day that has not come, or a date to be live at. */
export const attentionOf = (waiting: readonly Onboarding[]): AttentionRow[] =>
  waiting
    .filter(({ remark, planned }) => remark !== null || planned !== null)
    .map(({ account, days, remark, planned, csm, waiting_on, stage }) => ({
      account,
      days,
      ...(remark === null ? {} : { remark }),
      ...(planned === null ? {} : { planned }),
      ...(csm === null ? {} : { csm }),
      ...(waiting_on === null ? {} : { waiting_on }),
      ...(stage === null ? {} : { stage }),
    }));
