// Rows of tables under the names of the tool that asked for them.

/** A column that one tool asks for by its own name: the headers that mean it, the best first, and what its cells are. */
export interface NamedColumn {
  headers: string;
  kind: "text" | "date" | "number";
}

/** A row with the columns a tool asked for by name; `flags` are its columns of yes and no, under their headers. */
export interface NamedRow<Name extends string> {
  row: number;
  account: string;
  arr: number | null;
  texts: Partial<Record<Name, string>>;
  numbers: Partial<Record<Name, number>>;
  flags: Record<string, boolean>;
  /** Columns that hold the day something was seen, under their headers; null where it never was. */
  seen: Record<string, string | null>;
}

/** One entry of a log of events. */
export interface LogEntry {
  row: number;
  /** The day it happened, and the day it was written down where the log says so. */
  on: string | null;
  entered: string | null;
  who: string | null;
  source: string | null;
  what: string;
  /** The cell of its day, as it stands. */
  written: string | null;
  /** Days that its text names with their place in it, and months, such as "2026-07" for "in July". */
  dates: { date: string; at: number }[];
  months: string[];
}

/** A log of events in the order of their days. */
export interface LogRead {
  entries: LogEntry[];
  rows: number;
  order: "day_first" | "month_first";
  /** No date tells whether the day or the month comes first. */
  assumed: boolean;
  headers: Partial<Record<"when" | "entered" | "who" | "source" | "what", string>>;
}

/** One onboarding as its table has it, under the table's own headers. */
export interface StagedRow {
  account: string;
  start: string | null;
  value: string | null;
  left: string | null;
  /** Days of the stages between, by header. */
  stages: Record<string, string>;
  segment: string | null;
  csm: string | null;
  remark: string | null;
  /** Days to value as somebody wrote them. */
  days: number | null;
  arr: number | null;
  /** The stage it stands at and for whom it waits, as somebody wrote them. */
  stage: string | null;
  waiting_on: string | null;
  /** Users that work with it; 0 of one who is called live says that it is not. */
  users: number | null;
  /** Headers whose cell is no date. */
  unread: readonly string[];
}
