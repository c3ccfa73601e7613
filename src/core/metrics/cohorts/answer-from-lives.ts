import type { Findings } from "../../contract/envelope.ts";
import { sumMoney } from "../../money/sum-money.ts";
import { because } from "../because.ts";
import type { CohortFigures } from "./cohort-figures.ts";
import { type CohortInterval, monthsOf } from "./cohort-interval.ts";
import type { CohortFields } from "./cohort-result.ts";
import type { CohortMeasure } from "./cohort-table.ts";
import { hazardByTenure } from "./hazard-by-tenure.ts";
import { kaplanMeier } from "./kaplan-meier.ts";
import { leavingTime } from "./leaving-time.ts";
import type { Life } from "./life.ts";
import { medianSurvival } from "./median-survival.ts";
import { periodLosses } from "./period-losses.ts";
import { projectSurvival } from "./project-survival.ts";
import { survivalByGroup } from "./survival-by-group.ts";

/** How the caller wants lives read. */
export interface LivesQuestion {
  interval: CohortInterval;
  measure: CohortMeasure;
}

export type LivesFields = Omit<
  CohortFields,
  "known_to" | "cohorts" | "drift" | "drift_verdict" | "drift_age" | "left_out" | "charts"
>;

/**
 * All that lives alone say: who left, survival with limits, groups, loss by tenure, and the projection. Ages in months, shares as fractions.
 * @example answerFromLives(lives, { interval: "month", measure: "logos" }, figures).fields.median_survival
 */
export function answerFromLives(
  lives: readonly Life[],
  { interval, measure }: LivesQuestion,
  figures: CohortFigures,
): Findings & { fields: LivesFields } {
  const steps = kaplanMeier(lives, figures.standardErrors.value);
  const hazard = hazardByTenure(lives, figures.tenureBuckets.value);
  const { projection, reason } = projectSurvival(
    periodLosses(lives, steps, monthsOf(interval)),
    monthsOf(interval),
    figures.projection.value,
  );
  const fields: LivesFields = {
    measure,
    interval,
    customers: lives.length,
    churned: lives.filter(({ churned }) => churned).length,
    churned_share: churnedShare(lives, measure),
    entered_late: lives.filter(({ entered }) => entered > 0).length,
    followed_months: lives.reduce((most, { months }) => Math.max(most, months), 0),
    survival: steps,
    limits: "greenwood_log_log",
    median_survival: medianSurvival(steps),
    groups: survivalByGroup(lives, figures),
    hazard,
    leaving: leavingTime(hazard, figures.leavingLosses.value, figures.standardErrors.value),
    projection,
  };
  return { fields, ...findingsOf(fields, lives), undefined: reasonsOf(fields, reason) };
}

function churnedShare(lives: readonly Life[], measure: CohortMeasure): number | null {
  if (lives.length === 0) return null;
  if (measure === "logos") return lives.filter(({ churned }) => churned).length / lives.length;
  const all = sumMoney(lives.map(({ amount }) => amount ?? 0));
  const lost = sumMoney(lives.map(({ churned, amount }) => (churned ? (amount ?? 0) : 0)));
  return all === 0 ? null : lost / all;
}

function findingsOf({ survival, entered_late }: LivesFields, lives: readonly Life[]): Pick<Findings, "warnings" | "assumptions"> {
  const emptied = survival.find(({ at_risk, churned }) => at_risk === churned);
  const goesOn = emptied !== undefined && lives.some(({ months }) => months > emptied.month);
  return {
    warnings: goesOn
      ? [
          {
            code: "survival_stuck",
            message: `At month ${emptied.month} all customers then followed left (${emptied.at_risk}), so survival stays at nothing although older customers are seen later. Too few were followed from the start; give a later from, or leave out those that entered late.`,
          },
        ]
      : [],
    assumptions: entered_late
      ? [
          {
            what: "Customers followed only from a later age",
            value: `${entered_late} counted from the age they had when observation began`,
            why: "They started before it, and those like them who had left by then are not in the data.",
            if_wrong: "Counting them from their start would make survival look better than it was.",
          },
        ]
      : [],
  };
}

function reasonsOf(fields: LivesFields, projection: string | null): Findings["undefined"] {
  const noLimits = "At this age all are still there or all are gone, where the limits have no value.";
  const { survival, groups, hazard } = fields;
  return [
    ...(fields.churned_share === null
      ? because(fields.customers === 0 ? "No customer could be followed." : "The customers pay nothing.", "churned_share")
      : []),
    ...(fields.median_survival === null ? because(medianReason(fields), "median_survival") : []),
    ...(survival.some(({ low }) => low === null) ? because(noLimits, "survival[].low", "survival[].high") : []),
    ...(groups.some((group) => group.median_survival === null)
      ? because("More than half of the group were still there at the last loss seen.", "groups[].median_survival")
      : []),
    ...(groups.some((group) => group.survival.some(({ low }) => low === null))
      ? because(noLimits, "groups[].survival[].low", "groups[].survival[].high")
      : []),
    ...(hazard.some(({ to_month }) => to_month === null) ? because("The last stretch is open.", "hazard[].to_month") : []),
    ...(hazard.some(({ hazard_rate }) => hazard_rate === null)
      ? because("All in the stretch left after no time, so there are no months to count.", "hazard[].hazard_rate")
      : []),
    ...(projection === null ? [] : because(projection, "projection")),
    ...(fields.projection?.survival.some(({ observed }) => observed === null)
      ? because("Nobody has been followed that long.", "projection.survival[].observed")
      : []),
  ];
}

function medianReason({ customers, churned }: LivesFields): string {
  if (customers === 0) return "No customer could be followed.";
  return churned === 0
    ? "Nobody has left."
    : "More than half were still there at the last loss seen, so half is not reached yet.";
}
