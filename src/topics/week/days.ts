import { addDays, businessDay } from "../../core/dates.ts";
import { withoutNoise } from "../../core/money.ts";
import { offDays, type WeekLine, type WeekTerms } from "./lines.ts";
import { appointmentOf, type Week } from "./musts.ts";
import { numberOf, type OwnerWeek, type Spare } from "./plan-week.ts";
import type { Block, WeekAccount } from "./question.ts";

const QUARTERS = 4; // not a figure: quarter hours of an hour, the step in which hours are planned

/** The days of a week from Monday to Friday on which somebody works. @example workingDays({ from: "2026-12-02", to: "2026-12-08" }, new Set()).length // 5 */
function workingDays({ from, to }: Week, off: ReadonlySet<string>): string[] {
  const days: string[] = [];
  for (let day = businessDay(from, 1, off); day <= to; day = businessDay(addDays(day, 1), 1, off)) days.push(day);
  return days;
}

/** A block of work on one day; without an account it is kept for what comes in. */
export interface DayBlock {
  day: string;
  owner: string | null;
  one: WeekAccount | null;
  what: WeekLine["why"] | Spare["use"];
  hours: number;
  line: WeekLine | null;
}

/** Hours of one owner on each day: those of the free blocks, else an even share of the week less what is booked that day. */
function hoursByDay({ owner, hours: own }: OwnerWeek, week: Week, terms: WeekTerms): Map<string, number> {
  const { hours, booked } = terms;
  const of = (blocks: readonly Block[], day: string) =>
    blocks.filter((one) => one.date === day && (one.owner ?? owner) === owner).reduce((sum, one) => sum + one.hours, 0);
  const blocks = Array.isArray(hours) ? hours : null;
  const days = blocks === null ? workingDays(week, offDays(owner, terms)) : [...new Set(blocks.map(({ date }) => date))].sort();
  const given =
    blocks !== null
      ? 0
      : typeof hours === "number"
        ? hours
        : owner === null
          ? 0
          : numberOf(hours as Record<string, number>, owner);
  const rooms = days.map((day) => Math.max(0, (blocks === null ? given / days.length : of(blocks, day)) - of(booked, day)));
  // What is booked beyond an even day, or on a weekend, comes off the others.
  const sum = rooms.reduce((all, one) => all + one, 0);
  return new Map(days.map((day, place) => [day, sum === 0 ? 0 : (rooms[place]! * own) / sum]));
}

/** The last working day on or before a day, and not before the week. */
function dueDay(by: string, week: Week, off: ReadonlySet<string>): string {
  const last = businessDay(by, -1, off);
  return last < week.from ? week.from : last;
}

/** The day of this week on which a line's meeting stands; null where it has none, something is due before, or nobody works then. */
function meetingDay({ musts, one, by }: WeekLine, week: Week, off: ReadonlySet<string>): string | null {
  const day = musts.some(({ reason }) => reason === "appointment") ? (appointmentOf(one, week.from)?.date ?? null) : null;
  // What is due before it is not put off until then.
  return day === null || day > week.to || by < day || businessDay(day, 1, off) !== day ? null : day;
}

const FAR = "9999-12-31"; // not a figure: a day after all others

/** The last day for notice of a line that cannot wait for it; far where it has none. */
const lastDay = ({ musts, one }: WeekLine): string =>
  musts.some(({ reason }) => reason === "opt_out_near") ? (one.deadline ?? FAR) : FAR;

/** The order in which a week is worked: by the day a thing is due, then looks, then talks and plays by the last day for notice. */
function inOrder(lines: readonly WeekLine[], week: Week): WeekLine[] {
  const key = ({ why, by, one }: WeekLine) =>
    why === "must" && by < week.to ? `0${by}` : why === "look" ? "1" : `2${one.deadline ?? FAR}`;
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Work in blocks no longer than one may be. @example blocksOf(3, 2) // [1.5, 1.5] */
function blocksOf(hours: number, longest: number): number[] {
  const count = Math.max(1, Math.ceil(withoutNoise(hours / longest)));
  const each = Math.floor((hours / count) * QUARTERS) / QUARTERS;
  return Array.from({ length: count }, (_, place) => (place === 0 ? withoutNoise(hours - each * (count - 1)) : each));
}

/**
 * One owner's week on its days: what is due today stands today, the rest in its order, each block on the day in which its middle falls and never
 * after it is due. Hours add up to those of the week.
 */
export function dayBlocks(one: OwnerWeek, week: Week, terms: WeekTerms, longest: number): DayBlock[] {
  const off = offDays(one.owner, terms);
  const all = [...hoursByDay(one, week, terms)];
  if (all.length === 0 || one.hours === 0) return [];
  // What is booked already stands in the calendar.
  const worked = one.lines.filter(({ hours }) => hours > 0);
  // A meeting stands on its own day, and its hours are not there for anything else.
  const fixed = worked.flatMap((line) => {
    const day = meetingDay(line, week, off);
    return day === null ? [] : [{ line, day }];
  });
  const rooms = all.map(([day, room]): [string, number] => [
    day,
    Math.max(0, room - fixed.reduce((sum, { line, day: own }) => (own === day ? sum + line.hours : sum), 0)),
  ]);
  const loose = Math.max(0, one.hours - fixed.reduce((sum, { line }) => sum + line.hours, 0));
  const isFixed = (line: WeekLine) => fixed.some((own) => own.line === line);
  // A last day for notice that falls into the week is no day to begin on: the first try is today.
  const atOnce = ({ why, by, musts, one: { deadline } }: WeekLine) =>
    why === "must" &&
    (dueDay(by, week, off) <= rooms[0]![0] ||
      (musts.some(({ reason }) => reason === "opt_out_near") && deadline !== null && deadline <= week.to));
  const today = worked
    .filter((line) => !isFixed(line) && atOnce(line))
    .sort((a, b) => (lastDay(a) < lastDay(b) ? -1 : lastDay(a) > lastDay(b) ? 1 : 0));
  const now = today.reduce((sum, { hours }) => sum + hours, 0);
  const [first, others] = [Math.max(rooms[0]![1], Math.min(now, loose)), rooms.slice(1).reduce((sum, [, room]) => sum + room, 0)];
  const free = Math.max(0, loose - first);
  const days = rooms.map(([day, room], place): [string, number] => [
    day,
    place === 0 ? first : others === 0 ? 0 : (room * free) / others,
  ]);
  let used = 0;
  const dayAt = (hour: number): string => {
    let room = 0;
    return (days.find(([, hours]) => {
      room += hours;
      return hour < room;
    }) ?? days.at(-1)!)[0];
  };
  const block = (whose: WeekAccount | null, what: DayBlock["what"], hours: number, line: WeekLine | null): DayBlock[] =>
    blocksOf(hours, longest).map((part) => {
      const day = dayAt(used + part / 2);
      used += part;
      const due = line === null ? day : dueDay(line.by, week, off);
      return { day: day < due ? day : due, owner: one.owner, one: whose, what, hours: part, line };
    });
  // Free blocks of a calendar are kept to the hour: what does not fit into one goes on in the next.
  const roomsLeft = rooms.map(([day, room]) => ({ day, room: Math.floor(room * QUARTERS + 1e-6) / QUARTERS })); // not a figure: noise
  const fill = (whose: WeekAccount | null, what: DayBlock["what"], hours: number, line: WeekLine | null): DayBlock[] => {
    let left = hours;
    return roomsLeft.flatMap((slot): DayBlock[] => {
      const part = Math.min(left, slot.room);
      if (part <= 0) return [];
      left -= part;
      slot.room -= part;
      return [{ day: slot.day, owner: one.owner, one: whose, what, hours: part, line }];
    });
  };
  const put = Array.isArray(terms.hours) ? fill : block;
  const rest = inOrder(
    worked.filter((line) => !today.includes(line) && !isFixed(line)),
    week,
  );
  return joined([
    ...fixed.map(
      ({ line, day }): DayBlock => ({ day, owner: one.owner, one: line.one, what: line.why, hours: line.hours, line }),
    ),
    ...[...today, ...rest].flatMap((line) => put(line.one, line.why, line.hours, line)),
    ...one.spare.flatMap(({ use, one: whose, hours }) => put(whose, use, hours, null)),
  ]);
}

/** Blocks of one account on one day as one. */
function joined(blocks: readonly DayBlock[]): DayBlock[] {
  const out: DayBlock[] = [];
  for (const block of blocks) {
    const same = out.find(({ day, one, what }) => day === block.day && one === block.one && what === block.what);
    if (same === undefined) out.push({ ...block });
    else same.hours = withoutNoise(same.hours + block.hours);
  }
  return out;
}
