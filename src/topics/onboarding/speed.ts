import { type Known, known, orNull, unknown } from "../../core/known.ts";
import { groupBy } from "../../core/order.ts";
import { fisherExact } from "../../core/statistics.ts";
import { holm, logRank } from "../cohorts/groups.ts";
import type { Life } from "../cohorts/lives.ts";
import { kaplanMeier, medianSurvival, type SurvivalStep, survivalAfter } from "../cohorts/survival.ts";
import type { OnboardingAnswer } from "./answer.ts";
import type { Onboarding, OnboardingFigures } from "./question.ts";

/** An onboarding as survival reads it: reaching value is the event; who waits or left was last seen without it. */
export const lifeOf = ({ days, state }: Onboarding): Life => ({
  months: days,
  churned: state === "reached",
  entered: 0,
  group: null,
  amount: null,
});

/** How fast a group reaches value. Days, and shares as fractions. */
export interface Speed {
  customers: number;
  reached: number;
  waiting: number;
  left: number;
  median: Known<number>;
  median_low: Known<number>;
  median_high: Known<number>;
  /** The mean of those who reached it: what many dashboards show, and too short while others wait. */
  mean_of_reached: Known<number>;
  /** The mean of all, who waits with its days so far and who left with those until then: the true mean is at least that, and rises daily. */
  mean_at_least: number;
}

/** The share that has reached value by a day, with its limits. */
export type ReachedBy = OnboardingAnswer["reached_by"][number];

const not = (share: Known<number>): Known<number> => (typeof share === "number" ? 1 - share : share);

/** The first day by which so large a share has reached value; unknown where so many have not. @example dayReached(steps, 0.9) // 61 */
export function dayReached(steps: readonly SurvivalStep[], share: number): Known<number> {
  const slack = steps.length * Number.EPSILON;
  return known(
    steps.find(({ survival }) => survival <= 1 - share + slack)?.month,
    `Fewer than ${share * 100} in a hundred have reached value so far.`,
  );
}

/** How fast a group of customers reaches value, those who wait counted as waiting. Source: Kaplan and Meier, 1958. */
export function speedOf(rows: readonly Onboarding[], figures: OnboardingFigures): Speed & { steps: SurvivalStep[] } {
  const steps = kaplanMeier(rows.map(lifeOf), figures.standardErrors.value);
  const { median_survival, median_low, median_high } = medianSurvival(steps);
  const done = rows.filter(({ state }) => state === "reached");
  const orWhy = (value: Known<number>): Known<number> =>
    typeof value === "number"
      ? value
      : unknown(done.length === 0 ? "Nobody has reached value yet." : "Too few have reached value so far.");
  return {
    steps,
    customers: rows.length,
    reached: done.length,
    waiting: rows.filter(({ state }) => state === "waiting").length,
    left: rows.filter(({ state }) => state === "left").length,
    median: orWhy(median_survival),
    median_low: orWhy(median_low),
    median_high: orWhy(median_high),
    mean_of_reached: done.length
      ? done.reduce((sum, { days }) => sum + days, 0) / done.length
      : unknown("Nobody has reached value yet."),
    mean_at_least: rows.length ? rows.reduce((sum, { days }) => sum + days, 0) / rows.length : 0,
  };
}

/** The share that has reached value by each of some days, as far as anybody was followed. */
export function reachedBy(
  rows: readonly Onboarding[],
  steps: readonly SurvivalStep[],
  days: readonly number[],
  ageOf: Followed["ageOf"] = ({ days: age }) => age,
): ReachedBy[] {
  const longest = rows.reduce((most, { days: age }) => Math.max(most, age), 0);
  return days.map((day): ReachedBy => {
    const at_risk = rows.filter(({ days: age }) => age >= day).length;
    const { followed: started, within: arrived } = countWithin(rows, { yardstick: day, ageOf });
    if (day > longest) {
      const none = unknown("Nobody was followed for so long.");
      return { day, at_risk, reached: none, low: none, high: none, started, arrived };
    }
    const step = survivalAfter(steps, day);
    const still = unknown("All have reached value or none, where the limits have no value.");
    return {
      day,
      at_risk,
      reached: step === null ? 0 : 1 - step.survival,
      low: step === null ? still : not(step.high),
      high: step === null ? still : not(step.low),
      started,
      arrived,
    };
  });
}

/** One group against all others. */
export interface GroupSpeed extends Speed {
  kind: "segment" | "csm" | "half";
  group: string;
  /** Reached, against what they would be if the group were like all others. */
  expected: number;
  /** Of those followed for the yardstick's days, how many had reached value by then. */
  followed: number;
  within: number;
  /** Too small for a test of the whole course: tested by the counts within those days. */
  by_count: boolean;
  /** Chance corrected for the number of groups; unknown where nothing can be tested. */
  chance: Known<number>;
  verdict: "faster" | "slower" | "no_difference_seen" | "too_few";
}

/** Days after the start at which counts are taken, and for how many days each customer was followed. */
export interface Followed {
  yardstick: number;
  ageOf: (row: Onboarding) => number;
}

/** Of some customers those followed for so long, and of these who had reached value by then; who left before had not. */
function countWithin(rows: readonly Onboarding[], { yardstick, ageOf }: Followed): { followed: number; within: number } {
  const followed = rows.filter((row) => ageOf(row) >= yardstick);
  return {
    followed: followed.length,
    within: followed.filter(({ state, days }) => state === "reached" && days <= yardstick).length,
  };
}

/**
 * Each group's speed, tested against all others by the log-rank test, small groups by Fisher's exact test of how many arrive within the yardstick's
 * days; with Holm's correction over all groups asked about.
 * @example groupSpeeds(rows, "csm", ({ csm }) => csm, figures, followed)[0].verdict // "slower"
 */
export function groupSpeeds(
  rows: readonly Onboarding[],
  kind: GroupSpeed["kind"],
  nameOf: (row: Onboarding) => string | null,
  figures: OnboardingFigures,
  seen: Followed,
): GroupSpeed[] {
  const named = rows.filter((row) => nameOf(row) !== null);
  const groups = groupBy(named, (row) => nameOf(row)!);
  if (groups.size < 2) return [];
  const all = named.map(lifeOf);
  const whole = countWithin(named, seen);
  const ranked = [...groups].map(([group, own]) => {
    const test = logRank(own.map(lifeOf), all);
    const { followed, within } = countWithin(own, seen);
    const others = { followed: whole.followed - followed, within: whole.within - within };
    const by_count = own.length < figures.fewAccounts.value;
    const exact =
      followed === 0 || others.followed === 0
        ? null
        : fisherExact(within, followed - within, others.within, others.followed - others.within);
    return {
      group,
      own,
      expected: test.expected,
      followed,
      within,
      by_count,
      chance: by_count ? exact : test.chance,
      ...{
        ahead: by_count ? within * others.followed > others.within * followed : test.observed > test.expected,
      },
    };
  });
  const tested = ranked.filter(({ chance }) => chance !== null);
  // One of two groups against the other is one test, seen from both sides.
  const both = tested.length === 2 && ranked.length === 2;
  const chances = both ? tested.map(({ chance }) => chance!) : holm(tested.map(({ chance }) => chance!));
  return ranked
    .map((one): GroupSpeed => {
      const { own, ahead, ...row } = one;
      const { steps: _, ...speed } = speedOf(own, figures);
      const place = tested.indexOf(one);
      if (place === -1)
        return {
          kind,
          ...speed,
          ...row,
          chance: unknown(`Too few were followed for ${seen.yardstick} days.`),
          verdict: "too_few",
        };
      const chance = chances[place]!;
      const differs = chance < figures.groupLevel.value;
      return {
        kind,
        ...speed,
        ...row,
        chance,
        verdict: differs ? (ahead ? "faster" : "slower") : row.by_count ? "too_few" : "no_difference_seen",
      };
    })
    .sort((a, b) => b.customers - a.customers || (a.group < b.group ? -1 : 1));
}

/** Customers by the quarter or month of their start. */
type CohortSpeed = OnboardingAnswer["trend"]["cohorts"][number];

/** One group's customers of a quarter; the mean is that of those who arrived. */
type CohortGroup = CohortSpeed["by_group"][number];

/** Whether onboarding gets faster, and whether it only looks so because the slow ones of late still wait. */
export type Trend = Omit<OnboardingAnswer["trend"], "earlier_half" | "later_half" | "mean_at_least" | "mix" | "written"> & {
  earlier_half: Known<GroupSpeed>;
  later_half: Known<GroupSpeed>;
};

const quarterOf = (date: string): string => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`; // not a figure: places of a year and a month, months a quarter

/** The name by which customers are told apart: the CSM, else the segment. */
const nameOf = ({ csm, segment }: Onboarding): string | null => csm ?? segment;

function groupsIn(rows: readonly Onboarding[]): CohortGroup[] {
  const groups = groupBy(
    rows.filter((row) => nameOf(row) !== null),
    (row) => nameOf(row)!,
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]): CohortGroup => {
      const done = own.filter(({ state }) => state === "reached");
      return {
        group,
        customers: own.length,
        reached: done.length,
        waiting: own.filter(({ state }) => state === "waiting").length,
        left: own.filter(({ state }) => state === "left").length,
        mean_of_reached: done.length
          ? done.reduce((sum, { days }) => sum + days, 0) / done.length
          : unknown("Nobody has reached value yet."),
      };
    });
}

/** The start from which a customer belongs to the later half. */
export function middleStart(rows: readonly Onboarding[]): string {
  const starts = rows.map(({ start }) => start).sort();
  return starts[Math.floor(starts.length / 2)] ?? "";
}

/** Speed by quarter of the start, and the later half of customers against the earlier one. */
export function trendOf(
  rows: readonly Onboarding[],
  yardstick: number,
  asOfAge: (row: Onboarding) => number,
  figures: OnboardingFigures,
): Trend {
  const quarters = groupBy(rows, ({ start }) => quarterOf(start));
  const cohorts = [...quarters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, own]): CohortSpeed => {
      const { customers, reached, waiting, median, mean_of_reached } = speedOf(own, figures);
      const followed = own.filter((row) => asOfAge(row) >= yardstick);
      const within = followed.filter(({ state, days }) => state === "reached" && days <= yardstick).length;
      return {
        cohort,
        customers,
        reached,
        waiting,
        median,
        mean_of_reached,
        within: followed.length ? within / followed.length : unknown("Nobody of this quarter was followed for so long."),
        followed: followed.length,
        by_group: groupsIn(own),
      };
    });
  const middle = middleStart(rows);
  const halves = groupSpeeds(rows, "half", ({ start }) => (start < middle ? "earlier" : "later"), figures, {
    yardstick,
    ageOf: asOfAge,
  });
  const [earlier, later] = ["earlier", "later"].map((name) => halves.find(({ group }) => group === name));
  const means = [orNull(earlier?.mean_of_reached ?? unknown("")), orNull(later?.mean_of_reached ?? unknown(""))];
  const looks_faster =
    means[0] === null || means[1] === null ? unknown("In one half nobody has reached value.") : means[1]! < means[0]!;
  const test = later?.verdict ?? "too_few";
  // Few, and yet their counts say that no larger share arrives in time.
  const noBetter =
    earlier !== undefined &&
    later?.by_count === true &&
    earlier.followed > 0 &&
    later.followed > 0 &&
    later.within * earlier.followed <= earlier.within * later.followed;
  const noFaster = test === "no_difference_seen" || (test === "too_few" && noBetter);
  return {
    yardstick,
    cohorts,
    earlier_half: earlier ?? unknown("All customers started on one day."),
    later_half: later ?? unknown("All customers started on one day."),
    looks_faster,
    verdict: noFaster && looks_faster === true ? "only_looks_faster" : test,
  };
}
