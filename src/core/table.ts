import * as z from "zod";

/** Everything a column can mean to the program. */
export const tableFields = [
  "account",
  "subscription",
  "parent",
  "owner",
  "tier",
  "touch",
  "segment",
  "currency",
  "arr",
  "mrr",
  "acv",
  "tcv",
  "amount",
  "arr_start",
  "arr_end",
  "contract_months",
  "month",
  "start",
  "end",
  "renewal_date",
  "notice_days",
  "health",
  "complexity",
  "growth",
  "strategic",
  "change",
  "periods_below",
  "last_move",
  "paid_before",
  "partner",
  "score",
  "outcome",
  "respondent",
  "contact",
  "role",
  "level",
  "last_contact",
  "tenure_months",
  "probability",
  "category",
  "usage",
  "engagement",
  "relationship",
  "support",
  "financial",
  "previous_score",
  "notice_served",
  "auto_renew",
  "sponsor_left",
  "notice_asked",
  "promise_due",
  "escalations",
  "put_off",
  "score_date",
  "decision_date",
  "signal_date",
  "status",
  "revenue_type",
  "interval",
  "interval_count",
  "quantity",
  "unit_price",
  "trial_end",
  "cancelled_on",
  "period_end",
  "version",
] as const;
export type TableField = (typeof tableFields)[number];

/** One row of a table, typed. Missing is null, never 0; amounts are in major units, exact to the hundredth. */
export interface TableRecord {
  /** Row number in the file as a person counts it: the first line is 1. */
  row: number;
  account: string;
  subscription: string | null;
  parent: string | null;
  owner: string | null;
  /** The tier the account has today, under the name the file gives it. */
  tier: string | null;
  touch: "high" | "low" | "tech" | null;
  currency: string | null;
  /** In the unit of the table's `amount_unit`; for snapshots and subscriptions a recurring amount. */
  amount: number | null;
  amount_start: number | null;
  amount_end: number | null;
  month: string | null;
  start: string | null;
  /** Exclusive: the first day not paid for. Null means open. */
  end: string | null;
  renewal_date: string | null;
  notice_days: number | null;
  health: number | null;
  complexity: number | null;
  growth: number | null;
  strategic: number | null;
  change: "contract" | "usage" | null;
  periods_below: number | null;
  last_move: string | null;
  paid_before: boolean | null;
  partner: boolean | null;
  contract_months: number | null;
  /** A survey's rating, or a score to be checked against outcomes. */
  score: number | null;
  /** How it ended, read by what the header means: "Churned: yes" is lost. */
  outcome: "kept" | "lost" | null;
  respondent: string | null;
  contact: string | null;
  role: string | null;
  level: string | null;
  last_contact: string | null;
  tenure_months: number | null;
  /** A fraction; "85%" is 0.85. */
  probability: number | null;
  category: string | null;
  /** Parts of a health score, on 0 to 100; "85%" is 85. */
  usage: number | null;
  engagement: number | null;
  relationship: number | null;
  support: number | null;
  financial: number | null;
  previous_score: number | null;
  notice_served: boolean | null;
  auto_renew: boolean | null;
  sponsor_left: boolean | null;
  /** Whether it asked how and when the contract can be ended. */
  notice_asked: boolean | null;
  /** The day for which something was promised to it. */
  promise_due: string | null;
  /** Escalations that are open. */
  escalations: number | null;
  /** How often a thing was put off. */
  put_off: number | null;
  score_date: string | null;
  decision_date: string | null;
  signal_date: string | null;
  /** Why it no longer pays, where a status, an outcome, a flag or a table of leavers says so; null while it pays. */
  gone: string | null;
  /** Of a row that is gone: the first day it no longer paid for, where that is known. */
  gone_on: string | null;
  /** A traffic light, where health stands in words. */
  light: "green" | "yellow" | "red" | null;
  /** The row of the same account that takes over on the day this one ends. */
  successor: number | null;
  /** Every cell as text, by header: for segments the caller names. */
  cells: Record<string, string>;
}

/**
 * A record of one row of which nothing else is known. Written out field by field: records of one form are made and read many times
 * faster than merged ones, which tells in a table of a million rows.
 */
export function recordOf(row: number, account: string, cells: Record<string, string>): TableRecord {
  return {
    row,
    account,
    subscription: null,
    parent: null,
    owner: null,
    tier: null,
    touch: null,
    currency: null,
    amount: null,
    amount_start: null,
    amount_end: null,
    month: null,
    start: null,
    end: null,
    renewal_date: null,
    notice_days: null,
    health: null,
    complexity: null,
    growth: null,
    strategic: null,
    change: null,
    periods_below: null,
    last_move: null,
    paid_before: null,
    partner: null,
    contract_months: null,
    score: null,
    outcome: null,
    respondent: null,
    contact: null,
    role: null,
    level: null,
    last_contact: null,
    tenure_months: null,
    probability: null,
    category: null,
    usage: null,
    engagement: null,
    relationship: null,
    support: null,
    financial: null,
    previous_score: null,
    notice_served: null,
    auto_renew: null,
    sponsor_left: null,
    notice_asked: null,
    promise_due: null,
    escalations: null,
    put_off: null,
    score_date: null,
    decision_date: null,
    signal_date: null,
    gone: null,
    gone_on: null,
    light: null,
    successor: null,
    cells,
  };
}

const { row: _, account: __, cells: ___, ...blank } = recordOf(0, "", {});

/** A record of which nothing is known. */
export const blankRecord: Omit<TableRecord, "row" | "account" | "cells"> = blank;

export type TableShape = "accounts" | "snapshots" | "subscriptions" | "survey" | "stakeholders";
export type AmountUnit = "arr" | "mrr" | "acv" | "tcv" | "unclear";

export interface ColumnMatch {
  header: string;
  field: TableField | null;
  confidence: "mapped" | "certain" | "likely" | "none";
}

export interface TableIssue {
  row: number;
  column: string;
  code: string;
  message: string;
  /** The row's amount, where it could be read, that stands outside the answer. */
  amount_left_out: number | null;
}

/** A group of rows that are not counted, with what they would have paid. */
export interface RowGroup {
  group: "not_paying" | "superseded" | "not_an_account" | "unusable";
  /** In words that follow "N rows": "are trials". */
  reason: string;
  rows: number[];
  /** In the table's unit; null where no amount can be read. */
  amount: number | null;
}

/** Something about the reading that could turn the answer. */
export interface Doubt {
  code: string;
  message: string;
  /** Whether the first sentence of an answer must say it. */
  first: boolean;
  /** What the caller can say where it is otherwise, with the parameter; it stands beside the answer and not in its first sentence. */
  remedy?: string;
}

/** What must be said before the table can answer: the readings, what each gives, the likelier first, and the parameter that settles it. */
export interface TableQuestion {
  code: string;
  asks: RowQuestion;
  question: string;
  readings: { means: string; accounts: number | null; amount: number | null; parameter: string }[];
  why: string | null;
}

/** What happened to the rows of a file on the way to the answer. */
interface TableReading {
  /** What the file is taken for, such as "a Recurly subscriptions export"; null where its columns tell nothing. */
  export: string | null;
  rows_read: number;
  rows_used: number;
  groups: RowGroup[];
  columns_used: string[];
  columns_ignored: string[];
  doubts: Doubt[];
  questions: TableQuestion[];
}

/** What accounts paid by month, by column: each account and month once, and for each row their places and the amount. */
export interface Monthly {
  readonly length: number;
  readonly accounts: readonly string[];
  readonly accountAt: ArrayLike<number>;
  /** First days of months; some may be of no row. */
  readonly months: readonly string[];
  readonly monthAt: ArrayLike<number>;
  amount(row: number): number;
  /** A column of the file by its header: its different cells as text, and the place of each row's; null where there is none. */
  cells(header: string): { texts: readonly string[]; at: ArrayLike<number> } | null;
}

export interface Table {
  path: string;
  shape: TableShape;
  rows_read: number;
  rows_used: number;
  columns: ColumnMatch[];
  issues: TableIssue[];
  amount_unit: AmountUnit;
  currency: string | null;
  /** Made when first asked for. */
  records: TableRecord[];
  /** Of monthly amounts whose rows say no more than account, month and amount: the same without a record for each. */
  monthly?: Monthly;
  /** Set where the caller says that a blank amount is not known: such an account counts, without money. */
  blanks_unknown?: boolean;
  /** Set where an amount only says that an account pays, and not what. */
  only_counts?: boolean;
}

/** The movements of a window as a query summed them: money in the table's unit, dates as first days of months. */
export interface BridgeOfQuery {
  from: string;
  to: string;
  bridge: Record<"starting" | "new" | "expansion" | "reactivation" | "contraction" | "churn" | "ending", number>;
  accounts: Record<"starting" | "churned" | "contracted" | "flat" | "expanded" | "new" | "reactivated", number>;
}

/** What a query found in a column of a table. */
export interface CheckedColumn {
  header: string;
  /** As what it was looked at: text, date or number. */
  kind: string;
  rows: number;
  blanks: number;
  distinct: number;
  /** Filled cells that are no date or no number. */
  unreadable: number;
  first_day: string | null;
  last_day: string | null;
  sum: number | null;
}

/** Results of queries that hold no accounts, or no amounts, and that only some tools can answer from. */
export type QueryOfSums = "bridge" | "cohorts" | "checks";

/** A table as it was read, with what happened to its rows on the way. */
export interface ReadTable extends Table {
  reading: TableReading;
  /** In the place of records, where a query summed them up: the window asked for and its months, or what each column holds. */
  sums?: { bridges: BridgeOfQuery[]; from: string; to: string } | { checks: CheckedColumn[] };
}

/** What rows can be asked; a tool names those that decide its answer. */
const rowQuestions = ["who", "counts", "since", "until", "how_much", "per_what", "version", "whose", "how_likely"] as const;
export type RowQuestion = (typeof rowQuestions)[number];

/** What is seen of a table before its cells are judged. */
export interface SeenTable {
  path: string;
  shape: TableShape;
  columns: readonly ColumnMatch[];
  has_amounts: boolean;
}

/** The columns an answer needs: always, where they are there, or by what the table turns out to be. */
export interface Needs {
  /** Their cells must all be readable. */
  always?: readonly TableField[];
  /** Used where they are; a cell that cannot be read is unknown and keeps its row. */
  if_present?: readonly TableField[];
  /** Where they are, they decide the answer, so that their cells must be readable too. */
  deciding?: readonly TableField[];
  by_shape?: (seen: SeenTable) => readonly TableField[];
}

/** What the caller may say about how to read a table, beside its columns. */
export const ReadingSchema = z.strictObject({
  /** What an amount column means, where its header does not say. */
  amount: z.enum(["arr", "mrr", "acv", "tcv"]).optional(),
  /** How long an amount is for, where no column says. */
  interval: z.enum(["month", "quarter", "half_year", "year"]).optional(),
  /** Whether an end is the first day not paid for, or the last day paid for. */
  ends: z.enum(["first_day_after", "last_day"]).optional(),
  /** What a blank amount means. */
  blank: z.enum(["zero", "unknown"]).optional(),
  dates: z.enum(["day_first", "month_first"]).optional(),
  /** The decimal sign, where the column alone does not decide it. */
  decimal: z.enum([".", ","]).optional(),
  sheet: z.string().optional(),
  /** The currency its amounts are in, where the file names another or none. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code like USD")
    .optional(),
  /** The known export the file is, where its columns do not tell, or none. */
  export: z.string().optional(),
  /** The highest health score there can be, where it is not 100. */
  scale: z.literal([5, 10, 100]).optional(), // not a figure: the scales people use
  /** Two periods of one account at once, which no id tells apart. */
  overlaps: z.enum(["add", "replace"]).optional(),
  /** What rows are whose status says that they pay past their end. */
  past_end: z.enum(["ended", "paying"]).optional(),
  /** Whether the name at the head of a group holds for the blank rows below it. */
  groups: z.enum(["fill", "as_is"]).optional(),
  /** header -> word -> what it means. */
  values: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});
export type Reading = z.infer<typeof ReadingSchema>;

/** Everything the reader is told. */
export interface ReadingOptions extends Reading {
  /** field -> header; null leaves a column out that would be taken for the field. */
  columns?: Partial<Record<TableField, string | null>>;
  /** The same out of the user's own file: used where a table has the header, passed over where it does not. */
  usual_columns?: Record<string, string>;
  skip_bad_rows?: boolean;
  /** Rows are comments or contracts, so that one account may stand in several. */
  rows_repeat?: boolean;
  /** A table of accounts that left, which the list of customers no longer holds. */
  lost_table?: string;
  needs?: readonly TableField[] | Needs;
  /** The questions that decide the answer; none while a table is only looked at. */
  asks?: readonly RowQuestion[];
  /** The dates the question names. */
  dated?: readonly string[];
  /** Results of queries that the tool can answer from although they hold no accounts, or no amounts. */
  takes?: readonly QueryOfSums[];
  /** The caller has exchange rates, so that amounts in several currencies are no reason to refuse. */
  several_currencies?: boolean;
}

/** What a reader wants to know while a long file is read, and how it is told to stop. */
export interface ReadingWatch {
  /** Bytes of the file read so far, and its size. */
  progress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}
