import { type Answered, known, orNull, unknown } from "../../core/known.ts";
import { binomialTail, normalShareBelow } from "../../core/statistics.ts";
import type { SurvivalGroup } from "./answer.ts";
import type { CohortFigures, Life } from "./lives.ts";
import { kaplanMeier, medianSurvival, riskCounter, type SurvivalStep, survivalAfter } from "./survival.ts";

/** One group's losses against what they would be if it were like all others, by the log-rank test. */
interface LogRank {
  observed: number;
  expected: number;
  variance: number;
  /** How often chance alone moves losses so far, or further: two-sided. */
  chance: number;
}

/**
 * The log-rank test of one group against all other customers: at each age at which somebody left, the group is expected to lose its share of
 * those at risk. Chance is the larger of the normal one and the exact one of a draw of all losses with the group's mean share at risk, since
 * the normal one promises too much on a handful of losses.
 * Source: Mantel, Evaluation of survival data and two new rank order statistics, 1966; Peto and Peto, 1972.
 * @example logRank(treated, [...treated, ...others]).expected // 19.25 for the 21 patients on 6-MP, of whom 9 relapsed
 */
export function logRank(group: readonly Life[], all: readonly Life[]): LogRank {
  const [atRisk, groupAtRisk] = [riskCounter(all), riskCounter(group)];
  const losses = new Map<number, number>();
  for (const { months, churned } of all) if (churned) losses.set(months, (losses.get(months) ?? 0) + 1);
  const observed = group.filter(({ churned }) => churned).length;
  let expected = 0;
  let variance = 0;
  let total = 0;
  for (const [age, lost] of [...losses].sort(([a], [b]) => a - b)) {
    const seen = atRisk(age);
    const share = groupAtRisk(age) / seen;
    expected += lost * share;
    total += lost;
    if (seen > 1) variance += (lost * share * (1 - share) * (seen - lost)) / (seen - 1);
  }
  return { observed, expected, variance, chance: chanceOf(observed, expected, variance, total) };
}

/** Farther out than so many standard errors no double tells the chance from 0. */
const FAR = 12;

function chanceOf(observed: number, expected: number, variance: number, total: number): number {
  if (variance === 0 || total === 0) return 1;
  const errors = Math.abs(observed - expected) / Math.sqrt(variance);
  const normal = errors > FAR ? 0 : 2 * (1 - normalShareBelow(errors));
  const exact = 2 * binomialTail(observed < expected ? "few" : "many", observed, total, expected / total);
  return Math.min(1, Math.max(normal, exact, 0));
}

/**
 * Chances corrected for how many were looked at, so that naming every one below a level is wrong somewhere no more often than that level.
 * Source: Holm, A simple sequentially rejective multiple test procedure, 1979.
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, place) => place).sort((a, b) => chances[a]! - chances[b]!);
  const corrected = new Array<number>(chances.length).fill(1);
  let least = 0;
  order.forEach((place, rank) => {
    least = Math.min(1, Math.max(least, chances[place]! * (chances.length - rank)));
    corrected[place] = least;
  });
  return corrected;
}

/** What the groups say together. */
type GroupsVerdict = "differ" | "no_difference_seen" | "too_few" | "not_asked";

/**
 * Survival of each group of customers, the largest group first, at the same ages for all: after onboarding and after each renewal of the
 * tenure buckets, as far as the group was followed; and whether the group leaves more or less than all others by more than chance, corrected
 * for the number of groups. Ages in months; empty when lives have no groups.
 * @example survivalByGroup(lives, figures).groups[0].median_survival
 */
export function survivalByGroup(
  lives: readonly Life[],
  figures: Pick<CohortFigures, "standardErrors" | "tenureBuckets" | "groupLevel" | "fewAccounts">,
): { groups: Answered<SurvivalGroup>[]; verdict: GroupsVerdict } {
  const members = new Map<string, Life[]>();
  for (const life of lives) {
    if (life.group === null) continue;
    const known = members.get(life.group);
    if (known) known.push(life);
    else members.set(life.group, [life]);
  }
  if (members.size === 0) return { groups: [], verdict: "not_asked" };
  const level = figures.groupLevel.value;
  const marks = figures.tenureBuckets.value.flatMap(({ phase, to_month }) =>
    to_month !== null && (phase === "onboarding" || phase === "renewal") ? [to_month] : [],
  );
  const ordered = [...members].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
  const tests = ordered.map(([, own]) => logRank(own, lives));
  const corrected = holm(tests.map(({ chance }) => chance));
  const groups = ordered.map(([group, own], place): Answered<SurvivalGroup> => {
    const { observed, expected } = tests[place]!;
    const steps = kaplanMeier(own, figures.standardErrors.value);
    const longest = own.reduce((most, { months }) => Math.max(most, months), 0);
    const seen = riskCounter(own);
    const beyond = corrected[place]! <= level;
    return {
      group,
      customers: own.length,
      churned: observed,
      expected_losses: expected,
      chance_rate: corrected[place]!,
      stands_out: beyond ? (observed > expected ? "leaves_more" : "leaves_less") : "no",
      ...medianSurvival(steps),
      survival: marks
        .filter((month) => month <= longest)
        .map((month) => markOf(survivalAfter(steps, month), month, seen(month), level)),
    };
  });
  const enough = members.size > 1 && lives.length >= figures.fewAccounts.value && lives.some(({ churned }) => churned);
  const verdict = groups.some(({ stands_out }) => stands_out !== "no") ? "differ" : enough ? "no_difference_seen" : "too_few";
  return { groups, verdict };
}

/** Survival at one age with its limits; where nobody has left yet, the lowest share under which so many would all stay often enough. */
function markOf(
  step: SurvivalStep | null,
  month: number,
  followed: number,
  level: number,
): Answered<SurvivalGroup>["survival"][number] {
  const gone = unknown("Everybody followed so far has left, where the limits have no value.");
  if (step === null) return { month, survival: 1, low: (level / 2) ** (1 / Math.max(1, followed)), high: 1 };
  return { month, survival: step.survival, low: known(orNull(step.low), gone), high: known(orNull(step.high), gone) };
}
