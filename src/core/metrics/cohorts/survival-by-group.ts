import type { CohortFigures } from "./cohort-figures.ts";
import type { SurvivalGroup } from "./cohort-result.ts";
import { kaplanMeier, survivalAfter } from "./kaplan-meier.ts";
import type { Life } from "./life.ts";
import { medianSurvival } from "./median-survival.ts";

/**
 * Survival of each group of customers, the largest group first, at the same ages for all: after onboarding and after each renewal of the
 * tenure buckets, as far as the group was followed. Ages in months; empty when lives have no groups.
 * @example survivalByGroup(lives, figures)[0].median_survival
 */
export function survivalByGroup(
  lives: readonly Life[],
  { standardErrors, tenureBuckets }: Pick<CohortFigures, "standardErrors" | "tenureBuckets">,
): SurvivalGroup[] {
  const groups = new Map<string, Life[]>();
  for (const life of lives) {
    if (life.group === null) continue;
    const known = groups.get(life.group);
    if (known) known.push(life);
    else groups.set(life.group, [life]);
  }
  const marks = tenureBuckets.value.flatMap(({ phase, to_month }) =>
    to_month !== null && (phase === "onboarding" || phase === "renewal") ? [to_month] : [],
  );
  return [...groups]
    .sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1))
    .map(([group, own]) => {
      const steps = kaplanMeier(own, standardErrors.value);
      const longest = own.reduce((most, { months }) => Math.max(most, months), 0);
      return {
        group,
        customers: own.length,
        churned: own.filter(({ churned }) => churned).length,
        median_survival: medianSurvival(steps),
        survival: marks
          .filter((month) => month <= longest)
          .map((month) => {
            const step = survivalAfter(steps, month);
            return { month, survival: step?.survival ?? 1, low: step?.low ?? null, high: step?.high ?? null };
          }),
      };
    });
}
