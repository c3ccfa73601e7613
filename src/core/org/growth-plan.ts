import type { Assumption, UndefinedField } from "../contract/envelope.ts";
import { largest } from "../order/largest.ts";
import { attritionLoss } from "./attrition-loss.ts";
import { coachFte } from "./coach-fte.ts";
import { delivered } from "./delivered.ts";
import type { Growth } from "./growth.ts";
import { type GrowthHire, growthHires } from "./growth-hires.ts";
import { type GrowthMonth, growthMonths } from "./growth-months.ts";
import { monthOfShortage } from "./month-of-shortage.ts";
import { monthsOfWeeks } from "./months-of-weeks.ts";
import type { Staffing } from "./plan-roles.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { withoutNoise } from "./without-noise.ts";

/** A year of growth: the need by month against who is there, when today's team is short, and whom to hire by when. */
export interface GrowthPlan {
  /** Full-time CSMs there in the month, with the hires of this plan. */
  months: (GrowthMonth & { csms_there: number | null })[];
  first_short_month: number | null;
  /** The same at the high and the low end of the range. */
  short_month_early: number | null;
  short_month_late: number | null;
  /** Months that stay short although every position is opened in time or today. */
  months_still_short: number;
  hires: GrowthHire[];
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

/** The last month in which a specialist whom the plan adds and who takes hours off the CSMs is not there yet. */
function specialistsAfter({ roles }: Staffing, figures: TeamFigures): number {
  const added = roles.filter(({ role, heads, today }) => (role === "onboarding" || role === "renewals") && heads > (today ?? 0));
  const weeks = added.map(({ role }) => figures.leadTimes.value.find((line) => line.role === role)?.lead_time_weeks ?? 0);
  return Math.ceil(monthsOfWeeks(largest([0, ...weeks])));
}

/**
 * Plans twelve months of growth: what the work asks for, who delivers it (people leave and are replaced at the usual loss), and the hires.
 * With heads or a budget fixed nobody is hired. Unknown people today leave those numbers null. Months from 1, full-time people.
 * @example growthPlan({ share: 0.3 }, question, staffing, range, figures).first_short_month // 1
 */
export function growthPlan(
  growth: Growth,
  question: TeamQuestion,
  staffing: Staffing,
  range: { low: number; csm_fte: number; high: number },
  figures: TeamFigures,
): GrowthPlan {
  const months = growthMonths(growth, {
    now: staffing.work,
    later: staffing.work_in_plan,
    specialists_after: specialistsAfter(staffing, figures),
  });
  const fixed = question.heads !== undefined || question.budget !== undefined;
  const csms = fixed ? (staffing.heads.csm ?? 0) : question.team?.csm;
  const lead = figures.leadTimes.value.find((line) => line.role === "csm")?.lead_time_weeks;
  const ramp = { ...figures.ramp.value, yearly_attrition: question.attrition ?? figures.ramp.value.yearly_attrition };
  const there = csms === undefined ? null : csms * (1 - attritionLoss(1, ramp)) + coachFte(question, figures);
  const hires =
    there === null || fixed || lead === undefined
      ? []
      : growthHires(months, there, { lead_months: monthsOfWeeks(lead), ramp_months: ramp.ramp_months });
  const hired = (month: number) => hires.reduce((sum, { heads, starts }) => sum + heads * delivered(month - starts, ramp), 0);
  const withHires = months.map((line) => ({
    ...line,
    csms_there: there === null ? null : withoutNoise(there + hired(line.month)),
  }));
  const end = (value: number) => (range.csm_fte === 0 ? 1 : value / range.csm_fte);
  const shortage = (factor: number) => (there === null ? null : monthOfShortage(months, there, factor));
  const short = { first: shortage(1), early: shortage(end(range.high)), late: shortage(end(range.low)) };
  const why = there === null ? "Who is there today is not known; give team.csm." : "No month of the twelve is short.";
  const gap = (missing: boolean, field: string): UndefinedField[] => (missing ? [{ field, reason: why }] : []);
  return {
    months: withHires,
    first_short_month: short.first,
    short_month_early: short.early,
    short_month_late: short.late,
    months_still_short: withHires.filter(
      ({ csms_needed, csms_there }) => csms_there !== null && withoutNoise(csms_needed - csms_there) > 0,
    ).length,
    hires,
    assumptions: [
      {
        what: "growth",
        value: "even through the year, none leaves, no onboarding hours in tech touch",
        why: "Not said otherwise.",
        if_wrong: "Give net growth by tier.",
      },
    ],
    undefined: [
      ...gap(there === null, "months[].csms_there"),
      ...gap(short.first === null, "shortage.first_month"),
      ...gap(short.early === null, "shortage.early_month"),
      ...gap(short.late === null, "shortage.late_month"),
    ],
  };
}
