import { dayNumber } from "../core/dates.ts";
import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import type { ReadingOptions } from "../core/table.ts";
import { formatAmount, issue, type LocatedTable } from "./read-sheet.ts";

// A table too large to export is reduced where it lies: a query makes one row an account, and its result is read as a table of accounts.

export const dialects = ["snowflake", "bigquery", "databricks", "redshift", "trino", "postgres", "clickhouse", "duckdb"] as const;
export type Dialect = (typeof dialects)[number];

/** Months since year 0, as every engine counts them here: year * 12 + month. Throws Problem for a date that does not exist. */
function monthOf(date: string): number {
  dayNumber(date);
  const [year, month] = date.split("-").map(Number) as [number, number];
  return year * 12 + month;
}

/** What a dialect says its own way: the sign around a name, a value as a day, and money exact to the hundredth. */
interface DialectWords {
  sign: '"' | "`";
  day: (value: string) => string;
  money: (value: string) => string;
}

const usual: DialectWords = {
  sign: '"',
  day: (value) => `CAST(${value} AS DATE)`,
  money: (value) => `CAST(${value} AS DECIMAL(18, 2))`,
};
const wordsOf: Record<Dialect, DialectWords> = {
  snowflake: usual,
  redshift: usual,
  trino: usual,
  postgres: usual,
  duckdb: usual,
  databricks: { ...usual, sign: "`" },
  bigquery: { ...usual, sign: "`", money: (value) => `ROUND(CAST(${value} AS NUMERIC), 2)` },
  // A cast to fewer digits cuts them off there, and a type holds NULL only where it says so.
  clickhouse: {
    sign: "`",
    day: (value) => `CAST(${value} AS Nullable(Date))`,
    money: (value) => `round(CAST(${value} AS Nullable(Decimal(38, 6))), 2)`,
  },
};

/** A name of one or more parts, each quoted: it is taken as written, capitals and all. */
function quoted(name: string, sign: string, what: string): string {
  const parts = what === "--table" ? name.split(".") : [name];
  if (parts.some((part) => part.trim() === "" || /["`\\\p{Cc}]/u.test(part)))
    throw new Problem({ what: `${what} "${name}" is not a name.`, remedy: "Give the bare name, without quotes around it." });
  return parts.map((part) => `${sign}${part}${sign}`).join(".");
}

export interface PairsRequest {
  dialect: Dialect;
  table: string;
  account: string;
  month: string;
  amount: string;
  unit: "mrr" | "arr";
  /** First and last date; the months they lie in are compared. */
  from: string;
  to: string;
}

/**
 * The query that gives what each account paid in the month of the first date and of the last, and whether it paid before. Each row of its
 * result carries the number of rows and their sums, so that a result cut short is noticed.
 * Throws Problem for a name that cannot be one, and for a window without a month between.
 */
export function pairsQuery(request: PairsRequest): string {
  const { sign, day, money } = wordsOf[request.dialect];
  const [account, month, amount] = (["account", "month", "amount"] as const).map((name) =>
    quoted(request[name], sign, `--${name}`),
  ) as [string, string, string];
  const [first, last] = [monthOf(request.from), monthOf(request.to)];
  if (last <= first)
    throw new Problem({ what: `From ${request.from} to ${request.to} there is no month.`, remedy: "Give --to a later month." });
  const part = (name: string) => `EXTRACT(${name} FROM ${day(month)})`;
  const at = (index: number, name: string) => `SUM(CASE WHEN cs_month = ${index} THEN cs_amount ELSE 0 END) AS ${name}`;
  return `WITH cs_source AS (
  SELECT ${account} AS cs_account,
    ${part("YEAR")} * 12 + ${part("MONTH")} AS cs_month,
    ${money(amount)} AS cs_amount
  FROM ${quoted(request.table, sign, "--table")}
), cs_whole AS (
  SELECT SUM(CASE WHEN cs_account IS NULL OR cs_month IS NULL OR cs_amount IS NULL THEN 1 ELSE 0 END) AS cs_blank,
    MIN(cs_month) AS cs_first, MAX(cs_month) AS cs_last
  FROM cs_source
), cs_accounts AS (
  SELECT cs_account,
    ${at(first, "cs_start")},
    ${at(last, "cs_end")},
    MAX(CASE WHEN cs_month < ${first} AND cs_amount > 0 THEN 1 ELSE 0 END) AS cs_before
  FROM cs_source
  WHERE cs_account IS NOT NULL
  GROUP BY cs_account
), cs_pairs AS (
  SELECT cs_account, cs_start, cs_end, cs_before FROM cs_accounts WHERE cs_start <> 0 OR cs_end <> 0
), cs_totals AS (
  SELECT COUNT(*) AS cs_rows, SUM(cs_start) AS cs_sum_start, SUM(cs_end) AS cs_sum_end FROM cs_pairs
)
SELECT cs_account AS account,
  cs_start AS ${request.unit}_start,
  cs_end AS ${request.unit}_end,
  CASE WHEN cs_first >= ${first} THEN NULL WHEN cs_before = 1 THEN 'yes' ELSE 'no' END AS paid_before,
  'pairs' AS cs_reduction, '${request.from}' AS cs_from, '${request.to}' AS cs_to,
  cs_rows, cs_sum_start, cs_sum_end, cs_blank, cs_first, cs_last
FROM cs_pairs CROSS JOIN cs_totals CROSS JOIN cs_whole
ORDER BY 1;
`;
}

const carried = [
  "cs_reduction",
  "cs_from",
  "cs_to",
  "cs_rows",
  "cs_sum_start",
  "cs_sum_end",
  "cs_blank",
  "cs_first",
  "cs_last",
] as const;
type Carried = (typeof carried)[number];

const monthName = (index: number): string => `${Math.floor((index - 1) / 12)}-${String(((index - 1) % 12) + 1).padStart(2, "0")}`;

const sumOf = (texts: readonly string[]): number => sumMoney(texts.map(Number));

/** The value that every row carries under one name. */
function carriedValue(table: LocatedTable, columns: ReadonlyMap<Carried, number>, name: Carried): string {
  const index = columns.get(name);
  const values = index === undefined ? [] : [...new Set(table.rows.column(index).distinct().texts)];
  if (values.length === 1 && values[0] !== "") return values[0]!;
  throw new Problem({
    what: `${table.file} is the result of a query of this program, and its column "${name}" ${values.length > 1 ? "differs from row to row" : "is missing"}.`,
    remedy: "Run the query again and save its whole result as CSV, all columns and all rows of one run.",
  });
}

function refuseIncomplete(table: LocatedTable, value: (name: Carried) => string, sums: readonly [number, number]): void {
  const again = "Save the whole result: the program that ran the query may show or save only the first rows.";
  const rows = Number(value("cs_rows"));
  if (rows !== table.rows.length)
    throw new Problem({ what: `${table.file} has ${table.rows.length} of the ${rows} rows of its query.`, remedy: again });
  const told = [Number(value("cs_sum_start")), Number(value("cs_sum_end"))];
  const off = told.findIndex((sum, place) => !(Math.abs(sum - sums[place]!) < 0.005)); // not a figure: half a hundredth
  if (off !== -1)
    throw new Problem({
      what: `${table.file}: the amounts at the ${off === 0 ? "start" : "end"} add up to ${formatAmount(sums[off]!)}, and the query made ${formatAmount(told[off]!)} of them.`,
      remedy: "Rows or amounts were changed after the query ran. Save its result again, unchanged.",
    });
}

function refuseUncovered(table: LocatedTable, value: (name: Carried) => string): void {
  const blank = Number(value("cs_blank"));
  if (blank > 0)
    throw new Problem({
      what: `${table.file}: ${blank} rows that the query read have no account, month or amount.`,
      remedy: "Make a view that gives 0 where a blank means nothing paid, or leaves such rows out, and run the query on it.",
    });
  const [first, last] = [Number(value("cs_first")), Number(value("cs_last"))];
  const [from, to] = [value("cs_from"), value("cs_to")];
  if (first <= monthOf(from) && monthOf(to) <= last) return;
  throw new Problem({
    what: `${table.file}: its query compares ${from.slice(0, 7)} with ${to.slice(0, 7)}, and its table holds ${monthName(first)} to ${monthName(last)}.`, // not a figure: year and month of an ISO day
    remedy: `Make the query again with --from and --to within these months.`,
  });
}

/**
 * Checks the result of a query of `pairsQuery` against the rows and sums it carries, and leaves a plain table of accounts; any other table
 * as it is.
 * Throws Problem for a result cut short or changed, for blanks in its source, and for a window other than the one asked about.
 */
export function checkReduction(table: LocatedTable, options: ReadingOptions): LocatedTable {
  const columns = new Map(
    table.headers.flatMap(({ text }, index) => {
      const name = carried.find((one) => one === text.toLowerCase());
      return name === undefined ? [] : [[name, index] as const];
    }),
  );
  if (!columns.has("cs_reduction")) return table;
  const value = (name: Carried) => carriedValue(table, columns, name);
  const column = (ending: string): string[] => {
    const index = table.headers.findIndex(({ text }) => new RegExp(`^(mrr|arr)_${ending}$`, "i").test(text));
    return table.rows.map((row) => table.rows.text(row, index));
  };
  refuseIncomplete(table, value, [sumOf(column("start")), sumOf(column("end"))]);
  refuseUncovered(table, value);
  const window = [value("cs_from"), value("cs_to")];
  const other = options.dated?.find((date) => !window.some((own) => monthOf(own) === monthOf(date)));
  if (other !== undefined)
    throw new Problem({
      what: `${table.file} holds what accounts paid from ${window[0]} to ${window[1]}, and ${other} is asked about.`,
      remedy: `Leave from, to and as_of out, or make the query again with that date.`,
    });
  const kept = table.headers.map((_, index) => index).filter((index) => ![...columns.values()].includes(index));
  const message = `Read as the accounts of a query from ${window[0]} to ${window[1]}; its rows and sums are complete.`;
  return {
    ...table,
    headers: kept.map((index) => table.headers[index]!),
    rows: table.rows.withColumns(kept),
    issues: [...table.issues, issue(table.headerRow, "", "reduction", message)],
  };
}
