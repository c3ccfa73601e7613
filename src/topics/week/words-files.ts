import { addDays, businessDay } from "../../core/dates.ts";
import { type CalendarDay, calendarText, fileNamesOf } from "../../deliver/calendar.ts";
import { escapeCsv } from "../../render/markdown.ts";
import { decimal, shortMoney } from "../../render/numbers.ts";
import type { Week } from "./musts.ts";
import { numberOf, type OwnerWeek, type WeekLine, type WeekTerms } from "./plan-week.ts";
import type { Block } from "./question.ts";
import { actionOf, kindWords, reasonsSaid } from "./words.ts";

const noHolidays: ReadonlySet<string> = new Set();

/** The days of a week from Monday to Friday. @example workingDays({ from: "2026-12-02", to: "2026-12-08" }).length // 5 */
function workingDays({ from, to }: Week): string[] {
  const days: string[] = [];
  for (let day = businessDay(from, 1, noHolidays); day <= to; day = businessDay(addDays(day, 1), 1, noHolidays)) days.push(day);
  return days;
}

/** A line of the week with the day on which it is planned. */
interface DatedLine {
  line: WeekLine;
  day: string;
}

/** Hours of one owner on each day: those of the free blocks, else an even share of the week; less what is booked that day. */
function hoursByDay({ owner }: OwnerWeek, week: Week, { hours, booked }: WeekTerms): Map<string, number> {
  const own = (blocks: readonly Block[], day: string) =>
    blocks.filter((one) => one.date === day && (one.owner ?? owner) === owner).reduce((sum, one) => sum + one.hours, 0);
  const blocks = Array.isArray(hours) ? hours : null;
  const days = blocks === null ? workingDays(week) : [...new Set(blocks.map(({ date }) => date))].sort();
  const given =
    blocks !== null
      ? 0
      : typeof hours === "number"
        ? hours
        : owner === null
          ? 0
          : numberOf(hours as Record<string, number>, owner);
  return new Map(
    days.map((day) => [day, Math.max(0, (blocks === null ? given / days.length : own(blocks, day)) - own(booked, day))]),
  );
}

/**
 * The day of each line: in the order of the week, the day on which its first hour falls, and never later than it is due. A thing due on a weekend
 * stands on the working day before.
 */
function datedLines(one: OwnerWeek, week: Week, terms: WeekTerms): DatedLine[] {
  const days = [...hoursByDay(one, week, terms)];
  let used = 0;
  return one.lines.map((line) => {
    let room = 0;
    const [day] = days.find(([, hours]) => {
      room += hours;
      return used < room;
    }) ?? [days.at(-1)?.[0] ?? week.from];
    used += line.hours;
    const last = businessDay(line.by, -1, noHolidays);
    const due = last < week.from ? week.from : last;
    return { line, day: day < due ? day : due };
  });
}

const NOBODY = "nobody";

type Row = DatedLine & { owner: string };

const columns: readonly [string, (row: Row) => string | number | null][] = [
  ["Day", ({ day }) => day],
  ["Due", ({ line }) => line.by],
  ["Owner", ({ owner }) => owner],
  ["Account", ({ line }) => line.one.account],
  ["What", ({ line }) => kindWords[line.why]],
  ["Why", ({ line }) => reasonsSaid(line)],
  ["Action", ({ line }) => actionOf(line)],
  ["Hours", ({ line }) => line.hours],
  ["ARR", ({ line }) => line.one.arr],
  ["Last day for notice", ({ line }) => line.one.deadline],
];

/** The week as one list, by day. */
function listText(rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(([, cell]) => escapeCsv(cell(row))).join(","));
  return `${[columns.map(([header]) => header).join(","), ...lines].join("\n")}\n`;
}

function calendarDay({ line, day }: Row, week: Week, currency: string): CalendarDay {
  const { account, arr, deadline } = line.one;
  const notes = [
    `${decimal(line.hours, 2)} hours.`,
    ...(line.musts.length ? [`Why: ${reasonsSaid(line)}.`] : []),
    ...(arr === null ? [] : [`${shortMoney(arr, currency)} of ARR.`]),
    ...(deadline === null ? [] : [`Last day for notice: ${deadline}.`]),
    ...(day < line.by ? [`Due ${line.by}.`] : []),
  ];
  return {
    key: ["week", week.from, account, line.why],
    date: day,
    title: `${account}: ${actionOf(line) || kindWords[line.why]}`,
    note: notes.join(" "),
  };
}

/** The week as files: one list, one calendar of all, and one for each owner where there are several. */
export function weekFiles(
  weeks: readonly OwnerWeek[],
  week: Week,
  terms: WeekTerms,
  currency: string,
): { name: string; text: string }[] {
  const rows = weeks
    .flatMap((one) => datedLines(one, week, terms).map((row): Row => ({ ...row, owner: one.owner ?? NOBODY })))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  if (rows.length === 0) return [];
  const calendar = (of: readonly Row[], name: string) =>
    calendarText({ name, days: of.map((row) => calendarDay(row, week, currency)), as_of: terms.as_of });
  const owners = [...new Set(rows.map(({ owner }) => owner))].sort();
  const names = fileNamesOf(owners);
  return [
    { name: "triage_book-week.csv", text: listText(rows) },
    { name: "triage_book-week.ics", text: calendar(rows, `Week of ${week.from}`) },
    ...(owners.length === 1
      ? []
      : owners.map((owner) => ({
          name: `triage_book-week-${names.get(owner)}.ics`,
          text: calendar(
            rows.filter((row) => row.owner === owner),
            `Week of ${week.from}: ${owner}`,
          ),
        }))),
  ];
}
