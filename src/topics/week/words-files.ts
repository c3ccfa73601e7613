import { type CalendarDay, calendarText, fileNamesOf } from "../../deliver/calendar.ts";
import { escapeCsv } from "../../render/markdown.ts";
import { decimal, shortMoney } from "../../render/numbers.ts";
import type { DayBlock } from "./days.ts";
import type { WeekLine } from "./lines.ts";
import type { Week } from "./musts.ts";
import { actionOf, kindWords, reasonsSaid } from "./words.ts";

const NOBODY = "nobody";

type Row = DayBlock & { owner: string; line: WeekLine };

const columns: readonly [string, (row: Row) => string | number | null][] = [
  ["Day", ({ day }) => day],
  ["Due", ({ line }) => line.by],
  ["Owner", ({ owner }) => owner],
  ["Account", ({ line }) => line.one.account],
  ["What", ({ line }) => kindWords[line.why]],
  ["Why", ({ line }) => reasonsSaid(line)],
  ["Action", ({ line }) => actionOf(line)],
  ["Hours", ({ hours }) => hours],
  ["ARR", ({ line }) => line.one.arr],
  ["Last day for notice", ({ line }) => line.one.deadline],
];

/** The week as one list, by day. */
function listText(rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(([, cell]) => escapeCsv(cell(row))).join(","));
  return `${[columns.map(([header]) => header).join(","), ...lines].join("\n")}\n`;
}

function calendarDay({ line, day, hours }: Row, week: Week, currency: string): CalendarDay {
  const { account, arr, deadline } = line.one;
  const notes = [
    `${decimal(hours, 2)} hours.`,
    ...(line.musts.length ? [`Why: ${reasonsSaid(line)}.`] : []),
    ...(arr === null ? [] : [`${shortMoney(arr, currency)} of ARR.`]),
    ...(deadline === null ? [] : [`Last day for notice: ${deadline}.`]),
    ...(day < line.by ? [`Due ${line.by}.`] : []),
  ];
  return {
    key: ["week", week.from, account, line.why, ...(hours < line.hours ? [day] : [])],
    date: day,
    title: `${account}: ${actionOf(line) || kindWords[line.why]}`,
    note: notes.join(" "),
  };
}

/** The week as files: one list, one calendar of all, and one for each owner where there are several. */
export function weekFiles(
  blocks: readonly DayBlock[],
  week: Week,
  as_of: string,
  currency: string,
): { name: string; text: string }[] {
  const rows = blocks
    .flatMap((block): Row[] => (block.line === null ? [] : [{ ...block, line: block.line, owner: block.owner ?? NOBODY }]))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  if (rows.length === 0) return [];
  const calendar = (of: readonly Row[], name: string) =>
    calendarText({ name, days: of.map((row) => calendarDay(row, week, currency)), as_of });
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
