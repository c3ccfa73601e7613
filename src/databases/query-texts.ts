import { dayNumber } from "../core/dates.ts";
import { Problem } from "../core/problem.ts";

// A table too large to export is reduced where it lies, by a query that its owner runs: its result is read as a table. Each row of a result carries the
// number of rows and their sums, so that a result cut short is noticed.

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

/** A table of what each account pays in each month, in the words of one engine. */
interface MonthlyTable {
  dialect: Dialect;
  table: string;
  account: string;
  month: string;
  amount: string;
  unit: "mrr" | "arr";
}

/** A window of it: the months in which the first and the last date lie. */
interface PairsRequest extends MonthlyTable {
  from: string;
  to: string;
}

interface AccountsRequest extends MonthlyTable {
  /** The month that is asked about. */
  to: string;
  /** Further columns that say what an account is, such as owner and segment. */
  columns: readonly string[];
}

/** The rows of the table with months counted and money exact; `more` are further columns of each row. */
function source({ dialect, table, account, month, amount }: MonthlyTable, more = ""): string {
  const { sign, day, money } = wordsOf[dialect];
  const part = (name: string) => `EXTRACT(${name} FROM ${day(quoted(month, sign, "--month"))})`;
  return `cs_source AS (
  SELECT ${quoted(account, sign, "--account")} AS cs_account,
    ${part("YEAR")} * 12 + ${part("MONTH")} AS cs_month,
    ${money(quoted(amount, sign, "--amount"))} AS cs_amount${more}
  FROM ${quoted(table, sign, "--table")}
), cs_whole AS (
  SELECT SUM(CASE WHEN cs_account IS NULL OR cs_month IS NULL OR cs_amount IS NULL THEN 1 ELSE 0 END) AS cs_blank,
    MIN(cs_month) AS cs_first, MAX(cs_month) AS cs_last
  FROM cs_source
)`;
}

/**
 * The query that gives what each account paid in the month of the first date and of the last, and whether it paid before.
 * Throws Problem for a name that cannot be one, and for a window without a month between.
 */
export function pairsQuery(request: PairsRequest): string {
  const [first, last] = [monthOf(request.from), monthOf(request.to)];
  if (last <= first)
    throw new Problem({ what: `From ${request.from} to ${request.to} there is no month.`, remedy: "Give --to a later month." });
  const at = (index: number, name: string) => `SUM(CASE WHEN cs_month = ${index} THEN cs_amount ELSE 0 END) AS ${name}`;
  return `WITH ${source(request)}, cs_accounts AS (
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

/**
 * The query that gives all months of all accounts, each run of months at one amount as one row: its first month, its length and the amount.
 * Nothing is lost: read back, it is the table again, for any window, month by month and cohort by cohort. A row that stands twice makes two runs.
 * Throws Problem for a name that cannot be one.
 */
export function monthsQuery(request: MonthlyTable): string {
  return `WITH ${source(request)}, cs_numbered AS (
  SELECT cs_account, cs_amount, cs_month,
    cs_month - ROW_NUMBER() OVER (PARTITION BY cs_account, cs_amount ORDER BY cs_month) AS cs_run
  FROM cs_source
  WHERE cs_account IS NOT NULL
), cs_runs AS (
  SELECT cs_account, cs_amount, MIN(cs_month) AS cs_since, COUNT(*) AS cs_months
  FROM cs_numbered
  GROUP BY cs_account, cs_amount, cs_run
), cs_totals AS (
  SELECT COUNT(*) AS cs_rows, SUM(cs_months) AS cs_sum_months, SUM(cs_amount * cs_months) AS cs_sum_amount FROM cs_runs
)
SELECT cs_account AS account, cs_since, cs_months, cs_amount AS ${request.unit},
  'months' AS cs_reduction, cs_rows, cs_sum_months, cs_sum_amount, cs_blank, cs_first, cs_last
FROM cs_runs CROSS JOIN cs_totals CROSS JOIN cs_whole
ORDER BY 1, 2, 3, 4;
`;
}

/**
 * The query that gives each account that pays in the month of the date, with its amount there and what the further columns say of it.
 * Throws Problem for a name that cannot be one.
 */
export function accountsQuery(request: AccountsRequest): string {
  const { sign } = wordsOf[request.dialect];
  const month = monthOf(request.to);
  const names = request.columns.map((column) => quoted(column, sign, "--columns"));
  const of = (make: (place: number) => string) => names.map((_, place) => make(place)).join("");
  const differs = names.map((_, place) => `MIN(cs_c${place}) <> MAX(cs_c${place})`).join(" OR ");
  return `WITH ${source(request, names.map((name, place) => `,\n    ${name} AS cs_c${place}`).join(""))}, cs_accounts AS (
  SELECT cs_account, SUM(cs_amount) AS cs_paid${of((place) => `, MAX(cs_c${place}) AS cs_v${place}`)},
    ${differs === "" ? "0" : `CASE WHEN ${differs} THEN 1 ELSE 0 END`} AS cs_differs
  FROM cs_source
  WHERE cs_month = ${month} AND cs_account IS NOT NULL
  GROUP BY cs_account
), cs_paying AS (
  SELECT cs_account, cs_paid${of((place) => `, cs_v${place}`)}, cs_differs FROM cs_accounts WHERE cs_paid <> 0
), cs_totals AS (
  SELECT COUNT(*) AS cs_rows, SUM(cs_paid) AS cs_sum_paid, SUM(cs_differs) AS cs_mixed FROM cs_paying
)
SELECT cs_account AS account, cs_paid AS ${request.unit}${of((place) => `, cs_v${place} AS ${names[place]}`)},
  'accounts' AS cs_reduction, '${request.to}' AS cs_to, cs_rows, cs_sum_paid, cs_mixed, cs_blank, cs_first, cs_last
FROM cs_paying CROSS JOIN cs_totals CROSS JOIN cs_whole
ORDER BY 1;
`;
}
