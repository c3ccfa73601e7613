import { dayNumber } from "../core/dates.ts";
import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import type { BridgeOfQuery, CheckedColumn, ColumnMatch, QueryOfSums, ReadingOptions, ReadTable } from "../core/table.ts";
import { readHeader } from "./header.ts";
import { matchColumns } from "./match-columns.ts";
import { dayOfMonth } from "./month-runs.ts";
import { formatAmount, type LocatedTable } from "./read-sheet.ts";

// The result of a query that `cs-strategist sql` prints, by the names of its columns, and what it carries of its own completeness.

const kinds = ["pairs", "bridge", "months", "cohorts", "accounts", "checks"] as const;
type Kind = (typeof kinds)[number];

const AGAIN = "Run the query again and save its whole result as CSV, all columns and all rows of one run.";

/** Months since year 0: year * 12 + month. Throws Problem for a date that does not exist. */
export function monthOf(date: string): number {
  dayNumber(date);
  const [year, month] = date.split("-").map(Number) as [number, number];
  return year * 12 + month;
}

export const monthName = (index: number): string => dayOfMonth(index, "first").slice(0, "2025-01".length);

/** A result with its columns by name, in small letters: engines write them in either. */
export class QueryResult {
  readonly kind: Kind;
  readonly table: LocatedTable;
  private readonly columns: ReadonlyMap<string, number>;

  /** The result that a table is; null for every other table. */
  static of(table: LocatedTable): QueryResult | null {
    const columns = new Map(table.headers.map(({ text }, index) => [text.toLowerCase(), index] as const));
    return columns.has("cs_reduction") ? new QueryResult(table, columns) : null;
  }

  private constructor(table: LocatedTable, columns: ReadonlyMap<string, number>) {
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
      remedy: AGAIN,
    });
  }

  index(pattern: RegExp): number {
    return this.columns.get([...this.columns.keys()].find((name) => pattern.test(name)) ?? "") ?? -1;
  }

  numbers(pattern: RegExp): number[] {
    const index = this.index(pattern);
    return this.table.rows.map((row) => Number(this.table.rows.text(row, index)));
  }

  /** The numbers under one name, row by row. */
  named(name: string): number[] {
    const index = this.columns.get(name);
    if (index !== undefined) return this.table.rows.map((row) => Number(this.table.rows.text(row, index)));
    throw new Problem({ what: `${this.table.file}: its column "${name}" is missing.`, remedy: AGAIN });
  }

  texts(name: string): string[] {
    const index = this.columns.get(name);
    return this.table.rows.map((row) => (index === undefined ? "" : this.table.rows.text(row, index)));
  }

  /** What the rows add up to, under the names by which the result carries it. */
  private sums(): [name: string, sum: number, what: string][] {
    const added = (name: string) => sumMoney(this.named(name));
    const amounts = () => this.numbers(/^(mrr|arr)$/);
    switch (this.kind) {
      case "pairs":
        return [
          ["cs_sum_start", sumMoney(this.numbers(/^(mrr|arr)_start$/)), "the amounts at the start"],
          ["cs_sum_end", sumMoney(this.numbers(/^(mrr|arr)_end$/)), "the amounts at the end"],
        ];
      case "bridge":
        return [
          ["cs_sum_starting", added("cs_starting"), "the openings"],
          ["cs_sum_ending", added("cs_ending"), "the closings"],
        ];
      case "checks":
        return [
          ["cs_sum_distinct", added("cs_distinct"), "the different values"],
          ["cs_sum_blanks", added("cs_blanks"), "the blanks"],
        ];
      case "accounts":
        return [["cs_sum_paid", sumMoney(amounts()), "the amounts"]];
      case "cohorts":
        return [["cs_sum_months", added("cs_months"), "the months"]];
      case "months": {
        const [months, all] = [this.named("cs_months"), amounts()];
        const whole = sumMoney(months.map((of, row) => sumMoney([of * all[row]!])));
        return [
          ["cs_sum_months", added("cs_months"), "the months"],
          ["cs_sum_amount", whole, "the amounts of all months"],
        ];
      }
    }
  }

  /** Throws Problem for a result that was cut short or changed. */
  refuseIncomplete(): void {
    const { file, rows } = this.table;
    const told = Number(this.value("cs_rows"));
    if (told !== rows.length)
      throw new Problem({
        what: `${file} has ${rows.length} of the ${told} rows of its query.`,
        remedy: "Save the whole result: the program that ran the query may show or save only the first rows.",
      });
    for (const [name, sum, what] of this.sums()) {
      const made = Number(this.value(name));
      if (Math.abs(made - sum) < 0.005) continue; // not a figure: half a hundredth
      throw new Problem({
        what: `${file}: ${what} add up to ${formatAmount(sum)}, and the query made ${formatAmount(made)} of them.`,
        remedy: "Rows or amounts were changed after the query ran. Save its result again, unchanged.",
      });
    }
  }

  /** Throws Problem where rows of its source were blank. */
  refuseBlank(): void {
    const blank = Number(this.value("cs_blank"));
    if (blank === 0) return;
    throw new Problem({
      what: `${this.table.file}: ${blank} rows that the query read have no account, month or amount.`,
      remedy: "Make a view that gives 0 where a blank means nothing paid, or leaves such rows out, and run the query on it.",
    });
  }

  /** Throws Problem for dates of a window that its source does not reach. */
  refuseBeyond(window: readonly string[]): void {
    const [first, last] = [Number(this.value("cs_first")), Number(this.value("cs_last"))];
    if (window.every((date) => first <= monthOf(date) && monthOf(date) <= last)) return;
    const asks =
      window.length === 2
        ? `compares ${monthName(monthOf(window[0]!))} with ${monthName(monthOf(window[1]!))}`
        : `asks for ${monthName(monthOf(window[0]!))}`;
    throw new Problem({
      what: `${this.table.file}: its query ${asks}, and its table holds ${monthName(first)} to ${monthName(last)}.`,
      remedy: `Make the query again with dates within these months.`,
    });
  }
}

// Results of queries that hold no accounts: the sums of a window's movements, and what the columns of a table hold. Only the tools that know what to do
// with them take them.

const readers: Record<QueryOfSums, string> = {
  bridge: "compute_nrr reads it. For anything about accounts make the query months or accounts.",
  cohorts: "analyze_cohorts reads it, counting customers. For money make the query months.",
  checks: "inspect_table reads it. For an answer make one of the other queries.",
};

/** Throws Problem where this call takes no such result. */
export function refuseUntaken({ kind, table }: QueryResult, { takes = [] }: ReadingOptions): void {
  if ((kind !== "bridge" && kind !== "cohorts" && kind !== "checks") || takes.includes(kind)) return;
  throw new Problem({
    what: `${table.file} is the result of the query "${kind}", which holds ${kind === "cohorts" ? "no amounts" : "no accounts"}.`,
    remedy: readers[kind],
  });
}

const dayOf = (month: number): string => dayOfMonth(month, "first");

function bridgesOf(result: QueryResult): BridgeOfQuery[] {
  const numbers = (name: string) => result.named(`cs_${name}`);
  const money = ["starting", "new", "expansion", "reactivation", "contraction", "churn", "ending"] as const;
  const counts = ["starting", "churn", "contraction", "flat", "expansion", "new", "reactivation"] as const;
  const sums = new Map(money.map((name) => [name, numbers(name)] as const));
  const accounts = new Map(counts.map((name) => [name, numbers(`n_${name}`)] as const));
  const [since, until] = [numbers("since"), numbers("until")];
  return since.map((first, row) => {
    const sum = (name: (typeof money)[number]) => sums.get(name)![row]!;
    const count = (name: (typeof counts)[number]) => accounts.get(name)![row]!;
    return {
      from: dayOf(first),
      to: dayOf(until[row]!),
      bridge: {
        starting: sum("starting"),
        new: sum("new"),
        expansion: sum("expansion"),
        reactivation: sum("reactivation"),
        contraction: sum("contraction"),
        churn: sum("churn"),
        ending: sum("ending"),
      },
      accounts: {
        starting: count("starting"),
        churned: count("churn"),
        contracted: count("contraction"),
        flat: count("flat"),
        expanded: count("expansion"),
        new: count("new"),
        reactivated: count("reactivation"),
      },
    };
  });
}

/** Throws Problem for sums that cannot be those of one table: parts that do not make the closing, or a closing that is not the next opening. */
function refuseUntied(bridges: readonly BridgeOfQuery[], file: string): void {
  const closing = new Map<string, number>();
  const months = bridges.filter(({ from, to }) => dayOf(monthAfter(from)) === to);
  for (const { to, bridge } of months) closing.set(to, bridge.ending);
  for (const { from, to, bridge } of bridges) {
    const { starting, new: added, expansion, reactivation, contraction, churn, ending } = bridge;
    const made = sumMoney([starting, added, expansion, reactivation, -contraction, -churn]);
    const before = closing.get(from);
    if (sumMoney([made, -ending]) === 0 && (before === undefined || sumMoney([before, -starting]) === 0)) continue;
    throw new Problem({
      what: `${file}: the movements from ${from} to ${to} do not lead from the opening to the closing.`,
      remedy: "Rows were changed after the query ran. Save its result again, unchanged.",
    });
  }
}

function monthAfter(day: string): number {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return year * 12 + month + 1;
}

/** A day that the query wrote as year, month and day in one number; null for none. */
function dayIn(number: number): string | null {
  const text = String(number);
  return number === 0 ? null : `${text.slice(0, -4)}-${text.slice(-4, -2)}-${text.slice(-2)}`;
}

function checkedColumns(result: QueryResult): CheckedColumn[] {
  const names = ["of", "blanks", "distinct", "unreadable", "first_day", "last_day", "amounts"] as const;
  const numbers = new Map(names.map((name) => [name, result.named(`cs_${name}`)] as const));
  const kinds = result.texts("cs_kind");
  return result.texts("cs_column").map((header, row) => {
    const number = (name: (typeof names)[number]) => numbers.get(name)![row]!;
    return {
      header,
      kind: kinds[row]!,
      rows: number("of"),
      blanks: number("blanks"),
      distinct: number("distinct"),
      unreadable: number("unreadable"),
      first_day: dayIn(number("first_day")),
      last_day: dayIn(number("last_day")),
      sum: kinds[row] === "number" ? number("amounts") : null,
    };
  });
}

/** What the columns that were checked mean, by their headers. */
function matchesOf(columns: readonly CheckedColumn[], file: string, options: ReadingOptions): ColumnMatch[] {
  const { fields } = matchColumns(
    columns.map(({ header }) => readHeader(header)),
    options.columns ?? {},
    file,
  );
  const found = new Map([...fields].map(([field, { index, confidence }]) => [index, { field, confidence }] as const));
  return columns.map(({ header }, index) => ({ header, ...(found.get(index) ?? { field: null, confidence: "none" }) }));
}

/**
 * A table of a query's sums; null where its result stands for a table of accounts or of months.
 * Throws Problem for a result cut short or changed, for blanks and negative amounts in its source, and for a window beyond its source.
 */
export function sumsOfResult(result: QueryResult, options: ReadingOptions): ReadTable | null {
  const { kind, table } = result;
  if (kind !== "bridge" && kind !== "checks") return null;
  result.refuseIncomplete();
  const unit = result.value("cs_unit") === "arr" ? "arr" : "mrr";
  const made = (sums: ReadTable["sums"], rows: number, message: string, columns: ColumnMatch[] = []): ReadTable => ({
    path: table.file,
    shape: kind === "bridge" ? "accounts" : "snapshots",
    rows_read: rows,
    rows_used: rows,
    columns,
    issues: [],
    amount_unit: unit,
    currency: null,
    records: [],
    sums,
    reading: {
      export: null,
      rows_read: rows,
      rows_used: rows,
      groups: [],
      columns_used: [],
      columns_ignored: [],
      doubts: [{ code: "reduction", message, first: false }],
      questions: [],
    },
  });
  if (kind === "checks") {
    const columns = checkedColumns(result);
    const message = "Read as the checks of a query; its rows and sums are complete.";
    return made({ checks: columns }, columns[0]?.rows ?? 0, message, matchesOf(columns, table.file, options));
  }
  result.refuseBlank();
  const negative = Number(result.value("cs_negative"));
  if (negative > 0)
    throw new Problem({
      what: `${table.file}: ${negative} accounts have an amount below 0 in a month, of which sums of movements say nothing.`,
      remedy: "Make the query pairs or months, which keep the accounts apart.",
    });
  const window = [result.value("cs_from"), result.value("cs_to")] as const;
  result.refuseBeyond(window);
  const bridges = bridgesOf(result);
  refuseUntied(bridges, table.file);
  const message = `Read as the sums of a query from ${window[0]} to ${window[1]}; its rows and sums are complete.`;
  return made({ bridges, from: window[0], to: window[1] }, bridges.length, message);
}
