import * as z from "zod";
import type { BookNotice, SharedNotice } from "../../core/answer.ts";
import { amountTrouble, sumMoney } from "../../core/money.ts";
import { Problem, refuseUnusableRows, shownPlaces } from "../../core/problem.ts";
import type { TableRecord } from "../../core/table.ts";
import type { AccountChange, AccountChanges, InsideStay } from "./retention.ts";

/** Money of one segment at the first and at the last date, for choosing one segment an account. */
interface SegmentWeight {
  first: number;
  last: number;
}

const HALF = 0.5; // not a figure: any number with decimals

/** What a book holds, by the places of its accounts, and what is known beside it. */
interface Booked {
  names: readonly string[];
  /** By account, what it pays at each date. */
  hundredths: Float64Array;
  dates: number;
  /** Null where nothing before the first date is known. */
  before: Uint8Array | null;
  /** Whether the amounts between the two dates are known. */
  history: boolean;
  segments: ReadonlyMap<number, string>;
}

/** An account of a book, read there: a large book would not fit twice. It cannot be copied by its fields; `changeWith` copies it. */
class BookedAccount implements AccountChange {
  readonly #of: Booked;
  readonly #place: number;

  constructor(of: Booked, place: number) {
    this.#of = of;
    this.#place = place;
  }

  get account(): string {
    return this.#of.names[this.#place]!;
  }

  get start(): number {
    return this.#of.hundredths[this.#place * this.#of.dates]! / 100;
  }

  get end(): number {
    return this.#of.hundredths[(this.#place + 1) * this.#of.dates - 1]! / 100;
  }

  get paid_before(): boolean | null {
    return this.#of.before === null ? null : this.#of.before[this.#place] === 1;
  }

  get segment(): string | null {
    return this.#of.segments.size === 0 ? null : (this.#of.segments.get(this.#place) ?? null);
  }

  get gap(): boolean | null {
    const { hundredths, dates, history } = this.#of;
    if (!history) return null;
    const from = this.#place * dates;
    if (!(hundredths[from]! > 0)) return false;
    for (let date = 1; date < dates; date++) if (hundredths[from + date] === 0) return true;
    return false;
  }

  get series(): number[] | null {
    const { hundredths, dates, history } = this.#of;
    if (!history) return null;
    // A list of numbers with decimals from the first on, which the engine need not make twice.
    const amounts = [HALF];
    for (let date = 0; date < dates; date++) amounts[date] = hundredths[this.#place * dates + date]! / 100;
    return amounts;
  }
}

/** Adds up what accounts pay at each sampled date, in any order of rows. An account is known by its place in the book. */
export class AccountBook {
  private readonly places = new Map<string, number>();
  private readonly names: string[] = [];
  /** By account, what it pays at each date. */
  private hundredths: Float64Array;
  private before: Uint8Array;
  private readonly segments = new Map<number, Map<string, SegmentWeight>>();
  private readonly stays = new Map<number, InsideStay[]>();
  private readonly dates: number;
  private readonly parents: ReadonlyMap<string, string>;
  /** Accounts whose rows name more than one segment at one date. */
  segmentsMixed = 0;

  /** `size` is about how many accounts there will be. */
  constructor(dates: number, parents: ReadonlyMap<string, string>, size = 0) {
    this.dates = dates;
    this.parents = parents;
    this.hundredths = new Float64Array(size * dates);
    this.before = new Uint8Array(size);
  }

  /** The account as it is counted: under its ultimate parent. */
  place(account: string): number {
    const name = this.parents.size === 0 ? account : (this.parents.get(account) ?? account);
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = this.placeOfNew(name);
    this.places.set(name, place);
    return place;
  }

  /** The place of an account that is not in the book and will not be looked up by its name. */
  placeOfNew(name: string): number {
    const place = this.names.length;
    this.names.push(name);
    if (place < this.before.length) return place;
    const size = Math.max(16, place * 2); // not a figure: room for more
    const [hundredths, before] = [new Float64Array(size * this.dates), new Uint8Array(size)];
    hundredths.set(this.hundredths);
    before.set(this.before);
    [this.hundredths, this.before] = [hundredths, before];
    return place;
  }

  /** Adds an amount at one date; exact to the hundredth whatever the order. */
  add(place: number, date: number, amount: number, segment: string | null): void {
    const at = place * this.dates + date;
    const known = this.hundredths[at]!;
    const sum = known + Math.round(amount * 100);
    // More than can be counted is refused as every sum is.
    this.hundredths[at] = known === 0 || Number.isSafeInteger(sum) ? sum : sumMoney([known / 100, amount]) * 100;
    if (segment !== null) this.addToSegment(place, date, amount, segment);
  }

  private addToSegment(place: number, date: number, amount: number, segment: string): void {
    const segments = this.segments.get(place) ?? new Map<string, SegmentWeight>();
    this.segments.set(place, segments);
    const weight = segments.get(segment) ?? { first: 0, last: 0 };
    if (date === 0) weight.first = sumMoney([weight.first, amount]);
    if (date === this.dates - 1) weight.last = sumMoney([weight.last, amount]);
    segments.set(segment, weight);
  }

  setPaidBefore(place: number): void {
    this.before[place] = 1;
  }

  hasPaidBefore(place: number): boolean {
    return this.before[place] === 1;
  }

  /** Stays between two dates, of which no date tells. */
  setStays(place: number, stays: InsideStay[]): void {
    this.stays.set(place, stays);
  }

  amounts(place: number): number[] {
    return Array.from({ length: this.dates }, (_, date) => this.hundredths[place * this.dates + date]! / 100);
  }

  private pays(place: number): boolean {
    for (let at = place * this.dates; at < (place + 1) * this.dates; at++) if (this.hundredths[at]! > 0) return true;
    return false;
  }

  /** The accounts that paid at any sampled date or between two, by name; `earlier` says whether anything before the first date is known. */
  changes({ earlier, history }: { earlier: boolean; history: boolean }): AccountChange[] {
    const { names, hundredths, dates, stays } = this;
    const segments = new Map<number, string>();
    const booked: Booked = { names, hundredths, dates, before: earlier ? this.before : null, history, segments };
    const changes: AccountChange[] = [];
    for (let place = 0; place < names.length; place++) {
      const inside = stays.get(place) ?? [];
      if (inside.length === 0 && !this.pays(place)) continue;
      const change: AccountChange = new BookedAccount(booked, place);
      const segment = this.segmentOf(place, change.start > 0);
      if (segment !== null) segments.set(place, segment);
      if (inside.length > 0) change.inside = inside;
      changes.push(change);
    }
    return changes.sort((a, b) => (a.account < b.account ? -1 : 1));
  }

  /** The segment with most of the account's money at the start, or at the end for those that did not pay then; by name when equal. */
  private segmentOf(place: number, paysAtStart: boolean): string | null {
    const segments = this.segments.get(place);
    if (segments === undefined) return null;
    const weight = (segment: string) => segments.get(segment)![paysAtStart ? "first" : "last"];
    const names = [...segments.keys()].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    const held = (date: "first" | "last") => names.filter((name) => segments.get(name)![date] > 0).length;
    if (held("first") > 1 || held("last") > 1) this.segmentsMixed += 1;
    return names[0]!;
  }

  /** What each account pays for each segment apart: two products of one account are two rows. Empty where no account holds several at once. */
  rows(): AccountChange[] {
    if (this.segmentsMixed === 0) return [];
    return this.names.flatMap((account, place) =>
      [...(this.segments.get(place) ?? [])].map(([segment, { first, last }]) => ({
        account,
        start: first,
        end: last,
        paid_before: false,
        segment,
        gap: null,
        series: null,
      })),
    );
  }
}

/** What adding up the rows decided on its own: accounts counted under a parent, and accounts whose rows name several segments. */
export function noticesOfBook(book: Pick<AccountBook, "segmentsMixed">, rolledUp: number): SharedNotice[] {
  const notices: SharedNotice[] = [];
  if (rolledUp) notices.push({ code: "parents", accounts: rolledUp });
  if (book.segmentsMixed) notices.push({ code: "segments_mixed", accounts: book.segmentsMixed });
  return notices;
}

/** One statement that an account belongs to a parent; `date` is when, null where the table has no dates. */
interface ParentLink {
  account: string;
  parent: string | null;
  date: string | null;
  /** Where it stands, for messages: "row 5". */
  place: string;
}

/**
 * Which account to count each account under: its parent's parent and so on to the top. The latest statement holds for all dates,
 * so that a merger moves revenue and is not read as churn. Accounts without a parent are not in the map.
 * Throws Problem for a circle of parents, and for two parents stated for one account at one date.
 * @example ultimateParents([{ account: "B", parent: "A", date: null, place: "row 2" }]).get("B") // "A"
 */
export function ultimateParents(links: Iterable<ParentLink>): Map<string, string> {
  const latest = new Map<string, ParentLink>();
  for (const link of links) {
    if (link.parent === null || link.parent === link.account) continue;
    const known = latest.get(link.account);
    const order = known === undefined ? 1 : compareDates(link.date, known.date);
    if (order === 0 && known!.parent !== link.parent)
      throw new Problem({
        what: `${link.account} has two parents at once: ${[known!.parent, link.parent].sort().join(" and ")}.`,
        places: [known!.place, link.place].sort(),
        remedy: "Name one parent for each account.",
      });
    if (order > 0) latest.set(link.account, link);
  }
  const top = new Map<string, string>();
  for (const account of latest.keys()) top.set(account, climb(account, latest));
  return top;
}

/** The same of a table's records, by the date that each holds. @example parentsOf(records, ({ start }) => start).get("B") // "A" */
export const parentsOf = (records: readonly TableRecord[], dateOf: (record: TableRecord) => string | null): Map<string, string> =>
  ultimateParents(
    records.flatMap((record) => {
      const { account, parent, row } = record;
      return parent === null ? [] : [{ account, parent, date: dateOf(record), place: `row ${row}` }];
    }),
  );

function compareDates(a: string | null, b: string | null): number {
  const left = a ?? "";
  const right = b ?? "";
  return left === right ? 0 : left > right ? 1 : -1;
}

function climb(account: string, latest: ReadonlyMap<string, ParentLink>): string {
  const passed = new Set<string>();
  let at = account;
  for (let link = latest.get(at); link; link = latest.get(at)) {
    if (passed.has(at))
      throw new Problem({
        what: `The parents go round in a circle: ${[...passed].sort().join(", ")}.`,
        places: [...passed]
          .sort()
          .map((name) => `${latest.get(name)!.place}: ${name} has the parent ${latest.get(name)!.parent}`),
        remedy: "Leave the parent of the top account empty.",
      });
    passed.add(at);
    at = link.parent!;
  }
  return at;
}

/** One account with its amounts at two dates; null is unknown, never zero. */
interface TwoAmounts {
  /** As it is named to the user: "row 5", "rows[3]". */
  place: string;
  account: string;
  start: number | null;
  end: number | null;
  paid_before: boolean | null;
  parent: string | null;
  segment: string | null;
}

/**
 * Account changes out of two amounts an account; rows of one account, and children of one parent, add up.
 * When any row says whether it paid before, rows that are silent are taken not to have. Amounts in one unit, exact to the hundredth.
 * Throws Problem that lists every row with an amount missing, below zero or finer than a hundredth, and for parents in a circle.
 * @example changesFromAmounts([{ place: "rows[0]", account: "A", start: 100, end: 150, paid_before: null, parent: null, segment: null }])
 */
export function changesFromAmounts(rows: readonly TwoAmounts[]): AccountChanges {
  refuseUnusableRows(
    rows,
    ({ start, end }) => amountTrouble("the amount at the start", start) ?? amountTrouble("the amount at the end", end),
    ({ place, account }) => `${place} (${account})`,
  );
  const parents = ultimateParents(rows.map(({ account, parent, place }) => ({ account, parent, date: null, place })));
  const book = new AccountBook(2, parents);
  let repeated = 0;
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.account)) repeated += 1;
    seen.add(row.account);
    const place = book.place(row.account);
    book.add(place, 0, row.start!, row.segment);
    book.add(place, 1, row.end!, row.segment);
    if (row.paid_before === true) book.setPaidBefore(place);
  }
  const known = rows.some((row) => row.paid_before !== null);
  const changes = book.changes({ earlier: known, history: false });
  const notices: BookNotice[] = noticesOfBook(book, parents.size);
  if (repeated) notices.push({ code: "accounts_repeated", rows: repeated });
  const silent = rows.filter(({ start, end, paid_before }) => start === 0 && end! > 0 && paid_before === null).length;
  if (known && silent) notices.push({ code: "paid_before_silent", rows: silent });
  return { changes, dates: null, notices, rows: book.rows() };
}

/** An account as somebody types it: its amounts at two dates, 0 when not paying. */
export const AccountRow = z.strictObject({
  account: z.string().min(1),
  start: z.number(),
  end: z.number(),
  paid_before: z.boolean().optional(),
  parent: z.string().optional(),
  segment: z.string().optional(),
});
export type AccountRow = z.infer<typeof AccountRow>;

/**
 * Account changes out of typed rows. Segments are all or none: throws Problem that names the rows without one beside rows with one.
 * @example changesFromRows([{ account: "A", start: 100, end: 150 }], false).changes[0].end // 150
 */
export function changesFromRows(rows: readonly AccountRow[], split: boolean): AccountChanges {
  const bare = rows.flatMap(({ account, segment }, index) => (segment ? [] : [`rows[${index}] (${account})`]));
  if (bare.length && (split || bare.length < rows.length))
    throw new Problem({
      what: "Rows without a segment, where the answer is split by segment:",
      places: shownPlaces(bare),
      remedy: "Give every row a segment, or none.",
    });
  return changesFromAmounts(
    rows.map(({ account, start, end, paid_before, parent, segment }, index) => ({
      place: `rows[${index}]`,
      account,
      start,
      end,
      paid_before: paid_before ?? null,
      parent: parent ?? null,
      segment: segment ?? null,
    })),
  );
}
