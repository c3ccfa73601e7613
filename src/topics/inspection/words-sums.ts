import { plural } from "../../core/english.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import type { CheckedColumn, ReadTable, TableField, TableIssue } from "../../core/table.ts";
import type { TableTotals } from "./table-totals.ts";

/** What is said of a table that a query summed up. */
interface SumsInWords {
  totals: Answered<TableTotals>;
  summary: string;
  issues: TableIssue[];
  ready_for: string[];
}

const count = (number: number): string => number.toLocaleString("en-US");

/** The totals of a table without records; `of` are those that are known all the same. */
function totalsOf(why: string, of: Partial<Answered<TableTotals>>): Answered<TableTotals> {
  const none = unknown(why);
  return {
    accounts: 0,
    paying_accounts: 0,
    amount: none,
    arr: none,
    amount_start: none,
    amount_end: none,
    amount_left_out: 0,
    owners: none,
    first_date: none,
    last_date: none,
    ...of,
  };
}

const cells = (number: number): string => `${plural(number, "cell")} of it ${number === 1 ? "is" : "are"}`;

/** What is wrong with a column that a query checked. */
function faultsOf({ header, kind, blanks, unreadable, rows }: CheckedColumn): TableIssue[] {
  const said = (code: string, message: string): TableIssue => ({ row: 1, column: header, code, message, amount_left_out: null });
  return [
    ...(blanks === 0 ? [] : [said("blank_cells", `${cells(blanks)} blank, of ${count(rows)}.`)]),
    ...(unreadable === 0 ? [] : [said("unreadable_cells", `${cells(unreadable)} filled and no ${kind}.`)]),
  ];
}

/** What checks of columns say of their table. */
function ofChecks(checks: readonly CheckedColumn[], { columns, rows_read }: ReadTable): SumsInWords {
  const column = (field: TableField) => checks[columns.findIndex((one) => one.field === field)];
  const of = (kind: string) => checks.find((one) => one.kind === kind);
  const [account, day, amount] = [column("account") ?? of("text"), column("month") ?? of("date"), of("number")];
  const issues = checks.flatMap(faultsOf);
  const when = day?.first_day && day.last_day ? ` from ${day.first_day} to ${day.last_day}` : "";
  const sum = amount?.sum == null ? "" : `; "${amount.header}" adds up to ${count(amount.sum)}`;
  const [first] = issues;
  const faults =
    first === undefined
      ? "No cell that was checked is blank or unreadable."
      : `${plural(issues.length, "thing")} to settle before a query is made of it; the first, "${first.column}": ${first.message}`;
  const owner = column("owner")?.distinct ?? null;
  return {
    totals: totalsOf("The checks of a query hold sums of columns, not of accounts.", {
      accounts: account?.distinct ?? 0,
      paying_accounts: unknown("The checks of a query do not say who pays."),
      owners: known(owner, "No column of owners was checked."),
      first_date: known(day?.first_day ?? null, "No column of dates was checked."),
      last_date: known(day?.last_day ?? null, "No column of dates was checked."),
    }),
    summary: `These are checks of a table: ${count(rows_read)} rows of ${plural(account?.distinct ?? 0, "account")}${when}${sum}. ${faults}`,
    issues,
    ready_for: [],
  };
}

/** What a table is that a query summed up, and what it is good for. */
export function sumsInWords(table: ReadTable, sums: NonNullable<ReadTable["sums"]>): SumsInWords {
  if ("checks" in sums) return ofChecks(sums.checks, table);
  const letters = "2025-01".length;
  return {
    totals: totalsOf("The sums of a query hold no accounts.", {}),
    summary: `These are the sums of a query, with no account in them: what moved from ${sums.from.slice(0, letters)} to ${sums.to.slice(0, letters)}, and in each month between. compute_nrr reads them; who left or grew needs the query months.`,
    issues: [],
    ready_for: ["compute_nrr"],
  };
}
