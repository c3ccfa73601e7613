import type { Assumption, Warning } from "../../core/answer.ts";
import { businessDay } from "../../core/dates.ts";
import { brief, inShort, listed, plural, sentence } from "../../core/english.ts";
import { isKnown, orNull } from "../../core/known.ts";
import { decimal } from "../../render/numbers.ts";
import type { Playbook } from "./draft-playbook.ts";
import { type draftAdvice, hours } from "./words.ts";
import type { ManyRuns } from "./workload.ts";

/** @example day("2027-01-04") // "Monday, January 4, 2027" */
export const day = (date: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(
    new Date(`${date}T00:00:00Z`),
  );
/** @example short("2027-01-04") // "January 4" */
const short = (date: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone: "UTC", day: "numeric", month: "long" }).format(new Date(`${date}T00:00:00Z`));

/** What all of them take, and whether that fits: the first thing to know before anybody begins. */
export function manySummary(many: ManyRuns, playbook: Playbook, capacity: number | null): string {
  const { accounts, hours: total, staggered_to, options, waves } = many;
  const [peak, at_once] = [orNull(many.peak), orNull(many.at_once_peak ?? many.peak)];
  const runs = `${accounts.length} ${playbook.touch}-touch ${playbook.kind.replaceAll("_", "-")} ${accounts.length === 1 ? "run takes" : "runs take"} ${hours(total)}`;
  if (peak === null || at_once === null) return `${runs}. No date is given, so no week can be named.`;
  if (isKnown(staggered_to))
    return brief([
      `Do not begin all ${accounts.length} on ${short(waves[0]!.begin)}: the ${runs}, ${decimal(at_once.hours)} of them in the week from ${short(at_once.week)}, and there are ${decimal(capacity ?? 0)} a week.`,
      `In ${plural(waves.length, "wave")} they fit: the last begins ${day(staggered_to)}.`,
    ]);
  if (capacity !== null)
    return brief([
      `${runs}.`,
      at_once.hours > capacity
        ? `They do not fit: the week from ${short(at_once.week)} takes ${hours(at_once.hours)}, and there are ${decimal(capacity)}. ${staggered_to.why}`
        : `They fit: the fullest week, from ${short(peak.week)}, takes ${hours(peak.hours)} of the ${hours(capacity)} there are.`,
    ]);
  const slower = options.map(({ hours_a_week, last_begins }, index) =>
    index === 0
      ? `With ${decimal(hours_a_week)} hours a week for them they begin in waves, the last on ${short(last_begins)}`
      : `with ${decimal(hours_a_week)} on ${short(last_begins)}`,
  );
  return brief([
    `Begun together, the ${runs}, ${decimal(at_once.hours)} of them in the week from ${short(at_once.week)}; nobody has said whether the team has them.`,
    slower.length ? `${slower.join(", ")}.` : "",
  ]);
}

/** Being on a list is no sign of risk. */
export function signsDoubt({ accounts, hours: total }: ManyRuns): string {
  if (accounts.length === 1) return "Is a sign true, and since when? Without one a call is enough.";
  const half = accounts.length / 2;
  const well = Math.floor(half);
  return `Are ${accounts.length === 2 ? "both" : `all ${accounts.length}`} at risk? Nothing here says so, and size is no sign. Mark each by the signs first: a run opens for one red or two yellow ones, the rest get a call; if ${well} ${well === 1 ? "turns" : "turn"} out well, ${hours((total * well) / accounts.length)} stay free.`;
}

/** Of many runs, those whose dates are the latest possible, and those that end after the customer may have said no. */
export function manyWarnings({ notice_unknown: names, accounts, too_late }: ManyRuns): Warning[] {
  const early = accounts.filter(({ last_day_first }) => last_day_first === true);
  const before = early.filter(({ last_day, begin }) => isKnown(begin) && last_day! < begin).map(({ account }) => account);
  const late = early.flatMap(({ account }) => (before.includes(account) ? [] : account));
  return [
    ...(before.length
      ? [
          {
            code: "last_day_before_start",
            message: `The last day to opt out of ${inShort(before)} comes before the run begins: call now, before any date here.`,
          },
        ]
      : []),
    ...(too_late.length
      ? [
          {
            code: "deadline_passed",
            message: `The day has passed for ${inShort(too_late)}: find out whether notice came before anything else is planned there.`,
          },
        ]
      : []),
    ...(late.length
      ? [
          {
            code: "last_day_first",
            message: `The last day to opt out comes before the run ends for ${inShort(late)}: begin there first, and count back from that day with the renewal playbook.`,
          },
        ]
      : []),
    ...(names.length
      ? [
          {
            code: "notice_unknown",
            message: `The notice period is unknown for ${inShort(names)}, so each date there is the latest possible and the real deadline may be much earlier: look it up in the contract first.`,
          },
        ]
      : []),
  ];
}

/** That one day asks more of a leader than a day holds. */
function crowdedLine({ crowded }: ManyRuns): string {
  if (crowded === null) return "";
  const { date, day: count, owner, runs, hours: taken } = crowded;
  return `On ${day(date)} day ${count} of ${runs} runs falls due at once: ${hours(taken)} of ${owner}, more than one manager has in a day. Spread them over that week, or begin fewer at once.`;
}

/** Steps that fell on a public holiday, and where they went. */
export function movedLine({ moved }: Pick<ManyRuns, "moved">): Warning[] {
  if (moved.length === 0) return [];
  const rows = moved.map(({ begin, day: count, from, to }) => `day ${count} of the runs from ${begin} from ${from} to ${to}`);
  return [{ code: "moved_for_holiday", message: `Moved off a public holiday: ${inShort(rows)}.` }];
}

/** What is done on the first day, and by whom. */
const begins = ({ steps }: Playbook): string => {
  const first = steps[0];
  return first === undefined
    ? ""
    : `the ${first.owner} starts to ${first.action.charAt(0).toLowerCase()}${first.action.slice(1)}.`;
};

/** Where the whole of a long answer is. */
export const wholeDocument = {
  call: 'draft_playbook with out: "playbooks"',
  why: "Writes the whole playbook as one document, with every message and the dates of each account.",
};

/** What a leader does with many runs at once. */
export function manyAdvice(many: ManyRuns, playbook: Playbook, one: ReturnType<typeof draftAdvice>, withSigns: boolean) {
  const { waves, accounts, hours: total, hours_a_week } = { ...many, hours_a_week: orNull(many.peak) };
  const each = accounts[0]?.hours ?? 0;
  const end = accounts.flatMap(({ last }) => (isKnown(last) ? [last] : [])).sort();
  const first = waves[0];
  const dated = accounts.some(({ last_day }) => last_day !== undefined);
  return {
    because: [
      `Each run takes ${hours(each)} over ${plural(playbook.steps.length, "step")}, so ${accounts.length} take ${hours(total)}${hours_a_week === null ? "" : `; the fullest week as planned takes ${hours(hours_a_week.hours)}`}.`,
      end.length === 0
        ? ""
        : end[0] === end.at(-1)
          ? `Every run ends with a verdict on ${day(end[0]!)}.`
          : `The first run ends with a verdict on ${day(end[0]!)}, the last on ${day(end.at(-1)!)}.`,
      crowdedLine(many),
    ].filter(Boolean),
    do_next: [
      ...(withSigns
        ? [
            `Head of CS, before ${first === undefined ? "day 0" : short(first.begin)}: names, owners, regions and last days to opt out of the ${accounts.length}; then every account marked by the signs, with evidence.`,
          ]
        : []),
      first === undefined
        ? one.do_next[0]!
        : playbook.anchor !== "trigger" && playbook.anchor !== "start" && many.next_step !== null
          ? `${many.next_step.owner} of ${many.next_step.account}, ${day(many.next_step.date)}: ${many.next_step.action}.`
          : sentence(
              `${day(first.begin)}: ${waves.length > 1 ? `wave 1 of ${waves.length} begins with ${first.names}` : `${plural(first.accounts, "run")} begin`}; ${begins(playbook)}`,
            ),
      ...(withSigns ? [] : one.do_next.slice(1)),
    ],
    unknown: [
      ...(many.options.length > 0
        ? [
            "Hours a week for these runs, which decide how many can begin at once: the head of CS can tell (capacity: {hours_a_week}).",
          ]
        : []),
      ...(dated || playbook.anchor !== "trigger"
        ? []
        : [
            "Last days to opt out: one before the verdict goes first; the contracts say (accounts: [{account, renewal_date, notice_days}]).",
          ]),
    ],
  };
}

export interface HolidayWords {
  name: string;
  /** Holidays between the first step and the last. */
  inside: { date: string; name: string }[];
  some_regions: { date: string; name: string; regions: string[] }[];
}

/** The holidays between the first and the last of some days. */
export function holidaysInside(place: HolidayWords, days: readonly string[]): HolidayWords {
  const known = [...days].sort();
  const inside = <Day extends { date: string }>(list: readonly Day[]) =>
    list.filter(({ date }) => known.length > 0 && date >= known[0]! && date <= known.at(-1)!);
  return { ...place, inside: inside(place.inside), some_regions: inside(place.some_regions) };
}

/** What the holidays did, and what a plan for a whole country does not know: which step moves where in a region. */
export function holidayFindings(
  { name, inside, some_regions }: HolidayWords,
  dates: readonly string[],
  holidays: readonly string[],
): { warnings: Warning[]; assumptions: Assumption[] } {
  const off = new Set(holidays);
  const working = some_regions.filter(({ date }) => businessDay(date, 1, off) === date);
  const hit = working.filter(({ date }) => dates.includes(date));
  const rest = working.filter((one) => !hit.includes(one)).map(({ date, regions }) => `${date} (${regions.join(", ")})`);
  return {
    warnings: [
      ...hit.map((one) => ({
        code: "regional_holiday",
        message: `${one.date} (${one.name}) is a holiday in ${listed(one.regions)} and not in the rest of ${name}: there the step of that day moves to ${businessDay(one.date, 1, new Set([...holidays, one.date]))}. Give an account its region to date it so.`,
      })),
      ...(rest.length
        ? [{ code: "regional_holiday", message: `Holidays of some regions on which no step falls: ${rest.join(", ")}.` }]
        : []),
    ],
    assumptions: [
      {
        what: "Holidays",
        value:
          inside.length === 0
            ? `none of ${name} in the weeks of a run`
            : inside.map((one) => `${one.date} ${one.name}`).join(", "),
        why: `Public holidays of ${name}, from the date-holidays calendars.`,
        if_wrong: "A step may fall on a day off; days of single towns are not in it.",
      },
    ],
  };
}
