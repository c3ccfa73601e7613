import type * as z from "zod";
import { addDays, addMonths } from "../../core/dates.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { Role } from "../../core/vocabulary.ts";
import type { HiringFigures } from "../workload/hours.ts";
import type { HiringStep, PlannedRole, ScheduledHire } from "./answer.ts";
import { type MoreFigures, roleCost, type TeamFigures } from "./figures.ts";
import type { Heads } from "./question.ts";

const WEEKS_A_YEAR = 52; // not a figure: weeks a year and days a week
const DAYS_A_WEEK = 7; // not a figure: weeks a year and days a week

/** Weeks as months of a year of twelve. @example monthsOfWeeks(13) // 3 */
export function monthsOfWeeks(weeks: number): number {
  return (weeks * 12) / WEEKS_A_YEAR;
}

/** Weeks as whole days. @example daysOfWeeks(10) // 70 */
export function daysOfWeeks(weeks: number): number {
  return Math.round(weeks * DAYS_A_WEEK);
}

/**
 * Whom to hire, in the order of the rule's lead times: planned heads above today's. A role without a lead time comes last with null weeks.
 * @example hiringPlan([{ role: "cs_ops", heads: 1, today: 0, why: "…", rule: "org-roles" }], [{ role: "cs_ops", lead_time_weeks: 10 }])
 */
export function hiringPlan(roles: readonly PlannedRole[], leadTimes: z.infer<typeof HiringFigures>): HiringStep[] {
  const place = (role: Role) => {
    const index = leadTimes.findIndex((line) => line.role === role);
    return index < 0 ? leadTimes.length + Role.options.indexOf(role) : index;
  };
  return roles
    .filter((line) => line.today !== null && line.heads > line.today)
    .sort((a, b) => place(a.role) - place(b.role))
    .map((line, index) => ({
      role: line.role,
      heads: withoutNoise(line.heads - line.today!),
      weeks_before: leadTimes.find((lead) => lead.role === line.role)?.lead_time_weeks ?? null,
      order: index + 1,
      why: `${line.heads} planned, ${line.today} today.`,
    }));
}

/** CSMs to hire together: the month the first of them is needed in full, and the month on whose first day they start. */
export interface GrowthHire {
  heads: number;
  due: number;
  starts: number;
}

export interface HiringSchedule {
  hiring_plan: ScheduledHire[];
  /** Null while nobody knows what people cost. */
  recruiting: { low: number; high: number } | null;
}

interface Given {
  as_of: string | undefined;
  costs: Heads;
  /** False where no cost is known in the currency of the book. */
  priced?: boolean;
}

const rampedRoles: readonly Role[] = ["csm", "digital_csm"];

/** The CSMs of growth in place of the plan's own step, which they hold; what the plan wants beyond them stays. */
function withGrowth(
  steps: readonly HiringStep[],
  hires: readonly GrowthHire[],
): (HiringStep & { starts?: number; due?: number })[] {
  const own = steps.find((step) => step.role === "csm");
  const grown = hires.reduce((sum, hire) => sum + hire.heads, 0);
  const left = Math.max(0, (own?.heads ?? 0) - grown);
  const template = own ?? { role: "csm" as const, heads: 0, weeks_before: null, order: 0, why: "" };
  const csms = [
    ...(left > 0 ? [{ ...template, heads: left }] : []),
    ...hires.map(({ heads, starts, due }) => ({ ...template, heads, starts, due })),
  ];
  const place = own ? steps.indexOf(own) : steps.length;
  return [...steps.slice(0, place), ...csms, ...steps.slice(own ? place + 1 : place)];
}

function reason({ why, due }: Pick<HiringStep, "why"> & { due?: number }, late: boolean, because: string | undefined): string {
  const need = due === undefined ? why : `Needed from month ${due}${late ? ", too soon to be full by then" : ""}.`;
  return because === undefined ? need : `${need} ${because}.`;
}

/**
 * The hiring plan with the time to open each position, the first day, the day of the full book, and what recruiting costs as a bracket.
 * What is needed today is opened today; CSMs for growth so that their ramp ends before the month that needs them. Somebody promoted
 * from within costs the recruiting of the CSM who fills the seat. Throws Problem for a role whose cost nobody knows.
 * @example hiringSchedule(plan.hiring_plan, [], figures, { as_of: undefined, costs: {} }).hiring_plan[0].opens_in_months // 0
 */
export function hiringSchedule(
  steps: readonly HiringStep[],
  hires: readonly GrowthHire[],
  figures: TeamFigures & MoreFigures,
  { as_of, costs, priced = true }: Given,
): HiringSchedule {
  const recruiting = steps.length + hires.length === 0 ? null : figures.recruitingCost.value;
  const { ramp_months } = figures.ramp.value;
  const hiring_plan = withGrowth(steps, hires).map(({ starts, due, ...step }, index): ScheduledHire => {
    const line = figures.leadTimes.value.find((one) => one.role === step.role);
    const weeks = line?.lead_time_weeks ?? null;
    const lead = weeks === null ? null : monthsOfWeeks(weeks);
    const late = starts === undefined || due === undefined || starts + ramp_months > due;
    const begins = late || lead === null ? lead : starts - 1;
    const opens = late || lead === null ? 0 : starts - 1 - lead;
    const cost = roleCost(line?.from_within ? "csm" : step.role, costs, figures.loadedCosts.value);
    return {
      ...step,
      weeks_before: weeks,
      order: index + 1,
      why: reason({ why: step.why, due }, late, line?.why),
      opens_in_months: opens,
      full_in_months: begins === null || !rampedRoles.includes(step.role) ? null : begins + ramp_months,
      opens_on: as_of === undefined ? null : opens === 0 ? as_of : addDays(addMonths(as_of, starts! - 1), -daysOfWeeks(weeks!)),
      recruiting_low: priced ? sumMoney([step.heads * cost.low * recruiting!.low]) : null,
      recruiting_high: priced ? sumMoney([step.heads * cost.high * recruiting!.high]) : null,
    };
  });
  return {
    hiring_plan,
    recruiting: priced
      ? {
          low: sumMoney(hiring_plan.map((step) => step.recruiting_low ?? 0)),
          high: sumMoney(hiring_plan.map((step) => step.recruiting_high ?? 0)),
        }
      : null,
  };
}
