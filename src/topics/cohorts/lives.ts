import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { type Answered, known, over } from "../../core/known.ts";
import { faultIf, Problem, shownPlaces } from "../../core/problem.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";
import type { HazardRow } from "./answer.ts";

const TenureBuckets = z
  .array(z.strictObject({ phase: z.enum(["onboarding", "between", "renewal", "later"]), to_month: z.number().nullable() }))
  .min(1)
  .refine(
    (buckets) =>
      buckets.every(({ to_month }, index) =>
        index === buckets.length - 1
          ? to_month === null
          : to_month !== null && to_month > (index === 0 ? 0 : (buckets[index - 1]!.to_month ?? Number.POSITIVE_INFINITY)),
      ),
    "months must rise, and the last bucket must be open (null)",
  );
export type TenureBucket = z.infer<typeof TenureBuckets>[number];

/** Stretches of tenure, and which of them stand for onboarding and for renewals. */
export const tenureBucketsFigure = figure("metrics-cohorts", "tenure_buckets", TenureBuckets);
/** Losses below which nothing is said about when customers leave. */
const leavingLossesFigure = figure("metrics-cohorts", "leaving_losses", z.number().positive());

const ProjectionNeeds = z.strictObject({
  least_losses: z.number().positive(),
  least_intervals: z.number().positive(),
  /** How far it goes, as a multiple of what was observed. */
  reach: z.number().min(1),
});
export type ProjectionNeeds = z.infer<typeof ProjectionNeeds>;
/** What a projection must rest on, and how far it goes. */
const projectionFigure = figure("metrics-cohorts", "projection", ProjectionNeeds);
/** A table's first day holds old customers when it has over so many times the starts of any other day. */
const openingPileFigure = figure("metrics-cohorts", "opening_pile", z.number().positive());

/** How often naming a group may be chance, over all groups together. */
export const groupLevelFigure = figure("metrics-cohorts", "group_level", z.number().gt(0).lt(1));

/** Every figure a cohort answer rests on. */
export const cohortReads = {
  standardErrors: confidenceFigure,
  fewAccounts: fewAccountsFigure,
  tenureBuckets: tenureBucketsFigure,
  leavingLosses: leavingLossesFigure,
  projection: projectionFigure,
  openingPile: openingPileFigure,
  groupLevel: groupLevelFigure,
};
export type CohortFigures = Figures<typeof cohortReads>;

/** One customer's time as a customer, as survival reads it: whole months, or any unit that all lives share. */
export interface Life {
  /** Age when it left, or when it was last seen. */
  months: number;
  churned: boolean;
  /** Age at which observation began; 0 from its start. */
  entered: number;
  group: string | null;
  /** What it pays, where that is known. */
  amount: number | null;
}

/** A hundred years: longer lives are days, or a mistake. */
export const MOST_MONTHS = 1200; // not a figure: a hundred years

/** How many left in one stretch of tenure, of how many months at risk. */
type Hazard = Answered<HazardRow>;

/**
 * Losses a month of tenure in each stretch of tenure: those who left in it over the months that customers were seen in it. Stretches that
 * nobody was seen in are left out. Ages in months.
 * @example hazardByTenure([{ months: 2, churned: true, ... }, { months: 6, churned: false, ... }], buckets)[0] // 1 of 5 months when the first ends at 3
 */
export function hazardByTenure(lives: readonly Life[], buckets: readonly TenureBucket[]): Hazard[] {
  const kinds = alike(lives);
  return buckets.flatMap(({ phase, to_month }, index): Hazard[] => {
    const from_month = index === 0 ? 0 : buckets[index - 1]!.to_month!;
    const to = to_month ?? Number.POSITIVE_INFINITY;
    let churned = 0;
    let at_risk_months = 0;
    for (const { life, count } of kinds) {
      if (life.churned && life.months <= to && (life.months > from_month || index === 0)) churned += count;
      at_risk_months += count * Math.max(0, Math.min(life.months, to) - Math.max(life.entered, from_month));
    }
    if (at_risk_months === 0 && churned === 0) return [];
    return [
      {
        phase,
        from_month,
        to_month: known(to_month, "The last stretch is open."),
        at_risk_months,
        churned,
        hazard_rate: over(churned, at_risk_months, "All in the stretch left after no time, so there are no months to count."),
      },
    ];
  });
}

/** Lives of equal length, in one order whatever the order of customers: a large book has few lengths. */
function alike(lives: readonly Life[]): { life: Life; count: number }[] {
  const kinds = new Map<string, { life: Life; count: number }>();
  for (const life of lives) {
    const key = `${life.entered}|${life.months}|${life.churned}`;
    const known = kinds.get(key);
    if (known) known.count += 1;
    else kinds.set(key, { life, count: 1 });
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

/** When customers leave more than at other times. */
type LeavingTime = "onboarding" | "renewal" | "both" | "neither" | "too_few";

/** Losses and months at risk of one phase, over all its stretches. */
interface PhaseLosses {
  churned: number;
  at_risk_months: number;
}

/** All stretches of one phase together. */
export function lossesOfPhase(
  hazard: readonly (PhaseLosses & Pick<Hazard, "phase">)[],
  phases: readonly TenureBucket["phase"][],
): PhaseLosses {
  const own = hazard.filter(({ phase }) => phases.includes(phase));
  return {
    churned: own.reduce((sum, one) => sum + one.churned, 0),
    at_risk_months: own.reduce((sum, one) => sum + one.at_risk_months, 0),
  };
}

/**
 * Whether the loss a month is higher in onboarding, or around renewals, than at other times by more than chance: of the losses of both, as
 * many would fall into the phase as its share of the months at risk, give or take `standardErrors` binomial standard errors.
 * Too few: fewer losses than `leastEvents` in all, or nobody seen outside these phases.
 * @example leavingTime(hazard, 30, 1.96) // "onboarding"
 */
export function leavingTime(hazard: readonly Hazard[], leastEvents: number, standardErrors: number): LeavingTime {
  const other = lossesOfPhase(hazard, ["between", "later"]);
  const onboarding = lossesOfPhase(hazard, ["onboarding"]);
  const renewal = lossesOfPhase(hazard, ["renewal"]);
  const all = other.churned + onboarding.churned + renewal.churned;
  if (all < leastEvents || other.at_risk_months === 0) return "too_few";
  const early = isHigher(onboarding, other, standardErrors);
  const late = isHigher(renewal, other, standardErrors);
  if (early && late) return "both";
  return early ? "onboarding" : late ? "renewal" : "neither";
}

function isHigher(phase: PhaseLosses, other: PhaseLosses, standardErrors: number): boolean {
  const losses = phase.churned + other.churned;
  const share = phase.at_risk_months / (phase.at_risk_months + other.at_risk_months);
  const expected = losses * share;
  return phase.churned - expected > standardErrors * Math.sqrt(expected * (1 - share));
}

/** A customer as the caller writes it. */
interface GivenLife {
  months: number;
  churned: boolean;
  entered?: number | undefined;
}

/**
 * Lives as the caller gives them, `entered` 0 where it is not given. Throws Problem that lists those of negative length and those whose
 * observation began when it was over.
 * @example livesGiven([{ months: 6, churned: true }])[0].entered // 0
 */
export function livesGiven(given: readonly GivenLife[]): Life[] {
  const places = given.flatMap(({ months, entered = 0 }, index) => {
    const faults = [
      ...faultIf(months < 0, `lives[${index}]: months is ${months}, below zero`),
      ...faultIf(months > MOST_MONTHS, `lives[${index}]: months is ${months}, over a hundred years; are these days?`),
      ...faultIf(entered < 0, `lives[${index}]: entered is ${entered}, below zero`),
      ...faultIf(entered > 0 && entered >= months, `lives[${index}]: entered is ${entered}, not before its months, ${months}`),
    ];
    return faults.slice(0, 1);
  });
  if (places.length)
    throw new Problem({
      what: "Lives that cannot be:",
      places: shownPlaces(places),
      remedy: "months is the age at the end, entered the age when observation began; leave out customers seen at no time.",
    });
  return given.map(({ months, churned, entered = 0 }) => ({ months, churned, entered, group: null, amount: null }));
}
