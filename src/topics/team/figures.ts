import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { rate } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { inOtherCurrency, RULES_CURRENCY, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { type Bracket, Role } from "../../core/vocabulary.ts";
import { churnMixFigure, grossMarginFigure, valueMultipleFigure } from "../economics/figures.ts";
import { largeSharesFigure } from "../retention/figures.ts";
import { costToServeFigure, firstLineFigure, transitionsFigure } from "../tiers/crossover.ts";
import {
  accountHoursFigure,
  arrPerCsmFigure,
  budgetStepFigure,
  customerTimeFigure,
  customerTimeTargetFigure,
  expansionMandateFigure,
  firstYearHoursFigure,
  hiringFigure,
  hoursSpreadFigure,
  type LoadedCosts,
  loadedCostsFigure,
  onboardingHoursFigure,
  type PerDollar,
  perDollarFigure,
  playerCoachFigure,
  rampFigure,
  ratiosFigure,
  recruitingCostFigure,
  reportsToFigure,
  roleTriggersFigure,
  spansFigure,
  staffingStepsFigure,
  workingYearFigure,
} from "../workload/hours.ts";
import type { Heads, TeamQuestion } from "./question.ts";

/** Every figure a team plan rests on, so that each tool that plans a team reads the same ones. */
export const teamReads = {
  accountHours: accountHoursFigure,
  hoursSpread: hoursSpreadFigure,
  workingYear: workingYearFigure,
  customerTime: customerTimeFigure,
  onboardingHours: onboardingHoursFigure,
  expansionMandate: expansionMandateFigure,
  staffingSteps: staffingStepsFigure,
  customerTimeTarget: customerTimeTargetFigure,
  firstYearHours: firstYearHoursFigure,
  playerCoach: playerCoachFigure,
  ramp: rampFigure,
  ratios: ratiosFigure,
  arrPerCsm: arrPerCsmFigure,
  loadedCosts: loadedCostsFigure,
  perDollar: perDollarFigure,
  spans: spansFigure,
  reportsTo: reportsToFigure,
  roleTriggers: roleTriggersFigure,
  leadTimes: hiringFigure,
  costToServe: costToServeFigure,
  atRiskHealth: figure("segmentation-transitions", "at_risk_health", z.number()),
  transitions: transitionsFigure,
  protectedMonths: figure("segmentation-serving-less", "protected_months", z.number().multipleOf(1).min(0)),
  undecidedDays: figure("segmentation-serving-less", "undecided_days", z.number().multipleOf(1).min(0)),
  handoverDays: figure("segmentation-serving-less", "handover_days", z.number().multipleOf(1).min(0)),
  largeShares: largeSharesFigure,
};

export type TeamFigures = Figures<typeof teamReads>;

/** What a whole answer about a team reads beside the plan: hiring's cost, and the step of money a budget is judged by. */
export const moreReads = { budgetStep: budgetStepFigure, recruitingCost: recruitingCostFigure, firstLine: firstLineFigure };
export type MoreFigures = Figures<typeof moreReads>;

const choice = "org-plan-choice";
const Whole = z.number().multipleOf(1).min(0);

/** What a choice between teams must not break, and what an added cost is repaid from. */
export const boundReads = {
  shareOfArr: figure(
    choice,
    "share_of_arr",
    z
      .array(z.strictObject({ arr_from: z.number(), remark_rate: rate(), most_rate: rate(), most_heads: Whole.nullable() }))
      .min(1),
  ),
  repaidFromLosses: figure(
    choice,
    "repaid_from_losses",
    z.strictObject({ believable_rate: rate(), with_names_rate: rate(), expansion_rate: rate() }),
  ),
  firstPerson: figure(choice, "first_person", z.strictObject({ accounts_from: Whole, arr_from: z.number(), most_rate: rate() })),
  smallerTeam: figure(
    choice,
    "smaller_team",
    z.strictObject({
      first_step_rate: rate(),
      grr_from_rate: rate(),
      undecided_to_rate: rate(),
      undecided_within_days: Whole,
      log_weeks: Whole,
    }),
  ),
  churnMix: churnMixFigure,
  leadersKept: figure(choice, "leaders_kept", z.array(Role).min(1)),
  seatsGivenUp: figure(choice, "seats_given_up", z.array(Role)),
  grossMargin: grossMarginFigure,
  valueMultiple: valueMultipleFigure,
};

/** Every figure a choice between teams rests on. */
export type ChoiceFigures = TeamFigures & MoreFigures & Figures<typeof boundReads>;

/**
 * Full-time CSMs that leaders with a book of their own are worth: how many carry one, times the share of a book each carries.
 * @example coachFte({ tiers: [], player_coaches: ["Lea"] }, figures) // 0.5
 */
export function coachFte(question: Pick<TeamQuestion, "player_coaches">, figures: Pick<TeamFigures, "playerCoach">): number {
  const coaches = question.player_coaches?.length ?? 0;
  return coaches === 0 ? 0 : coaches * figures.playerCoach.value;
}

const OTHER_ORDER = 10; // not a figure: a currency whose unit is worth another order of magnitude

/**
 * ARR in the money that the rules' sizes of company are in: what a CSM costs tells a currency of another order of magnitude.
 * @example sizeOfArr(1_200_000_000, { csm: 12_000_000 }, loaded) // 15_000_000 where the rules' own CSM costs 150,000
 */
export function sizeOfArr(arr: number, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): number {
  const [own, house] = [costs.csm ?? 0, loaded.csm?.central ?? 0];
  if (own === 0 || house === 0) return arr;
  const times = own / house;
  return times > OTHER_ORDER || times < 1 / OTHER_ORDER ? arr / times : arr;
}

/**
 * What one person of a role costs a year: the user's own figure exactly, else the library's bracket. Major units.
 * Throws Problem for a role that neither knows.
 * @example roleCost("csm", { csm: 160000 }, {}) // { low: 160000, central: 160000, high: 160000 }
 */
export function roleCost(role: Role, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): Bracket {
  const own = costs[role];
  if (own !== undefined) return { low: own, central: own, high: own };
  const bracket = loaded[role];
  if (!bracket)
    throw new Problem({
      what: `The cost of a ${role} is not known.`,
      remedy: `Give costs.${role}, the yearly loaded cost of one.`,
    });
  return bracket;
}

/** What people cost as a book of some currency can use it. */
export interface CostsInBook {
  costs: Partial<Record<Role, number>>;
  /** The book's currency, where no cost is known in it. */
  unpriced?: string;
  /** What stands for one of the rules' amounts in another currency, by the cost of one role; 0 while no cost is known. */
  rules_rate?: number;
  /** That role: the costs of others follow from it, in the proportion the rules have. */
  from?: Role;
  /** The published rate at which the rules' costs stand here, where nobody gave one of this currency. */
  converted?: number;
}

/**
 * The costs a book in this currency can be planned with. The rules' costs stand in a book of their own currency, or of none that was named. In
 * another one they say how the roles stand to each other: one cost given in it, a CSM's before another, gives the rest. Without one they stand at
 * the published rate of that currency, and where none is known nothing is priced.
 * @example costsInBook("EUR", { csm: 100000 }, { csm: { central: 150000 }, vp: { central: 300000 } }, rates).costs.vp // 200000
 */
export function costsInBook(
  currency: string | null | undefined,
  costs: Partial<Record<Role, number>>,
  loaded: z.infer<typeof LoadedCosts>,
  { units }: PerDollar,
): CostsInBook {
  if (!inOtherCurrency(currency)) return { costs };
  const roles: readonly Role[] = ["csm", ...Role.options];
  const from = roles.find((role) => (costs[role] ?? 0) > 0 && (loaded[role]?.central ?? 0) > 0);
  if (from === undefined) {
    const converted = units[currency];
    return converted === undefined ? { costs, unpriced: currency, rules_rate: 0 } : { costs, rules_rate: converted, converted };
  }
  const rate = costs[from]! / loaded[from]!.central;
  const rest = Role.options.flatMap((role) => {
    const usual = loaded[role]?.central;
    return costs[role] !== undefined || usual === undefined ? [] : [[role, sumMoney([usual * rate])] as const];
  });
  return { costs: { ...costs, ...Object.fromEntries(rest) }, rules_rate: rate, from };
}

/** Why money that rests on what people cost is not known, and what makes it known. */
export const whyUnpriced = (currency: string, name = "costs"): string =>
  unknown(`What people cost is known in ${RULES_CURRENCY} only; give ${name}, like {csm: yearly cost of one in ${currency}}.`)
    .why;

/**
 * Yearly cost of a team: heads times cost, role by role, with the ends the unknown costs allow. Major units.
 * @example teamCost({ csm: 6, vp: 1 }, { csm: 150000, vp: 280000 }, {}) // central 1180000
 */
export function teamCost(heads: Heads, costs: Partial<Record<Role, number>>, loaded: z.infer<typeof LoadedCosts>): Bracket {
  const lines = Role.options.flatMap((role) => {
    const people = heads[role] ?? 0;
    return people === 0 ? [] : [{ people, cost: roleCost(role, costs, loaded) }];
  });
  return {
    low: sumMoney(lines.map(({ people, cost }) => people * cost.low)),
    central: sumMoney(lines.map(({ people, cost }) => people * cost.central)),
    high: sumMoney(lines.map(({ people, cost }) => people * cost.high)),
  };
}

/** The size of a company as the rules' bands of ARR count it; null where the currency is another and nothing says how the two compare. */
export function arrAsRulesCount(
  arr: number,
  { rules_rate, costs = {} }: Pick<TeamQuestion, "rules_rate" | "costs">,
  loaded: z.infer<typeof LoadedCosts>,
): number | null {
  if (rules_rate === undefined) return sizeOfArr(arr, costs, loaded);
  return rules_rate === 0 ? null : arr / rules_rate;
}
