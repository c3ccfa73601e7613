import { dayNumber } from "../core/dates.ts";
import { Problem } from "../core/problem.ts";

// The words in which engines differ, as far as the queries here need them: everything else is said the same in all of them.

export const dialects = ["snowflake", "bigquery", "databricks", "redshift", "trino", "postgres", "clickhouse", "duckdb"] as const;
export type Dialect = (typeof dialects)[number];

/** Months since year 0, as every engine counts them here: year * 12 + month. Throws Problem for a date that does not exist. */
export function monthOf(date: string): number {
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
export const wordsOf: Record<Dialect, DialectWords> = {
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
export function quoted(name: string, sign: string, what: string): string {
  const parts = what === "--table" ? name.split(".") : [name];
  if (parts.some((part) => part.trim() === "" || /["`\\\p{Cc}]/u.test(part)))
    throw new Problem({ what: `${what} "${name}" is not a name.`, remedy: "Give the bare name, without quotes around it." });
  return parts.map((part) => `${sign}${part}${sign}`).join(".");
}
