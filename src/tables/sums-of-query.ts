import { sumMoney } from "../core/money.ts";
import { Problem } from "../core/problem.ts";
import type { BridgeOfQuery, CheckedColumn, ColumnMatch, QueryOfSums, ReadingOptions, ReadTable } from "../core/table.ts";
import { readHeader } from "./header.ts";
import { matchColumns } from "./match-columns.ts";
import { dayOfMonth } from "./month-runs.ts";
import type { QueryResult } from "./query-result.ts";

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
