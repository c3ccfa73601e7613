import { dayNumber } from "../core/dates.ts";
import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
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
