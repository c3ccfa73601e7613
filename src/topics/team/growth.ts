import type { Assumption, UndefinedField, Warning } from "../../core/answer.ts";
import { addDays, addMonths } from "../../core/dates.ts";
import { roundUp, sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import type { Role } from "../../core/vocabulary.ts";
import { accountsAt, attritionLoss, checkGrowth, type Growth, onboardedIn, onboardedInYear, planMonths } from "./attrition.ts";
import { accountsWithoutPerson, type LostContact, lostContacts } from "./books.ts";
import { type BudgetCoverage, budgetCoverage } from "./budget.ts";
import { planTeam, type TeamPlan } from "./plan-team.ts";
import { type ChartNode, type HiringStep, partOf, planRoles, type Staffing } from "./roles.ts";
import {
  coachFte,
  completeQuestion,
  type Heads,
  type MoreFigures,
  roleCost,
  type TeamFigures,
  type TeamQuestion,
  type TeamWork,
} from "./work.ts";

/**
 * What a new CSM delivers in one month of the job, as a share of a full one: the ramp's share while it lasts, then all of it.
 * Month 0 is the first; before it nothing. A ramp that ends within a month counts by its part of it. Over the first twelve months it adds
 * up to months of ramp times the share, plus the months that are left.
 * @example delivered(0, { ramp_months: 6, ramp_delivery: 0.45 }) // 0.45
 * @example delivered(6, { ramp_months: 6, ramp_delivery: 0.45 }) // 1
 */
export function delivered(month: number, ramp: { ramp_months: number; ramp_delivery: number }): number {
  if (month < 0) return 0;
  const learning = Math.min(1, Math.max(0, ramp.ramp_months - month));
  return 1 - learning * (1 - ramp.ramp_delivery);
}

/** A month's work: accounts at its end, hours of CSM work in it, and the full-time CSMs that asks for. */
export interface GrowthMonth {
  month: number;
  accounts: number;
  hours: number;
  csms_needed: number;
}

/**
 * The need month by month over a year. New accounts count from the start of their month; hours a year are spread evenly. The work is
 * shared as `now` until the specialists a plan adds are there (after month `specialists_after`), then as `later`.
 * @example growthMonths({ a_month: [{ tier: "A", accounts: 5 }] }, { now: work, later: work, specialists_after: 0 })[0].month // 1
 */
export function growthMonths(
  growth: Growth,
  staffing: { now: TeamWork; later: TeamWork; specialists_after: number },
): GrowthMonth[] {
  return planMonths.map((month) => {
    const work = month > staffing.specialists_after ? staffing.later : staffing.now;
    const monthOfCsm = work.hours_per_csm / 12;
    const accounts = accountsAt(work.lines, growth, month);
    const service = work.lines.reduce((sum, line, index) => sum + (accounts[index]! * line.hours_per_account) / 12, 0);
    const welcome = onboardedIn(work.lines, growth, month) * (work.new_accounts?.hours_each ?? 0);
    const hours = service + Math.max(0, welcome - work.onboarding_heads * monthOfCsm);
    const all = accounts.reduce((sum, each) => sum + each, 0);
    return {
      month,
      accounts: withoutNoise(all),
      hours: withoutNoise(hours),
      csms_needed: withoutNoise(hours / monthOfCsm),
    };
  });
}

/** CSMs to hire together: the month the first of them is needed in full, and the month on whose first day they start. */
export interface GrowthHire {
  heads: number;
  due: number;
  starts: number;
}

/**
 * The CSMs that growth asks for beyond those there: each starts its ramp before the month that needs it, or as soon as a position opened
 * today can be filled. A shortage that is over before anybody could start is no reason to hire. Months are counted from 1, `lead_months`
 * is the time from opening a position to the first day.
 * @example growthHires([{ month: 9, csms_needed: 6.2, ... }], 6, { lead_months: 2.3, ramp_months: 6 }) // [{ heads: 1, due: 9, starts: 4 }]
 */
export function growthHires(
  months: readonly GrowthMonth[],
  there: number,
  given: { lead_months: number; ramp_months: number },
): GrowthHire[] {
  const earliest = roundUp(given.lead_months) + 1;
  const hires: GrowthHire[] = [];
  let hired = 0;
  for (const { month, csms_needed } of months) {
    const missing = roundUp(Math.max(0, withoutNoise(csms_needed - there)));
    if (month < earliest || missing <= hired) continue;
    const starts = Math.max(earliest, month - roundUp(given.ramp_months));
    const last = hires.at(-1);
    if (last?.starts === starts) last.heads += missing - hired;
    else hires.push({ heads: missing - hired, due: month, starts });
    hired = missing;
  }
  return hires;
}

/**
 * The first month whose need, times `factor`, is above the CSMs there; null when none is.
 * @example monthOfShortage([{ month: 1, csms_needed: 5.9, ... }, { month: 2, csms_needed: 6.1, ... }], 6) // 2
 */
export function monthOfShortage(months: readonly GrowthMonth[], there: number, factor = 1): number | null {
  return months.find((line) => withoutNoise(line.csms_needed * factor - there) > 0)?.month ?? null;
}

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

/** A step of hiring with its times, in months from today, and what finding the people costs, in major units. */
export interface ScheduledHire extends HiringStep {
  /** When to open the position; 0 is today. */
  opens_in_months: number;
  /** When the person delivers in full; null where no ramp is known for the role. */
  full_in_months: number | null;
  opens_on: string | null;
  recruiting_low: number;
  recruiting_high: number;
}

export interface HiringSchedule {
  hiring_plan: ScheduledHire[];
  recruiting: { low: number; high: number };
  undefined: UndefinedField[];
}

interface Given {
  as_of: string | undefined;
  costs: Heads;
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
  { as_of, costs }: Given,
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
      recruiting_low: sumMoney([step.heads * cost.low * recruiting!.low]),
      recruiting_high: sumMoney([step.heads * cost.high * recruiting!.high]),
    };
  });
  const gap = (name: keyof ScheduledHire, why: string): UndefinedField[] =>
    hiring_plan.some((step) => step[name] === null) ? [{ field: `hiring_plan[].${name}`, reason: why }] : [];
  return {
    hiring_plan,
    recruiting: {
      low: sumMoney(hiring_plan.map((step) => step.recruiting_low)),
      high: sumMoney(hiring_plan.map((step) => step.recruiting_high)),
    },
    undefined: [
      ...gap("weeks_before", "The rule names no lead time for this role."),
      ...gap("full_in_months", "The rule's ramp is a CSM's."),
      ...gap("opens_on", "as_of was not given."),
    ],
  };
}

/** Somebody who is part of a CSM: the part, and the hours for customers a year it gives. */
export interface PersonInPart {
  who: string;
  heads: number;
  hours: number;
}

type People = Pick<TeamQuestion, "team" | "player_coaches">;

/**
 * Who gives a part of a CSM's hours: the part of a person among today's CSMs, and leaders with accounts of their own. Hours a year.
 * @example peopleInPart({ team: { csm: 5.8 } }, 1128, figures) // [{ who: "part-time CSM", heads: 0.8, hours: 902.4 }]
 */
export function peopleInPart({ team, player_coaches = [] }: People, hoursPerCsm: number, figures: TeamFigures): PersonInPart[] {
  const part = partOf(team?.csm ?? 0);
  return [
    ...(part > 0 ? [{ who: "part-time CSM", heads: part, hours: part * hoursPerCsm }] : []),
    ...player_coaches.map((name) => {
      const heads = figures.playerCoach.value;
      return { who: `player-coach ${name}`, heads, hours: heads * hoursPerCsm };
    }),
  ];
}

const nearestFirst = ["team_lead", "manager", "director", "vp", "cco"] as const;

/**
 * A warning where a leader of the kind nearest to the CSMs has more people than a book leaves time for: the span of the rule shrinks by the
 * share of the week that the book takes.
 * @example coachSpan({ player_coaches: ["Lea"] }, chart, figures)[0].message // "A leader with 0.5 of a book has time for 4 people ..."
 */
export function coachSpan({ player_coaches = [] }: People, chart: readonly ChartNode[], figures: TeamFigures): Warning[] {
  if (player_coaches.length === 0) return [];
  const role = nearestFirst.find((one) => chart.some((node) => node.role === one));
  const band = figures.spans.value.find((line) => line.role === role);
  if (band === undefined) return [];
  const book = figures.playerCoach.value;
  const most = Math.floor(band.reports_high * (1 - book));
  const leaders = chart.filter((node) => node.role === role);
  const reports = largest([0, ...leaders.map(({ id }) => chart.filter((node) => node.reports_to === id).length)]);
  if (reports <= most) return [];
  const message = `A leader with ${book} of a book has time for ${most} people; the chart gives a ${role} ${reports}.`;
  return [{ code: "player_coach_span", message }];
}

/** A team plan with what a leader asks next: growth, when to hire and at what cost, what money buys, who loses a contact. */
export interface TeamAnswer {
  plan: TeamPlan;
  growth: GrowthPlan | null;
  hiring_plan: ScheduledHire[];
  recruiting: { low: number; high: number };
  coverage: BudgetCoverage | null;
  parts: PersonInPart[];
  /** By name where the accounts are known. */
  contacts: LostContact[];
  contacts_lost: number;
  warnings: Warning[];
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

/** The question with the new accounts that growth brings, so that their onboarding is counted once. */
function withNewAccounts(question: TeamQuestion, growth: Growth | undefined): TeamQuestion {
  if (growth === undefined) return question;
  const { tiers } = completeQuestion(question);
  checkGrowth(growth, tiers);
  return { ...question, new_accounts_a_year: onboardedInYear(tiers, growth) };
}

function oneGap(missing: boolean, field: string, reason: string): UndefinedField[] {
  return missing ? [{ field, reason }] : [];
}

/**
 * Plans a team and answers what follows from the plan; see planTeam for the plan itself. Money in major units, hours a year, months from
 * today. Throws Problem for input no team could answer and for growth that cannot be.
 * @example teamAnswer({ tiers, team: { csm: 6, vp: 1 } }, { share: 0.3 }, figures).growth.first_short_month // 1
 */
export function teamAnswer(asked: TeamQuestion, growing: Growth | undefined, figures: TeamFigures & MoreFigures): TeamAnswer {
  const given = withNewAccounts(asked, growing);
  const plan = planTeam(given, figures);
  const question = completeQuestion(given);
  const staffing = planRoles(question, figures);
  const range = { ...plan.range, csm_fte: plan.csm_fte };
  const growth = growing === undefined ? null : growthPlan(growing, question, staffing, range, figures);
  const { costs = {}, as_of } = question;
  const schedule = hiringSchedule(plan.hiring_plan, growth?.hires ?? [], figures, { as_of, costs });
  const { coverage, ...beside } = budgetCoverage(question, staffing, figures);
  const contacts = lostContacts(plan.rebalanced, plan.served_less, question.accounts ?? []);
  const recruiting =
    schedule.hiring_plan.length === 0
      ? []
      : [
          {
            what: "Recruiting cost",
            value: `${figures.recruitingCost.value.low} to ${figures.recruitingCost.value.high} of a person's yearly cost`,
            why: "Not given.",
            if_wrong: "See recruiting; it is not in cost.",
          },
        ];
  return {
    plan,
    growth,
    hiring_plan: schedule.hiring_plan,
    recruiting: schedule.recruiting,
    coverage,
    parts: peopleInPart(question, plan.hours_per_csm, figures),
    contacts,
    contacts_lost: question.accounts ? contacts.length : accountsWithoutPerson(plan.served_less),
    warnings: [...plan.warnings, ...coachSpan(question, plan.org_chart, figures)],
    assumptions: [...plan.assumptions, ...(growth?.assumptions ?? []), ...beside.assumptions, ...recruiting],
    undefined: [
      ...plan.undefined.filter(({ field }) => !field.startsWith("hiring_plan")),
      ...(growth?.undefined ?? []),
      ...schedule.undefined,
      ...beside.undefined,
      ...oneGap(growth === null, "shortage", "growth was not given."),
      ...oneGap(
        contacts.some(({ new_contact }) => new_contact === null),
        "messages[].new_contact",
        "A program or the whole team takes over.",
      ),
    ],
  };
}
