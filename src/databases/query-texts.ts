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

/** What a dialect says its own way. */
interface DialectWords {
  /** The sign around a name. */
  sign: '"' | "`";
  /** A value as a day, and as money exact to the hundredth. */
  day: (value: string) => string;
  money: (value: string) => string;
  /** A value as text; and the day that a text of ten letters names, and the amount that a value holds, blank where there is none. */
  text: (value: string) => string;
  dayIn: (text: string) => string;
  moneyIn: (value: string, text: string) => string;
}

const usual: DialectWords = {
  sign: '"',
  day: (value) => `CAST(${value} AS DATE)`,
  money: (value) => `CAST(${value} AS DECIMAL(18, 2))`,
  text: (value) => `CAST(${value} AS VARCHAR)`,
  dayIn: (text) => `TRY_CAST(${text} AS DATE)`,
  moneyIn: (value) => `TRY_CAST(${value} AS DECIMAL(18, 2))`,
};
/** These try a cast of texts alone. */
const ofTexts: DialectWords = { ...usual, moneyIn: (_, text) => `TRY_CAST(${text} AS DECIMAL(18, 2))` };

// PostgreSQL has no cast that may fail: what is none is found by its letters first. Days of the calendar, February in leap years apart.
const LEAP = "([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
const DAYS = `^(${LEAP}-02-29|[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])))$`;
const NUMBERS = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?$";
const wordsOf: Record<Dialect, DialectWords> = {
  snowflake: ofTexts,
  redshift: ofTexts,
  trino: usual,
  duckdb: usual,
  postgres: {
    ...usual,
    dayIn: (text) => `CASE WHEN ${text} ~ '${DAYS}' THEN CAST(${text} AS DATE) END`,
    moneyIn: (_, text) => `CASE WHEN ${text} ~ '${NUMBERS}' THEN CAST(${text} AS DECIMAL(18, 2)) END`,
  },
  databricks: { ...usual, sign: "`", text: (value) => `CAST(${value} AS STRING)` },
  bigquery: {
    sign: "`",
    day: usual.day,
    money: (value) => `ROUND(CAST(${value} AS NUMERIC), 2)`,
    text: (value) => `CAST(${value} AS STRING)`,
    dayIn: (text) => `SAFE_CAST(${text} AS DATE)`,
    moneyIn: (value) => `ROUND(SAFE_CAST(${value} AS NUMERIC), 2)`,
  },
  // A cast to fewer digits cuts them off there, and a type holds NULL only where it says so.
  clickhouse: {
    sign: "`",
    day: (value) => `CAST(${value} AS Nullable(Date))`,
    money: (value) => `round(CAST(${value} AS Nullable(Decimal(38, 6))), 2)`,
    text: (value) => `toString(${value})`,
    // A day that is none, such as the 31st of a short month, is one of the next month there.
    dayIn: (text) => `CASE WHEN toString(toDateOrNull(${text})) = ${text} THEN toDateOrNull(${text}) ELSE NULL END`,
    moneyIn: (_, text) => `round(toDecimal128OrNull(${text}, 6), 2)`,
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
interface WindowRequest extends MonthlyTable {
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

/** The months of a window, counted. Throws Problem for one without a month between. */
function windowOf({ from, to }: WindowRequest): [first: number, last: number] {
  const [first, last] = [monthOf(from), monthOf(to)];
  if (last <= first) throw new Problem({ what: `From ${from} to ${to} there is no month.`, remedy: "Give --to a later month." });
  return [first, last];
}

/**
 * The query that gives what each account paid in the month of the first date and of the last, and whether it paid before.
 * Throws Problem for a name that cannot be one, and for a window without a month between.
 */
export function pairsQuery(request: WindowRequest): string {
  const [first, last] = windowOf(request);
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
  return `WITH ${source(request)}, cs_copies AS (
  SELECT cs_account, cs_amount, cs_month,
    ROW_NUMBER() OVER (PARTITION BY cs_account, cs_amount, cs_month ORDER BY cs_month) AS cs_copy
  FROM cs_source
  WHERE cs_account IS NOT NULL
), cs_numbered AS (
  SELECT cs_account, cs_amount, cs_month, cs_copy,
    cs_month - ROW_NUMBER() OVER (PARTITION BY cs_account, cs_amount, cs_copy ORDER BY cs_month) AS cs_run
  FROM cs_copies
), cs_runs AS (
  SELECT cs_account, cs_amount, MIN(cs_month) AS cs_since, COUNT(*) AS cs_months
  FROM cs_numbered
  GROUP BY cs_account, cs_amount, cs_copy, cs_run
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

/** What each account paid in each month, rows of one month together, and since when it pays. */
const paidByMonth = `cs_sums AS (
  SELECT cs_account, cs_month, SUM(cs_amount) AS cs_paid FROM cs_source WHERE cs_account IS NOT NULL GROUP BY cs_account, cs_month
), cs_paying AS (
  SELECT cs_account, cs_month, cs_paid,
    MIN(CASE WHEN cs_paid > 0 THEN cs_month ELSE NULL END) OVER (PARTITION BY cs_account) AS cs_begin
  FROM cs_sums
)`;

/** The ways an account goes from one month to another: what holds of it, and what of its amounts counts. */
const movements: readonly [name: string, holds: string, amount: string][] = [
  ["starting", "cs_was > 0", "cs_was"],
  ["flat", "cs_was > 0 AND cs_is = cs_was", "cs_is"],
  ["expansion", "cs_was > 0 AND cs_is > cs_was", "cs_is - cs_was"],
  ["contraction", "cs_is > 0 AND cs_is < cs_was", "cs_was - cs_is"],
  ["churn", "cs_was > 0 AND cs_is = 0", "cs_was"],
  ["new", "cs_was = 0 AND cs_is > 0 AND cs_begin >= cs_since", "cs_is"],
  ["reactivation", "cs_was = 0 AND cs_is > 0 AND cs_begin < cs_since", "cs_is"],
  ["ending", "cs_is > 0", "cs_is"],
];

/**
 * The query that gives the sums of a window's movements and of each month in it, a row each, and no account: enough for the rates of these windows
 * and for nothing else, however much amounts change from month to month.
 * Throws Problem for a name that cannot be one, and for a window without a month between.
 */
export function bridgeQuery(request: WindowRequest): string {
  const [first, last] = windowOf(request);
  const sums = movements.map(
    ([name, holds, amount]) => `SUM(CASE WHEN ${holds} THEN 1 ELSE 0 END) AS cs_n_${name},
    SUM(CASE WHEN ${holds} THEN ${amount} ELSE cs_was * 0 END) AS cs_${name}`,
  );
  const names = movements.map(([name]) => `cs_n_${name}, cs_${name}`).join(", ");
  // An engine that tells numbers with a sign from those without joins only columns of one kind: what is subtracted from has one, added to or not.
  const [since, until] = [`${first} - 0 AS cs_since`, `${last} - 0 AS cs_until`];
  const [before, here, after] = ["cs_month - 1", "cs_month - 0", "cs_month - -1"];
  return `WITH ${source(request)}, ${paidByMonth}, cs_sides AS (
  SELECT cs_account, cs_begin, ${since}, ${until}, cs_paid AS cs_start, cs_paid * 0 AS cs_end
  FROM cs_paying WHERE cs_month = ${first}
  UNION ALL
  SELECT cs_account, cs_begin, ${since}, ${until}, cs_paid * 0 AS cs_start, cs_paid AS cs_end
  FROM cs_paying WHERE cs_month = ${last}
${
  last - first === 1
    ? ""
    : `  UNION ALL
  SELECT cs_account, cs_begin, ${here} AS cs_since, ${after} AS cs_until, cs_paid AS cs_start, cs_paid * 0 AS cs_end
  FROM cs_paying WHERE cs_month >= ${first} AND cs_month < ${last}
  UNION ALL
  SELECT cs_account, cs_begin, ${before} AS cs_since, ${here} AS cs_until, cs_paid * 0 AS cs_start, cs_paid AS cs_end
  FROM cs_paying WHERE cs_month > ${first} AND cs_month <= ${last}
`
}), cs_moves AS (
  SELECT cs_account, cs_begin, cs_since, cs_until, SUM(cs_start) AS cs_was, SUM(cs_end) AS cs_is
  FROM cs_sides
  GROUP BY cs_account, cs_begin, cs_since, cs_until
), cs_bridge AS (
  SELECT cs_since, cs_until,
    ${sums.join(",\n    ")}
  FROM cs_moves
  GROUP BY cs_since, cs_until
), cs_negatives AS (
  SELECT SUM(CASE WHEN cs_paid < 0 THEN 1 ELSE 0 END) AS cs_negative FROM cs_paying
), cs_totals AS (
  SELECT COUNT(*) AS cs_rows, SUM(cs_starting) AS cs_sum_starting, SUM(cs_ending) AS cs_sum_ending FROM cs_bridge
)
SELECT cs_since, cs_until, ${names},
  'bridge' AS cs_reduction, '${request.from}' AS cs_from, '${request.to}' AS cs_to, '${request.unit}' AS cs_unit,
  cs_rows, cs_sum_starting, cs_sum_ending, cs_negative, cs_blank, cs_first, cs_last
FROM cs_bridge CROSS JOIN cs_negatives CROSS JOIN cs_totals CROSS JOIN cs_whole
ORDER BY cs_since, cs_until;
`;
}

/**
 * The query that gives the months in which each account pays, each run of them as one row, whatever it pays: cohorts and survival by customers rest
 * on nothing else.
 * Throws Problem for a name that cannot be one.
 */
export function cohortsQuery(request: MonthlyTable): string {
  return `WITH ${source(request)}, ${paidByMonth}, cs_numbered AS (
  SELECT cs_account, cs_month, cs_month - ROW_NUMBER() OVER (PARTITION BY cs_account ORDER BY cs_month) AS cs_run
  FROM cs_paying
  WHERE cs_paid > 0
), cs_spells AS (
  SELECT cs_account, MIN(cs_month) AS cs_since, COUNT(*) AS cs_months FROM cs_numbered GROUP BY cs_account, cs_run
), cs_totals AS (
  SELECT COUNT(*) AS cs_rows, SUM(cs_months) AS cs_sum_months FROM cs_spells
)
SELECT cs_account AS account, cs_since, cs_months,
  'cohorts' AS cs_reduction, cs_rows, cs_sum_months, cs_blank, cs_first, cs_last
FROM cs_spells CROSS JOIN cs_totals CROSS JOIN cs_whole
ORDER BY 1, 2;
`;
}

/** What is looked at in a column: that it is filled, and in how many ways; as days, or as amounts, also whether it is all of that kind. */
const checkKinds = ["text", "date", "number"] as const;
type Kind = (typeof checkKinds)[number];

/** A further column and its kind, as the command line gives them. @example checkedColumn("Renewal Date:date") // ["Renewal Date", "date"] */
function checkedColumn(given: string): [name: string, kind: Kind] {
  const [, name = given, kind] = /^(.*):(text|date|number)$/.exec(given) ?? [];
  return [name, checkKinds.find((one) => one === kind) ?? "text"];
}

/** One column's line of the result. `cell` is the column, `name` as it is shown. */
function checkLine(dialect: Dialect, place: number, [name, kind]: [string, Kind]): string {
  const { sign, text, dayIn, moneyIn } = wordsOf[dialect];
  if (name.includes("'"))
    throw new Problem({ what: `"${name}" cannot be checked.`, remedy: "Make a view that gives the column a plain name." });
  const cell = quoted(name, sign, "--columns");
  const filled = `NULLIF(TRIM(${text(cell)}), '')`;
  const read = { text: filled, date: dayIn(`SUBSTR(${filled}, 1, 10)`), number: moneyIn(cell, filled) }[kind];
  const part = (name: string) => `EXTRACT(${name} FROM cs_value)`;
  const day = kind === "date" ? `${part("YEAR")} * 10000 + ${part("MONTH")} * 100 + ${part("DAY")}` : "0";
  return `  SELECT ${place} AS cs_place, '${name}' AS cs_column, '${kind}' AS cs_kind, COUNT(*) AS cs_of,
    SUM(CASE WHEN cs_text IS NULL THEN 1 ELSE 0 END) AS cs_blanks, COUNT(DISTINCT cs_text) AS cs_distinct,
    SUM(CASE WHEN cs_text IS NOT NULL AND cs_value IS NULL THEN 1 ELSE 0 END) AS cs_unreadable,
    COALESCE(MIN(${day}), 0) AS cs_first_day, COALESCE(MAX(${day}), 0) AS cs_last_day,
    ${wordsOf[dialect].money(kind === "number" ? "COALESCE(SUM(cs_value), 0)" : "0")} AS cs_amounts
  FROM (SELECT ${filled} AS cs_text, ${read} AS cs_value FROM cs_table) cs_${place}`;
}

/**
 * The query that says of each column how many of its cells are filled, in how many ways, and what they hold: days from when to when, amounts of what
 * sum, and how many cells that are neither. One row a column.
 * Throws Problem for a name that cannot be one.
 */
export function checksQuery({ dialect, table, account, month, amount, unit }: MonthlyTable, columns: readonly string[]): string {
  const named: [string, Kind][] = [[account, "text"], [month, "date"], [amount, "number"], ...columns.map(checkedColumn)];
  const all = named.filter(([name], place) => named.findIndex(([other]) => other === name) === place);
  return `WITH cs_table AS (
  SELECT ${all.map(([name]) => quoted(name, wordsOf[dialect].sign, "--columns")).join(", ")} FROM ${quoted(table, wordsOf[dialect].sign, "--table")}
), cs_columns AS (
${all.map((column, place) => checkLine(dialect, place + 1, column)).join("\n  UNION ALL\n")}
), cs_totals AS (
  SELECT COUNT(*) AS cs_rows, SUM(cs_distinct) AS cs_sum_distinct, SUM(cs_blanks) AS cs_sum_blanks FROM cs_columns
)
SELECT cs_place, cs_column, cs_kind, cs_of, cs_blanks, cs_distinct, cs_unreadable, cs_first_day, cs_last_day, cs_amounts,
  'checks' AS cs_reduction, '${unit}' AS cs_unit, cs_rows, cs_sum_distinct, cs_sum_blanks
FROM cs_columns CROSS JOIN cs_totals
ORDER BY cs_place;
`;
}
