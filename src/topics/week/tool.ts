import * as z from "zod";
import { addDays, businessDay, dayNumber } from "../../core/dates.ts";
import { withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { ReadTable, TableField } from "../../core/table.ts";
import { oneSpelling } from "../../tables/look-alikes.ts";
import { markUsed } from "../../tables/unused-columns.ts";
import { likelyHolidays } from "../../tool/holidays.ts";
import { AsOfParam, CurrencyParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { WeekFields } from "./answer.ts";
import { dayBlocks } from "./days.ts";
import { callsAbove, fieldsOf, total, weekFields } from "./fields.ts";
import { findingsOf, type OwnerByNote } from "./findings.ts";
import { offDays, type WeekTerms } from "./lines.ts";
import { appointmentOf, type Week, weekOf } from "./musts.ts";
import { type Person, peopleGiven, peopleOf, personNamed } from "./people.ts";
import { type OwnerWeek, planWeek } from "./plan-week.ts";
import {
  AccountRow,
  accountsGiven,
  accountsOfTable,
  Block,
  type Hours,
  HoursGiven,
  OwnLifts,
  ownerNamed,
  type WeekAccount,
  type WeekFigures,
  weekReads,
  withAccounts,
  withoutDoubles,
  withoutNobody,
} from "./question.ts";
import { daysNamed, namesIn, plain, readNote } from "./read-note.ts";
import { type ExtraColumns, extraColumns, headersRead, ownColumns } from "./sheet-columns.ts";
import { weekAssumptions, weekWarnings, wordWeek } from "./words.ts";
import { findingWarnings, firstChecks } from "./words-findings.ts";

const [FEW, SOME, MANY] = [4, 7, 12]; // not a figure: rows of a list that stay
const PAGE = 20; // not a figure: rows of one page

const usedOfTable: TableField[] = [
  "owner",
  "touch",
  "health",
  "renewal_date",
  "end",
  "notice_days",
  "last_contact",
  "notice_served",
  "sponsor_left",
  "notice_asked",
  "promise_due",
  "escalations",
  "put_off",
  "auto_renew",
];

export const triageBook = defineTool({
  name: "triage_book",
  title: "Plan a CSM's week",
  description: "A CSM's or team's week: what cannot wait, the best use of the hours left, who takes over, who waits.",
  reads: weekReads,
  input: z.strictObject({
    as_of: AsOfParam,
    hours: inWords(HoursGiven, "Number, {Ann: 12}, blocks, people table or {people, off, about, country}"),
    booked: inWords(z.array(Block), "date, hours, owner").optional(),
    owner: z.string().describe("Only theirs").optional(),
    accounts: inWords(
      z.array(AccountRow),
      "account, arr, owner, touch, health or light, renewal_date, notice_days, deadline, last_contact, notice_served, notice_asked, sponsor_left, escalations, promise, promise_due, put_off, expansion",
    ).optional(),
    ...tableParams,
    lifts: inWords(OwnLifts, "{save: {low, high}}").optional(),
    currency: CurrencyParam.optional(),
    limit: LimitParam.optional(),
    offset: OffsetParam.optional(),
  }),
  output: WeekFields,
  asks: ["who", "counts", "how_much", "per_what", "whose"],
  book: "today",
  lists: [
    { list: "left_out", least: 2 },
    { list: "week.dark.names", least: FEW },
    { list: "week.keep", least: 0 },
    { list: "ties", least: 0 },
    { list: "week.notes", least: MANY },
    { list: "left_out", least: 0 },
    { list: "reserve", least: 1 },
    { list: "best", least: 1 },
    { list: "owners", least: 0 },
    { list: "week.drop_first", least: 2 },
    { list: "must", least: MANY },
    { list: "week.no_notice_days", least: 2 },
    { list: "week.notes", least: SOME },
    { list: "reserve", least: 0 },
    { list: "best", least: 0 },
    { list: "week.people", least: SOME },
    { list: "week.passed", least: FEW },
    { list: "week.last_days", least: SOME },
    { list: "week.usage_falls", least: FEW },
    { list: "week.appointments", least: FEW },
    { list: "week.promises", least: FEW },
    { list: "must", least: SOME },
    { list: "week.taken_over", least: SOME },
    { list: "week.notes", least: FEW },
    { list: "week.drop_first", least: 0 },
    { list: "week.notes", least: 2 },
    { list: "must", least: 2 },
    // The plan by days is what somebody works by: all else gives way before it.
    { list: "week.days", least: MANY },
  ],
  async run(input, figures, ports) {
    if (input.table === undefined && input.accounts === undefined)
      throw new Problem({
        what: "There are no accounts.",
        remedy: "Give a table with one row for each account, or accounts.",
      });
    const table =
      input.table === undefined
        ? null
        : await ports.readTable(
            input.table,
            readingOptions(
              input,
              {
                always: ["account"],
                if_present: usedOfTable,
                by_shape: ({ has_amounts }) => (has_amounts ? ["amount"] : []),
              },
              ownColumns,
            ),
          );
    const said = input.accounts ?? [];
    const week = weekOf(input.as_of);
    const given = await hoursTerms(input.hours, input.as_of, week, ports);
    const extra = table === null ? null : extraColumns(table, input.as_of, input.columns);
    const read = table === null || extra === null ? { accounts: [], doubles: [] } : booked(table, input.as_of, extra);
    const all = table === null ? accountsGiven(said) : withAccounts(read.accounts, said);
    const monthFirst = input.reading?.dates === "month_first";
    const noted = withNotes(ofOneOwner(withoutNobody(all, figures.nobody.value), given.hours), input.as_of, figures, monthFirst);
    const people = withOwners(noted, given.colleagues);
    const moved = ownersByNote(people.accounts, given.colleagues);
    const named = moved.accounts.map((one) => ({ ...one, in_booked: isBooked(one, given.colleagues, input.booked ?? [], week) }));
    const owners = [...new Set(named.flatMap(({ owner }) => owner ?? []))];
    const owner = input.owner === undefined ? undefined : ownerNamed(input.owner, owners);
    const accounts = ofOwner(named, owner);
    // Those that were counted once are no doubt any more.
    if (table !== null && read.doubles.length > 0)
      table.reading.doubts = table.reading.doubts.filter(({ code }) => code !== "similar_accounts");
    if (table !== null && extra !== null) markUsed(table.reading, headersRead(extra));
    const currency = input.currency ?? table?.currency ?? ports.defaults.currency ?? "";
    const headers = Object.keys(table?.records[0]?.cells ?? {});
    const holidays = await likelyHolidays({ place: given.country, currency, headers }, [input.as_of, week.to]);
    // A guess about the country moves no work; it is only said.
    const closed = given.country === undefined ? new Set<string>() : (holidays?.off ?? new Set<string>());
    const workable = withoutClosedDays(given.hours, given.colleagues, new Set([...closed, ...given.off]), input.as_of);
    const hoursOwn = ownHours(hoursOfOwners(hoursIn(workable, week), owners), owner);
    const taken = ofOwners(input.booked ?? [], owners).filter(({ date }) => date >= week.from && date <= week.to);
    const known = given.colleagues.map((one) => ({
      ...one,
      hours: typeof workable === "number" || Array.isArray(workable) ? one.hours : (workable[one.name] ?? one.hours),
      name: ownerNamed(one.name, owners),
    }));
    const everybody = new Set([...owners, ...known.map(({ name }) => name), null]);
    const terms: WeekTerms = {
      as_of: input.as_of,
      hours: hoursOwn,
      booked: taken,
      lifts: input.lifts ?? {},
      holidays: closed,
      people: known,
      off: new Map(
        [...everybody].map((name) => [name, [...given.off, ...(known.find((one) => one.name === name)?.off ?? [])]] as const),
      ),
    };
    const weeks = planWeek(accounts, terms, figures);
    const blocks = weeks.flatMap((one) => dayBlocks(one, week, terms, figures.longestBlock.value));
    const unplanned = weeks.flatMap(({ owner }) => (owner !== null && !hasHours(hoursOwn, owner) ? [owner] : []));
    const above = callsAbove(weeks, week, figures, (name) => offDays(name, terms));
    const found = findingsOf({
      week,
      weeks,
      accounts,
      terms,
      figures,
      holidays,
      doubles: read.doubles,
      owners_by_note: moved.moved,
      owners_read: people.read,
      about: given.about,
    });
    const words = wordWeek(weeks, accounts, currency, above);
    return {
      fields: {
        week: { ...week, ...weekFields(weeks, blocks, accounts, week.from, above), ...found },
        ...fieldsOf(week, weeks, blocks, { offset: input.offset ?? 0, limit: input.limit ?? PAGE }),
        ties: tiesOf(weeks, accounts.length),
      },
      ...words,
      check_first: [...firstChecks(found, accounts), ...words.check_first].slice(0, 2),
      warnings: [...findingWarnings(found, accounts, currency), ...weekWarnings(weeks, accounts, unplanned)],
      assumptions: weekAssumptions(accounts, figures, input.lifts !== undefined),
      // Calendars are written only where a folder is given.
      files: async () => (await import("./words-files.ts")).weekFiles(blocks, week, input.as_of, currency),
    };
  },
});

/** What a reader can check: hours within hours, and each account once. */
function tiesOf(weeks: readonly OwnerWeek[], asked: number) {
  const lines = weeks.flatMap((week) => week.lines);
  const left = weeks.flatMap((week) => week.left_out);
  const once = new Set([...lines, ...left].map(({ one }) => one));
  return [
    {
      check: "Hours planned are within the hours there are",
      left: total(lines),
      right: total(weeks),
      ok: weeks.every((week) => total(week.lines) <= week.hours),
    },
    {
      check: "Every account stands in exactly one list",
      left: lines.length + left.length,
      right: asked,
      ok: once.size === asked && lines.length + left.length === asked,
    },
  ];
}

/** The accounts of a table, each counted once. */
const booked = (table: ReadTable, asOf: string, extra: ExtraColumns) => {
  const all = accountsOfTable(table, asOf, extra);
  return withoutDoubles(all, oneSpelling(all.map(({ account }) => account)));
};

interface ReadHours {
  hours: Hours;
  colleagues: Person[];
  off: string[];
  about: string[];
  country: string | undefined;
}

/** What the hours of a call say: the hours themselves, and the people, days and accounts beside them. */
async function hoursTerms(given: HoursGiven, asOf: string, week: Week, ports: Ports): Promise<ReadHours> {
  const none = { colleagues: [], off: [], about: [], country: undefined };
  if (typeof given === "number" || Array.isArray(given)) return { ...none, hours: given };
  const monday = mondayOf(week.from);
  const ofPeople = async (people: Exclude<HoursGiven, number | Block[]>): Promise<ReadHours> => {
    const own =
      typeof people === "string"
        ? peopleOf(await ports.readTable(people, { needs: [], skip_bad_rows: true, rows_repeat: true }), asOf, monday)
        : peopleGiven(people as Parameters<typeof peopleGiven>[0], asOf, monday);
    if (own.length === 0)
      throw new Problem({
        what: "hours names nobody.",
        remedy: "Give a number, or a table with a row for each person and their hours.",
      });
    return { ...none, colleagues: own, hours: Object.fromEntries(own.map(({ name, hours }) => [name, hours])) };
  };
  if (typeof given === "string") return ofPeople(given);
  const keys = Object.keys(given);
  const isTerms =
    keys.every((key) => ["hours", "people", "off", "about", "country"].includes(key)) &&
    keys.some((key) => key === "hours" || key === "people");
  if (!isTerms) return ofPeople(given);
  const {
    hours,
    people,
    off = [],
    about = [],
    country,
  } = given as {
    hours?: number | Block[];
    people?: string;
    off?: string[];
    about?: string[];
    country?: string;
  };
  const read = people === undefined ? { ...none, hours: hours ?? 0 } : await ofPeople(people);
  return { ...read, off, about, country };
}

/** Hours of people whose sheet gives them for each day, without those of days that are over or on which nobody works. */
function withoutClosedDays(given: Hours, people: readonly Person[], closed: ReadonlySet<string>, asOf: string): Hours {
  if (typeof given === "number" || Array.isArray(given)) return given;
  const byName = new Map(people.map((one) => [one.name, one]));
  return Object.fromEntries(
    Object.entries(given).map(([name, hours]) => {
      const lost = [...(byName.get(name)?.by_day ?? [])].flatMap(([day, own]) => (day < asOf || closed.has(day) ? [own] : []));
      return [name, Math.max(0, withoutNoise(hours - lost.reduce((all, one) => all + one, 0)))];
    }),
  );
}

/** The Monday of the week a day lies in, or of the next where it is a weekend. */
const mondayOf = (day: string): string => {
  const first = businessDay(day, 1, new Set());
  const back = (dayNumber(first) + THURSDAY) % WEEK; // Days after Monday.
  return addDays(first, -back);
};
const [THURSDAY, WEEK] = [3, 7]; // not a figure: 1970-01-01 was a Thursday; days a week

/** The accounts with what their notes say; a promise in a note is one where no column has one. */
const withNotes = (accounts: readonly WeekAccount[], asOf: string, figures: WeekFigures, monthFirst: boolean): WeekAccount[] =>
  accounts.map((one) => {
    if (one.note === null) return one;
    const read = readNote(one.note, asOf, figures.noteWords.value, monthFirst);
    const promised = one.promise_due === null && read.promised !== null;
    return { ...one, read, ...(promised ? { promise_due: read.promised, promise: one.promise ?? one.note } : {}) };
  });

/** Owners under the names the people have, and which spellings were read so without being sure. */
function withOwners(accounts: readonly WeekAccount[], people: readonly Person[]) {
  const names = people.map(({ name }) => name);
  const meant = new Map<string, string>();
  const read: { written: string; read_as: string }[] = [];
  for (const written of new Set(accounts.flatMap(({ owner }) => owner ?? []))) {
    const found = personNamed(written, names);
    if (found === null || found.name === written) continue;
    meant.set(written, found.name);
    if (found.guessed) read.push({ written, read_as: found.name });
  }
  return {
    read,
    accounts: accounts.map((one) => (one.owner === null ? one : { ...one, owner: meant.get(one.owner) ?? one.owner })),
  };
}

/** Whether an owner's own remark counts an account's meeting of this week among what is booked: it names the account, or the day; or a block of that day is booked. */
function isBooked(one: WeekAccount, people: readonly Person[], blocks: readonly Block[], week: Week): boolean {
  const owner = people.find(({ name }) => name === one.owner);
  const meeting = appointmentOf(one, week.from);
  if (blocks.some(({ date, owner: whose }) => date === meeting?.date && (whose ?? one.owner) === one.owner)) return true;
  if (!owner?.note || owner.booked === 0 || meeting === null || meeting.date > week.to) return false;
  const [first = ""] = plain(one.account).split(/[^\p{L}\p{N}]+/u);
  return (first.length > WORD && plain(owner.note).includes(first)) || daysNamed(owner.note, week.from).includes(meeting.date);
}
const WORD = 3; // not a figure: letters of a word that names something

/** Accounts that a note gives to one named colleague: theirs, with who had them before. */
function ownersByNote(accounts: readonly WeekAccount[], people: readonly Person[]) {
  const names = [...new Set([...people.map(({ name }) => name), ...accounts.flatMap(({ owner }) => owner ?? [])])];
  const moved: OwnerByNote[] = [];
  const after = accounts.map((one) => {
    if (one.note === null || !one.read?.kinds.includes("taken")) return one;
    const others = names.filter((name) => name !== one.owner && namesIn(one.note!, name));
    if (others.length !== 1) return one;
    moved.push({ account: one.account, had_by: one.owner, owner: others[0]!, note: one.note });
    return { ...one, had_by: one.owner, owner: others[0]! };
  });
  return { accounts: after, moved };
}

/** The accounts of one owner. Throws Problem that lists the owners there are. */
function ofOwner(accounts: readonly WeekAccount[], owner: string | undefined): readonly WeekAccount[] {
  if (owner === undefined) return accounts;
  const own = accounts.filter((one) => one.owner?.toLowerCase() === owner.trim().toLowerCase());
  const owners = [...new Set(accounts.flatMap((one) => one.owner ?? []))].sort();
  if (own.length === 0)
    throw new Problem({
      what: `Nobody of the name "${owner}" owns an account.`,
      remedy: owners.length ? `The owners: ${owners.join(", ")}.` : "Leave owner out: no account names one.",
    });
  return own;
}

/** A sheet that names no owner belongs to the one whose hours are given by name. */
function ofOneOwner(accounts: readonly WeekAccount[], given: Hours): readonly WeekAccount[] {
  if (typeof given === "number" || accounts.some(({ owner }) => owner !== null)) return accounts;
  const names = new Set(Array.isArray(given) ? given.flatMap(({ owner }) => owner ?? []) : Object.keys(given));
  const [owner = null] = names;
  return names.size === 1 ? accounts.map((one) => ({ ...one, owner })) : accounts;
}

/** Blocks under the names that accounts give their owners. */
const ofOwners = (blocks: readonly Block[], owners: readonly string[]): Block[] =>
  blocks.map((one) => (one.owner === undefined ? one : { ...one, owner: ownerNamed(one.owner, owners) }));

/** Hours under the names that accounts give their owners. */
function hoursOfOwners(given: Hours, owners: readonly string[]): Hours {
  if (typeof given === "number") return given;
  if (Array.isArray(given)) return ofOwners(given, owners);
  return Object.fromEntries(Object.entries(given).map(([name, hours]) => [ownerNamed(name, owners), hours]));
}

/** Whether any hour is given for an owner. */
const hasHours = (given: Hours, owner: string): boolean =>
  typeof given === "number" ||
  (Array.isArray(given) ? given.some((one) => (one.owner ?? owner) === owner) : Object.hasOwn(given, owner));

/** The free blocks that lie in the week, or the numbers as they are. Throws Problem where no block does. */
function hoursIn(given: Hours, { from, to }: Week): Hours {
  if (!Array.isArray(given)) return given;
  const inside = given.filter(({ date }) => date >= from && date <= to);
  if (inside.length === 0)
    throw new Problem({
      what: `None of the free blocks in hours lies in the week from ${from} to ${to}.`,
      remedy: "Give blocks of these days, or as_of as the first day of the week they are for.",
    });
  return inside;
}

/** Hours of the owner asked for, under the name the accounts use. */
function ownHours(given: Hours, owner: string | undefined): Hours {
  if (owner === undefined || typeof given === "number") return given;
  const isOwn = (name: string) => name.toLowerCase() === owner.trim().toLowerCase();
  if (Array.isArray(given)) {
    const own = given.filter((one) => one.owner === undefined || isOwn(one.owner));
    if (own.length === 0)
      throw new Problem({ what: `No block in hours is "${owner}"'s.`, remedy: "Add blocks with this owner, or without one." });
    return own;
  }
  const found = Object.entries(given).filter(([name]) => isOwn(name));
  if (found.length === 0)
    throw new Problem({ what: `hours names no "${owner}".`, remedy: "Give hours as a number, or add the name." });
  return Object.fromEntries(found);
}
