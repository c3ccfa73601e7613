import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import type { Answered } from "../../core/known.ts";
import { Touch } from "../../core/vocabulary.ts";

const Maybe = z.number().nullable();
const line = {
  measure: z.string(),
  name: z.string(),
  owner: z.string(),
  cadence: z.string(),
  /** What over what, and the rule for doubtful cases. */
  definition: z.string(),
  action: z.string(),
};
/** Whether a change worth having can be told from chance within a quarter; in the measure's unit. */
const quarter = { change_seen: Maybe, change_wanted: Maybe, moves_in_a_quarter: z.boolean().nullable() };

export const Target = z.strictObject({
  measure: z.string(),
  unit: z.string(),
  current: Maybe,
  target: Maybe,
  rests_on: z.enum(["yours", "benchmark", "baseline", "none"]),
  /** The population with year and grade, or what was done with today's value. */
  basis: z.string(),
  /** What is read between these two is on target, as far as chance lets anyone tell. */
  low: Maybe,
  high: Maybe,
  /** From one year to the next. */
  smallest_change: Maybe,
  readable: z.boolean().nullable(),
});

/** The middle of the population that fits best, and the span of the others that fit; never blended. */
export const FittingMiddle = z.strictObject({
  measure: z.string(),
  value: z.number(),
  others: z.number(),
  others_low: z.number().optional(),
  others_high: z.number().optional(),
});

/** A scorecard: five to seven measures, who acts on them, what they should reach, and where they are shown. */
export const ScorecardFields = z.strictObject({
  stage: z.string(),
  motion: z.string(),
  proves: z.string(),
  lagging: z.array(z.strictObject(line)),
  leading: z.array(z.strictObject({ ...line, leads: z.string(), events_a_year: Maybe, ...quarter })),
  left_out: z.array(z.strictObject({ measure: z.string(), why: z.string(), ...quarter })),
  by_role: z.array(
    z.strictObject({
      role: z.string(),
      measures: z.array(z.string()),
      primary: z.string().optional(),
      secondary: z.string().optional(),
    }),
  ),
  targets: z.array(Target),
  benchmarks: z.array(FittingMiddle),
  cadence: z.array(z.strictObject({ measure: z.string(), computed: z.string(), reported: z.string() })),
  board_slide: z.strictObject({
    standard: z.string(),
    elements: z.array(
      z.strictObject({
        element: z.string(),
        shows: z.string(),
        known: z.array(z.string()),
        bring: z.string(),
        tool: z.string(),
      }),
    ),
  }),
  executive_dashboard: z.array(z.strictObject({ block: z.string(), shows: z.string(), must_tie_to: z.string().optional() })),
  csm_dashboard: z.strictObject({
    pages: z.array(z.strictObject({ touch: Touch, page: z.string() })),
    order: z.array(z.strictObject({ shows: z.string(), because: z.string().optional() })),
  }),
  charts: z.array(ChartSchema),
});
export type ScorecardFields = z.infer<typeof ScorecardFields>;
export type FittingMiddle = z.infer<typeof FittingMiddle>;
export type Target = z.infer<typeof Target>;

export const scorecardViews = ["measures", "dashboards"] as const;
type ScorecardView = (typeof scorecardViews)[number];

const noMeasures = { lagging: [], leading: [], left_out: [], targets: [], benchmarks: [], charts: [] };
const noDashboards = { executive_dashboard: [], csm_dashboard: { pages: [], order: [] } };

/**
 * The part of a scorecard that was asked for, so that an answer stays short enough to send: dashboards in full and no measures, measures without
 * the two dashboards, or everything with the dashboards in brief.
 * @example viewScorecard(fields, "dashboards").targets // []
 */
export function viewScorecard(fields: Answered<ScorecardFields>, view: ScorecardView | undefined): Answered<ScorecardFields> {
  if (view === "dashboards") return { ...fields, ...noMeasures };
  const brief = { ...fields, by_role: fields.by_role.map(({ role, measures }) => ({ role, measures })) };
  if (view === "measures") return { ...brief, ...noDashboards };
  return {
    ...brief,
    executive_dashboard: fields.executive_dashboard.map(({ block, shows }) => ({ block, shows })),
    csm_dashboard: { ...fields.csm_dashboard, order: fields.csm_dashboard.order.map(({ shows }) => ({ shows })) },
  };
}
