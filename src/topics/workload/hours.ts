import * as z from "zod";
import { figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Band, Bracket, Role, Touch } from "../../core/vocabulary.ts";

const Share = z.number().min(0).max(1);

/** Hours an average account takes a year, by activity; `work` lets an activity be counted elsewhere instead of twice. */
export const AccountHours = z.array(
  z.strictObject({
    touch: Touch,
    activity: z.string(),
    times_a_year: z.number().min(0),
    hours_each: z.number().min(0),
    /** renewal hours move to a renewals role when there is one; onboarding hours are replaced by new_accounts when those are known. */
    work: z.enum(["service", "renewal", "onboarding"]),
    /** The playbook by which it is done, if one is. */
    playbook: z.string().optional(),
  }),
);
/** Hours one new account takes, by its touch. */
export const OnboardingHours = z.array(z.strictObject({ touch: Touch, ...Bracket.shape }));
/** Parts of a person that decide: to hire, to set a specialist apart, to offer a smaller team. */
export const StaffingSteps = z.strictObject({
  hire_from: z.number().min(0),
  specialist_from: z.number().min(0),
  spare_before_fewer: z.number().min(0),
});
export const WorkingYear = z.strictObject({ contract_hours: shown.hours().positive(), leave_hours: shown.hours().min(0) });
const RampFigures = z.strictObject({
  yearly_attrition: shown.rate().min(0).max(1),
  ramp_months: z.number().min(0),
  /** What a new CSM delivers during the ramp, as a share of a full one. */
  ramp_delivery: shown.rate().min(0).max(1),
  vacancy_months: z.number().min(0),
});
/** Accounts a CSM, by touch; `label` is the source's own name for the line. A null end is open. */
export const RatioFigures = z.array(
  z.strictObject({
    touch: Touch,
    label: z.string(),
    accounts_low: z.number().positive(),
    accounts_high: z.number().positive().nullable(),
  }),
);
export const LoadedCosts = z.partialRecord(Role, Bracket);
export const SpanFigures = z.array(z.strictObject({ role: Role, reports_low: z.number(), reports_high: z.number() }));
export const ReportsTo = z.partialRecord(Role, z.union([Role, z.literal("ceo")]));
/** When a role becomes due: from so many CSMs, customers or accounts of a touch. */
export const RoleTriggers = z.array(
  z.strictObject({
    role: Role,
    measure: z.enum(["csms", "customers", "tech_accounts", "reports_per_leader"]),
    from: z.number().min(0),
    why: z.string(),
  }),
);
/** Stages by number of customers; an open end is null. */
const StageFigures = z.array(
  z.strictObject({ stage: z.string(), customers_from: z.number().min(0), customers_to: z.number().nullable(), team: z.string() }),
);
const PhaseFigures = z.array(z.strictObject({ phase: z.string(), csms_from: z.number().min(0), change: z.string() }));
/** In the order roles are filled; `why` says the reason for its place, `from_within` that somebody is promoted and the seat behind is filled. */
export const HiringFigures = z.array(
  z.strictObject({
    role: Role,
    lead_time_weeks: z.number().min(0),
    from_within: z.boolean().optional(),
    why: z.string().optional(),
  }),
);

export const accountHoursFigure = figure("org-team-sizing", "account_hours", AccountHours);
export const hoursSpreadFigure = figure("org-team-sizing", "hours_spread", Share);
export const workingYearFigure = figure("org-team-sizing", "working_year", WorkingYear);
export const customerTimeFigure = figure("org-team-sizing", "customer_time", Bracket);
export const customerTimeTargetFigure = figure("org-roles", "customer_time_target", Share);
export const onboardingHoursFigure = figure("org-team-sizing", "onboarding_hours", OnboardingHours);
export const staffingStepsFigure = figure("org-hiring-sequence", "staffing_steps", StaffingSteps);
export const expansionMandateFigure = figure("org-team-sizing", "expansion_mandate", Band);
export const firstYearHoursFigure = figure("org-team-sizing", "first_year_hours", Bracket);
export const budgetStepFigure = figure("org-hiring-sequence", "budget_step", z.number().positive());
export const playerCoachFigure = figure("org-spans", "player_coach_book", Share);
export const recruitingCostFigure = figure("org-hiring-sequence", "recruiting_cost", Bracket);
export const rampFigure = figure("org-ramp", "ramp", RampFigures);
export const ratiosFigure = figure("org-coverage-ratios", "accounts_per_csm", RatioFigures);
export const arrPerCsmFigure = figure("org-coverage-ratios", "arr_per_csm", Band);
export const loadedCostsFigure = figure("economics-loaded-cost", "loaded_cost", LoadedCosts);

/** What a US dollar was worth in other currencies, and of when. */
const PerDollar = z.strictObject({ of: z.string(), units: z.record(z.string(), z.number().positive()) });
export type PerDollar = z.infer<typeof PerDollar>;
export const perDollarFigure = figure("economics-loaded-cost", "per_dollar", PerDollar);

/** The rules' costs at a published rate; as they are where no rate is called for. @example costsAt({ csm: bracket }, 0.5).csm.low // half of it */
export function costsAt(loaded: z.infer<typeof LoadedCosts>, rate: number | undefined): z.infer<typeof LoadedCosts> {
  if (rate === undefined) return loaded;
  const at = (amount: number) => sumMoney([amount * rate]);
  return Object.fromEntries(
    Object.entries(loaded).map(([role, cost]) => [role, { low: at(cost.low), central: at(cost.central), high: at(cost.high) }]),
  );
}

/** That costs stand at a published rate, whose they are, and what replaces them. @example costsAtRate("EUR", perDollar, "costs") */
export const costsAtRate = (currency: string, { of, units }: PerDollar, name: string): string =>
  unknown(
    `What people cost is the rules' US figure, at ${units[currency]} ${currency} a dollar (${of}); give ${name} in ${currency}.`,
  ).why;

export const spansFigure = figure("org-spans", "spans", SpanFigures);
export const reportsToFigure = figure("org-roles", "reports_to", ReportsTo);
export const roleTriggersFigure = figure("org-roles", "role_triggers", RoleTriggers);
export const stagesFigure = figure("org-stages", "stages", StageFigures);
export const phasesFigure = figure("org-scaling-phases", "phases", PhaseFigures);
export const hiringFigure = figure("org-hiring-sequence", "lead_times", HiringFigures);

/**
 * Hours of CSM work an average account of a touch takes in a year: times a year by hours each, added up. Renewal or onboarding
 * work can be left out where somebody else does it or where it is counted by new account, so that no hour is counted twice. A contract of
 * several years renews once in them, one of months by itself, with one renewal talk a year.
 * Throws Problem when no activity is listed for the touch, because an unknown is not zero hours.
 * @example hoursPerAccount([{ touch: "high", activity: "Call", times_a_year: 26, hours_each: 0.75, work: "service" }], "high") // 19.5
 */
export function hoursPerAccount(
  activities: z.infer<typeof AccountHours>,
  touch: Touch,
  options: { withoutRenewals?: boolean; withoutOnboarding?: boolean; contractYears?: number } = {},
): number {
  const listed = activities.filter((activity) => activity.touch === touch);
  if (listed.length === 0)
    throw new Problem({
      what: `The figure account_hours of org-team-sizing lists no work for ${touch} touch.`,
      remedy: "Add its activities, or one line with 0 hours_each when it takes no hours.",
    });
  return listed
    .filter(
      ({ work }) => !(options.withoutRenewals && work === "renewal") && !(options.withoutOnboarding && work === "onboarding"),
    )
    .reduce((hours, { work, times_a_year, hours_each }) => {
      const years = work === "renewal" ? Math.max(1, options.contractYears ?? 1) : 1;
      return hours + (times_a_year * hours_each) / years;
    }, 0);
}

/**
 * Hours a year one CSM has for customers: contract hours less leave, times the share of time that goes to customers.
 * @example hoursPerCsm({ contract_hours: 2080, leave_hours: 200, customer_time: 0.6 }) // 1128
 */
export function hoursPerCsm(year: { contract_hours: number; leave_hours: number; customer_time: number }): number {
  return (year.contract_hours - year.leave_hours) * year.customer_time;
}
