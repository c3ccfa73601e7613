import * as z from "zod";
import type { Findings } from "../../core/answer.ts";
import { addDays, dayNumber } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { type Known, unknown } from "../../core/known.ts";
import { largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, type Touch } from "../../core/vocabulary.ts";
import { draftPlaybook, type PlaybookRequest, type PlaybookRule } from "./draft-playbook.ts";
import type { DatedStep, HoursCounted, PlaybookKind } from "./figures.ts";

export interface CapacityRequest {
  runs_a_year?: number;
  capacity?: {
    accounts?: number;
    triggered_share?: number;
    customer_hours?: number;
    hours_per_csm?: number;
    csms?: number;
    hours_a_week?: number;
  };
}

export interface YearlyHours extends Findings {
  runs_a_year: number;
  hours_a_year: number;
  /** Hours the team has for customers in a year; null where nobody said. */
  customer_hours: number | null;
  /** Hours of this playbook over those hours. */
  capacity_share: number | null;
}

function runs({ runs_a_year, capacity = {} }: CapacityRequest): number {
  const { accounts, triggered_share } = capacity;
  const pair = accounts !== undefined || triggered_share !== undefined;
  if (runs_a_year !== undefined && pair)
    throw new Problem({
      what: "runs_a_year and accounts with triggered_share both say how often it runs.",
      remedy: "Give one of them.",
    });
  if (runs_a_year !== undefined) return runs_a_year;
  if (accounts === undefined || triggered_share === undefined)
    throw new Problem({
      what: "capacity: nothing says how often the playbook runs in a year.",
      remedy: "Give runs_a_year, or accounts and triggered_share, the share of them that triggers it in a year.",
    });
  return accounts * triggered_share;
}

function available({ customer_hours, hours_per_csm, csms }: NonNullable<CapacityRequest["capacity"]>): number | null {
  const pair = hours_per_csm !== undefined || csms !== undefined;
  if (customer_hours !== undefined && pair)
    throw new Problem({
      what: "capacity: customer_hours and hours_per_csm with csms both say how many hours there are.",
      remedy: "Give one of them.",
    });
  if (customer_hours !== undefined) return customer_hours;
  if (!pair) return null;
  if (hours_per_csm === undefined || csms === undefined)
    throw new Problem({
      what: `capacity: ${hours_per_csm === undefined ? "hours_per_csm" : "csms"} is missing.`,
      remedy: "Give both: hours a year that one CSM has for customers, and the number of CSMs.",
    });
  return hours_per_csm * csms;
}

/**
 * What a playbook takes of a team's year: runs times hours a run, and its share of the hours the team has for customers.
 * Null when the question was not asked. Units: runs, hours, a fraction. Throws Problem for half an answer or two answers to one question.
 * @example yearlyHours({ runs_a_year: 18, capacity: { customer_hours: 3384 } }, run, [])?.hours_a_year // 54
 */
export function yearlyHours(
  request: CapacityRequest,
  { kind, touch, hours_per_run }: { kind: PlaybookKind; touch: Touch; hours_per_run: number },
  counted: z.infer<typeof HoursCounted>,
): YearlyHours | null {
  if (request.runs_a_year === undefined && request.capacity === undefined) return null;
  const runs_a_year = runs(request);
  const hours_a_year = runs_a_year * hours_per_run;
  const customer_hours = available(request.capacity ?? {});
  const capacity_share = customer_hours === null || customer_hours === 0 ? null : hours_a_year / customer_hours;
  if (![hours_a_year, customer_hours ?? 0, capacity_share ?? 0].every(Number.isFinite))
    throw new Problem({
      what: "capacity: these numbers are too large, or too far apart, to compute with.",
      remedy: "Give runs and hours of one year.",
    });
  const line = counted.find((one) => one.kind === kind && one.touches.includes(touch));
  const over = customer_hours !== null && hours_a_year > customer_hours;
  const reason =
    customer_hours === null
      ? "Nothing says how many hours the team has for customers: give customer_hours, or hours_per_csm and csms."
      : "The team has 0 hours for customers, and a share of nothing is not defined.";
  return {
    runs_a_year,
    hours_a_year,
    customer_hours,
    capacity_share,
    warnings: over
      ? [
          {
            code: "over_capacity",
            message: "This playbook alone needs more hours a year than the team has for customers.",
          },
        ]
      : [],
    assumptions: [
      {
        what: "Hours counted once",
        value:
          line === undefined
            ? "on top of an account's ordinary hours"
            : `inside an account's ordinary hours (${line.counted_as})`,
        why: "playbooks-catalogue says which kinds size_team holds in the hours of an account already.",
        if_wrong: line === undefined ? "The team looks too busy." : "Adding them again makes the team look too busy.",
      },
    ],
    undefined: [
      ...(customer_hours === null ? [{ field: "customer_hours", reason }] : []),
      ...(capacity_share === null ? [{ field: "capacity_share", reason }] : []),
    ],
  };
}

/** One of many accounts: its name, and what differs from the others. */
export const AccountAsked = z.union([
  z.string().min(1),
  z.strictObject({
    account: z.string().min(1),
    start: IsoDate.optional(),
    renewal_date: IsoDate.optional(),
    notice_days: z.number().multipleOf(1).min(0).optional(),
    owner: z.string().optional(),
  }),
]);
export type AccountAsked = z.infer<typeof AccountAsked>;

/** The run of one account; `begin` is the day 0 that keeps each week within the team's hours. */
export const AccountRun = z.strictObject({
  account: z.string(),
  owner: z.string().optional(),
  first: IsoDate.nullable(),
  last: IsoDate.nullable(),
  hours: shown.hours(),
  begin: IsoDate.nullable().optional(),
});
export type AccountRun = z.infer<typeof AccountRun>;

/** What all runs together take in the week that begins on a Monday. */
export const WeekLoad = z.strictObject({
  week: IsoDate,
  hours: shown.hours(),
  accounts: shown.count(),
  over: z.boolean().nullable(),
});
export type WeekLoad = z.infer<typeof WeekLoad>;

const DAYS_A_WEEK = 7; // not a figure: days a week
const WEEKS_A_YEAR = 52; // not a figure: weeks a year
const MONDAY = 3; // not a figure: day 0 of the calendar, 1 January 1970, is a Thursday

/** The Monday of a date's week. @example mondayOf("2027-01-06") // "2027-01-04" */
export const mondayOf = (date: string): string => addDays(date, -((dayNumber(date) + MONDAY) % DAYS_A_WEEK));

/** Hours by week of a run's dated steps. */
function hoursByWeek(steps: readonly DatedStep[]): Map<string, number> {
  const weeks = new Map<string, number>();
  for (const { date, hours } of steps)
    if (date !== null && hours > 0) weeks.set(mondayOf(date), (weeks.get(mondayOf(date)) ?? 0) + hours);
  return weeks;
}

/** Hours the team has for these runs in a week, where somebody said. @example hoursAWeek({ hours_a_week: 60 }) // 60 */
export function hoursAWeek(capacity: CapacityRequest["capacity"]): Known<number> {
  const { hours_a_week, customer_hours, hours_per_csm, csms } = capacity ?? {};
  if (hours_a_week !== undefined) return hours_a_week;
  if (customer_hours !== undefined) return customer_hours / WEEKS_A_YEAR;
  if (hours_per_csm !== undefined && csms !== undefined) return (hours_per_csm * csms) / WEEKS_A_YEAR;
  return unknown("Nothing says how many hours a week the team has: give capacity with hours_a_week, or csms and hours_per_csm.");
}

export interface ManyRuns {
  accounts: AccountRun[];
  weeks: WeekLoad[];
  hours: number;
  /** The fullest week; null where nothing is dated. */
  peak: WeekLoad | null;
  /** The last day 0 when runs begin one after the other within the team's hours; null where all can begin as asked. */
  staggered_to: Known<string> | null;
  /** Accounts that renew and whose notice period nobody gave. */
  notice_unknown: string[];
}

/** The first week, in steps of one, from which a run fits beside those already placed. */
function placed(run: (start: string) => DatedStep[], start: string, taken: Map<string, number>, capacity: number): string {
  const last = [...taken.keys()].sort().at(-1) ?? start;
  for (let begin = start; ; begin = addDays(begin, DAYS_A_WEEK)) {
    const weeks = hoursByWeek(run(begin));
    if (begin > last || [...weeks].every(([week, hours]) => hours + (taken.get(week) ?? 0) <= capacity)) {
      for (const [week, hours] of weeks) taken.set(week, (taken.get(week) ?? 0) + hours);
      return begin;
    }
  }
}

/**
 * One playbook for many accounts at once: when each runs, what all of them take week by week against the hours there are, and, where that is too
 * much, on which day each would have to begin, in the order given, so that no week is overfull. Units: hours, ISO dates, weeks from Monday.
 * Throws Problem as draftPlaybook does, for each account. @example manyRuns(request, ["Acme", "Bolt"], rule, 10).peak?.hours // 12
 */
export function manyRuns(
  request: PlaybookRequest,
  asked: readonly AccountAsked[],
  rule: PlaybookRule,
  capacity: Known<number>,
): ManyRuns {
  const draft = (more: object, start = request.start) =>
    draftPlaybook({ ...request, ...(start === undefined ? {} : { start }), ...more }, rule);
  const runs = asked.map((one) => {
    const own = typeof one === "string" ? { account: one } : one;
    return { own, run: draft(own) };
  });
  const loads = runs.map(({ run }) => hoursByWeek(run.playbook.steps));
  const mondays = [...new Set(loads.flatMap((load) => [...load.keys()]))].sort();
  const limit = typeof capacity === "number" ? capacity : null;
  const weeks = mondays.map((week): WeekLoad => {
    const each = loads.map((load) => load.get(week) ?? 0);
    const hours = each.reduce((sum, one) => sum + one, 0);
    return { week, hours, accounts: each.filter((one) => one > 0).length, over: limit === null ? null : hours > limit };
  });
  const most = largest([0, ...weeks.map(({ hours }) => hours)]);
  const peak = weeks.find(({ hours }) => hours === most) ?? null;
  const forward = runs[0]?.run.playbook.anchor === "start" || runs[0]?.run.playbook.anchor === "trigger";
  const tooMuch = limit !== null && most > limit;
  const single = largest([0, ...loads.flatMap((load) => [...load.values()])]);
  let staggered_to: ManyRuns["staggered_to"] = null;
  const begins: (string | null)[] = [];
  if (tooMuch && !forward) staggered_to = unknown("These runs hang on dates of the customer, so they cannot begin later.");
  else if (tooMuch && single > limit) staggered_to = unknown("One run alone takes more in a week than the team has.");
  else if (tooMuch) {
    const taken = new Map<string, number>();
    for (const { own, run } of runs)
      begins.push(placed((start) => draft({ ...own, start }).playbook.steps, run.playbook.anchor_date!, taken, limit));
    staggered_to = begins
      .map((begin) => begin!)
      .sort()
      .at(-1)!;
  }
  return {
    accounts: runs.map(({ own, run: { playbook, hours_per_run } }, index) => ({
      account: own.account,
      ...("owner" in own && own.owner !== undefined ? { owner: own.owner } : {}),
      first: playbook.steps[0]?.date ?? null,
      last: playbook.steps.at(-1)?.date ?? null,
      hours: hours_per_run,
      ...(begins.length === 0 ? {} : { begin: begins[index]! }),
    })),
    weeks,
    hours: runs.reduce((sum, { run }) => sum + run.hours_per_run, 0),
    peak,
    staggered_to,
    notice_unknown: runs.flatMap(({ own, run: { playbook, calendar } }) =>
      playbook.anchor === "opt_out_deadline" && playbook.anchor_date === null && calendar.count_from !== null
        ? [own.account]
        : [],
    ),
  };
}
