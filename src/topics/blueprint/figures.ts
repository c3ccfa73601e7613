import * as z from "zod";
import { type FigureReference, type FigureReferences, type Figures, figure } from "../../core/figure.ts";
import { rate } from "../../core/kinds.ts";
import { Motion, Role, Stage } from "../../core/vocabulary.ts";
import { cohortReads } from "../cohorts/lives.ts";
import { budgetRuleFigure, churnMixFigure, grossMarginFigure, spendFigure, valueMultipleFigure } from "../economics/figures.ts";
import { assessmentReads } from "../organization/red-flags.ts";
import { compensationReads } from "../pay/question.ts";
import { PlaybookKind, type PlaybookSteps, stepsFigure } from "../playbooks/figures.ts";
import { renewalReads } from "../renewals/answer.ts";
import { confidenceFigure, nrrTargetsFigure } from "../retention/figures.ts";
import { scorecardReads } from "../scorecard/figures.ts";
import { moreReads, teamReads } from "../team/figures.ts";
import { technologyReads } from "../technology/figures.ts";
import { arrScenariosFigure, tiersFigure } from "../tiers/crossover.ts";

/** What may be so of a company, for the steps of its first year. */
export const stepConditions = [
  "always",
  "no account table",
  "retention not measured",
  "losses",
  "tiers not set",
  "hours not measured",
  "several accounts",
  "no health scores",
  "health scores",
] as const;
export type StepCondition = (typeof stepConditions)[number];

export const RoadmapFigures = z.array(
  z.strictObject({
    quarter: z.number().multipleOf(1).min(1),
    week_from: z.number().min(1),
    week_to: z.number().min(1),
    /** What must be so of a company for it to need the step. */
    needed_if: z.enum(stepConditions),
    action: z.string(),
    owner: z.string(),
    output: z.string(),
  }),
);

const choice = "org-plan-choice";
const Whole = z.number().multipleOf(1).min(0);

/** What a plan must not break, and when an account is large. */
export const choiceReads = {
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
  largestAccount: figure(
    choice,
    "largest_account",
    z.strictObject({ named_rate: rate(), own_owner_rate: rate(), first_line_rate: rate() }),
  ),
  leadersKept: figure(choice, "leaders_kept", z.array(Role).min(1)),
  seatsGivenUp: figure(choice, "seats_given_up", z.array(Role)),
  historyGap: figure(choice, "history_gap", rate()),
  wholeBook: figure(choice, "whole_book", rate()),
  stageBySize: figure(choice, "stage_by_size", z.array(z.strictObject({ customers_from: Whole, stage: Stage })).min(1)),
  motionByTouch: figure(choice, "motion_by_touch", z.strictObject({ high: Motion, low: Motion, tech: Motion })),
};

/** The figures of other tools under a name of their own, so that the same answers come out of the same figures. */
const named = <Reads extends FigureReferences, Prefix extends string>(prefix: Prefix, reads: Reads) =>
  Object.fromEntries(Object.entries(reads).map(([name, reference]) => [`${prefix}_${name}`, reference])) as {
    [Name in keyof Reads & string as `${Prefix}_${Name}`]: Reads[Name];
  };

/** Another tool's own figures out of a plan's, each read when it is first used. @example figuresOf("pay", compensationReads, figures).curve */
export function figuresOf<Reads extends FigureReferences>(prefix: string, reads: Reads, figures: PlanFigures): Figures<Reads> {
  const own = {};
  for (const name of Object.keys(reads))
    Object.defineProperty(own, name, {
      enumerable: true,
      get: () => (figures as unknown as Record<string, unknown>)[`${prefix}_${name}`],
    });
  return own as Figures<Reads>;
}

/** The steps of every playbook, by kind. */
const playbookSteps = Object.fromEntries(PlaybookKind.options.map((kind) => [`${kind}_steps`, stepsFigure(kind)])) as Record<
  `${PlaybookKind}_steps`,
  FigureReference<typeof PlaybookSteps>
>;

/** Every figure a whole plan rests on beside those of the tiers. */
export const planReads = {
  ...teamReads,
  ...moreReads,
  ...choiceReads,
  tiers: tiersFigure,
  arrScenarios: arrScenariosFigure,
  churnMix: churnMixFigure,
  grossMargin: grossMarginFigure,
  payShare: figure("economics-loaded-cost", "pay_share", rate()),
  valueMultiple: valueMultipleFigure,
  budgetRule: budgetRuleFigure,
  spend: spendFigure,
  nrrTargets: nrrTargetsFigure,
  confidence: confidenceFigure,
  roadmap: figure("org-first-year", "roadmap", RoadmapFigures),
  ...named("scorecard", scorecardReads),
  ...named("pay", compensationReads),
  ...named("technology", technologyReads),
  ...named("organization", assessmentReads),
  ...named("cohorts", cohortReads),
  ...playbookSteps,
  ...renewalReads,
};
export type PlanFigures = Figures<typeof planReads>;
