import { because } from "../../core/answer.ts";
import { isExactMoney, isTooLarge, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { answerFromAccounts, type RetentionAnswer, type RetentionFigures } from "./answer-of-accounts.ts";
import type { AccountChange, AccountChanges, InsideStay, Notice, RetentionPolicy } from "./retention.ts";
import { noEvidence, type Stated, withTies } from "./tie-out.ts";

interface Entry {
  amounts: number[];
  paidBefore: boolean;
  /** Money by segment at the first and at the last date, for choosing one segment an account; null until a segment is named. */
  segments: Map<string, { first: number; last: number }> | null;
  inside: InsideStay[];
}

/** Adds up what accounts pay at each sampled date, in any order of rows. */
export class AccountBook {
  private readonly entries = new Map<string, Entry>();
  private readonly dates: number;
  private readonly parents: ReadonlyMap<string, string>;
  /** Accounts whose rows name more than one segment at the date that decides. */
  segmentsMixed = 0;

  constructor(dates: number, parents: ReadonlyMap<string, string>) {
    this.dates = dates;
    this.parents = parents;
  }

  /** The account as it is counted: under its ultimate parent. */
  entry(account: string): Entry {
    const name = this.parents.size === 0 ? account : (this.parents.get(account) ?? account);
    let entry = this.entries.get(name);
    if (!entry) {
      entry = { amounts: new Array<number>(this.dates).fill(0), paidBefore: false, segments: null, inside: [] };
      this.entries.set(name, entry);
    }
    return entry;
  }

  /** Adds an amount at one date; exact to the hundredth whatever the order. */
  add(entry: Entry, date: number, amount: number, segment: string | null): void {
    entry.amounts[date] = sumMoney([entry.amounts[date]!, amount]);
    if (segment === null) return;
    entry.segments ??= new Map();
    const weight = entry.segments.get(segment) ?? { first: 0, last: 0 };
    if (date === 0) weight.first = sumMoney([weight.first, amount]);
    if (date === this.dates - 1) weight.last = sumMoney([weight.last, amount]);
    entry.segments.set(segment, weight);
  }

  /** The accounts that paid at any sampled date or between two, by name; `earlier` says whether anything before the first date is known. */
  changes(known: { earlier: boolean; history: boolean }): AccountChange[] {
    const changes: AccountChange[] = [];
    for (const [account, entry] of this.entries) {
      if (entry.inside.length === 0 && !entry.amounts.some((amount) => amount > 0)) continue;
      const start = entry.amounts[0]!;
      const end = entry.amounts.at(-1)!;
      changes.push({
        account,
        start,
        end,
        paid_before: known.earlier ? entry.paidBefore : null,
        segment: this.segmentOf(entry, start > 0),
        gap: known.history ? start > 0 && entry.amounts.includes(0) : null,
        series: known.history ? entry.amounts : null,
        ...(entry.inside.length ? { inside: entry.inside } : {}),
      });
    }
    return changes.sort((a, b) => (a.account < b.account ? -1 : 1));
  }

  /** The segment with most of the account's money at the start, or at the end for those that did not pay then; by name when equal. */
  private segmentOf({ segments }: Entry, paysAtStart: boolean): string | null {
    if (segments === null) return null;
    const weight = (segment: string) => segments.get(segment)![paysAtStart ? "first" : "last"];
    const names = [...segments.keys()].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    if (names.filter((name) => weight(name) > 0).length > 1) this.segmentsMixed += 1;
    return names[0]!;
  }
}

/** What adding up the rows decided on its own: accounts counted under a parent, and accounts whose rows name several segments. */
export function noticesOfBook(book: Pick<AccountBook, "segmentsMixed">, rolledUp: number): Notice[] {
  const notices: Notice[] = [];
  if (rolledUp)
    notices.push({ code: "parents", message: `Accounts counted under their ultimate parent at both dates: ${rolledUp}.` });
  if (book.segmentsMixed)
    notices.push({
      code: "segments_mixed",
      message: `Accounts whose rows name several segments: ${book.segmentsMixed}. Each counts whole in the segment with most of its money.`,
    });
  return notices;
}

/** Places named in one message; the rest are counted. */
const PLACES_SHOWN = 100;

/** At most a hundred places, and how many more there are. */
export function shownPlaces(places: readonly string[]): string[] {
  const more = places.length - PLACES_SHOWN;
  return more > 0 ? [...places.slice(0, PLACES_SHOWN), `and ${more} more`] : [...places];
}

/**
 * Throws one Problem that lists the rows the answer cannot use, each with its place and what is wrong with it.
 * @example refuseUnusableRows(rows, (row) => amountTrouble("the amount", row.amount), (row) => `row ${row.row}`)
 */
export function refuseUnusableRows<Row>(
  rows: readonly Row[],
  trouble: (row: Row) => string | null,
  place: (row: Row, index: number) => string,
): void {
  const places: string[] = [];
  rows.forEach((row, index) => {
    const wrong = trouble(row);
    if (wrong !== null) places.push(`${place(row, index)}: ${wrong}`);
  });
  if (places.length)
    throw new Problem({
      what: `The answer needs every row, and ${places.length} cannot be used:`,
      places: shownPlaces(places),
      remedy: "Mend them; an account that pays nothing has the amount 0.",
    });
}

/** What is wrong with an amount that must be there, not below zero, and exact to the hundredth. */
export function amountTrouble(name: string, amount: number | null): string | null {
  if (amount === null) return `${name} is missing`;
  if (amount < 0) return `${name} is ${amount}, below zero`;
  if (isTooLarge(amount)) return `${name} is ${amount}, too large to be an amount`;
  return isExactMoney(amount)
    ? null
    : `${name} is ${amount}, finer than a hundredth; round it, or give whole units instead of millions`;
}

/** One statement that an account belongs to a parent; `date` is when, null where the table has no dates. */
export interface ParentLink {
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
export interface TwoAmounts {
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
    const entry = book.entry(row.account);
    book.add(entry, 0, row.start!, row.segment);
    book.add(entry, 1, row.end!, row.segment);
    if (row.paid_before === true) entry.paidBefore = true;
  }
  const known = rows.some((row) => row.paid_before !== null);
  const notices: Notice[] = noticesOfBook(book, parents.size);
  if (repeated)
    notices.push({
      code: "accounts_repeated",
      message: `Rows that name an account again: ${repeated}. Rows of one account are added up.`,
    });
  const silent = rows.filter(({ start, end, paid_before }) => start === 0 && end! > 0 && paid_before === null).length;
  if (known && silent)
    notices.push({
      code: "paid_before_silent",
      message: `Rows that start at zero and do not say whether they paid before, beside rows that do: ${silent}. They count as new.`,
    });
  return { changes: book.changes({ earlier: known, history: false }), dates: null, notices };
}

/** An account as somebody types it: its amounts at two dates, 0 when not paying. */
export interface AccountRow {
  account: string;
  start: number;
  end: number;
  paid_before?: boolean;
  parent?: string;
  segment?: string;
}

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

/** What the caller asks of typed rows. */
export interface RowsAsk extends Stated {
  segment_by?: string;
  price_increase?: number;
}

/**
 * The retention answer of typed rows, tied to stated figures where there are any. Money in one unit, rates as fractions.
 * Throws Problem for rows that cannot be used, and for a policy that needs the months between.
 * @example answerFromRows([{ account: "A", start: 100, end: 90 }], {}, standardPolicy, figures).fields.grr // 0.9
 */
export function answerFromRows(
  rows: readonly AccountRow[],
  ask: RowsAsk,
  policy: RetentionPolicy,
  figures: RetentionFigures,
): RetentionAnswer {
  const split = ask.segment_by !== undefined;
  const found = changesFromRows(rows, split);
  const plain = answerFromAccounts(found, policy, figures, null, ask.price_increase);
  const answer: RetentionAnswer = split
    ? {
        ...plain,
        fields: { ...plain.fields, comparison: null },
        undefined: [...plain.undefined, ...because("Rows have no dates, so there is no window before.", "comparison")],
      }
    : plain;
  return withTies(answer, ask, () => ({ ...noEvidence, changes: found.changes, children: childrenOf(rows) }));
}

/** Accounts under a parent, under their own names. */
function childrenOf(rows: readonly AccountRow[]) {
  const names = new Set(rows.flatMap(({ account, parent }) => (parent === undefined || parent === account ? [] : [account])));
  const apart = rows.map(({ parent, ...row }) => row);
  return names.size === 0 ? [] : changesFromRows(apart, false).changes.filter(({ account }) => names.has(account));
}

/**
 * Warns when over half of the customers of the month before the last date, and more than two, are gone at the last date; and, more carefully,
 * when one is for every two who stay, and they are more than left in all the months before together.
 */
export function noticeCutOff(changes: readonly AccountChange[], to: string): Notice[] {
  let before = 0;
  let left = 0;
  let leftBefore = 0;
  for (const { series } of changes) {
    if (series === null || series.length <= 2) return [];
    leftBefore += series.slice(1, -1).filter((amount, index) => amount === 0 && series[index]! > 0).length;
    if (series.at(-2)! === 0) continue;
    before += 1;
    if (series.at(-1)! === 0) left += 1;
  }
  if (left <= 2) return [];
  const gone = `${left} of ${before} customers of the month before ${to} are gone on ${to}`;
  if (left * 2 > before)
    return [
      { code: "data_may_end", message: `${gone}. That looks like the end of the data, not like churn; try an earlier to.` },
    ];
  if (left * 2 <= before - left || left <= leftBefore) return [];
  return [
    {
      code: "data_may_end",
      message: `${gone}, more than left in all the months before (${leftBefore}). If the export ends there, they did not leave; compare with an earlier to.`,
    },
  ];
}
