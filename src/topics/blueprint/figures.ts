import * as z from "zod";
import { type FigureReference, type FigureReferences, type Figures, figure } from "../../core/figure.ts";
import { count, rate } from "../../core/kinds.ts";
import { Motion, Stage } from "../../core/vocabulary.ts";
import { cohortReads } from "../cohorts/lives.ts";
import { budgetRuleFigure, churnMixFigure, spendFigure } from "../economics/figures.ts";
import { assessmentReads } from "../organization/red-flags.ts";
import { compensationReads } from "../pay/question.ts";
import { draftReads } from "../playbooks/draft-playbook.ts";
import { PlaybookKind, type PlaybookSteps, stepsFigure } from "../playbooks/figures.ts";
import { renewalReads } from "../renewals/answer.ts";
import { confidenceFigure, nrrTargetsFigure } from "../retention/figures.ts";
import { scorecardReads } from "../scorecard/figures.ts";
import { stakeholderReads } from "../stakeholders/threading.ts";
import { boundReads, moreReads, teamReads } from "../team/figures.ts";
import { technologyReads } from "../technology/figures.ts";
import { arrScenariosFigure, tiersFigure } from "../tiers/crossover.ts";

/** What may be so of a company, for the steps of its first year. */
export const stepConditions = [
  "always",
  "no account table",
  "retention not measured",
  "losses",
  "many losses",
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

/** When an account is large, a history another, a table a whole book, and what stage and motion a size and a touch suggest. */
export const choiceReads = {
  largestAccount: figure(
    choice,
    "largest_account",
    z.strictObject({ named_rate: rate(), own_owner_rate: rate(), first_line_rate: rate() }),
  ),
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
  ...boundReads,
  ...choiceReads,
  tiers: tiersFigure,
  arrScenarios: arrScenariosFigure,
  churnMix: churnMixFigure,
  payShare: figure("economics-loaded-cost", "pay_share", rate()),
  budgetRule: budgetRuleFigure,
  spend: spendFigure,
  nrrTargets: nrrTargetsFigure,
  confidence: confidenceFigure,
  roadmap: figure("org-first-year", "roadmap", RoadmapFigures),
  lossesRead: figure("org-first-year", "losses_read", count()),
  ...named("scorecard", scorecardReads),
  ...named("pay", compensationReads),
  ...named("technology", technologyReads),
  ...named("organization", assessmentReads),
  ...named("cohorts", cohortReads),
  ...named("stakeholders", stakeholderReads),
  ...playbookSteps,
  ...named("playbooks", draftReads),
  ...renewalReads,
};
export type PlanFigures = Figures<typeof planReads>;
