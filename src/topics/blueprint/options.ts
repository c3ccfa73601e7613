import * as z from "zod";
import { addDays } from "../../core/dates.ts";
import { type FigureReference, type Figures, figure } from "../../core/figure.ts";
import { roundUp, sumMoney } from "../../core/money.ts";
import type { Role } from "../../core/vocabulary.ts";
import { type BreakEven, breakEven, type TierArr } from "../economics/churn.ts";
import { budgetRuleFigure, churnMixFigure, grossMarginFigure, spendFigure, valueMultipleFigure } from "../economics/figures.ts";
import { PlaybookKind, type PlaybookSteps, stepsFigure } from "../playbooks/figures.ts";
import { renewalReads } from "../renewals/answer.ts";
import { confidenceFigure, nrrTargetsFigure } from "../retention/figures.ts";
import { scorecardFigure } from "../scorecard/figures.ts";
import { teamReads } from "../team/figures.ts";
import type { Heads } from "../team/question.ts";
import { rolesDue, type TeamSize } from "../team/roles.ts";
import { arrScenariosFigure, tiersFigure } from "../tiers/crossover.ts";

export const RoadmapFigures = z.array(
  z.strictObject({
    quarter: z.number().multipleOf(1).min(1),
    week_from: z.number().min(1),
    week_to: z.number().min(1),
    action: z.string(),
    owner: z.string(),
    output: z.string(),
  }),
);

export const roadmapFigure = figure("org-first-year", "roadmap", RoadmapFigures);

/** The steps of every playbook, by kind. */
const playbookSteps = Object.fromEntries(PlaybookKind.options.map((kind) => [`${kind}_steps`, stepsFigure(kind)])) as Record<
  `${PlaybookKind}_steps`,
  FigureReference<typeof PlaybookSteps>
>;

/** Every figure a whole plan rests on beside those of the tiers. */
export const planReads = {
  ...teamReads,
  tiers: tiersFigure,
  arrScenarios: arrScenariosFigure,
  churnMix: churnMixFigure,
  grossMargin: grossMarginFigure,
  valueMultiple: valueMultipleFigure,
  budgetRule: budgetRuleFigure,
  spend: spendFigure,
  nrrTargets: nrrTargetsFigure,
  confidence: confidenceFigure,
  roadmap: roadmapFigure,
  scorecard: scorecardFigure,
  ...playbookSteps,
  ...renewalReads,
};

export type PlanFigures = Figures<typeof planReads>;

/**
 * Roles some named standard calls for at this size and the team lacks. A renewals role is left out: its hours are the CSMs' already,
 * so it replaces people instead of adding them. `sizes` without direct reports, which depend on the plan itself.
 * @example addedRoles({ csms: 6, customers: 340, tech_accounts: 180 }, { csm: 6, vp: 1 }, figures) // ["cs_ops", "onboarding", "team_lead"]
 */
export function addedRoles(sizes: Omit<TeamSize, "reports_per_leader">, team: Heads, figures: PlanFigures): Role[] {
  const due = rolesDue({ ...sizes, reports_per_leader: 0 }, figures.roleTriggers).filter(
    (line) => line.due && line.role !== "renewals",
  );
  return [...new Set(due.map((line) => line.role))].filter((role) => !team[role]);
}

const WEEKS_A_QUARTER = 13; // not a figure: quarters a year and weeks a quarter
const QUARTERS = [1, 2, 3, 4] as const; // not a figure: quarters a year and weeks a quarter

/** Heads of one role that join during the year. */
export interface Joiner {
  role: Role;
  heads: number;
  yearly_cost: number;
  start_week: number;
}

/**
 * The first year's cost by quarter: today's team all year, each joiner from its first week.
 * Units: major units; weeks counted from the plan's start. The four quarters sum to the year to the hundredth.
 * @example quarterCosts(400, [{ role: "csm", heads: 1, yearly_cost: 400, start_week: 13 }]) // [100, 200, 200, 200]
 */
export function quarterCosts(todayCost: number, joiners: readonly Joiner[]): number[] {
  return QUARTERS.map((quarter) => {
    const end = quarter * WEEKS_A_QUARTER;
    const added = joiners.map((joiner) => {
      const worked = Math.min(WEEKS_A_QUARTER, Math.max(0, end - joiner.start_week));
      return (joiner.heads * joiner.yearly_cost * worked) / WEEKS_A_QUARTER / QUARTERS.length;
    });
    return sumMoney([todayCost / QUARTERS.length, ...added]);
  });
}

/** One plan to choose from. Money in major units a year. */
export interface PlanOption {
  name: string;
  kind: "no new heads" | "fixed heads" | "recommended" | "proposed" | "upper end";
  heads: number;
  roles: { role: Role; heads: number; added: number; yearly_cost: number; start_week: number | null }[];
  cost: number;
  cost_low: number;
  cost_high: number;
  cost_share_of_arr: number;
  /** Null when today's team is unknown. */
  added_cost: number | null;
  cost_by_quarter: number[];
  break_even: BreakEven | null;
}

export interface OptionFacts {
  arr: number;
  tiers: readonly TierArr[];
  today: Heads | null;
  costOf(role: Role): { low: number; central: number; high: number };
  leadWeeks(role: Role): number;
  decision_week: number;
  gross_margin: { low: number; central: number; high: number };
  value_multiple: number;
}

/**
 * Lays one plan out: heads, cost, cost by quarter of the first year, and what the added cost must win back.
 * People are added from the week of the decision plus the role's lead time; today's team costs all year. `planned` is the team once complete.
 */
export function planOption(name: string, kind: PlanOption["kind"], planned: Heads, facts: OptionFacts): PlanOption {
  const today = facts.today ?? {};
  const names = (Object.keys({ ...today, ...planned }) as Role[]).filter(
    (role) => (planned[role] ?? 0) > 0 || (today[role] ?? 0) > 0,
  );
  const roles = names.map((role) => {
    const heads = planned[role] ?? 0;
    const added = heads - (today[role] ?? 0);
    return {
      role,
      heads,
      added,
      yearly_cost: facts.costOf(role).central,
      start_week: added > 0 ? facts.decision_week + facts.leadWeeks(role) : null,
    };
  });
  const total = (end: "low" | "central" | "high") => sumMoney(roles.map((line) => line.heads * facts.costOf(line.role)[end]));
  const todayCost = sumMoney(roles.map((line) => (today[line.role] ?? 0) * line.yearly_cost));
  const cost = total("central");
  const added = facts.today === null ? null : sumMoney([cost, -todayCost]);
  const joiners = roles
    .filter((line) => line.added !== 0)
    .map((line) => ({
      role: line.role,
      heads: line.added,
      yearly_cost: line.yearly_cost,
      start_week: line.start_week ?? facts.decision_week,
    }));
  return {
    name,
    kind,
    heads: roles.reduce((sum, line) => sum + line.heads, 0),
    roles,
    cost,
    cost_low: total("low"),
    cost_high: total("high"),
    cost_share_of_arr: cost / facts.arr,
    added_cost: added,
    cost_by_quarter: quarterCosts(todayCost, joiners),
    break_even: added === null ? null : breakEven(added, facts.arr, facts.tiers, facts.gross_margin, facts.value_multiple),
  };
}

export interface OptionsQuestion {
  team: Heads | null;
  /** CSMs there will be, where heads or a budget are fixed. */
  fixed_csms: number | null;
  proposed: Heads | null;
  /** CSMs the work asks for in the middle of the range, and at its upper end with leavers counted. */
  csm_fte: number;
  csm_fte_with_attrition: number;
  csm_fte_high: number;
  customers: number;
  tech_accounts: number;
}

/**
 * The plans to choose from. A: nobody is hired, or the people are fixed. B: CSMs to the work and the roles some standard calls for, filled from spare CSMs first. C: the plan somebody proposed, or
 * without one the team for the upper end of the range. A is left out when today's team is unknown.
 */
export function planOptions(question: OptionsQuestion, facts: OptionFacts, figures: PlanFigures): PlanOption[] {
  const team = question.team ?? {};
  const csms = Math.max(team.csm ?? 0, roundUp(question.csm_fte));
  const spare = Math.max(0, Math.floor((team.csm ?? 0) - question.csm_fte_with_attrition));
  const recommended = completeTeam(csms, spare, question, figures);
  const upper = completeTeam(Math.max(csms, roundUp(question.csm_fte_high)), 0, question, figures);
  const last = question.proposed
    ? planOption("C", "proposed", question.proposed, facts)
    : planOption("C", "upper end", upper, facts);
  const options = [planOption("B", "recommended", recommended, facts), last];
  if (question.fixed_csms !== null)
    return [planOption("A", "fixed heads", { ...team, csm: question.fixed_csms }, facts), ...options];
  return question.team ? [planOption("A", "no new heads", team, facts), ...options] : options;
}

/** So many CSMs with the roles their number calls for, team leads as many as the span allows; spare CSMs fill those roles first. */
function completeTeam(csms: number, spare: number, question: OptionsQuestion, figures: PlanFigures): Heads {
  const { customers, tech_accounts } = question;
  const team = question.team ?? {};
  const working = csms - spare;
  const most = figures.spans.value.find((line) => line.role === "team_lead")?.reports_high ?? working;
  const heads: Heads = { ...team };
  let added = 0;
  for (const role of addedRoles({ csms: working, customers, tech_accounts }, team, figures)) {
    heads[role] = role === "team_lead" ? Math.max(1, roundUp(working / most)) : 1;
    added += heads[role];
  }
  return { ...heads, csm: csms - Math.min(spare, added) };
}

const DAYS_A_WEEK = 7; // not a figure: days a week

export interface RoadmapStep {
  when: string;
  quarter: string;
  action: string;
  owner: string;
  output: string;
}

/**
 * The roadmap's steps with dates when the plan has one, else with weeks; quarters carry the fiscal names.
 * @example roadmap([{ quarter: 1, week_from: 1, week_to: 4, ... }], null, ["quarter 1"])[0].when // "weeks 1 to 4"
 */
export function roadmap(steps: z.infer<typeof RoadmapFigures>, asOf: string | null, quarters: readonly string[]): RoadmapStep[] {
  return steps.map((step) => ({
    when:
      asOf === null
        ? `weeks ${step.week_from} to ${step.week_to}`
        : `${addDays(asOf, (step.week_from - 1) * DAYS_A_WEEK)} to ${addDays(asOf, step.week_to * DAYS_A_WEEK - 1)}`,
    quarter: quarters[step.quarter - 1] ?? `quarter ${step.quarter}`,
    action: step.action,
    owner: step.owner,
    output: step.output,
  }));
}
