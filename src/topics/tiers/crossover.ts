import * as z from "zod";
import type { Assumption } from "../../core/answer.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { inOtherCurrency, RULES_CURRENCY } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Band, type Bracket, Segment, Touch } from "../../core/vocabulary.ts";
import { fewAccountsFigure, largeSharesFigure } from "../retention/figures.ts";
import {
  accountHoursFigure,
  costsAt,
  costsAtRate,
  customerTimeFigure,
  hoursPerAccount,
  hoursPerCsm,
  hoursSpreadFigure,
  loadedCostsFigure,
  perDollarFigure,
  type WorkingYear,
  workingYearFigure,
} from "../workload/hours.ts";

/** What an hour with customers costs, in the terms a company knows: yearly cost of a CSM, hours a year, share of them for customers. */
export interface HourCost {
  csm_cost: number;
  contract_hours: number;
  leave_hours: number;
  customer_time: number;
}

/**
 * Hours a year one CSM has for customers: (contract hours - leave) x the share of time that reaches customers.
 * Throws Problem when leave takes all contract hours or the share is not above 0 and up to 1.
 * @example hoursForCustomers({ contract_hours: 2080, leave_hours: 200, customer_time: 0.6 }) // 1128
 */
export function hoursForCustomers({ contract_hours, leave_hours, customer_time }: Omit<HourCost, "csm_cost">): number {
  if (leave_hours < 0 || contract_hours <= leave_hours)
    throw new Problem({
      what: `contract_hours ${contract_hours} less leave_hours ${leave_hours} leave no hours to work.`,
      remedy: "Give both as hours a year, such as 2080 and 200.",
    });
  if (!(customer_time > 0 && customer_time <= 1))
    throw new Problem({
      what: `customer_time is ${customer_time}.`,
      remedy: "Give it as a share above 0 and up to 1: 60% is 0.6.",
    });
  return hoursPerCsm({ contract_hours, leave_hours, customer_time });
}

/**
 * The ARR from which an account pays for its coverage: hours x cost of an hour / the share of ARR that may be spent on it.
 * Costs in major units a year. Throws Problem as hoursForCustomers does, and for a share that is not above 0 and up to 1.
 * @example crossover(22.5, 0.1, { csm_cost: 150000, contract_hours: 2080, leave_hours: 200, customer_time: 0.6 }).min_arr // 29,920
 */
export function crossover(hours: number, share: number, cost: HourCost): { cost_per_account: number; min_arr: number } {
  if (!(share > 0 && share <= 1))
    throw new Problem({
      what: `The share of ARR to spend is ${share}.`,
      remedy: "Give a share above 0 and up to 1: 10% is 0.1.",
    });
  if (!(cost.csm_cost > 0))
    throw new Problem({ what: `The cost of a CSM is ${cost.csm_cost}.`, remedy: "Give costs.csm as what one CSM costs a year." });
  const cost_per_account = (hours * cost.csm_cost) / hoursForCustomers(cost);
  return { cost_per_account, min_arr: cost_per_account / share };
}

const Share = z.number().min(0).max(1);

/** Tiers from the top down; money in major units of ARR. */
export const TierFigures = z.array(z.strictObject({ tier: z.string(), touch: Touch, min_arr: shown.money().min(0) })).min(1);

/** How each ARR scenario places an average account: the bottom tier as a share of its ceiling, middle tiers between floor and ceiling on a log scale. */
export const ArrScenarioFigures = z.array(z.strictObject({ scenario: z.string(), bottom: Share, middle: Share })).min(1);

export const CriteriaWeights = z
  .strictObject({ arr: shown.money().min(0).max(1), complexity: Share, growth: Share, strategic: Share })
  .refine(
    (weights) => Math.abs(weights.arr + weights.complexity + weights.growth + weights.strategic - 1) < 1e-9, // not a figure: weights that add up to 1 in floating point
    "weights must add up to 1",
  );

export const TransitionFigures = z.strictObject({
  down_margin: shown.rate().min(0).max(1),
  periods: z.number().min(1),
  cooling_off_days: z.number().min(0),
  override_months: z.number().min(1),
});

/** From so many days before the opt-out deadline nobody moves down; the notice is taken where an account states none. */
export const RenewalFreezeFigures = z.strictObject({ lead_days: z.number().min(0), notice_days: shown.days().min(0) });

/** Ceiling bands of the yearly cost of serving an account as a share of its ARR. */
export const CostToServeFigures = z.strictObject({ high: Band, low: Band, tech: Band });

export const tiersFigure = figure("segmentation-tiers", "tiers", TierFigures);
export const touchBySegmentFigure = figure("segmentation-tiers", "touch_by_segment", z.record(Segment, Touch));
export const arrReachedFigure = figure("segmentation-tiers", "arr_reached", z.strictObject({ high: Share, low: Share }));
export const nearFloorFigure = figure("segmentation-tiers", "near_floor_margin", Share);
export const arrScenariosFigure = figure("segmentation-arr-scenarios", "arr_scenarios", ArrScenarioFigures);
export const criteriaWeightsFigure = figure("segmentation-criteria", "criteria_weights", CriteriaWeights);
export const fullMarksFigure = figure("segmentation-criteria", "arr_for_full_marks", z.number().positive());
export const transitionsFigure = figure("segmentation-transitions", "transitions", TransitionFigures);
export const overrideShareFigure = figure("segmentation-transitions", "override_share", Share);
export const renewalFreezeFigure = figure("segmentation-transitions", "renewal_freeze", RenewalFreezeFigures);
export const atRiskHealthFigure = figure("segmentation-transitions", "at_risk_health", z.number());
export const mostSegmentsFigure = figure("segmentation-tiers", "most_segments", z.number().positive());
export const costToServeFigure = figure("segmentation-coverage-economics", "cost_to_serve", CostToServeFigures);

/** From this part on one account stands in the first line of every answer about the book. */
export const firstLineFigure = figure("metrics-concentration", "first_line_share", Share);

/** What an hour costs while parts of it are guesses; a measured value has low, central and high the same. */
export interface HourCostRange {
  csm_cost: Bracket;
  contract_hours: number;
  leave_hours: number;
  customer_time: Bracket;
}

/** From which ARR one way of touch pays, at one share of ARR; low and high are the ends when every guess falls to one side. */
export interface CoverageCrossover {
  touch: Touch;
  hours_per_account: number;
  cost_per_account: number;
  share: number;
  min_arr: number;
  min_arr_low: number;
  min_arr_high: number;
}

const touches: readonly Touch[] = ["high", "low", "tech"];

/**
 * The crossover of every way of touch at both ends of its cost-to-serve band, the larger share first; an end of 0 spends nothing and
 * is left out. Hours are a year's for one account, off by `spread` either way; costs and ARR in major units. Throws as crossover does.
 * @example coverageCrossovers({ high: 81.5, low: 22.5, tech: 3 }, 0, bands, cost)[0].min_arr // 43,351 at 25%
 */
export function coverageCrossovers(
  hours: Readonly<Record<Touch, number>>,
  spread: number,
  bands: z.infer<typeof CostToServeFigures>,
  cost: HourCostRange,
): CoverageCrossover[] {
  const { contract_hours, leave_hours } = cost;
  const at = (one: number, share: number, csm_cost: number, customer_time: number) =>
    crossover(one, share, { csm_cost, contract_hours, leave_hours, customer_time });
  return touches.flatMap((touch) =>
    [...bands[touch]]
      .sort((a, b) => b - a)
      .filter((share) => share > 0)
      .map((share) => ({
        touch,
        hours_per_account: hours[touch],
        share,
        ...at(hours[touch], share, cost.csm_cost.central, cost.customer_time.central),
        min_arr_low: at(hours[touch] * (1 - spread), share, cost.csm_cost.low, cost.customer_time.high).min_arr,
        min_arr_high: at(hours[touch] * (1 + spread), share, cost.csm_cost.high, cost.customer_time.low).min_arr,
      })),
  );
}

/** What the caller knows of the cost of an hour. */
export interface KnownHourCost {
  csm_cost?: number;
  customer_time?: number;
  contract_hours?: number;
  leave_hours?: number;
}

export interface HourCostFigures {
  csm_cost: Bracket;
  customer_time: Bracket;
  working_year: z.infer<typeof WorkingYear>;
  /** How far hours per account may be off either way, as a share. */
  hours_spread: number;
}

export interface HourCostAnswer {
  cost: HourCostRange;
  assumptions: Assumption[];
  /** The guesses that move a crossover most, in words, the largest first; at most two. */
  drivers: string[];
}

const measured = (value: number): Bracket => ({ low: value, central: value, high: value });
const SETTLES = "crossover gives min_arr_low and min_arr_high; the floor moves in proportion.";

/**
 * The cost of an hour with customers from what the caller knows and figures for the rest, with the assumptions that makes. Costs in major
 * units a year. What is given has no range.
 * @example hourCost({ csm_cost: 150000, customer_time: 0.6 }, figures).cost.csm_cost.high // 150000
 */
export function hourCost(known: KnownHourCost, figures: HourCostFigures): HourCostAnswer {
  const { csm_cost, customer_time, working_year, hours_spread } = figures;
  const cost: HourCostRange = {
    csm_cost: known.csm_cost === undefined ? csm_cost : measured(known.csm_cost),
    customer_time: known.customer_time === undefined ? customer_time : measured(known.customer_time),
    contract_hours: known.contract_hours ?? working_year.contract_hours,
    leave_hours: known.leave_hours ?? working_year.leave_hours,
  };
  const range = ({ low, central, high }: Bracket) => `${central}, ${low} to ${high} possible`;
  const assumptions: Assumption[] = [];
  if (known.csm_cost === undefined)
    assumptions.push({ what: "Cost of a CSM a year", value: range(csm_cost), why: "costs.csm is not given.", if_wrong: SETTLES });
  if (known.customer_time === undefined)
    assumptions.push({ what: "customer_time", value: range(customer_time), why: "Nobody has measured it.", if_wrong: SETTLES });
  if (known.contract_hours === undefined || known.leave_hours === undefined)
    assumptions.push({
      what: "Working year",
      value: `${cost.contract_hours} contract hours less ${cost.leave_hours} of leave`,
      why: "Not given in full; sickness is not in it.",
      if_wrong: "Fewer hours make an hour dearer and the floor higher, in proportion.",
    });
  assumptions.push({
    what: "Hours per account",
    value: `the activities of org-team-sizing, ${hours_spread} of them either way`,
    why: "How often is an entitlement; how long is a guess until somebody logs it.",
    if_wrong: SETTLES,
  });
  const drivers = [
    { name: "the cost of a CSM", factor: cost.csm_cost.high / cost.csm_cost.low },
    { name: "the hours an account takes", factor: (1 + hours_spread) / (1 - hours_spread) },
    { name: "customer time", factor: cost.customer_time.high / cost.customer_time.low },
  ]
    .filter(({ factor }) => factor > 1)
    .sort((a, b) => b.factor - a.factor)
    .slice(0, 2)
    .map(({ name }) => name);
  return { cost, assumptions, drivers };
}

/** Every figure a tiering rests on, by the name its calculation uses. */
export const tierReads = {
  tiers: tiersFigure,
  nearFloor: nearFloorFigure,
  mostSegments: mostSegmentsFigure,
  arrReached: arrReachedFigure,
  arrScenarios: arrScenariosFigure,
  criteriaWeights: criteriaWeightsFigure,
  fullMarks: fullMarksFigure,
  transitions: transitionsFigure,
  renewalFreeze: renewalFreezeFigure,
  overrideShare: overrideShareFigure,
  atRiskHealth: atRiskHealthFigure,
  costToServe: costToServeFigure,
  fewAccounts: fewAccountsFigure,
  accountHours: accountHoursFigure,
  hoursSpread: hoursSpreadFigure,
  workingYear: workingYearFigure,
  customerTime: customerTimeFigure,
  loadedCosts: loadedCostsFigure,
  perDollar: perDollarFigure,
  largeShares: largeSharesFigure,
  firstLine: firstLineFigure,
};

export type TierReads = Figures<typeof tierReads>;

export interface Coverage extends HourCostAnswer {
  /** That the cost of a CSM stands at a published rate, where it does. */
  at_rate?: string;
  crossovers: CoverageCrossover[];
  /** Hours of CSM work a year for one account of each touch. */
  hours: Record<"high" | "low" | "tech", number>;
}

/** Why nothing is known of what coverage costs, and what makes it known. */
export const whyNoCrossover = (currency: string): string =>
  unknown(`What a CSM costs is known in ${RULES_CURRENCY} only; give costs: {csm: yearly cost in ${currency}}.`).why;

/**
 * What coverage costs and from which ARR it pays, from what the caller knows and the figures in force for the rest. Costs and ARR in major
 * units a year; in a book of another currency than the rules' their cost stands at its published rate, or nothing does. Throws Problem when no cost of a CSM is known
 * anywhere, and as crossover does.
 * @example coverage({ csm_cost: 150000, customer_time: 0.6 }, figures).crossovers[0].touch // "high"
 */
export function coverage(
  known: KnownHourCost,
  figures: Pick<
    TierReads,
    "accountHours" | "loadedCosts" | "perDollar" | "hoursSpread" | "customerTime" | "workingYear" | "costToServe"
  >,
  currency: string | null = null,
): Coverage {
  const activities = figures.accountHours.value;
  const hours = {
    high: hoursPerAccount(activities, "high"),
    low: hoursPerAccount(activities, "low"),
    tech: hoursPerAccount(activities, "tech"),
  };
  const abroad = known.csm_cost === undefined && inOtherCurrency(currency) ? currency : null;
  const rate = abroad === null ? undefined : figures.perDollar.value.units[abroad];
  const csm_cost = costsAt(figures.loadedCosts.value, rate).csm;
  if (!csm_cost)
    throw new Problem({
      what: "The figure loaded_cost of economics-loaded-cost has no csm.",
      remedy: "Add one: low, central, high.",
    });
  const spread = figures.hoursSpread.value;
  const answer = hourCost(known, {
    csm_cost,
    customer_time: figures.customerTime.value,
    working_year: figures.workingYear.value,
    hours_spread: spread,
  });
  if (abroad !== null && rate === undefined)
    return { ...answer, assumptions: answer.assumptions.slice(1), drivers: [], hours, crossovers: [] };
  const at_rate = abroad === null ? {} : { at_rate: costsAtRate(abroad, figures.perDollar.value, "costs") };
  return { ...answer, ...at_rate, hours, crossovers: coverageCrossovers(hours, spread, figures.costToServe.value, answer.cost) };
}
