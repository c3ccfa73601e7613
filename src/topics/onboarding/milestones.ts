import { type Known, unknown } from "../../core/known.ts";
import { kaplanMeier, medianSurvival } from "../cohorts/survival.ts";
import type { OnboardingAnswer } from "./answer.ts";
import type { Onboarding, OnboardingFigures } from "./question.ts";

/** One stretch of onboarding: from a milestone, or the start, to the next. Days. */
export type Stretch = OnboardingAnswer["stretches"][number];

/** Customers who skipped a milestone or have it before the one it follows: left out of that stretch, and counted. */
export interface Stretches {
  stretches: Stretch[];
  out_of_order: number;
}

const START = "Start";
/** The end of every onboarding, whatever the caller calls it. */
export const FIRST_VALUE = "First value";

/**
 * Where the time goes: the median days of each stretch between milestones in the order given, those inside it today counted as waiting.
 * @example stretchesOf(rows, ["Kickoff", "Live"], figures).stretches[1].median // 21
 */
export function stretchesOf(rows: readonly Onboarding[], order: readonly string[], figures: OnboardingFigures): Stretches {
  const ageAt = (row: Onboarding, name: string): number | null => {
    if (name === START) return 0;
    return name === FIRST_VALUE && row.state === "reached" ? row.days : (row.milestones.get(name) ?? null);
  };
  let out_of_order = 0;
  const stretches = order.map((to, place): Stretch => {
    const from = place === 0 ? START : order[place - 1]!;
    const inside = rows.flatMap((row) => {
      const [begin, end] = [ageAt(row, from), ageAt(row, to)];
      if (begin === null) {
        if (end !== null) out_of_order += 1;
        return [];
      }
      if (end !== null && end < begin) {
        out_of_order += 1;
        return [];
      }
      // Value without this milestone: it was skipped, and says nothing of its length.
      if (end === null && row.state === "reached") return [];
      return [{ days: (end ?? row.days) - begin, passed: end !== null, waits: end === null && row.state === "waiting" }];
    });
    const steps = kaplanMeier(
      inside.map(({ days, passed }) => ({ months: days, churned: passed, entered: 0, group: null, amount: null })),
      figures.standardErrors.value,
    );
    const { median_survival } = medianSurvival(steps);
    const waits = inside.filter(({ waits: one }) => one);
    const took = inside.flatMap(({ days, passed }) => (passed ? [days] : []));
    const counts = new Map<number, number>();
    for (const days of took) counts.set(days, (counts.get(days) ?? 0) + 1);
    const [usual = 0, often = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
    const even = often >= figures.even.value.least && often >= took.length * figures.even.value.share;
    const nobody = unknown("Nobody has passed it yet.");
    return {
      from,
      to,
      entered: inside.length,
      passed: inside.filter(({ passed }) => passed).length,
      waiting: waits.length,
      median: typeof median_survival === "number" ? median_survival : unknown("Fewer than half have passed it so far."),
      share: 0,
      longest_waiting_days: waits.length
        ? waits.reduce((most, { days }) => Math.max(most, days), 0)
        : unknown("Nobody waits in it."),
      mean_of_passed: took.length ? took.reduce((sum, days) => sum + days, 0) / took.length : nobody,
      slowest: took.length ? took.reduce((most, days) => Math.max(most, days), 0) : nobody,
      even_days: even ? usual : unknown("They differ."),
      even_count: even ? often : 0,
    };
  });
  const total = stretches.reduce((sum, { median }) => sum + (typeof median === "number" ? median : Number.NaN), 0);
  return {
    out_of_order,
    stretches: stretches.map((one) => ({
      ...one,
      share: typeof one.median === "number" && total > 0 ? one.median / total : unknown("The median of a stretch is not known."),
    })),
  };
}

/** The stretch a customer waits in, for how many days, and how long the slowest took who passed it. */
export interface Waits {
  stage: string;
  stage_days: number;
  slowest: Known<number>;
}

/** Where a customer waits: between the last milestone it reached and the next. @example waitsIn(row, stretches).stage // "Live" */
export function waitsIn(row: Onboarding, stretches: readonly Stretch[]): Waits {
  const reached = (name: string) => name === START || row.milestones.has(name);
  const own = [...stretches].reverse().find(({ from }) => reached(from));
  const since = own === undefined || own.from === START ? 0 : row.milestones.get(own.from)!;
  return {
    stage: own?.to ?? FIRST_VALUE,
    stage_days: row.days - since,
    slowest: own?.slowest ?? unknown("No stretch is known."),
  };
}

/** The milestone a customer reached last. @example lastMilestone(row) // "Kickoff" */
export function lastMilestone({ milestones, state, days: age }: Onboarding): string {
  const [last] = [...milestones].filter(([, day]) => state !== "reached" || day < age).sort(([, a], [, b]) => b - a);
  return last?.[0] ?? START;
}
