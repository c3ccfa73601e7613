import { Problem } from "../contract/problem.ts";
import type { Table, TableRecord } from "../contract/table.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { BookAccount } from "./book-account.ts";
import { nextRenewal } from "./next-renewal.ts";
import { rowArr } from "./row-arr.ts";
import { rowsAt } from "./rows-at.ts";

type Agreed =
  | "owner"
  | "tier"
  | "touch"
  | "parent"
  | "health"
  | "complexity"
  | "growth"
  | "strategic"
  | "periods_below"
  | "partner";

/** The one value an account's rows agree on, null when none has it; a disagreement is added to the list. */
function agreed<Name extends Agreed>(rows: readonly TableRecord[], name: Name, places: string[]): TableRecord[Name] | null {
  if (rows.length === 1) return rows[0]![name];
  const values = new Set(rows.map((row) => row[name]).filter((value) => value !== null));
  if (values.size > 1)
    places.push(`${rows[0]!.account}, ${name}: ${rows.map((row) => `row ${row.row} ${row[name] ?? "blank"}`).join(", ")}`);
  return rows.find((row) => row[name] !== null)?.[name] ?? null;
}

/** What moved the amount: a contract event in any row decides; in a subscriptions table a change is one unless the rows say usage. */
function changeOf(table: Table, rows: readonly TableRecord[]): TableRecord["change"] {
  const named = rows.flatMap(({ change }) => change ?? []);
  if (named.includes("contract")) return "contract";
  return named[0] ?? (table.shape === "subscriptions" ? "contract" : null);
}

function refuseRepeats(table: Table, groups: ReadonlyMap<string, readonly TableRecord[]>): void {
  if (table.shape === "subscriptions") return;
  const repeated = [...groups.values()].filter(
    (rows) => rows.length > 1 && new Set(rows.flatMap(({ subscription }) => subscription ?? [])).size < rows.length,
  );
  if (repeated.length)
    throw new Problem({
      what: `${table.path} lists these accounts more than once, and no subscription column tells the rows apart:`,
      places: repeated.map((rows) => `${rows[0]!.account}: rows ${rows.map(({ row }) => row).join(", ")}`),
      remedy: "Keep one row for each account, or map a column to subscription so that the rows can be added.",
    });
}

/**
 * The book of accounts on a day, with ARR per year in major units: rows of one account are added where subscriptions tell them apart.
 * What changes a subscription is a contract, so in a subscriptions table a change is a contract event unless the row says usage.
 * Sorted by ARR, largest first, then by name. Throws Problem for what rowsAt and rowArr refuse, for an account listed twice, and for
 * rows of one account that contradict each other.
 * @example bookAt(table, "2026-01-01")[0] // { account: "Acme", row: 2, arr: 120000, owner: "Kim", ... }
 */
export function bookAt(table: Table, asOf: string | null): BookAccount[] {
  const rows = [...rowsAt(table, asOf)].sort((a, b) => a.row - b.row);
  const arrOf = rowArr(table, rows);
  const groups = new Map<string, TableRecord[]>();
  for (const row of rows) {
    const own = groups.get(row.account);
    if (own) own.push(row);
    else groups.set(row.account, [row]);
  }
  refuseRepeats(table, groups);
  const places: string[] = [];
  const book = [...groups.values()].map(
    (own): BookAccount => ({
      account: own[0]!.account,
      row: own[0]!.row,
      arr: sumMoney(own.map(arrOf)),
      owner: agreed(own, "owner", places),
      tier: agreed(own, "tier", places),
      touch: agreed(own, "touch", places),
      parent: agreed(own, "parent", places),
      health: agreed(own, "health", places),
      ...nextRenewal(own, asOf),
      complexity: agreed(own, "complexity", places),
      growth: agreed(own, "growth", places),
      strategic: agreed(own, "strategic", places),
      change: changeOf(table, own),
      periods_below: agreed(own, "periods_below", places),
      last_move:
        own
          .flatMap(({ last_move }) => last_move ?? [])
          .sort()
          .at(-1) ?? null,
      partner: agreed(own, "partner", places),
      open_escalation: null,
      cells: own[0]!.cells,
    }),
  );
  if (places.length)
    throw new Problem({
      what: `${table.path} says different things about the same account:`,
      places,
      remedy: "Make the rows of an account agree, or leave the column blank in all but one.",
    });
  return book.sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
}
