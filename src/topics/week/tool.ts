import * as z from "zod";
import { addDays, businessDay } from "../../core/dates.ts";
import { type Known, known, over } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { TableField } from "../../core/table.ts";
import { markUsed } from "../../tables/unused-columns.ts";
import { AsOfParam, CurrencyParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { WeekFields } from "./answer.ts";
import { type DayBlock, dayBlocks } from "./days.ts";
import { silence, type Week, weekOf } from "./musts.ts";
import { type OwnerWeek, planWeek, type WeekLine } from "./plan-week.ts";
import {
  AccountRow,
  accountsGiven,
  accountsOfTable,
  Block,
  Hours,
  noteHeaders,
  OwnLifts,
  ownerNamed,
  type Play,
  type WeekAccount,
  type WeekFigures,
  weekReads,
  withAccounts,
  withoutNobody,
} from "./question.ts";
import { actionOf, weekAssumptions, weekWarnings, wordWeek } from "./words.ts";

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
];

export const triageBook = defineTool({
  name: "triage_book",
  title: "Plan a CSM's week",
  description:
    "A week for one CSM or a team: what cannot wait and why, a reserve for the largest accounts, the best use of the hours left, who waits and since when.",
  reads: weekReads,
  input: z.strictObject({
    as_of: AsOfParam,
    hours: inWords(Hours, "A number each, {Ann: 12}, or free blocks"),
    booked: inWords(z.array(Block), "date, hours, owner").optional(),
    owner: z.string().describe("Only theirs").optional(),
    accounts: inWords(
      z.array(AccountRow),
      "Beside a table: what it lacks. account, arr, owner, touch, health or light, renewal_date, notice_days, deadline, last_contact, notice_served, notice_asked, sponsor_left, escalations, promise, promise_due, put_off, expansion",
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
    { list: "week.notes", least: 2 },
    { list: "left_out", least: 2 },
    { list: "best", least: 2 },
    { list: "reserve" },
    { list: "owners", least: 1 },
    { list: "week.days", least: 2 },
    { list: "must", least: 2 },
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
            readingOptions(input, {
              always: ["account"],
              if_present: usedOfTable,
              by_shape: ({ has_amounts }) => (has_amounts ? ["amount"] : []),
            }),
          );
    const said = input.accounts ?? [];
    const all = table === null ? accountsGiven(said) : withAccounts(accountsOfTable(table, input.as_of), said);
    const named = ofOneOwner(withoutNobody(all, figures.nobody.value), input.hours);
    const owners = [...new Set(named.flatMap(({ owner }) => owner ?? []))];
    const owner = input.owner === undefined ? undefined : ownerNamed(input.owner, owners);
    const accounts = ofOwner(named, owner);
    const week = weekOf(input.as_of);
    if (table !== null) markUsed(table.reading, new Set(noteHeaders(table)));
    const hoursGiven = ownHours(hoursOfOwners(hoursIn(input.hours, week), owners), owner);
    const booked = ofOwners(input.booked ?? [], owners).filter(({ date }) => date >= week.from && date <= week.to);
    const terms = { as_of: input.as_of, hours: hoursGiven, booked, lifts: input.lifts ?? {} };
    const weeks = planWeek(accounts, terms, figures);
    const blocks = weeks.flatMap((one) => dayBlocks(one, week, terms, figures.longestBlock.value));
    const currency = input.currency ?? table?.currency ?? ports.defaults.currency ?? "";
    const unplanned = weeks.flatMap(({ owner }) => (owner !== null && !hasHours(hoursGiven, owner) ? [owner] : []));
    return {
      fields: {
        week: { ...week, ...weekFields(weeks, blocks, week, accounts, figures) },
        ...fieldsOf(week, weeks, accounts.length, input.offset ?? 0, input.limit ?? PAGE),
      },
      ...wordWeek(weeks, accounts, currency, callsAbove(weeks, week, figures)),
      warnings: weekWarnings(weeks, accounts, unplanned),
      assumptions: weekAssumptions(accounts, figures, input.lifts !== undefined),
      // Calendars are written only where a folder is given.
      files: async () => (await import("./words-files.ts")).weekFiles(blocks, week, input.as_of, currency),
    };
  },
});

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

const isPlay = ({ why }: WeekLine): boolean => why !== "must" && why !== "reserve" && why !== "look";

/** A must that a week more would not spoil: silence, or what was put off. */
const isSoft = ({ why, musts }: WeekLine): boolean =>
  why === "must" && musts.every(({ reason }) => reason === "dark" || reason === "put_off");

const noHolidays: ReadonlySet<string> = new Set();

/** Accounts whose talk decides this week, and when somebody calls above the contact: on the last day, or the working day before it. */
function callsAbove(weeks: readonly OwnerWeek[], { from, to }: Week, { callAbove }: WeekFigures) {
  return weeks.flatMap(({ lines, left_out }) =>
    [...lines, ...left_out].flatMap(({ one, musts }) => {
      const near = musts.some(({ reason }) => reason === "opt_out_near") && one.deadline !== null && one.deadline <= to;
      if (!near) return [];
      // The contract may count months where days are given: nobody waits for the later of the two.
      const months = one.deadline_in_months;
      const last = months !== null && months < one.deadline! ? months : one.deadline!;
      const before = businessDay(addDays(last, -1), -1, noHolidays);
      return [{ account: one.account, day: before < from ? from : before, at: callAbove.value }];
    }),
  );
}

/** The week beyond its lists: by day, who takes over what, what gives way first, and what a second reading of the contracts would change. */
function weekFields(
  weeks: readonly OwnerWeek[],
  blocks: readonly DayBlock[],
  week: Week,
  accounts: readonly WeekAccount[],
  figures: WeekFigures,
) {
  const lines = weeks.flatMap((one) => one.lines);
  // What is farthest from its last day gives way first.
  const giving = lines
    .filter((line) => isPlay(line) || line.why === "reserve" || line.why === "look")
    .sort((a, b) => ((b.one.deadline ?? "9999") < (a.one.deadline ?? "9999") ? -1 : 1));
  const buffer = total(weeks.flatMap(({ spare }) => spare.filter(({ use }) => use === "buffer")));
  const out = weeks.flatMap(({ left_out }) => left_out.map(({ one }) => one));
  const [missed, all] = [out, accounts].map((of) => sumMoney(of.map(({ arr }) => arr ?? 0))) as [number, number];
  return {
    days: blocks
      .map(({ day, owner, one, what, hours }) => ({
        day,
        owner: known(owner, "Nobody is named."),
        account: known(one?.account, "Kept for what comes in."),
        what,
        hours,
      }))
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    taken_over: weeks.flatMap(({ owner, lines: own }) =>
      own.flatMap((line) =>
        line.from === undefined
          ? []
          : [
              {
                account: line.one.account,
                arr: known(line.one.arr, "No amount is given.") as Known<number>,
                from: line.from,
                to: owner ?? "",
                hours: line.hours,
                reading_hours: line.reading ?? 0,
              },
            ],
      ),
    ),
    drop_first: [
      ...(buffer > 0 ? [{ what: "spare hours", hours: buffer }] : []),
      ...[...giving, ...lines.filter(isSoft)].map(({ one, hours }) => ({ what: one.account, hours })),
    ],
    keep: lines.filter((line) => line.why === "must" && !isSoft(line)).map(({ one }) => one.account),
    not_reached: { accounts: out.length, arr: missed, share: over(missed, all, "The accounts have no amounts.") },
    call_above: callsAbove(weeks, week, figures),
    in_months: accounts.flatMap(({ account, deadline, deadline_in_months: other }) =>
      deadline !== null && other !== null && other !== deadline && deadline >= week.from && deadline <= addDays(week.to, MONTH)
        ? [{ account, by_days: deadline, by_months: other }]
        : [],
    ),
    notes: accounts.flatMap(({ account, note }) => (note === null ? [] : [{ account, note }])),
  };
}

const MONTH = 30; // not a figure: days of a month

const total = (rows: readonly { hours: number }[]): number =>
  withoutNoise(rows.reduce((sum, { hours: takes }) => sum + takes, 0));

function fieldsOf(week: Week, weeks: readonly OwnerWeek[], asked: number, offset: number, limit: number) {
  const lines = weeks.flatMap((week) => week.lines);
  const left = weeks.flatMap((week) => week.left_out);
  const must = lines.filter(({ why }) => why === "must");
  const best = lines.filter(isPlay);
  const page = <Row>(rows: readonly Row[]) => rows.slice(offset, offset + limit);
  const who = (one: WeekAccount) => ({ ...base(one), silent_days: silent(silence(one, week)) });
  const base = ({ account, owner, arr }: WeekAccount) => ({
    account,
    owner: known(owner, "Nobody owns it."),
    arr: known(arr, "No amount is given.") as Known<number>,
  });
  const deadline = (one: WeekAccount) => known(one.deadline, "It has no renewal date.");
  const silent = (days: number | null) => known(days, "No contact is known.");
  const once = new Set([...lines, ...left].map(({ one }) => one));
  return {
    owners: weeks.map((one) => {
      const own = one.lines.filter(isPlay);
      return {
        owner: known(one.owner, "Nobody owns these."),
        hours: one.hours,
        must_hours: one.must_hours,
        reserve_hours: one.reserve_hours,
        look_hours: total(one.lines.filter(({ why }) => why === "look")),
        spare_hours: total(one.spare),
        best_hours: total(own),
        hours_used: total(one.lines),
        accounts: one.lines.length,
        left_out: one.left_out.length,
      };
    }),
    hours_used: total(lines),
    must: page(must).map((line) => ({
      ...who(line.one),
      by: line.by,
      hours: line.hours,
      reasons: line.musts.map(({ reason }) => reason),
      action: actionOf(line),
      deadline: deadline(line.one),
    })),
    must_total: must.length,
    reserve: lines
      .flatMap((line) => (line.why === "reserve" || line.why === "look" ? [{ ...line, why: line.why }] : []))
      .map((line) => ({ ...who(line.one), why: line.why, hours: line.hours })),
    best: page(best).map(({ one, why, hours: takes, worth }) => ({
      ...who(one),
      play: why as Play,
      hours: takes,
      worth_low: worth?.low ?? 0,
      worth_high: worth?.high ?? 0,
      deadline: deadline(one),
    })),
    best_total: best.length,
    left_out: page(left).map(({ one, musts, why, by, hours: takes }) => ({
      ...who(one),
      why,
      reasons: musts.map(({ reason }) => reason),
      by: known(by, "It can wait."),
      deadline: known(one.deadline, "Its last day for notice is not known."),
      hours: takes,
      since: known(one.last_contact, "No contact is known."),
    })),
    left_out_total: left.length,
    ties: [
      {
        check: "Hours planned are within the hours there are",
        left: total(lines),
        right: withoutNoise(weeks.reduce((sum, { hours: there }) => sum + there, 0)),
        ok: weeks.every((week) => total(week.lines) <= week.hours),
      },
      {
        check: "Every account stands in exactly one list",
        left: lines.length + left.length,
        right: asked,
        ok: once.size === asked && lines.length + left.length === asked,
      },
    ],
  };
}
