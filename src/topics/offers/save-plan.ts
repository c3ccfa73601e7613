import * as z from "zod";
import { addDays, addMonths, businessDay, daysBetween } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, type Known, known, unknown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import type { Save, Time } from "./question.ts";

const Row = z.strictObject({
  account: z.string(),
  /** fits; no_time where its hours do not fit before its last day; later where nothing is due while the hours last; check_notice where a notice came too late or for a wrong day. */
  state: z.enum(["fits", "no_time", "later", "check_notice", "passed"]),
  last_day: z.string(),
  last_working_day: z.string(),
  /** Of the own hours: those that there are until then. */
  own_hours: shown.hours(),
  own_possible: shown.hours(),
  /** Working days on which the others' hours can be had before the last day. */
  others_days: shown.number().nullable(),
  decide_by: z.string(),
  runs_until: z.string().nullable(),
  /** The last day on which the caller can work on it: its last working day, or the end of the hours where that comes first. */
  work_until: z.string(),
  /** The contract has an end and no notice before it. */
  no_early_exit: z.boolean(),
  /** Of one year, without interest. */
  margin: shown.money(),
  gain: shown.money().nullable(),
  price_cost: shown.money().nullable(),
  hours_cost: shown.money(),
  net: shown.money().nullable(),
  net_an_own_hour: shown.money().nullable(),
  net_without_discount: shown.money().nullable(),
  /** The chance with the play from which it pays at the discount asked, and the one without a discount that brings as much. */
  pays_from: shown.rate().nullable(),
  as_good_without_discount: shown.rate().nullable(),
  /** The highest discount of one year; the same if the others of its group get it, too. */
  ceiling: shown.rate().nullable(),
  ceiling_with_group: shown.rate().nullable(),
  net_if_group_gets_it: shown.money().nullable(),
  /** What saving it is worth if the others of its group stay or go with it. */
  net_if_group_follows: shown.money().nullable(),
  grid: z.array(
    z.strictObject({ discount: shown.rate(), nets: z.array(z.strictObject({ chance: shown.rate(), net: shown.money() })) }),
  ),
});
const Week = z.strictObject({
  from: z.string(),
  to: z.string(),
  ceiling: shown.hours(),
  used: shown.hours(),
  work: z.array(z.strictObject({ account: z.string(), hours: shown.hours() })),
});
const Calendar = z.strictObject({
  /** As the days stand; or if those without time get a later day in writing. */
  plan: z.enum(["as_it_stands", "with_later_day"]),
  weeks: z.array(Week),
  used: shown.hours(),
  left: shown.hours(),
  left_out: z.array(z.string()),
  net: shown.money().nullable(),
});

/** Saves under one person's hours: in one year's plain money, by week, whole or not at all. */
export const SavePlanBlock = z.strictObject({
  hours_total: shown.hours(),
  until: z.string(),
  rows: z.array(Row),
  calendars: z.array(Calendar),
  sunk_hours: shown.hours(),
});
export type SavePlan = Answered<z.infer<typeof SavePlanBlock>>;
type PlanRow = SavePlan["rows"][number];

interface PlanTerms {
  as_of: string;
  gross_margin: number;
  hour_cost: number;
  time: Time;
  rest: ReadonlySet<string>;
  steps: readonly number[];
}

const WEEK = 7; // not a figure: days of a week
const MONTH = 30; // not a figure: days a contract calls a month
const POINTS = 0.05; // not a figure: steps of a table of chances
const MONDAY = 4; // not a figure: 1970-01-01 was a Thursday

const noChances = unknown("Nobody gave the chances of staying without and with the play.");
const noGroup = unknown("It is in no group with another of these that hears of its price.");
const noPrice = unknown("No discount is asked about.");

/** The last day to give notice: as given, else counted from the end of the contract. */
function lastDayOf({ deadline, runs_until, notice_months, notice_days }: Save): string | null {
  if (runs_until === undefined) return deadline ?? null;
  // The term ends with its last day: three months before the end of 30 June is 31 March.
  if (notice_months !== undefined) return addDays(addMonths(addDays(runs_until, 1), -notice_months), -1);
  return notice_days !== undefined ? addDays(runs_until, -notice_days) : (deadline ?? runs_until);
}

const sundayOf = (date: string): string => {
  const weekday = (((daysBetween("1970-01-01", date) + MONDAY - 1) % WEEK) + WEEK) % WEEK;
  return addDays(date, WEEK - 1 - weekday);
};

const workingDays = (from: string, to: string, rest: ReadonlySet<string>): number => {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (businessDay(day, 1, rest) === day) count += 1;
  return count;
};

interface Span {
  from: string;
  to: string;
  ceiling: number;
}

/** Weeks until the last day there are hours, each with its ceiling; those without one share what is left, or may each hold all of it. */
function spansOf({ as_of, time, rest }: PlanTerms, until: string, even: boolean): Span[] {
  const bare: { from: string; to: string; fixed: number | undefined }[] = [];
  for (let from = as_of; from <= until; from = addDays(sundayOf(from), 1)) {
    const to = sundayOf(from) < until ? sundayOf(from) : until;
    if (workingDays(from, to, rest) > 0)
      bare.push({ from, to, fixed: bare.length === 0 ? (time.this_week ?? time.a_week) : time.a_week });
  }
  const open = bare.filter(({ fixed }) => fixed === undefined).length;
  const left = Math.max(0, time.total - bare.reduce((sum, { fixed = 0 }) => sum + fixed, 0));
  return bare.map(({ from, to, fixed }) => ({
    from,
    to,
    ceiling: withoutNoise(fixed ?? (even ? Math.ceil(left / open) : left)),
  }));
}

/** Hours there are until a day: whole weeks before it, and of its own week the share of its working days. */
function hoursUntil(spans: readonly Span[], day: string, { time, rest }: PlanTerms): number {
  const sum = spans.reduce((hours, { from, to, ceiling }) => {
    if (day < from) return hours;
    const share = day >= to ? 1 : workingDays(from, day, rest) / workingDays(from, to, rest);
    return hours + ceiling * share;
  }, 0);
  return withoutNoise(Math.min(time.total, sum));
}

const ownOf = ({ hours, own_hours = hours }: Save): number => own_hours;

interface Worth {
  margin: number;
  hours_cost: number;
  at: (discount: number, chance?: number) => number | null;
}

function worthOf(save: Save, { gross_margin, hour_cost }: PlanTerms): Worth {
  const margin = sumMoney([save.arr * gross_margin, -(save.extra_cost ?? 0)]);
  const hours_cost = sumMoney([save.hours * hour_cost]);
  const { chance_without: before, chance_with: after, credit = 0 } = save;
  return {
    margin,
    hours_cost,
    at: (discount, chance = after) =>
      before === undefined || chance === undefined
        ? null
        : sumMoney([chance * (margin - save.arr * discount - credit) - before * margin - hours_cost]),
  };
}

function priceFields(
  save: Save,
  own: Worth,
  group: readonly Save[],
  terms: PlanTerms,
): Omit<
  PlanRow,
  | "account"
  | "state"
  | "last_day"
  | "last_working_day"
  | "own_hours"
  | "own_possible"
  | "others_days"
  | "decide_by"
  | "runs_until"
  | "work_until"
  | "no_early_exit"
> {
  const { chance_without: before, chance_with: after, discount = 0, arr, credit = 0 } = save;
  const { margin, hours_cost } = own;
  const net = own.at(discount);
  const free = own.at(0);
  const has = before !== undefined && after !== undefined && free !== null && net !== null;
  const groupPrice = group.reduce((sum, one) => sum + (one.chance_with ?? 1) * one.arr, 0);
  const lifted = sumMoney(group.map((one) => worthOf(one, terms).margin));
  const highest = (share: number): Known<number> =>
    !has
      ? noChances
      : share <= 0
        ? unknown("At no chance of staying there is a price to give.")
        : Math.max(0, withoutNoise(free / share));
  const chances = has ? [after, after - POINTS, after - POINTS * 2].filter((one) => one > before) : [];
  // Of a house it is the one that asks for a price whose price the others hear of.
  const alone = group.length === 0 || (discount === 0 && group.some((one) => (one.discount ?? 0) > 0));
  const asked = [...new Set([0, ...terms.steps, discount])].sort((a, b) => a - b);
  return {
    margin,
    gain: has ? sumMoney([(after - before) * margin]) : noChances,
    price_cost: has ? sumMoney([after * (arr * discount + credit)]) : noChances,
    hours_cost,
    net: known(net, noChances),
    net_an_own_hour: !has
      ? noChances
      : ownOf(save) === 0
        ? unknown("It takes none of the own hours.")
        : sumMoney([net / ownOf(save)]),
    net_without_discount: known(free, noChances),
    pays_from:
      !has || margin - arr * discount <= 0
        ? noChances
        : withoutNoise((before * margin + hours_cost) / (margin - arr * discount - credit)),
    as_good_without_discount: !has
      ? noChances
      : discount === 0 || margin <= 0
        ? noPrice
        : withoutNoise(after * (1 - (arr * discount) / margin)),
    ceiling: highest((after ?? 0) * arr),
    ceiling_with_group: alone ? noGroup : highest((after ?? 0) * arr + groupPrice),
    net_if_group_gets_it: alone ? noGroup : !has ? noChances : sumMoney([net, -groupPrice * discount]),
    net_if_group_follows: alone ? noGroup : !has ? noChances : sumMoney([net, (after - before) * lifted]),
    grid:
      discount === 0
        ? []
        : asked.map((one) => ({
            discount: one,
            nets: chances.map((chance) => ({ chance: withoutNoise(chance), net: own.at(one, chance) ?? 0 })),
          })),
  };
}

/** Hours of each save by week, the first due first; null where a day cannot be met. */
function fill(
  chosen: readonly { save: Save; due: string }[],
  spans: readonly Span[],
  terms: PlanTerms,
): SavePlan["calendars"][number]["weeks"] | null {
  const others = ({ save, due }: { save: Save; due: string }) => save.others_until ?? due;
  const inOrder = [...chosen].sort((a, b) => byText(a.due, b.due) || byText(others(a), others(b)));
  let sum = 0;
  for (const { save, due } of inOrder) {
    sum += ownOf(save);
    if (withoutNoise(sum - hoursUntil(spans, due, terms)) > 0) return null;
  }
  const left = inOrder.map(({ save }) => ownOf(save));
  return spans.map(({ from, to, ceiling }) => {
    let room = ceiling;
    const work: { account: string; hours: number }[] = [];
    inOrder.forEach(({ save }, place) => {
      const hours = withoutNoise(Math.min(room, left[place]!));
      if (hours <= 0) return;
      room -= hours;
      left[place] = left[place]! - hours;
      work.push({ account: save.account, hours });
    });
    return { from, to, ceiling, used: withoutNoise(ceiling - room), work };
  });
}

/** The set worth most that fits its days and weeks, whole or not at all; of a few saves every set is tried. */
function best(
  able: readonly { save: Save; due: string; net: number }[],
  [evenly, spans]: readonly [Span[], Span[]],
  terms: PlanTerms,
) {
  let found: { weeks: SavePlan["calendars"][number]["weeks"]; names: string[]; net: number } | null = null;
  for (let set = 0; set < 2 ** able.length; set += 1) {
    const chosen = able.filter((_, place) => Math.floor(set / 2 ** place) % 2 === 1);
    const net = sumMoney(chosen.map((one) => one.net));
    if (found !== null && net <= found.net) continue;
    const weeks = fill(chosen, evenly, terms) ?? fill(chosen, spans, terms);
    if (weeks !== null) found = { weeks, names: chosen.map(({ save }) => save.account), net };
  }
  return found!;
}

/** Saves under weekly hours. Throws nothing; at most a dozen saves, which the question checks. */
export function planSaves(saves: readonly Save[], terms: PlanTerms): SavePlan {
  const { as_of, time, rest } = terms;
  const until = time.until ?? addDays(sundayOf(as_of), WEEK * 3); // not a figure: weeks that are planned where no end is given
  const spans = spansOf(terms, until, false);
  const evenly = spansOf(terms, until, true);
  const looked = saves.map((save) => {
    const last_day = lastDayOf(save) ?? until;
    const last_working_day = businessDay(last_day, -1, rest);
    const due = last_working_day < until ? last_working_day : until;
    const wrong = save.sent !== undefined && save.runs_until !== undefined && (save.sent > last_day || last_day > as_of);
    const own_possible = hoursUntil(spans, due, terms);
    const from = save.others_from !== undefined && save.others_from > as_of ? save.others_from : as_of;
    const to = save.others_until !== undefined && save.others_until < last_working_day ? save.others_until : last_working_day;
    const others =
      ownOf(save) < save.hours || save.others_from !== undefined ? (from <= to ? workingDays(from, to, rest) : 0) : null;
    const state: PlanRow["state"] = wrong
      ? "check_notice"
      : last_day < as_of
        ? "passed"
        : ownOf(save) > own_possible || others === 0
          ? "no_time"
          : daysBetween(until, last_day) > MONTH * 2
            ? "later"
            : "fits";
    const half = addDays(as_of, Math.max(0, Math.floor(daysBetween(as_of, due) / 2)));
    const group = save.group === undefined ? [] : saves.filter((one) => one !== save && one.group === save.group);
    const row: PlanRow = {
      account: save.account,
      state,
      last_day,
      last_working_day,
      own_hours: ownOf(save),
      own_possible,
      others_days: known(others, "All of its hours are the caller's own."),
      decide_by: businessDay(half, 1, rest),
      work_until: businessDay(due, -1, rest),
      no_early_exit: save.runs_until !== undefined && (save.deadline ?? save.notice_months ?? save.notice_days) === undefined,
      runs_until: known(
        save.runs_until === undefined
          ? null
          : save.sent !== undefined && save.sent > last_day
            ? addMonths(save.runs_until, 12)
            : save.runs_until, // not a figure: months of a term that runs on
        "The end of its contract was not given.",
      ),
      ...priceFields(save, worthOf(save, terms), group, terms),
    };
    return { save, due, row, net: typeof row.net === "number" ? Math.max(0, row.net) : row.margin };
  });
  const calendar = (plan: "as_it_stands" | "with_later_day", able: typeof looked): SavePlan["calendars"][number] => {
    const found = best(able, [evenly, spans], terms);
    const used = withoutNoise(found.weeks.reduce((sum, week) => sum + week.used, 0));
    return {
      plan,
      weeks: found.weeks,
      used,
      left: withoutNoise(Math.min(time.total, hoursUntil(spans, until, terms)) - used),
      left_out: saves.map(({ account }) => account).filter((account) => !found.names.includes(account)),
      net: able.every(({ row }) => typeof row.net === "number") ? found.net : noChances,
    };
  };
  const fitting = looked.filter(({ row }) => row.state === "fits" || row.state === "later");
  const stuck = looked.filter(({ row }) => row.state === "no_time");
  return {
    hours_total: time.total,
    until,
    rows: looked.map(({ row }) => row).sort((a, b) => orLast(b.net_an_own_hour) - orLast(a.net_an_own_hour)),
    calendars: [
      calendar("as_it_stands", fitting),
      ...(stuck.length ? [calendar("with_later_day", [...fitting, ...stuck.map((one) => ({ ...one, due: until }))])] : []),
    ],
    sunk_hours: saves.reduce((sum, { spent_hours = 0 }) => sum + spent_hours, 0),
  };
}

const orLast = (value: Known<number>): number => (typeof value === "number" ? value : Number.NEGATIVE_INFINITY);
