import * as z from "zod";
import { addDays } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { count, days, hours, money, rate } from "../../core/kinds.ts";
import { annualAmount, sumMoney } from "../../core/money.ts";
import { payingRows } from "../../core/paying-rows.ts";
import { Problem } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";

/** Why an account must be worked on this week. */
export const mustReasons = [
  "notice_given",
  "deadline_passed",
  "promise_overdue",
  "escalation_open",
  "opt_out_near",
  "owner_gone",
  "sponsor_gone",
  "put_off",
  "dark",
] as const;
export type MustReason = (typeof mustReasons)[number];

/** What the hours that are left can be spent on. */
export const plays = ["save", "prepare", "expand"] as const;
export type Play = (typeof plays)[number];

/** One account as the caller gives it; amounts in major units a year. */
export const AccountRow = z.strictObject({
  account: z.string().min(1),
  arr: money().optional(),
  owner: z.string().optional(),
  touch: Touch.optional(),
  health: z.number().min(0).max(100, "is a score from 0 to 100").optional(),
  light: z.enum(["green", "yellow", "red"]).optional(),
  renewal_date: IsoDate.optional(),
  notice_days: days().optional(),
  /** The last day to give notice, where it is known itself. */
  deadline: IsoDate.optional(),
  last_contact: IsoDate.optional(),
  notice_served: z.boolean().optional(),
  sponsor_left: z.boolean().optional(),
  escalations: count().optional(),
  promise: z.string().optional(),
  promise_due: IsoDate.optional(),
  put_off: count().optional(),
  /** Yearly amount that could be sold to it. */
  expansion: money().optional(),
});
export type AccountRow = z.infer<typeof AccountRow>;

export const Booked = z.strictObject({ date: IsoDate, hours: hours(), owner: z.string().optional() });

const ByTouch = z.strictObject({ high: z.number(), low: z.number(), tech: z.number() });
const Step = z.looseObject({ touch: Touch, day: z.number(), hours: z.number() });

/** Every figure a week is planned with. */
export const weekReads = {
  musts: figure(
    "operations-week",
    "musts",
    z.array(z.strictObject({ reason: z.enum(mustReasons), action: z.string(), ...ByTouch.shape })),
  ),
  optOutDays: figure("operations-week", "opt_out_days", z.number()),
  talkDays: figure("operations-week", "talk_days", z.number()),
  darkDays: figure("operations-week", "dark_days", ByTouch),
  putOffTimes: figure("operations-week", "put_off_times", z.number()),
  prepareDays: figure("operations-week", "prepare_days", z.number()),
  atRiskBelow: figure("operations-week", "at_risk_below", z.number()),
  reserveShare: figure("operations-week", "reserve_share", z.number()),
  reserveAccounts: figure("operations-week", "reserve_accounts", z.number()),
  reserveTop: figure("operations-week", "reserve_top", z.number()),
  touchBase: figure("operations-week", "touch_base", ByTouch),
  lifts: figure("operations-week", "lifts", z.array(z.strictObject({ play: z.enum(plays), low: z.number(), high: z.number() }))),
  saveSteps: figure("playbooks-at-risk", "steps", z.array(Step)),
  prepareSteps: figure("playbooks-renewal", "steps", z.array(Step)),
  expandSteps: figure("playbooks-expansion", "steps", z.array(Step)),
};
export type WeekFigures = Figures<typeof weekReads>;

/** One account as the week sees it; null is unknown. */
export interface WeekAccount {
  account: string;
  arr: number | null;
  owner: string | null;
  touch: Touch;
  touch_known: boolean;
  health: number | null;
  light: "green" | "yellow" | "red" | null;
  renewal_date: string | null;
  deadline: string | null;
  /** Whether the deadline rests on known days of notice. */
  deadline_known: boolean;
  last_contact: string | null;
  notice_served: boolean;
  sponsor_left: boolean;
  escalations: number;
  promise: string | null;
  promise_due: string | null;
  put_off: number;
  expansion: number | null;
}

type Given = { [Key in keyof AccountRow]?: AccountRow[Key] | null } & { account: string };

function weekAccount(row: Given): WeekAccount {
  const { renewal_date = null, notice_days = null, deadline = null } = row;
  const reckoned = renewal_date === null ? null : addDays(renewal_date, -(notice_days ?? 0));
  return {
    account: row.account,
    arr: row.arr ?? null,
    owner: row.owner?.trim() || null,
    touch: row.touch ?? "high",
    touch_known: row.touch !== undefined && row.touch !== null,
    health: row.health ?? null,
    light: row.light ?? null,
    renewal_date,
    deadline: deadline ?? reckoned,
    deadline_known: deadline !== null || (renewal_date !== null && notice_days !== null),
    last_contact: row.last_contact ?? null,
    notice_served: row.notice_served === true,
    sponsor_left: row.sponsor_left === true,
    escalations: row.escalations ?? 0,
    promise: row.promise ?? null,
    promise_due: row.promise_due ?? null,
    put_off: row.put_off ?? 0,
    expansion: row.expansion ?? null,
  };
}

/** The accounts of a call. Throws Problem for two of one name. */
export function accountsGiven(rows: readonly AccountRow[]): WeekAccount[] {
  const names = new Set<string>();
  for (const { account } of rows) {
    if (names.has(account))
      throw new Problem({
        what: `"${account}" stands in accounts twice.`,
        remedy: "Give each account once, with its earliest date.",
      });
    names.add(account);
  }
  return rows.map(weekAccount);
}

const earliest = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b);

/** The accounts of a table that pay today, contracts of one account joined: their money added, the nearest date and the latest contact kept. */
export function accountsOfTable(table: Table, asOf: string): WeekAccount[] {
  const joined = new Map<string, WeekAccount>();
  const yearly = (amount: number | null, months: number | null) => {
    const arr = amount === null ? null : annualAmount(amount, table.amount_unit, months);
    return arr === null ? null : sumMoney([arr]);
  };
  for (const record of payingRows(table, asOf).records) {
    const one = weekAccount({
      account: record.account,
      arr: yearly(record.amount ?? record.amount_end, record.contract_months),
      owner: record.owner,
      touch: record.touch ?? undefined,
      health: record.health,
      light: record.light,
      renewal_date: record.renewal_date ?? record.end,
      notice_days: record.notice_days,
      last_contact: record.last_contact,
      notice_served: record.notice_served,
      sponsor_left: record.sponsor_left,
    });
    const known = joined.get(one.account);
    if (known === undefined) joined.set(one.account, one);
    else
      joined.set(one.account, {
        ...known,
        arr: known.arr === null && one.arr === null ? null : sumMoney([known.arr ?? 0, one.arr ?? 0]),
        deadline: earliest(known.deadline, one.deadline),
        renewal_date: earliest(known.renewal_date, one.renewal_date),
        notice_served: known.notice_served || one.notice_served,
        sponsor_left: known.sponsor_left || one.sponsor_left,
      });
  }
  return [...joined.values()];
}

/** The caller's own range of what a play changes, where given. */
export const OwnLifts = z.partialRecord(z.enum(plays), z.strictObject({ low: rate(), high: rate() }));
export type OwnLifts = z.infer<typeof OwnLifts>;
