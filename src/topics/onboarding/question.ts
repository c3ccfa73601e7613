import * as z from "zod";
import { addMonths, daysBetween } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { money } from "../../core/kinds.ts";
import type { StagedRow } from "../../core/named-rows.ts";
import { groupBy } from "../../core/order.ts";
import { isTestName, type PassedOver, passOver } from "../../core/passed-over.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { groupLevelFigure } from "../cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";

/** One customer's onboarding as the caller gives it. */
export const CustomerRow = z.strictObject({
  account: z.string().min(1),
  start: IsoDate,
  /** The day of the first value; left out while it waits. */
  value_on: IsoDate.optional(),
  /** The day it left without value. */
  left_on: IsoDate.optional(),
  milestones: z.record(z.string(), IsoDate).optional(),
  segment: z.string().optional(),
  csm: z.string().optional(),
  arr: money().optional(),
  /** What somebody wrote beside it. */
  remark: z.string().optional(),
  /** Days to value as the table has them, to be checked against the dates. */
  days_written: z.number().optional(),
  /** The stage it stands at, for whom it waits, and the day on which it shall have value. */
  stage: z.string().optional(),
  waiting_on: z.string().optional(),
  planned: IsoDate.optional(),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

/** Every figure an onboarding is measured with. */
export const onboardingReads = {
  standardErrors: confidenceFigure,
  fewAccounts: fewAccountsFigure,
  groupLevel: groupLevelFigure,
  stuckShare: figure("metrics-onboarding-speed", "stuck_share", z.number().gt(0).lt(1)),
  days: figure("metrics-onboarding-speed", "days", z.array(z.number())),
  remarkWords: figure(
    "metrics-onboarding-speed",
    "remark_words",
    z.strictObject({
      hold: z.array(z.string()),
      left: z.array(z.string()),
      no_users: z.array(z.string()),
      test: z.array(z.string()),
      meeting: z.array(z.string()),
    }),
  ),
  atOnceShare: figure("metrics-onboarding-speed", "at_once_share", z.number()),
  explainedByMix: figure("metrics-onboarding-speed", "explained_by_mix", z.number()),
  splitDays: figure("metrics-onboarding-speed", "split_days", z.array(z.number())),
  splitLeast: figure("metrics-onboarding-speed", "split_least", z.number()),
  even: figure("metrics-onboarding-speed", "even", z.strictObject({ share: z.number(), least: z.number() })),
};
export type OnboardingFigures = Figures<typeof onboardingReads>;

/** One customer, its ages in days: when it reached value, else when it was last seen waiting. */
export interface Onboarding {
  account: string;
  start: string;
  days: number;
  state: "reached" | "waiting" | "left";
  /** Days from the start to each milestone that was reached, by name. */
  milestones: Map<string, number>;
  segment: string | null;
  csm: string | null;
  arr: number | null;
  remark: string | null;
  /** What the remark says: the customer put it on hold or is waited for, or left. */
  remark_says: RemarkSays;
  days_written: number | null;
  stage: string | null;
  waiting_on: string | null;
  planned: string | null;
}

type RemarkSays = "hold" | "left" | null;

/** Whether a remark holds one of some words. */
function holdsWords(remark: string | null | undefined, words: readonly string[]): boolean {
  const text = ` ${(remark ?? "").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
  return words.some((word) => text.includes(` ${word} `));
}

/** What a remark says of who waits, by the words of the page; leaving goes first, and a meeting that was cancelled is no leaving. @example remarkSays("On hold until May", words) // "hold" */
function remarkSays(remark: string | undefined, { left, hold, meeting }: OnboardingFigures["remarkWords"]["value"]): RemarkSays {
  const has = (words: readonly string[]) => holdsWords(remark, words);
  return has(left) && !has(meeting) ? "left" : has(hold) ? "hold" : null;
}

/** What is wrong with one customer's dates, in a sentence; null where nothing is. */
function trouble({ start, value_on, left_on, milestones = {} }: CustomerRow, asOf: string): string | null {
  const later = [["value_on", value_on], ["left_on", left_on], ...Object.entries(milestones)] as [string, string | undefined][];
  if (start > asOf) return `starts on ${start}, after as_of`;
  for (const [name, date] of later) {
    if (date === undefined) continue;
    if (date < start) return `${name} ${date} lies before start ${start}`;
    if (date > asOf) return `${name} on ${date} lies after as_of ${asOf}`;
  }
  return value_on !== undefined && left_on !== undefined && left_on < value_on ? "left before its first value" : null;
}

/** Names that differ by case or blanks only are one, as most write it. @example oneCase(["Pro", "Pro", "pro "])("pro") // "Pro" */
function oneCase(names: readonly (string | undefined)[]): (name: string | undefined) => string | null {
  const plain = (name: string) => name.trim().replaceAll(/\s+/g, " ");
  const groups = groupBy(
    names.flatMap((name) => (name === undefined || plain(name) === "" ? [] : [plain(name)])),
    (name) => name.toLowerCase(),
  );
  const most = new Map(
    [...groups].map(([key, own]) => {
      const spellings = [...groupBy(own, (name) => name)].sort(([, a], [, b]) => b.length - a.length);
      return [key, spellings[0]![0]] as const;
    }),
  );
  return (name) => (name === undefined ? null : (most.get(plain(name).toLowerCase()) ?? null));
}

/**
 * Those who arrived on the day of their start, by the dates or the written days, where they are few: a contract that moved, no project. Where many
 * do, that is how the product works, and they count.
 */
export function atOnceOf(rows: readonly Onboarding[], most: number): Onboarding[] {
  const reached = rows.filter(({ state }) => state === "reached");
  const own = reached.filter(({ days, days_written }) => days === 0 || days_written === 0);
  return own.length <= reached.length * most ? own : [];
}

/**
 * Each customer's time to value, counted in days from its start; who has no value yet waits until as_of, or until it left. Throws Problem that lists
 * customers whose dates cannot be.
 * @example onboardings([{ account: "A", start: "2026-01-01", value_on: "2026-01-31" }], "2026-06-30")[0].days // 30
 */
export function onboardings(
  rows: readonly CustomerRow[],
  asOf: string,
  words: OnboardingFigures["remarkWords"]["value"] = { hold: [], left: [], no_users: [], test: [], meeting: [] },
): Onboarding[] {
  const names = new Set<string>();
  const places = rows.flatMap((row) => {
    const twice = names.has(row.account);
    names.add(row.account);
    const wrong = twice ? "stands there twice" : trouble(row, asOf);
    return wrong === null ? [] : [`${row.account}: ${wrong}`];
  });
  if (places.length)
    throw new Problem({
      what: `${places.length} of ${rows.length} customers have dates that cannot be:`,
      places: shownPlaces(places),
      remedy: "Correct them, leave the date out where it is not known, or take a later as_of.",
    });
  const segmentOf = oneCase(rows.map((row) => row.segment));
  const stageOf = oneCase(rows.map((row) => row.stage));
  const csmOf = oneCase(rows.map((row) => row.csm));
  return rows.map((row) => {
    const { account, start, value_on, left_on, milestones = {}, segment, csm, arr, remark, days_written } = row;
    const { stage, waiting_on, planned } = row;
    const says = value_on === undefined && left_on === undefined ? remarkSays(remark, words) : null;
    // Who left on a day nobody wrote down was last seen at its last milestone.
    const last = [start, ...Object.values(milestones)].sort().at(-1)!;
    return {
      account,
      start,
      days: daysBetween(start, value_on ?? left_on ?? (says === "left" ? last : asOf)),
      state: value_on !== undefined ? "reached" : left_on !== undefined || says === "left" ? "left" : "waiting",
      milestones: new Map(Object.entries(milestones).map(([name, date]) => [name, daysBetween(start, date)])),
      segment: segmentOf(segment),
      csm: csmOf(csm),
      arr: arr ?? null,
      remark: remark?.trim() || null,
      remark_says: says,
      days_written: days_written ?? null,
      stage: stageOf(stage),
      waiting_on: waiting_on?.trim() || null,
      planned: planned ?? null,
    };
  });
}

/** The customers of a table that can be counted, with the rows passed over and the dates left out, each with its reason. */
interface CustomersRead {
  customers: CustomerRow[];
  passed: PassedOver[];
  /** Dates that were not used, of customers who are counted. */
  dropped: PassedOver[];
  /** Dates that can be only with another year, and are read so. */
  mended: { account: string; value: string; start: string; read_as: string }[];
  /** Called live without a user: counted as waiting. */
  empty: { account: string; days: number }[];
}

const MOST_YEARS = 2; // not a figure: years by which a typed year is off
const MONTHS_A_YEAR = 12;
/** A year typed wrong makes a project negative or years long; a day that a year more puts right is read so. */
function mendedYear(value: string, start: string, asOf: string): string | null {
  if (value >= start) return null;
  for (let years = 1; years <= MOST_YEARS; years += 1) {
    const day = addMonths(value, years * MONTHS_A_YEAR);
    if (day >= start) return day <= asOf ? day : null;
  }
  return null;
}

/** What keeps a row of a table from being counted, under the table's own headers; null where nothing does. */
function rowTrouble(
  row: StagedRow,
  { start, value }: { start: string; value: string },
  asOf: string,
  tests: readonly string[],
): string | null {
  const { remark, account } = row;
  const short = remark !== null && remark.split(" ").length < 3 && holdsWords(remark, tests); // not a figure: words of a remark that says just that
  if (
    isTestName(account) ||
    short ||
    /^(?:test|demo|dummy|sandbox) (?:intern\w*|internal|account|kunde|cliente|klant)/i.test(account)
  )
    return "a test";
  if (row.start === null) return row.unread.includes(start) ? `${start} is no date` : `no ${start}`;
  if (row.start > asOf) return `starts ${row.start}`;
  if (row.unread.includes(value)) return `${value} is no date`;
  return row.value !== null && row.value < row.start && mendedYear(row.value, row.start, asOf) === null
    ? `${value} ${row.value} lies before ${start} ${row.start}`
    : null;
}

const wordsOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Whether two rows are one project: the same name, or one name a part of the other with the same start and value. */
function isTwin(one: StagedRow, other: StagedRow): boolean {
  const [a, b] = [wordsOf(one.account), wordsOf(other.account)];
  return a === b || (one.start === other.start && one.value === other.value && (a.startsWith(`${b} `) || b.startsWith(`${a} `)));
}

/**
 * The customers of a table: what cannot be is passed over and counted, dates that cannot be or have not come are left out of a customer who stays, one
 * that is called live without users waits. Throws Problem where the rows passed over are more than `most` of all.
 */
export function customersRead(
  staged: readonly StagedRow[],
  names: { start: string; value: string },
  {
    asOf,
    most,
    remedy,
    words,
    exclude = [],
  }: {
    asOf: string;
    most: number;
    remedy: string;
    words: OnboardingFigures["remarkWords"]["value"];
    exclude?: readonly string[] | undefined;
  },
): CustomersRead {
  const firsts: StagedRow[] = [];
  const out = new Set(exclude.map(wordsOf));
  const { rows, passed } = passOver(staged, {
    nameOf: ({ account }) => account,
    troubleOf: (row) => {
      if (out.has(wordsOf(row.account))) return "left out by name";
      const wrong = rowTrouble(row, names, asOf, words.test);
      if (wrong !== null) return wrong;
      const twin = firsts.find((one) => isTwin(one, row));
      if (twin !== undefined) return twin.account === row.account ? "stands there twice" : `the same as ${twin.account}`;
      firsts.push(row);
      return null;
    },
    most,
    remedy,
  });
  const dropped: PassedOver[] = [];
  const [mended, empty]: [CustomersRead["mended"], CustomersRead["empty"]] = [[], []];
  const usable = (account: string, name: string, date: string | null, start: string): boolean => {
    if (date === null) return false;
    const why = date > asOf ? `${name} ${date} has not come` : date < start ? `${name} ${date} lies before ${start}` : null;
    if (why !== null) dropped.push({ account, why });
    return why === null;
  };
  const customers = rows.map((row): CustomerRow => {
    const start = row.start!;
    const { account } = row;
    const own = row.value === null ? null : mendedYear(row.value, start, asOf);
    if (own !== null) mended.push({ account, value: row.value!, start, read_as: own });
    const value = own ?? row.value;
    const came = usable(account, names.value, value, start);
    // Live without a user is a word: nothing of value has come yet.
    const hollow = came && (row.users === 0 || (row.users === null && holdsWords(row.remark, words.no_users)));
    if (hollow) empty.push({ account, days: daysBetween(start, value!) });
    const reached = came && !hollow;
    const left = !reached && usable(account, "the day it left", row.left, start);
    for (const name of row.unread) dropped.push({ account, why: `${name} is no date` });
    return {
      account,
      start,
      value_on: reached ? value! : undefined,
      left_on: left ? row.left! : undefined,
      milestones: Object.fromEntries(Object.entries(row.stages).filter(([name, date]) => usable(account, name, date, start))),
      segment: row.segment ?? undefined,
      csm: row.csm ?? undefined,
      arr: row.arr ?? undefined,
      remark: row.remark ?? undefined,
      days_written: row.days ?? undefined,
      stage: row.stage ?? undefined,
      waiting_on: row.waiting_on ?? undefined,
      planned: value !== null && value > asOf ? value : undefined,
    };
  });
  return {
    customers,
    passed,
    dropped,
    mended,
    empty,
  };
}
