import { Problem } from "../core/problem.ts";
import type { ReadingOptions } from "../core/table.ts";
import { CodedColumn } from "./columns.ts";
import { readHeader } from "./header.ts";
import { dayOfMonth, writtenOut } from "./month-runs.ts";
import { monthOf, type QueryResult } from "./query-result.ts";
import { issue, type LocatedTable } from "./read-sheet.ts";
import { Rows } from "./rows.ts";
import { placesFor } from "./values.ts";

// The result of a query that `cs-strategist sql` prints and that stands for a table: what it carries of its own completeness is checked, and the plain
// table is left.

const CARRIED = /^cs_(reduction|from|to|rows|mixed|blank|first|last|sum_[a-z]+)$/;

/** Throws Problem for accounts whose rows of the month differ in a further column. */
function refuseMixed(result: QueryResult): void {
  const mixed = Number(result.value("cs_mixed"));
  if (mixed === 0) return;
  throw new Problem({
    what: `${result.table.file}: ${mixed} accounts stand in several rows of the month that differ in a column of --columns.`,
    remedy: "Make a view with one row for each account and month, or leave that column out, and run the query again.",
  });
}

/** The table that is left when what the result carries is taken off; runs of months are written out, a row a month. */
function plainTable(result: QueryResult, window: readonly string[]): LocatedTable {
  const { table, kind } = result;
  if (kind === "bridge" || kind === "checks") return table;
  const saying = {
    pairs: `the accounts of a query from ${window[0]} to ${window[1]}`,
    accounts: `the accounts of a query that pay in ${window[0]?.slice(0, "2025-01".length)}`,
    months: "the months of a query",
    cohorts: "the months of a query in which accounts pay, each as the amount 1: customers are counted, and no money",
  }[kind];
  const issues = [...table.issues, issue(table.headerRow, "", "reduction", `Read as ${saying}; its rows and sums are complete.`)];
  const own = table.headers.flatMap(({ text }, index) => (CARRIED.test(text.toLowerCase()) ? [] : [index]));
  const plain = { ...table, headers: own.map((index) => table.headers[index]!), rows: table.rows.withColumns(own), issues };
  if (kind !== "months" && kind !== "cohorts") return plain;
  const [account, amount] = [result.index(/^account$/), result.index(/^(mrr|arr)$/)];
  const runs = { first: result.index(/^cs_since$/), length: result.index(/^cs_months$/) };
  const { runOf, days, length } = writtenOut(table.rows, runs, (month) => dayOfMonth(month, "first"));
  const amounts = kind === "months" ? table.rows.column(amount).take(runOf) : new CodedColumn(["1"], placesFor(length, 1));
  const columns = [table.rows.column(account).take(runOf), days, amounts];
  const [month, one] = [readHeader("month"), readHeader("mrr")];
  return {
    ...plain,
    headers: [table.headers[account]!, month, kind === "months" ? table.headers[amount]! : one],
    rows: new Rows(
      length,
      columns.length,
      (index) => columns[index]!,
      (row) => row + 2,
    ),
  };
}

/**
 * The plain table of accounts or of months that the result of a query stands for.
 * Throws Problem for a result cut short or changed, for blanks in its source, and for a window other than the one asked about.
 */
export function tableOfResult(result: QueryResult, options: ReadingOptions): LocatedTable {
  const names = result.kind === "pairs" ? ["cs_from", "cs_to"] : result.kind === "accounts" ? ["cs_to"] : [];
  const window = names.map((name) => result.value(name));
  result.refuseIncomplete();
  result.refuseBlank();
  if (result.kind === "accounts") refuseMixed(result);
  result.refuseBeyond(window);
  const other = options.dated?.find((date) => !window.some((own) => monthOf(own) === monthOf(date)));
  if (result.kind === "pairs" && other !== undefined)
    throw new Problem({
      what: `${result.table.file} holds what accounts paid from ${window[0]} to ${window[1]}, and ${other} is asked about.`,
      remedy: `Leave from, to and as_of out, or make the query again with that date.`,
    });
  return plainTable(result, window);
}
