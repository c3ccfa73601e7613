import { grouped, quoted } from "../../core/english.ts";
import { annualAmount, sumMoney } from "../../core/money.ts";
import { byText, largest } from "../../core/order.ts";
import { payingRows } from "../../core/paying-rows.ts";
import { Problem } from "../../core/problem.ts";
import type { AmountUnit, Table, TableField, TableRecord } from "../../core/table.ts";
import type { BookAccount } from "./assign-tiers.ts";

type Renewal = Pick<TableRecord, "renewal_date" | "notice_days">;

/**
 * The renewal that comes next among an account's rows: the earliest date not before the day, else the latest one there is; with the
 * longest notice, in days, that a row of that date states. Null where no row says.
 * @example nextRenewal([{ renewal_date: "2026-06-30", notice_days: 60 }], "2026-01-01") // { renewal_date: "2026-06-30", notice_days: 60 }
 */
export function nextRenewal(rows: readonly Renewal[], asOf: string | null): Renewal {
  const [only] = rows;
  if (only && rows.length === 1) return { renewal_date: only.renewal_date, notice_days: only.notice_days };
  const dates = rows.flatMap(({ renewal_date }) => renewal_date ?? []).sort();
  const date = dates.find((one) => asOf === null || one >= asOf) ?? dates.at(-1) ?? null;
  const notices = rows.filter((row) => row.renewal_date === date).flatMap(({ notice_days }) => notice_days ?? []);
  return { renewal_date: date, notice_days: notices.length ? largest(notices) : null };
}

const current = (record: TableRecord): number | null => record.amount ?? record.amount_end;
const inWords = (amount: number) => grouped(amount);

const amountFields: readonly (TableField | null)[] = ["arr", "mrr", "acv", "tcv", "amount", "arr_start", "arr_end"];

/** Without a column for the amount there is no cell to fill in: a header that says it is to be named. */
function refuseWithoutColumn({ path, columns }: Table): void {
  if (columns.some(({ field }) => amountFields.includes(field))) return;
  const headers = quoted(columns.map(({ header }) => header));
  throw new Problem({
    what: `${path} has no amount column${headers ? `; it has ${headers}` : ""}.`,
    remedy: "Say which column holds what an account pays with columns.arr or columns.mrr.",
  });
}

function refuse(table: Table, rows: readonly TableRecord[], what: string, remedy: string): never {
  const places = rows.map((record) => `row ${record.row}, account ${record.account}: ${current(record) ?? "no amount"}`);
  throw new Problem({ what: `${table.path}: ${what}`, places, remedy });
}

/**
 * A function that gives a row's yearly amount; where a row has a starting and an ending amount, the ending one counts.
 * Throws Problem for a table without an amount column and, listing every such row, for a missing or negative amount, for several
 * currencies, for a column whose unit is unclear (with the total each reading gives) and for a contract total without its months.
 * @example rowArr(table, table.records)(table.records[0]) // 12,000 for a monthly amount of 1,000
 */
export function rowArr(table: Table, rows: readonly TableRecord[]): (record: TableRecord) => number {
  const missing = table.blanks_unknown ? [] : rows.filter((record) => current(record) === null);
  if (missing.length > 0 && missing.length === rows.length) refuseWithoutColumn(table);
  if (missing.length)
    refuse(
      table,
      missing,
      "these rows have no amount.",
      "Fill them in with 0 where an account pays nothing, or set skip_bad_rows.",
    );
  const negative = rows.filter((record) => (current(record) ?? 0) < 0);
  if (negative.length) refuse(table, negative, "these rows have a negative amount.", "Give what each account pays, 0 or more.");
  const currencies = [...new Set(rows.flatMap(({ currency }) => currency ?? []))].sort();
  if (currencies.length > 1)
    throw new Problem({
      what: `${table.path} mixes currencies: ${currencies.join(", ")}.`,
      remedy: "Convert them to one currency first; the program does not guess a rate.",
    });
  const amounts = rows.map((record) => current(record) ?? 0);
  if (table.amount_unit === "unclear") {
    const total = sumMoney(amounts);
    throw new Problem({
      what: `${table.path}: nothing says whether the amounts are a year's or a month's. As ARR they add up to ${inWords(total)}, as MRR to ${inWords(sumMoney(amounts.map((amount) => amount * 12)))} a year.`,
      remedy: 'Say which with reading: {"amount": "arr"} or {"amount": "mrr"}.',
    });
  }
  const unit: AmountUnit = table.amount_unit;
  const yearly = (record: TableRecord) => annualAmount(current(record) ?? 0, unit, record.contract_months);
  const unknown = rows.filter((record) => yearly(record) === null);
  if (unknown.length)
    refuse(
      table,
      unknown,
      `the ${unit.toUpperCase()} of these rows cannot be made yearly without contract months. If the column were ARR it would add up to ${inWords(sumMoney(amounts))}.`,
      'Map a column to contract_months, or say what the amounts are with reading: {"amount": "arr"}.',
    );
  return (record) => yearly(record)!;
}

/**
 * The rows of a table that stand for the book on a day: the rows of an account list that have not left; of snapshots the latest month not after the day;
 * of subscriptions those that have begun and not ended (the end is the first day not paid for).
 * Throws Problem when the table needs a day and none is given, or holds nothing for it.
 * @example rowsAt(subscriptions, "2026-01-01") // rows with start <= 2026-01-01 < end
 */
export function rowsAt(table: Table, asOf: string | null): TableRecord[] {
  if (table.shape === "accounts") return payingRows(table, asOf).records;
  if (table.shape !== "snapshots" && table.shape !== "subscriptions")
    throw new Problem({
      what: `${table.path} is a ${table.shape} table and holds no book of accounts.`,
      remedy: "Give a table with an account and an amount in each row.",
    });
  if (asOf === null)
    throw new Problem({
      what: `${table.path} holds ${table.shape} over time and no as_of says which day to take.`,
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const dateless = table.records.filter((record) => (table.shape === "snapshots" ? record.month : record.start) === null);
  if (dateless.length)
    throw new Problem({
      what: `${table.path}: these rows have no ${table.shape === "snapshots" ? "month" : "start"}:`,
      places: dateless.map((record) => `row ${record.row}, account ${record.account}`),
      remedy: "Fill the dates in, or set skip_bad_rows to leave the rows out.",
    });
  const rows = payingRows(table, asOf).records;
  if (rows.length === 0)
    throw new Problem({
      what: `${table.path} has no ${table.shape === "snapshots" ? "month up to" : "subscription active on"} ${asOf}.`,
      remedy: "Give an as_of within the time the table covers.",
    });
  return rows;
}

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

/** An account of one row. Written out field by field: most of a large book are of this kind. */
function alone(row: TableRecord, arr: number, change: TableRecord["change"]): BookAccount {
  return {
    account: row.account,
    row: row.row,
    arr,
    arr_known: current(row) !== null,
    owner: row.owner,
    tier: row.tier,
    touch: row.touch,
    parent: row.parent,
    health: row.health,
    renewal_date: row.renewal_date,
    notice_days: row.notice_days,
    complexity: row.complexity,
    growth: row.growth,
    strategic: row.strategic,
    change,
    periods_below: row.periods_below,
    last_move: row.last_move,
    partner: row.partner,
    light: row.light,
    open_escalation: null,
    cells: row.cells,
  };
}

/** The worst light of an account's rows; null without one. */
function worstLight(rows: readonly TableRecord[]): TableRecord["light"] {
  const lights = new Set(rows.map(({ light }) => light));
  return (["red", "yellow", "green"] as const).find((one) => lights.has(one)) ?? null;
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
  const ofTable = table.shape === "subscriptions" ? ("contract" as const) : null;
  const book = [...groups.values()].map((own): BookAccount => {
    const [one] = own as [TableRecord];
    if (own.length === 1) return alone(one, sumMoney([arrOf(one)]), one.change ?? ofTable);
    return {
      account: own[0]!.account,
      row: own[0]!.row,
      arr: sumMoney(own.map(arrOf)),
      arr_known: own.some((row) => current(row) !== null),
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
      light: worstLight(own),
      open_escalation: null,
      cells: own[0]!.cells,
    };
  });
  if (places.length)
    throw new Problem({
      what: `${table.path} says different things about the same account:`,
      places,
      remedy: "Make the rows of an account agree, or leave the column blank in all but one.",
    });
  return book.sort((a, b) => b.arr - a.arr || (a.account < b.account ? -1 : 1));
}

/**
 * The book with subsidiaries under the parent that signs for them: their ARR added up, everything else from the largest of them. ARR in
 * major units; accounts without a parent stay as they are. Sorted by ARR, then by name.
 * @example byParent([{ account: "A1", parent: "A", arr: 5, ... }, { account: "A2", parent: "A", arr: 7, ... }], null)[0].arr // 12
 */
export function byParent(book: readonly BookAccount[], asOf: string | null): BookAccount[] {
  const groups = new Map<string, BookAccount[]>();
  for (const one of [...book].sort((a, b) => b.arr - a.arr || byText(a.account, b.account))) {
    const name = one.parent ?? one.account;
    const own = groups.get(name);
    if (own) own.push(one);
    else groups.set(name, [one]);
  }
  return [...groups]
    .map(([account, own]): BookAccount => {
      const arr = sumMoney(own.map((one) => one.arr));
      const arr_known = own.some((one) => one.arr_known !== false);
      return { ...own[0]!, account, parent: null, arr, arr_known, ...nextRenewal(own, asOf) };
    })
    .sort((a, b) => b.arr - a.arr || byText(a.account, b.account));
}
