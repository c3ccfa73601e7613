import { addDays, addMonths, businessDay, daysBetween } from "../../core/dates.ts";
import { sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import type { RenewalRow } from "../../core/renewal-row.ts";

/** Why a renewal can be raised, or not. The first ones are what is in play. */
export const renewalStates = [
  "free",
  "capped",
  "unclear",
  "fixed",
  "promised",
  "too_late",
  "signed",
  "gave_notice",
  "outside",
  "duplicate",
  "no_rate",
] as const;
type RenewalState = (typeof renewalStates)[number];

/** States that are no renewal of the list at all. */
export const notRenewals: readonly RenewalState[] = ["gave_notice", "outside", "duplicate", "no_rate"];
const inPlay: readonly RenewalState[] = ["free", "capped", "unclear"];

export interface RenewalTerms {
  as_of: string;
  /** The list's own currency; a row without one is in it. */
  currency: string | null;
  rates: Readonly<Record<string, number>>;
  /** This year's index as a fraction. */
  index: number | undefined;
  from: string | undefined;
  to: string | undefined;
  holidays: ReadonlySet<string>;
  /** Share of all renewals that one quarter must hold for the others to lie outside the list. */
  quarter_share: number;
}

/** A renewal as it may be raised; amounts in the list's currency. */
export interface Renewal {
  row: RenewalRow;
  arr: number;
  state: RenewalState;
  /** The highest rise as a fraction; null where nothing bounds it. */
  cap: number | null;
  /** A cap that rests on an index nobody gave. */
  cap_open: boolean;
  /** Our last day to announce a rise, the customer's last day to give notice, and the latter where the contract counts months. */
  letter_by: string | null;
  notice_by: string | null;
  notice_by_months: string | null;
  /** The customer's day has passed: for this renewal it can no longer leave. */
  bound: boolean;
}

const MONTH = 30; // not a figure: days a contract calls a month
const QUARTER = 3; // not a figure: months of a quarter

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\([^)]*\)/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** Whether two rows are one renewal: names where one begins with the other, and the same amount or the same day. */
function isTwin(one: RenewalRow, other: RenewalRow): boolean {
  const [a, b] = [keyOf(one.account), keyOf(other.account)];
  const alike = a === b || (Math.min(a.length, b.length) > QUARTER && (a.startsWith(b) || b.startsWith(a)));
  return (
    alike && one.amount === other.amount && (one.renewal === other.renewal || one.renewal === null || other.renewal === null)
  );
}

const quarterOf = (date: string): string => `${date.slice(0, "2027".length)}Q${Math.ceil(Number(date.slice(5, 7)) / QUARTER)}`; // not a figure: slices of an ISO date

/** The quarter that holds nearly all renewals, or none. */
function mainQuarter(rows: readonly RenewalRow[], share: number): string | null {
  const dated = rows.filter(({ renewal }) => renewal !== null);
  const counts = [...groupBy(dated, ({ renewal }) => quarterOf(renewal!))].sort((a, b) => b[1].length - a[1].length);
  const first = counts[0];
  return first !== undefined && first[1].length >= dated.length * share ? first[0] : null;
}

function capOf({ clause }: RenewalRow, index: number | undefined): { cap: number | null; cap_open: boolean } {
  if (clause.kind !== "capped") return { cap: null, cap_open: false };
  if (clause.index_plus === null) return { cap: clause.cap, cap_open: false };
  if (index === undefined) return { cap: clause.cap, cap_open: true };
  const moved = index + clause.index_plus;
  return { cap: clause.cap === null ? moved : Math.min(moved, clause.cap), cap_open: false };
}

/** Where a row stands before its dates are looked at. */
function stateOf(row: RenewalRow, mostBlank: boolean): RenewalState {
  const { clause, note, renewal } = row;
  const over = (until: string | null) => until !== null && renewal !== null && until <= renewal;
  if (note.signed) return "signed";
  if ((clause.kind === "fixed" && !over(clause.until)) || (note.fixed && !over(note.fixed_until))) return "fixed";
  if (note.promised) return "promised";
  if (clause.kind === "capped") return "capped";
  if (clause.kind === "open" || (clause.kind === "blank" && mostBlank && row.clause_text === "")) return "free";
  return clause.kind === "fixed" ? "free" : "unclear";
}

/**
 * What can be done with each row of a list of renewals: counted once, in one currency, within the quarter, and raised as far as clause, promise and dates
 * allow. Dates count from as_of.
 */
export function renewalsOf(rows: readonly RenewalRow[], terms: RenewalTerms): Renewal[] {
  const quarter = terms.from === undefined && terms.to === undefined ? mainQuarter(rows, terms.quarter_share) : null;
  const blanks = rows.filter(({ clause_text }) => clause_text === "").length;
  const open = rows.filter(({ clause }) => clause.kind === "open").length;
  // Of rows that are one renewal the one that says most is counted.
  const told = ({ note }: RenewalRow): number => (note.gave_notice ? 3 : note.signed ? 2 : note.promised || note.fixed ? 1 : 0); // not a figure: an order
  return rows.map((row, place): Renewal => {
    const { renewal, note } = row;
    const twin = rows.some(
      (other, at) => at !== place && isTwin(other, row) && (told(other) > told(row) || (told(other) === told(row) && at < place)),
    );
    const foreign = row.currency !== null && terms.currency !== null && row.currency !== terms.currency;
    const rate = foreign ? terms.rates[row.currency!] : 1;
    const outside =
      renewal !== null &&
      ((quarter !== null && quarterOf(renewal) !== quarter) ||
        (terms.from !== undefined && renewal < terms.from) ||
        (terms.to !== undefined && renewal > terms.to));
    const back = (days: number | null, months: number | null): string | null =>
      renewal === null ? null : months !== null ? addMonths(renewal, -months) : days !== null ? addDays(renewal, -days) : null;
    const letter_by = back(row.price_notice_days, note.price_notice_months);
    const notice_by = back(row.notice_days, row.notice_months);
    const wholeMonths = row.notice_days !== null && row.notice_days > 0 && row.notice_days % MONTH === 0;
    const basic = stateOf(row, blanks > rows.length / 2 || open === 0);
    const late = letter_by !== null && letter_by < terms.as_of && inPlay.includes(basic);
    return {
      row,
      arr: rate === undefined ? 0 : sumMoney([(row.amount ?? 0) * rate]),
      state: twin
        ? "duplicate"
        : rate === undefined
          ? "no_rate"
          : note.gave_notice
            ? "gave_notice"
            : outside
              ? "outside"
              : late
                ? "too_late"
                : basic,
      ...capOf(row, terms.index),
      letter_by,
      notice_by,
      notice_by_months: wholeMonths ? back(null, row.notice_days! / MONTH) : null,
      bound: notice_by !== null && notice_by < terms.as_of,
    };
  });
}

/** The rise that a path can have at a renewal; unclear ones as if nothing bound them. @example riseAt({ state: "capped", cap: 0.05 }, 0.1) // 0.05 */
export function riseAt({ state, cap, cap_open }: Pick<Renewal, "state" | "cap" | "cap_open">, change: number): number {
  if (!inPlay.includes(state)) return 0;
  if (cap_open && cap === null) return 0;
  return cap === null ? change : Math.min(cap, change);
}

/** What of a path's money rests on clauses nobody can read. */
export const isUnclear = ({ state }: Pick<Renewal, "state">): boolean => state === "unclear";

interface PathPair {
  higher: { name: string; change: number };
  lower: { name: string; change: number };
}

interface PairResult {
  /** First-year margin the higher path brings more if both lose the same. */
  ahead: number;
  ahead_sure: number;
  /** Renewals where the two differ, and their price today. */
  differ: Renewal[];
  differ_arr: number;
  /** Of today's price: how much more the higher path may lose, on margin and on ARR; null where it is not ahead. */
  may_lose_arr: number | null;
  may_lose_arr_on_arr: number | null;
  /** What one renewal of usual size costs the higher path when it leaves. */
  average: number;
  losses: { lost: number; margin: number; arr: number }[];
  /** Those whose loss alone turns it, the largest first. */
  alone: Renewal[];
  /** The smallest ones that may be lost together without turning it. */
  smallest: Renewal[];
}

/**
 * A higher rise beside a lower one in its first year. A lost customer takes its cost of serving along: it costs its margin and its own rise.
 * @example with one renewal of 100 at a margin of 0.7, 10% against 5%: ahead 5, may lose 5 / 0.8 = 6.25 of today's price
 */
export function pairOf(
  all: readonly Renewal[],
  { higher, lower }: PathPair,
  margin: number,
  lost: readonly number[],
): PairResult {
  const differ = all.filter((one) => one.arr > 0 && riseAt(one, higher.change) > riseAt(one, lower.change));
  const gap = (list: readonly Renewal[]) =>
    sumMoney(list.map((one) => one.arr * (riseAt(one, higher.change) - riseAt(one, lower.change))));
  const costOf = (one: Renewal) => one.arr * (margin + riseAt(one, higher.change));
  const ahead = gap(differ);
  const differ_arr = sumMoney(differ.map(({ arr }) => arr));
  const cost = sumMoney(differ.map(costOf));
  const arrCost = sumMoney(differ.map((one) => one.arr * (1 + riseAt(one, higher.change))));
  const share = (whole: number) => (ahead <= 0 || whole <= 0 ? null : (ahead / whole) * differ_arr);
  const n = Math.max(1, differ.length);
  const bySize = [...differ].sort((a, b) => b.arr - a.arr);
  const smallest: Renewal[] = [];
  let spent = 0;
  for (const one of [...bySize].reverse()) {
    if (spent + costOf(one) > ahead) break;
    spent += costOf(one);
    smallest.push(one);
  }
  return {
    ahead,
    ahead_sure: gap(differ.filter((one) => !isUnclear(one))),
    differ: bySize,
    differ_arr,
    may_lose_arr: share(cost),
    may_lose_arr_on_arr: share(arrCost),
    average: differ_arr / n,
    losses: lost
      .filter((count) => count <= differ.length)
      .map((count) => ({
        lost: count,
        margin: sumMoney([ahead, (-cost / n) * count]),
        arr: sumMoney([ahead, (-arrCost / n) * count]),
      })),
    alone: bySize.filter((one) => costOf(one) > ahead),
    smallest,
  };
}

export interface Deadline {
  renewal: Renewal;
  who: "we" | "customer";
  last_day: string;
  act_by: string;
  if_months: string | null;
  days_left: number;
}

/** Last days of our letters and of the customers' notices from as_of on, the nearest first; of the latter only those that can still leave. */
export function deadlinesOf(all: readonly Renewal[], terms: Pick<RenewalTerms, "as_of" | "holidays">): Deadline[] {
  const of = (one: Renewal, who: Deadline["who"], day: string | null): Deadline[] =>
    day === null || day < terms.as_of
      ? []
      : [
          {
            renewal: one,
            who,
            last_day: day,
            act_by: businessDay(day, -1, terms.holidays),
            if_months: who === "customer" && one.notice_by_months !== day ? one.notice_by_months : null,
            days_left: daysBetween(terms.as_of, day),
          },
        ];
  return all
    .filter(({ state }) => !notRenewals.includes(state))
    .flatMap((one) => [
      ...(inPlay.includes(one.state) ? of(one, "we", one.letter_by) : []),
      ...(one.state === "signed" ? [] : of(one, "customer", one.notice_by)),
    ])
    .sort((a, b) => a.days_left - b.days_left || b.renewal.arr - a.renewal.arr);
}
