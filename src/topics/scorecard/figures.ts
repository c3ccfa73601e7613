import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { Motion, Segment, Selling, Stage, Touch } from "../../core/vocabulary.ts";
import { placingFigure, publishedFigure, publishedTeamFigure } from "../benchmarks/find-benchmarks.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";
import { surveyReads } from "../surveys/question.ts";

const Whole = z.number().multipleOf(1).min(1);
const Names = z.array(z.string());

/** How soon a measure can be read: what one event of it is, and how far single events lie apart. */
const Events = z.strictObject({
  event: z.string(),
  of: z.enum(["accounts", "new_accounts", "csms"]),
  each_a_year: z.number().positive(),
  /** Standard deviation of one event; null for a yes or no. */
  spread: z.number().positive().nullable(),
  /** Whether spread and wanted are shares of the measure's own value. */
  relative: z.boolean(),
  /** Smallest change worth acting on; null takes the points of the survey page. */
  wanted: z.number().positive().nullable(),
});

/** Everything about one measure; the pages of the library show parts of it. */
const Measure = z.strictObject({
  measure: z.string(),
  kind: z.enum(["lagging", "leading"]),
  /** Whether it is one of the six that a team starts with. */
  first_six: z.boolean(),
  name: z.string(),
  owner: z.string(),
  cadence: z.string(),
  action: z.string(),
  given_as: z.string(),
  /** Its name among published figures. */
  benchmark: z.string().nullable(),
  unit: z.string(),
  better: z.enum(["higher", "lower"]),
  least: z.number(),
  most: z.number(),
  touches: z.array(Touch).min(1),
  numerator: z.string(),
  denominator: z.string(),
  policy: z.string(),
  events: Events.nullable(),
  /** The line of the page on cadences that holds for it; null where it has a clock of its own. */
  clock: z.string().nullable(),
  computed: z.string().nullable(),
  reported: z.string().nullable(),
  /** Who can move it. */
  roles: Names,
  /** The result that an early sign hangs under, and why. */
  leads: z.string().nullable(),
  because: z.string().nullable(),
});
export type Measure = z.infer<typeof Measure>;

const Motions = z.array(
  z.strictObject({
    motion: Motion,
    lagging: Names,
    leading: Names,
    segment: Segment.nullable(),
    sold: Selling.nullable(),
  }),
);
const Stages = z.array(
  z.strictObject({
    stage: Stage,
    funding: z.string(),
    first: z.string(),
    lagging: Whole,
    leading: Whole,
    owner: z.string().nullable(),
  }),
);
/** What the design of a scorecard reads. */
export const scorecardReads = {
  measures: figure("metrics-scorecard", "measures", z.array(Measure)),
  months: figure("metrics-scorecard-definitions", "reading_months", z.number().positive()),
  motions: figure("metrics-scorecard", "by_motion", Motions),
  stages: figure("metrics-scorecard", "by_stage", Stages),
  motionByTouch: figure("metrics-scorecard", "motion_by_touch", z.array(z.strictObject({ touch: Touch, motion: Motion }))),
  assumed: figure("metrics-scorecard", "assumed", z.strictObject({ stage: Stage, motion: Motion })),
  byCustomers: figure(
    "org-stages",
    "stages",
    z.array(
      z.strictObject({
        stage: z.string(),
        customers_from: z.number(),
        customers_to: z.number().nullable(),
        team: z.string(),
      }),
    ),
  ),
  mostMeasures: figure("metrics-scorecard", "most_measures", z.array(Whole).length(2)),
  statistics: figure("metrics-scorecard", "target_statistics", Names),
  proofs: figure(
    "org-stages",
    "stages_by_funding",
    z.array(z.strictObject({ funding: z.string(), prove: z.string(), shown_by: z.string() })),
  ),
  roles: figure(
    "metrics-by-role",
    "by_role",
    z.array(z.strictObject({ role: z.string(), primary: z.string(), secondary: z.string() })),
  ),
  cadences: figure(
    "metrics-cadences",
    "cadences",
    z.array(z.strictObject({ measure: z.string(), computed: z.string(), reported: z.string() })),
  ),
  slide: figure("metrics-board-slide", "slide", z.array(z.strictObject({ element: z.string(), shows: z.string() }))),
  slideNeeds: figure(
    "metrics-board-slide",
    "needs",
    z.array(z.strictObject({ element: z.string(), measures: Names, bring: z.string(), tool: z.string() })),
  ),
  blocks: figure(
    "metrics-dashboard",
    "blocks",
    z.array(z.strictObject({ block: z.string(), shows: z.string(), must_tie_to: z.string() })),
  ),
  order: figure(
    "metrics-csm-dashboard",
    "order",
    z.array(z.strictObject({ place: z.number(), shows: z.string(), because: z.string() })),
  ),
  pages: figure("metrics-csm-dashboard", "pages", z.array(z.strictObject({ touch: Touch, page: z.string() }))),
  detection: surveyReads.detection,
  standardErrors: confidenceFigure,
  few: fewAccountsFigure,
  published: publishedFigure,
  team: publishedTeamFigure,
  placing: placingFigure,
};
export type ScorecardFigures = Figures<typeof scorecardReads>;
