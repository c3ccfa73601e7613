import { sumMoney } from "../money/sum-money.ts";
import type { AccountChange, InsideStay } from "./account-change.ts";

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
