import * as z from "zod";
import type { Assumption, Warning } from "../../core/answer.ts";
import { addDays, businessDay, dayNumber } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, isKnown, type Known, known, mapKnown, orNull, over, unknown } from "../../core/known.ts";
import { groupBy, largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, type Touch } from "../../core/vocabulary.ts";
import { draftPlaybook, type PlaybookRequest, type PlaybookRule } from "./draft-playbook.ts";
import { type DatedStep, type HoursCounted, type MovedStep, movedSteps, type PlaybookKind } from "./figures.ts";
import { lastDay } from "./moves.ts";

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

interface YearlyHours {
  runs_a_year: number;
  hours_a_year: number;
  /** Hours the team has for customers in a year. */
  customer_hours: Known<number>;
  /** Hours of this playbook over those hours. */
  capacity_share: Known<number>;
  warnings: Warning[];
  assumptions: Assumption[];
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

const noHours = unknown(
  "Nothing says how many hours the team has for customers: give customer_hours, or hours_per_csm and csms.",
);

function available({ customer_hours, hours_per_csm, csms }: NonNullable<CapacityRequest["capacity"]>): Known<number> {
  const pair = hours_per_csm !== undefined || csms !== undefined;
  if (customer_hours !== undefined && pair)
    throw new Problem({
      what: "capacity: customer_hours and hours_per_csm with csms both say how many hours there are.",
      remedy: "Give one of them.",
    });
  if (customer_hours !== undefined) return customer_hours;
  if (!pair) return noHours;
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
  const capacity_share = over(
    hours_a_year,
    customer_hours,
    "The team has 0 hours for customers, and a share of nothing is not defined.",
  );
  if (![hours_a_year, orNull(customer_hours) ?? 0, orNull(capacity_share) ?? 0].every(Number.isFinite))
    throw new Problem({
      what: "capacity: these numbers are too large, or too far apart, to compute with.",
      remedy: "Give runs and hours of one year.",
    });
  const line = counted.find((one) => one.kind === kind && one.touches.includes(touch));
  return {
    runs_a_year,
    hours_a_year,
    customer_hours,
    capacity_share,
    warnings:
      isKnown(customer_hours) && hours_a_year > customer_hours
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
  };
}

/** One of many accounts: its name, and what differs from the others. */
const AccountAsked = z.union([
  z.string().min(1),
  z.strictObject({
    account: z.string().min(1),
    start: IsoDate.optional(),
    renewal_date: IsoDate.optional(),
    notice_days: z.number().multipleOf(1).min(0).optional(),
    owner: z.string().optional(),
    /** Country or region whose public holidays this account keeps. */
    region: z.string().optional(),
  }),
]);
type AccountAsked = z.infer<typeof AccountAsked>;
const MOST_ACCOUNTS = 1000; // not a figure: more runs than any team begins
/** Accounts by name, or only how many they are. */
export const AccountsAsked = z.union([z.number().multipleOf(1).min(1).max(MOST_ACCOUNTS), z.array(AccountAsked).min(1)]);

/** Accounts as rows; where only their number is known they are counted, the largest being the first. @example rowsAsked(2)[1].account // "Account 2" */
export function rowsAsked(asked: z.infer<typeof AccountsAsked>): Exclude<AccountAsked, string>[] {
  if (typeof asked === "number") return Array.from({ length: asked }, (_, index) => ({ account: `Account ${index + 1}` }));
  return asked.map((one) => (typeof one === "string" ? { account: one } : one));
}

/** The run of one account, from the day it begins. */
export const AccountRun = z.strictObject({
  account: z.string(),
  owner: z.string().optional(),
  begin: IsoDate.nullable(),
  last: IsoDate.nullable(),
  hours: shown.hours(),
  /** The customer's last day to opt out, and whether it comes before the run ends. */
  last_day: IsoDate.optional(),
  last_day_first: z.boolean().optional(),
  /** The last working day up to it, where it is a weekend or holiday. */
  act_by: IsoDate.optional(),
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

/** Runs that begin on the same day. */
export const Wave = z.strictObject({ begin: IsoDate, accounts: shown.count(), names: z.string() });
/** When the last run would begin with so many hours a week. */
export const PaceOption = z.strictObject({ hours_a_week: shown.hours(), last_begins: IsoDate });

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

/** An account to run for, with the days off it keeps. */
export type RunAsked = Exclude<AccountAsked, string> & { holidays?: readonly string[] };

export interface ManyRuns {
  accounts: Answered<AccountRun>[];
  waves: z.infer<typeof Wave>[];
  /** Week by week as planned, in waves where the team's hours ask for them. */
  weeks: Answered<WeekLoad>[];
  hours: number;
  peak: Known<Answered<WeekLoad>>;
  /** The fullest week if every run begins on the day asked for, where the plan is another one. */
  at_once_peak?: Known<Answered<WeekLoad>>;
  /** The last day 0 when runs begin one after the other within the team's hours. */
  staggered_to: Known<string>;
  /** What slower starts would need, where nobody said how many hours there are. */
  options: z.infer<typeof PaceOption>[];
  /** Accounts that renew and whose notice period nobody gave. */
  notice_unknown: string[];
  /** Accounts whose day has passed already, seen from as_of. */
  too_late: string[];
  /** Steps that fell on a public holiday, by the day their runs begin. */
  moved: (MovedStep & { begin: string })[];
  /** The day on which most hours of one manager's step fall due at once; null where a manager has them in a day. */
  crowded: { date: string; day: number; owner: string; runs: number; hours: number } | null;
  /** The steps of each wave, by the day it begins. */
  dated: { begin: string; accounts: number; steps: readonly DatedStep[] }[];
  /** The first step of any account that is still ahead. */
  next_step: { account: string; date: string; owner: string; action: string } | null;
}

type Run = ReturnType<typeof draftPlaybook>;
type Draw = (start: string) => Run;

/** The first week, in steps of one, from which a run fits beside those already placed. */
function placed(run: Draw, start: string, taken: Map<string, number>, capacity: number): string {
  const last = [...taken.keys()].sort().at(-1) ?? start;
  for (let begin = start; ; begin = addDays(begin, DAYS_A_WEEK)) {
    const weeks = hoursByWeek(run(begin).playbook.steps);
    if (begin > last || [...weeks].every(([week, hours]) => hours + (taken.get(week) ?? 0) <= capacity)) {
      for (const [week, hours] of weeks) taken.set(week, (taken.get(week) ?? 0) + hours);
      return begin;
    }
  }
}

/** The runs of every week, against the hours there are. */
function weeksOf(runs: readonly Run[], capacity: Known<number>): Answered<WeekLoad>[] {
  const loads = runs.map(({ playbook }) => hoursByWeek(playbook.steps));
  const mondays = [...new Set(loads.flatMap((load) => [...load.keys()]))].sort();
  return mondays.map((week) => {
    const each = loads.map((load) => load.get(week) ?? 0);
    const hours = each.reduce((sum, one) => sum + one, 0);
    return { week, hours, accounts: each.filter((one) => one > 0).length, over: mapKnown(capacity, (limit) => hours > limit) };
  });
}

function peakOf(weeks: readonly Answered<WeekLoad>[]): Known<Answered<WeekLoad>> {
  const most = largest([0, ...weeks.map(({ hours }) => hours)]);
  return known(
    weeks.find(({ hours }) => hours === most),
    "No date is given, so no week can be named.",
  );
}

/** The first step of any run that is not past, the first account of those on one day. */
function firstAhead(runs: readonly Run[], asked: readonly RunAsked[]): ManyRuns["next_step"] {
  let found: ManyRuns["next_step"] = null;
  for (const [index, { playbook }] of runs.entries())
    for (const { date, past, owner, action } of playbook.steps)
      if (date !== null && past !== true && (found === null || date < found.date))
        found = { account: asked[index]!.account, date, owner, action };
  return found;
}

const DAY = 8; // not a figure: hours of a working day
/** A leader who takes part in a step of every run, beside those who run it. */
const led = /manager|head|lead/i;

/** The fullest day of a leader's step over all runs. */
function crowdedDay(runs: readonly Run[]): ManyRuns["crowded"] {
  const days = new Map<string, NonNullable<ManyRuns["crowded"]>>();
  for (const { playbook } of runs)
    for (const { date, day, owner, hours } of playbook.steps) {
      if (date === null || !led.test(owner)) continue;
      const key = `${date} ${day} ${owner}`;
      const one = days.get(key) ?? { date, day, owner, runs: 0, hours: 0 };
      days.set(key, { ...one, runs: one.runs + 1, hours: one.hours + hours });
    }
  const [most] = [...days.values()].sort((a, b) => b.hours - a.hours || (a.date < b.date ? -1 : 1));
  return most === undefined || most.runs < 2 || most.hours <= DAY ? null : most;
}

/** Names of a wave that are all said. */
const NAMED = 4; // not a figure: names in a row

/** Parts of the fullest week that slower starts are shown for. */
const PACES = [2, 4]; // not a figure: half and a quarter of the fullest week

/**
 * One playbook for many accounts at once: when each runs, in waves so that no week is overfull where the team's hours are known, and what all of
 * them take week by week. Every date and week is that of the plan as it stands; `at_once_peak` says what beginning together would take. Units: hours,
 * ISO dates, weeks from Monday. Throws Problem as draftPlaybook does, for each account.
 * @example manyRuns(request, [{ account: "Acme" }, { account: "Bolt" }], rule, 10).at_once_peak.hours // 12
 */
export function manyRuns(
  request: PlaybookRequest,
  asked: readonly RunAsked[],
  rule: PlaybookRule,
  capacity: Known<number>,
): ManyRuns {
  const drawn = new Map<string, Run>();
  const draw = ({ account, owner: _, region, ...own }: RunAsked, begin?: string): Run => {
    const start = begin ?? own.start ?? request.start;
    const key = JSON.stringify([start, region, own.renewal_date, own.notice_days]);
    const run = drawn.get(key) ?? draftPlaybook({ ...request, ...own, account, ...(start === undefined ? {} : { start }) }, rule);
    drawn.set(key, run);
    return run;
  };
  const together = asked.map((own) => draw(own));
  const at_once_peak = peakOf(weeksOf(together, capacity));
  const most = orNull(at_once_peak)?.hours ?? 0;
  const forward = together[0]?.playbook.anchor === "start" || together[0]?.playbook.anchor === "trigger";
  const single = largest([0, ...together.flatMap(({ playbook }) => [...hoursByWeek(playbook.steps).values()])]);
  const waves = (limit: number): Known<string[]> => {
    if (!forward) return unknown("These runs hang on dates of the customer, so they cannot begin later.");
    if (single > limit) return unknown("One run alone takes more in a week than the team has.");
    if (together.some(({ playbook }) => playbook.anchor_date === null))
      return unknown("Not every account has a day to begin on.");
    const taken = new Map<string, number>();
    return asked.map((own, index) => placed((start) => draw(own, start), together[index]!.playbook.anchor_date!, taken, limit));
  };
  const begins: Known<string[]> = isKnown(capacity)
    ? most > capacity
      ? waves(capacity)
      : unknown("Nothing has to begin later than asked.")
    : unknown(capacity.why);
  const runs = isKnown(begins) ? asked.map((own, index) => draw(own, begins[index])) : together;
  const weeks = weeksOf(runs, capacity);
  const lastOf = (days: readonly string[]) => [...days].sort().at(-1)!;
  const options = isKnown(capacity) || asked.length < 2 || most === 0 ? [] : PACES.map((part) => Math.ceil(most / part));
  const undated = "No date is given.";
  // One of the runs that begin on a day stands for them, where no account has holidays or dates of its own.
  const ofBegin = new Map<string, { begin: string; run: Run; accounts: number }>();
  for (const run of runs) {
    const begin = run.playbook.steps[0]?.date ?? null;
    if (begin === null) continue;
    const one = ofBegin.get(begin) ?? { begin, run, accounts: 0 };
    ofBegin.set(begin, { ...one, accounts: one.accounts + 1 });
  }
  return {
    accounts: asked.map(({ account, owner, ...own }, index) => {
      const { playbook, hours_per_run, calendar } = runs[index]!;
      const last = playbook.steps.at(-1)?.date ?? null;
      const day = forward
        ? lastDay({ ...request, ...own })
        : playbook.anchor === "opt_out_deadline"
          ? playbook.anchor_date
          : null;
      const by = day === null ? null : businessDay(day, -1, calendar.holidays);
      return {
        account,
        ...(owner === undefined ? {} : { owner }),
        begin: known(playbook.steps[0]?.date, undated),
        last: known(last, undated),
        hours: hours_per_run,
        ...(day === null ? {} : { last_day: day }),
        ...(day === null || !forward ? {} : { last_day_first: last !== null && day < last }),
        ...(by === day || by === null ? {} : { act_by: by }),
      };
    }),
    waves: [...groupBy(asked.keys(), (index) => runs[index]!.playbook.steps[0]?.date ?? null)]
      .flatMap(([begin, places]) => {
        if (begin === null) return [];
        const names = places.map((index) => asked[index]!.account);
        const shortened = names.length > NAMED ? `${names[0]} to ${names.at(-1)}` : names.join(", ");
        return [{ begin, accounts: places.length, names: shortened }];
      })
      .sort((a, b) => (a.begin < b.begin ? -1 : 1)),
    weeks,
    hours: runs.reduce((sum, run) => sum + run.hours_per_run, 0),
    peak: peakOf(weeks),
    ...(isKnown(begins) ? { at_once_peak } : {}),
    staggered_to: mapKnown(begins, lastOf),
    options: options.flatMap((hours_a_week) => {
      const slower = waves(hours_a_week);
      return isKnown(slower) ? [{ hours_a_week, last_begins: lastOf(slower) }] : [];
    }),
    too_late: runs.flatMap(({ playbook, calendar: { as_of } }, index) =>
      !forward && as_of !== null && playbook.anchor_date !== null && playbook.anchor_date < as_of ? [asked[index]!.account] : [],
    ),
    moved: [...ofBegin.values()].flatMap(({ begin, run }) =>
      movedSteps(run.playbook.steps, run.calendar).map((step) => ({ ...step, begin })),
    ),
    crowded: crowdedDay(runs),
    dated: [...ofBegin.values()].map(({ begin, run, accounts }) => ({ begin, accounts, steps: run.playbook.steps })),
    next_step: firstAhead(runs, asked),
    notice_unknown: runs.flatMap(({ playbook, calendar }, index) =>
      playbook.anchor === "opt_out_deadline" && playbook.anchor_date === null && calendar.count_from !== null
        ? [asked[index]!.account]
        : [],
    ),
  };
}
