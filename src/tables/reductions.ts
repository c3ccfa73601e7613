import { dayNumber } from "../core/dates.ts";
import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import type { ReadingOptions } from "../core/table.ts";
import { readHeader } from "./header.ts";
import { dayOfMonth, writtenOut } from "./month-runs.ts";
import { formatAmount, issue, type LocatedTable } from "./read-sheet.ts";
import { Rows } from "./rows.ts";

// The result of a query that `cs-strategist sql` prints: what it carries of its own completeness is checked, and a plain table is left.

const kinds = ["pairs", "months", "accounts"] as const;
type Kind = (typeof kinds)[number];

const CARRIED = /^cs_(reduction|from|to|rows|mixed|blank|first|last|sum_[a-z]+)$/;

/** Months since year 0: year * 12 + month. Throws Problem for a date that does not exist. */
function monthOf(date: string): number {
  dayNumber(date);
  const [year, month] = date.split("-").map(Number) as [number, number];
  return year * 12 + month;
}

const monthName = (index: number): string => dayOfMonth(index, "first").slice(0, "2025-01".length);

/** A result with its columns by name, in small letters: engines write them in either. */
class QueryResult {
  readonly kind: Kind;
  readonly table: LocatedTable;
  private readonly columns: ReadonlyMap<string, number>;

  constructor(table: LocatedTable, columns: ReadonlyMap<string, number>) {
    this.table = table;
    this.columns = columns;
    const kind = kinds.find((one) => one === this.value("cs_reduction"));
    if (kind === undefined)
      throw new Problem({
        what: `${table.file} is the result of a query "${this.value("cs_reduction")}", which this program does not make.`,
        remedy: `The queries of cs-strategist sql: ${kinds.join(", ")}.`,
      });
    this.kind = kind;
  }

  /** The value that every row carries under one name. */
  value(name: string): string {
    const index = this.columns.get(name);
    const values = index === undefined ? [] : [...new Set(this.table.rows.column(index).distinct().texts)];
    if (values.length === 1 && values[0] !== "") return values[0]!;
    throw new Problem({
      what: `${this.table.file} is the result of a query of this program, and its column "${name}" ${values.length > 1 ? "differs from row to row" : "is missing"}.`,
      remedy: "Run the query again and save its whole result as CSV, all columns and all rows of one run.",
    });
  }

  index(pattern: RegExp): number {
    return this.columns.get([...this.columns.keys()].find((name) => pattern.test(name)) ?? "") ?? -1;
  }

  numbers(pattern: RegExp): number[] {
    const index = this.index(pattern);
    return this.table.rows.map((row) => Number(this.table.rows.text(row, index)));
  }

  /** What the rows add up to, under the names by which the result carries it. */
  sums(): [name: string, sum: number, what: string][] {
    if (this.kind === "pairs")
      return [
        ["cs_sum_start", sumMoney(this.numbers(/^(mrr|arr)_start$/)), "the amounts at the start"],
        ["cs_sum_end", sumMoney(this.numbers(/^(mrr|arr)_end$/)), "the amounts at the end"],
      ];
    const amounts = this.numbers(/^(mrr|arr)$/);
    if (this.kind === "accounts") return [["cs_sum_paid", sumMoney(amounts), "the amounts"]];
    const months = this.numbers(/^cs_months$/);
    return [
      ["cs_sum_months", months.reduce((sum, of) => sum + of, 0), "the months"],
      ["cs_sum_amount", sumMoney(months.map((of, row) => sumMoney([of * amounts[row]!]))), "the amounts of all months"],
    ];
  }
}

function refuseIncomplete(result: QueryResult): void {
  const { file, rows } = result.table;
  const again = "Save the whole result: the program that ran the query may show or save only the first rows.";
  const told = Number(result.value("cs_rows"));
  if (told !== rows.length)
    throw new Problem({ what: `${file} has ${rows.length} of the ${told} rows of its query.`, remedy: again });
  for (const [name, sum, what] of result.sums()) {
    const made = Number(result.value(name));
    if (Math.abs(made - sum) < 0.005) continue; // not a figure: half a hundredth
    throw new Problem({
      what: `${file}: ${what} add up to ${formatAmount(sum)}, and the query made ${formatAmount(made)} of them.`,
      remedy: "Rows or amounts were changed after the query ran. Save its result again, unchanged.",
    });
  }
}

function refuseUncovered(result: QueryResult, window: readonly string[]): void {
  const { file } = result.table;
  const blank = Number(result.value("cs_blank"));
  if (blank > 0)
    throw new Problem({
      what: `${file}: ${blank} rows that the query read have no account, month or amount.`,
      remedy: "Make a view that gives 0 where a blank means nothing paid, or leaves such rows out, and run the query on it.",
    });
  const mixed = result.kind === "accounts" ? Number(result.value("cs_mixed")) : 0;
  if (mixed > 0)
    throw new Problem({
      what: `${file}: ${mixed} accounts stand in several rows of the month that differ in a column of --columns.`,
      remedy: "Make a view with one row for each account and month, or leave that column out, and run the query again.",
    });
  const [first, last] = [Number(result.value("cs_first")), Number(result.value("cs_last"))];
  if (window.every((date) => first <= monthOf(date) && monthOf(date) <= last)) return;
  const asks =
    window.length === 2
      ? `compares ${monthName(monthOf(window[0]!))} with ${monthName(monthOf(window[1]!))}`
      : `asks for ${monthName(monthOf(window[0]!))}`;
  throw new Problem({
    what: `${file}: its query ${asks}, and its table holds ${monthName(first)} to ${monthName(last)}.`,
    remedy: `Make the query again with dates within these months.`,
  });
}

/** The table that is left when what the result carries is taken off; runs of months are written out, a row a month. */
function plainTable(result: QueryResult, window: readonly string[]): LocatedTable {
  const { table, kind } = result;
  const saying = {
    pairs: `the accounts of a query from ${window[0]} to ${window[1]}`,
    accounts: `the accounts of a query that pay in ${window[0]?.slice(0, "2025-01".length)}`,
    months: "the months of a query",
  }[kind];
  const issues = [...table.issues, issue(table.headerRow, "", "reduction", `Read as ${saying}; its rows and sums are complete.`)];
  const own = table.headers.flatMap(({ text }, index) => (CARRIED.test(text.toLowerCase()) ? [] : [index]));
  const plain = { ...table, headers: own.map((index) => table.headers[index]!), rows: table.rows.withColumns(own), issues };
  if (kind !== "months") return plain;
  const [account, amount] = [result.index(/^account$/), result.index(/^(mrr|arr)$/)];
  const runs = { first: result.index(/^cs_since$/), length: result.index(/^cs_months$/) };
  const { runOf, days, length } = writtenOut(table.rows, runs, (month) => dayOfMonth(month, "first"));
  const columns = [table.rows.column(account).take(runOf), days, table.rows.column(amount).take(runOf)];
  const month = { ...readHeader("month"), text: "month" };
  return {
    ...plain,
    headers: [table.headers[account]!, month, table.headers[amount]!],
    rows: new Rows(
      length,
      columns.length,
      (index) => columns[index]!,
      (row) => row + 2,
    ),
  };
}

/**
 * Checks the result of a query of `cs-strategist sql` against the rows and sums it carries, and leaves a plain table of accounts or of months; any other
 * table as it is.
 * Throws Problem for a result cut short or changed, for blanks in its source, and for a window other than the one asked about.
 */
export function checkReduction(table: LocatedTable, options: ReadingOptions): LocatedTable {
  const columns = new Map(table.headers.map(({ text }, index) => [text.toLowerCase(), index] as const));
  if (!columns.has("cs_reduction")) return table;
  const result = new QueryResult(table, columns);
  const window = { pairs: ["cs_from", "cs_to"], months: [], accounts: ["cs_to"] }[result.kind].map((name) => result.value(name));
  refuseIncomplete(result);
  refuseUncovered(result, window);
  const other = options.dated?.find((date) => !window.some((own) => monthOf(own) === monthOf(date)));
  if (result.kind === "pairs" && other !== undefined)
    throw new Problem({
      what: `${table.file} holds what accounts paid from ${window[0]} to ${window[1]}, and ${other} is asked about.`,
      remedy: `Leave from, to and as_of out, or make the query again with that date.`,
    });
  return plainTable(result, window);
}
