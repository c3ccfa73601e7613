import type { ScorecardFields } from "./scorecard-fields.ts";

export const scorecardViews = ["measures", "dashboards"] as const;
export type ScorecardView = (typeof scorecardViews)[number];

const noMeasures = { lagging: [], leading: [], left_out: [], targets: [], benchmarks: [], charts: [] };
const noDashboards = { executive_dashboard: [], csm_dashboard: { pages: [], order: [] } };

/**
 * The part of a scorecard that was asked for, so that an answer stays short enough to send: dashboards in full and no measures, measures without
 * the two dashboards, or everything with the dashboards in brief.
 * @example viewScorecard(fields, "dashboards").targets // []
 */
export function viewScorecard(fields: ScorecardFields, view: ScorecardView | undefined): ScorecardFields {
  if (view === "dashboards") return { ...fields, ...noMeasures };
  const brief = { ...fields, by_role: fields.by_role.map(({ role, measures }) => ({ role, measures })) };
  if (view === "measures") return { ...brief, ...noDashboards };
  return {
    ...brief,
    executive_dashboard: fields.executive_dashboard.map(({ block, shows }) => ({ block, shows })),
    csm_dashboard: { ...fields.csm_dashboard, order: fields.csm_dashboard.order.map(({ shows }) => ({ shows })) },
  };
}
