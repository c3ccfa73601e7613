import * as z from "zod";
import { hours } from "../../core/kinds.ts";
import { type Known, known } from "../../core/known.ts";
import { withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { TableField } from "../../core/table.ts";
import { AsOfParam, CurrencyParam, inWords, LimitParam, OffsetParam, readingOptions, tableParams } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { WeekFields } from "./answer.ts";
import { silence, type Week, weekOf } from "./musts.ts";
import { type OwnerWeek, planWeek } from "./plan-week.ts";
import {
  AccountRow,
  accountsGiven,
  accountsOfTable,
  Booked,
  OwnLifts,
  type Play,
  type WeekAccount,
  weekReads,
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
];

export const triageBook = defineTool({
  name: "triage_book",
  title: "Plan a CSM's week",
  description:
    "A week for one CSM or a team: what cannot wait and why, a reserve for the largest accounts, the best use of the hours left, who waits and since when.",
  reads: weekReads,
  input: z.strictObject({
    as_of: AsOfParam,
    hours: inWords(z.union([hours(), z.record(z.string(), hours())]), "A number each, or {Ann: 12}"),
    booked: inWords(z.array(Booked), "date, hours, owner").optional(),
    owner: z.string().describe("Only theirs").optional(),
    accounts: inWords(
      z.array(AccountRow),
      "account, arr, owner, touch, health or light, renewal_date, notice_days or deadline, last_contact, notice_served, sponsor_left, escalations, promise, promise_due, put_off, expansion",
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
    { list: "best", least: 2 },
    { list: "reserve" },
    { list: "owners", least: 1 },
    { list: "must", least: 2 },
  ],
  async run(input, figures, ports) {
    if ((input.table === undefined) === (input.accounts === undefined))
      throw new Problem({
        what: input.table === undefined ? "There are no accounts." : "accounts and table are both given.",
        remedy: "Give either a table with one row for each account, or accounts.",
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
    const all = table === null ? accountsGiven(input.accounts ?? []) : accountsOfTable(table, input.as_of);
    const accounts = ofOwner(all, input.owner);
    const hoursGiven = ownHours(input.hours, input.owner);
    const week = weekOf(input.as_of);
    const booked = (input.booked ?? []).filter(({ date }) => date >= week.from && date <= week.to);
    const weeks = planWeek(accounts, { as_of: input.as_of, hours: hoursGiven, booked, lifts: input.lifts ?? {} }, figures);
    const currency = input.currency ?? table?.currency ?? ports.defaults.currency ?? "";
    const unplanned =
      typeof hoursGiven === "number"
        ? []
        : weeks.flatMap(({ owner }) => (owner !== null && hoursGiven[owner] === undefined ? [owner] : []));
    return {
      fields: { week, ...fieldsOf(week, weeks, accounts.length, input.offset ?? 0, input.limit ?? PAGE) },
      ...wordWeek(weeks, accounts, currency),
      warnings: weekWarnings(weeks, accounts, unplanned),
      assumptions: weekAssumptions(accounts, figures, input.lifts !== undefined),
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

/** Hours of the owner asked for, under the name the accounts use. */
function ownHours(given: number | Record<string, number>, owner: string | undefined): number | Record<string, number> {
  if (owner === undefined || typeof given === "number") return given;
  const found = Object.entries(given).filter(([name]) => name.toLowerCase() === owner.trim().toLowerCase());
  if (found.length === 0)
    throw new Problem({ what: `hours names no "${owner}".`, remedy: "Give hours as a number, or add the name." });
  return Object.fromEntries(found);
}

const total = (rows: readonly { hours: number }[]): number =>
  withoutNoise(rows.reduce((sum, { hours: takes }) => sum + takes, 0));

function fieldsOf(week: Week, weeks: readonly OwnerWeek[], asked: number, offset: number, limit: number) {
  const lines = weeks.flatMap((week) => week.lines);
  const left = weeks.flatMap((week) => week.left_out);
  const must = lines.filter(({ why }) => why === "must");
  const best = lines.filter(({ why }) => why !== "must" && why !== "reserve");
  const page = <Row>(rows: readonly Row[]) => rows.slice(offset, offset + limit);
  const who = ({ account, owner, arr }: WeekAccount) => ({
    account,
    owner: known(owner, "Nobody owns it."),
    arr: known(arr, "No amount is given.") as Known<number>,
  });
  const deadline = (one: WeekAccount) => known(one.deadline, "No renewal date is given.");
  const silent = (days: number | null) => known(days, "No contact is known.");
  const names = new Set([...lines, ...left].map(({ one }) => one.account));
  return {
    owners: weeks.map((one) => {
      const own = one.lines.filter(({ why }) => why !== "must" && why !== "reserve");
      return {
        owner: known(one.owner, "Nobody owns these."),
        hours: one.hours,
        must_hours: one.must_hours,
        reserve_hours: one.reserve_hours,
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
      .filter(({ why }) => why === "reserve")
      .map((line) => ({ ...who(line.one), hours: line.hours, silent_days: silent(silence(line.one, week)) })),
    best: page(best).map(({ one, why, hours: takes, worth }) => ({
      ...who(one),
      play: why as Play,
      hours: takes,
      worth_low: worth?.low ?? 0,
      worth_high: worth?.high ?? 0,
      deadline: deadline(one),
    })),
    best_total: best.length,
    left_out: page(left).map(({ one, why, hours: takes, silent_days }) => ({
      ...who(one),
      why,
      hours: takes,
      since: known(one.last_contact, "No contact is known."),
      silent_days: silent(silent_days),
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
        check: "Nobody stands in the week twice",
        left: names.size,
        right: lines.length + left.length,
        ok: names.size === lines.length + left.length && names.size <= asked,
      },
    ],
  };
}
