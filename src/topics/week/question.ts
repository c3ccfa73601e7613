import * as z from "zod";
import { addDays, addMonths } from "../../core/dates.ts";
import { inShort, listed } from "../../core/english.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { count, days, hours, money, rate } from "../../core/kinds.ts";
import { annualAmount, sumMoney } from "../../core/money.ts";
import { payingRows } from "../../core/paying-rows.ts";
import { Problem } from "../../core/problem.ts";
import type { Table } from "../../core/table.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import { type NoteRead, noteKinds } from "./read-note.ts";
import { type ExtraColumns, extrasOf } from "./sheet-columns.ts";

/** Why an account must be worked on this week. */
export const mustReasons = [
  "notice_given",
  "notice_asked",
  "promise_overdue",
  "escalation_open",
  "ends_unsigned",
  "opt_out_near",
  "appointment",
  "promise_due",
  "deadline_passed",
  "owner_gone",
  "sponsor_gone",
  "usage_fall",
  "put_off",
  "dark",
] as const;
export type MustReason = (typeof mustReasons)[number];

/** What the hours that are left can be spent on. */
export const plays = ["save", "prepare", "expand"] as const;
export type Play = (typeof plays)[number];

const lights = ["red", "yellow", "green"] as const;

/** One account as the caller gives it; amounts in major units a year. */
export const AccountRow = z.strictObject({
  account: z.string().min(1),
  arr: money().optional(),
  owner: z.string().optional(),
  touch: Touch.optional(),
  health: z.number().min(0).max(100, "is a score from 0 to 100").optional(),
  light: z.enum(lights).optional(),
  renewal_date: IsoDate.optional(),
  notice_days: days().optional(),
  /** The last day to give notice, where it is known itself. */
  deadline: IsoDate.optional(),
  last_contact: IsoDate.optional(),
  notice_served: z.boolean().optional(),
  /** It asked how and when the contract can be ended. */
  notice_asked: z.boolean().optional(),
  sponsor_left: z.boolean().optional(),
  escalations: count().optional(),
  promise: z.string().optional(),
  promise_due: IsoDate.optional(),
  put_off: count().optional(),
  /** Yearly amount that could be sold to it. */
  expansion: money().optional(),
  /** What the owner wrote down of it; handed back beside the account. */
  note: z.string().optional(),
  /** Whether the contract goes on by itself. */
  auto_renew: z.boolean().optional(),
  /** The languages its people speak. */
  language: z.string().optional(),
  /** The next thing planned with it: its day, what it is, and the hours it takes. */
  next_on: IsoDate.optional(),
  next: z.string().optional(),
  next_hours: hours().optional(),
  usage_before: z.number().min(0).optional(),
  usage_now: z.number().min(0).optional(),
});
export type AccountRow = z.infer<typeof AccountRow>;

/** A block of a calendar: of one owner, or of each where none is named. */
export const Block = z.strictObject({ date: IsoDate, hours: hours(), owner: z.string().optional() });
export type Block = z.infer<typeof Block>;

/** Hours for customers as they are planned with: one number for each owner, a number by name, or free blocks of the calendar. */
export type Hours = number | Block[] | Record<string, number>;

/** One person's week as the caller gives it. */
export const PersonGiven = z.strictObject({
  hours: hours(),
  booked: hours().optional(),
  /** Days on which they do not work. */
  off: z.array(IsoDate).optional(),
  languages: z.array(z.string()).optional(),
  /** Away until this day, on which they are back. */
  until: IsoDate.optional(),
  no_renewals: z.boolean().optional(),
  note: z.string().optional(),
});
export type PersonGiven = z.infer<typeof PersonGiven>;

/** Hours with what else the week depends on. */
const HoursTerms = z.strictObject({
  hours: z.union([hours(), z.array(Block)]).optional(),
  /** A table of people, or the people by name. */
  people: z.union([z.string(), z.record(z.string(), z.union([hours(), PersonGiven]))]).optional(),
  /** Days on which nobody asked about works. */
  off: z.array(IsoDate).optional(),
  /** Accounts somebody asks about. */
  about: z.array(z.string()).optional(),
  /** The country whose public holidays hold. */
  country: z.string().optional(),
});

/** Hours as a call gives them. */
export const HoursGiven = z.union([
  hours(),
  z.string(),
  z.array(Block),
  HoursTerms,
  z.record(z.string(), z.union([hours(), PersonGiven])),
]);
export type HoursGiven = z.infer<typeof HoursGiven>;

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
  lastDays: figure("operations-week", "last_days", z.number()),
  talkDays: figure("operations-week", "talk_days", z.number()),
  darkDays: figure("operations-week", "dark_days", ByTouch),
  putOffTimes: figure("operations-week", "put_off_times", z.number()),
  prepareDays: figure("operations-week", "prepare_days", z.number()),
  atRiskBelow: figure("operations-week", "at_risk_below", z.number()),
  reserveShare: figure("operations-week", "reserve_share", z.number()),
  reserveAccounts: figure("operations-week", "reserve_accounts", z.number()),
  reserveTop: figure("operations-week", "reserve_top", z.number()),
  decisive: figure("operations-week", "decisive", z.strictObject({ share: z.number(), times: z.number() })),
  lookHours: figure("operations-week", "look_hours", ByTouch),
  readingHours: figure("operations-week", "reading_hours", ByTouch),
  freshDays: figure("operations-week", "fresh_days", z.number()),
  farDays: figure("operations-week", "far_days", z.number()),
  firstStep: figure("operations-week", "first_step_hours", ByTouch),
  bufferShare: figure("operations-week", "buffer_share", z.number()),
  longestBlock: figure("operations-week", "longest_block", z.number()),
  callAbove: figure("operations-week", "call_above_at", z.string()),
  darkNearDays: figure("operations-week", "dark_near_days", z.number()),
  usageFall: figure("operations-week", "usage_fall", z.strictObject({ share: z.number(), least: z.number() })),
  signDays: figure("operations-week", "sign_days", z.number()),
  handOver: figure(
    "operations-week",
    "hand_over",
    z.strictObject({ named: z.number(), reading: z.number(), second: z.number(), most: z.number() }),
  ),
  nextDays: figure("operations-week", "next_days", z.number()),
  noteWords: figure(
    "operations-week",
    "note_words",
    z.record(z.enum([...noteKinds, "negation", "meeting", "signature", "decides"]), z.string()),
  ),
  nobody: figure("operations-week", "nobody_words", z.string()),
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
  /** The last day if the contract counts months where the days of notice are given; null where that says nothing else. */
  deadline_in_months: string | null;
  last_contact: string | null;
  notice_served: boolean;
  notice_asked: boolean;
  sponsor_left: boolean;
  escalations: number;
  promise: string | null;
  promise_due: string | null;
  put_off: number;
  expansion: number | null;
  note: string | null;
  auto_renew: boolean | null;
  language: string | null;
  next_on: string | null;
  next: string | null;
  next_hours: number | null;
  usage_before: number | null;
  usage_now: number | null;
  /** What its note says, once it is read. */
  read: NoteRead | null;
  /** The owner its table names, where its note gives it to another. */
  had_by: string | null;
  /** Whether its meeting of this week stands in its owner's booked hours. */
  in_booked: boolean;
}

type Given = { [Key in keyof AccountRow]?: AccountRow[Key] | null } & { account: string };

const MONTH = 30; // not a figure: days a contract calls a month

/** The last day to give notice if thirty days mean a month; null for other days of notice. @example inMonths("2027-01-31", 60) // "2026-11-30" */
const inMonths = (renewal: string | null, days: number | null): string | null =>
  renewal === null || days === null || days === 0 || days % MONTH !== 0 ? null : addMonths(renewal, -days / MONTH);

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
    deadline_in_months: deadline === null ? inMonths(renewal_date, notice_days) : null,
    deadline_known: deadline !== null || (renewal_date !== null && notice_days !== null),
    last_contact: row.last_contact ?? null,
    notice_served: row.notice_served === true,
    notice_asked: row.notice_asked === true,
    sponsor_left: row.sponsor_left === true,
    escalations: row.escalations ?? 0,
    promise: row.promise ?? null,
    promise_due: row.promise_due ?? null,
    put_off: row.put_off ?? 0,
    expansion: row.expansion ?? null,
    note: row.note?.trim() || null,
    auto_renew: row.auto_renew ?? null,
    language: row.language?.trim() || null,
    next_on: row.next_on ?? null,
    next: row.next?.trim() || null,
    next_hours: row.next_hours ?? null,
    usage_before: row.usage_before ?? null,
    usage_now: row.usage_now ?? null,
    read: null,
    had_by: null,
    in_booked: false,
  };
}

/** Refuses two accounts of one name. Throws Problem. */
function refuseTwice(rows: readonly AccountRow[]): void {
  const names = new Set<string>();
  for (const { account } of rows) {
    if (names.has(account))
      throw new Problem({
        what: `"${account}" stands in accounts twice.`,
        remedy: "Give each account once, with its earliest date.",
      });
    names.add(account);
  }
}

/** The accounts of a call. Throws Problem for two of one name. */
export function accountsGiven(rows: readonly AccountRow[]): WeekAccount[] {
  refuseTwice(rows);
  return rows.map(weekAccount);
}

const earliest = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b);
const latest = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a > b ? a : b);

/** Two contracts of one account: their money added, the nearest date, the latest contact, and every sign kept. */
const joinContracts = (one: WeekAccount, other: WeekAccount): WeekAccount => ({
  ...one,
  arr: one.arr === null && other.arr === null ? null : sumMoney([one.arr ?? 0, other.arr ?? 0]),
  owner: one.owner ?? other.owner,
  ...(one.touch_known ? {} : { touch: other.touch, touch_known: other.touch_known }),
  health: one.health === null || other.health === null ? (one.health ?? other.health) : Math.min(one.health, other.health),
  light: lights.find((light) => one.light === light || other.light === light) ?? null,
  renewal_date: earliest(one.renewal_date, other.renewal_date),
  ...(other.deadline !== null && (one.deadline === null || other.deadline < one.deadline)
    ? { deadline: other.deadline, deadline_known: other.deadline_known, deadline_in_months: other.deadline_in_months }
    : {}),
  note: [one.note, other.note].filter((text) => text !== null).join("; ") || null,
  last_contact: latest(one.last_contact, other.last_contact),
  notice_served: one.notice_served || other.notice_served,
  notice_asked: one.notice_asked || other.notice_asked,
  sponsor_left: one.sponsor_left || other.sponsor_left,
  escalations: Math.max(one.escalations, other.escalations),
  promise_due: earliest(one.promise_due, other.promise_due),
  put_off: Math.max(one.put_off, other.put_off),
  auto_renew: one.auto_renew ?? other.auto_renew,
  language: one.language ?? other.language,
  ...(one.next_on === null || (other.next_on !== null && other.next_on < one.next_on)
    ? { next_on: other.next_on, next: other.next ?? one.next, next_hours: other.next_hours ?? one.next_hours }
    : {}),
  usage_before: one.usage_before ?? other.usage_before,
  usage_now: one.usage_now ?? other.usage_now,
});

const sameName = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, " ");

/** What the call says of an account goes before what its table says; what it does not say stays. */
function withSaid(known: WeekAccount, said: AccountRow): WeekAccount {
  const own = weekAccount({ ...said, touch: said.touch ?? known.touch });
  const named = Object.fromEntries(Object.keys(said).map((name) => [name, own[name as keyof WeekAccount]]));
  const dated = said.deadline !== undefined || said.renewal_date !== undefined;
  return {
    ...known,
    ...named,
    account: known.account,
    touch_known: known.touch_known || own.touch_known,
    ...(dated ? { deadline: own.deadline, deadline_known: own.deadline_known, deadline_in_months: own.deadline_in_months } : {}),
  };
}

/**
 * The accounts of a table with what the call says beside it, such as a promise that stands in no column. Throws Problem for accounts that the
 * table does not have.
 */
export function withAccounts(known: readonly WeekAccount[], said: readonly AccountRow[]): WeekAccount[] {
  refuseTwice(said);
  const places = new Map(known.map(({ account }, place) => [sameName(account), place]));
  const strange = said.filter(({ account }) => !places.has(sameName(account)));
  if (strange.length > 0)
    throw new Problem({
      what: `The table has no ${listed(
        strange.map(({ account }) => `"${account}"`),
        "and no",
      )} that pays today.`,
      remedy: `Spell it as the table does: ${inShort(known.map(({ account }) => account))}. An account that is in no table needs a call of its own, with accounts alone.`,
    });
  const all = [...known];
  for (const row of said) {
    const place = places.get(sameName(row.account))!;
    all[place] = withSaid(all[place]!, row);
  }
  return all;
}

/** An owner who is nobody: "vacant", "TBD", "Ann (left)". @example isNobody("Ann (left)", new Set(["left"])) // true */
export function isNobody(owner: string, words: ReadonlySet<string>): boolean {
  const text = owner.trim().toLowerCase();
  const aside = /\(([^)]*)\)\s*$/.exec(text)?.[1]?.trim();
  return words.has(text) || (aside !== undefined && words.has(aside));
}

/** Accounts whose owner is a word for nobody, as accounts that nobody owns. */
export function withoutNobody(accounts: readonly WeekAccount[], nobody: string): WeekAccount[] {
  const words = new Set(nobody.split(",").map((word) => word.trim().toLowerCase()));
  return accounts.map((one) => (one.owner !== null && isNobody(one.owner, words) ? { ...one, owner: null } : one));
}

/**
 * The name accounts give an owner whom the call names another way: in other letters, or by the first name alone where one owner has it. Any other
 * name stays as it is.
 * @example ownerNamed("ann", ["Ann Lee", "Bo Park"]) // "Ann Lee"
 */
export function ownerNamed(name: string, owners: readonly string[]): string {
  const said = sameName(name);
  const exact = owners.filter((owner) => sameName(owner) === said);
  const first = exact.length > 0 ? exact : owners.filter((owner) => sameName(owner).split(" ")[0] === said);
  return first.length === 1 ? first[0]! : name;
}

/** The accounts of a table that pay today, contracts of one account joined. */
export function accountsOfTable(table: Table, asOf: string, extra: ExtraColumns): WeekAccount[] {
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
      notice_asked: record.notice_asked,
      escalations: record.escalations,
      promise_due: extra.next_is_promise ? undefined : record.promise_due,
      put_off: record.put_off,
      auto_renew: record.auto_renew,
      ...extrasOf(record, extra, asOf),
    });
    const known = joined.get(one.account);
    joined.set(one.account, known === undefined ? one : joinContracts(known, one));
  }
  return [...joined.values()];
}

/** One account under two names, with the same amount and the same day of renewal, which is counted once. */
export interface Double {
  account: string;
  also: string;
  arr: number | null;
}

const isShouted = (name: string): boolean => name === name.toUpperCase();

/** Accounts that stand twice under spellings of one name, counted once where amount and renewal agree. `spelled` gives each name's usual spelling. */
export function withoutDoubles(
  accounts: readonly WeekAccount[],
  spelled: (name: string) => string,
): { accounts: WeekAccount[]; doubles: Double[] } {
  const kept = new Map<string, WeekAccount>();
  const doubles: Double[] = [];
  for (const one of accounts) {
    const key = `${spelled(one.account)} ${one.arr} ${one.renewal_date}`;
    const known = kept.get(key);
    if (known === undefined || one.renewal_date === null) kept.set(known === undefined ? key : `${key} ${one.account}`, one);
    else {
      // A name in capitals alone is an export's; the other is the one people use.
      const newer = isShouted(known.account) && !isShouted(one.account);
      const [account, also] = newer ? [one.account, known.account] : [known.account, one.account];
      doubles.push({ account, also, arr: one.arr });
      kept.set(key, { ...joinContracts(known, one), account, arr: known.arr, owner: known.owner ?? one.owner });
    }
  }
  return { accounts: [...kept.values()], doubles };
}

/** The caller's own range of what a play changes, where given. */
export const OwnLifts = z.partialRecord(z.enum(plays), z.strictObject({ low: rate(), high: rate() }));
export type OwnLifts = z.infer<typeof OwnLifts>;
