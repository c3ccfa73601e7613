import { Problem } from "../../contract/problem.ts";
import type { Table, TableField } from "../../contract/table.ts";
import type { CohortMeasure } from "./cohort-table.ts";

const plainAmounts: readonly TableField[] = ["arr", "mrr", "acv", "tcv", "amount"];

/** How a table tells who stayed how long. */
export interface CohortTableKind {
  kind: "tenure" | "periods" | "snapshots";
  /** The fields whose cells must be readable. */
  needs: TableField[];
}

/**
 * Which of the three kinds a table is: one row a customer with tenure and outcome, a row for each paid period, or a row for each month.
 * Throws Problem for a table that is none of them.
 * @example cohortTableKind(table, "logos", false) // { kind: "periods", needs: ["account", "start", "end", "amount"] }
 */
export function cohortTableKind(table: Table, measure: CohortMeasure, tenureMapped: boolean): CohortTableKind {
  const has = (field: TableField) => table.columns.some((column) => column.field === field);
  const tenure = has("tenure_months") && has("outcome");
  if (tenure && (tenureMapped || (table.shape !== "subscriptions" && table.shape !== "snapshots")))
    return { kind: "tenure", needs: ["tenure_months", "outcome", ...(measure === "money" ? (["amount"] as const) : [])] };
  if (table.shape === "snapshots") return { kind: "snapshots", needs: ["account", "month", "amount"] };
  if (!has("start"))
    throw new Problem({
      what: `${table.path} does not show how long customers stay; it has ${table.columns.map(({ header }) => `"${header}"`).join(", ")}.`,
      remedy:
        "Give subscriptions (account, start, end), an amount a month for each account, or a row a customer with columns.tenure_months and columns.outcome.",
    });
  const counted = measure === "money" || hasAmounts(table);
  return { kind: "periods", needs: ["account", "start", "end", ...(counted ? (["amount"] as const) : [])] };
}

/** Whether any row has a recurring amount. */
export const hasAmounts = ({ records }: Table): boolean => records.some(({ amount }) => amount !== null);

/** Whether amounts are in several currencies, which customers can be counted in spite of, and money cannot. */
export const mixesCurrencies = ({ records }: Table): boolean =>
  new Set(records.flatMap(({ currency }) => (currency === null ? [] : [currency]))).size > 1;

/** Whether a table read without saying what is needed has every needed column and nothing to say against it. */
export function isClean({ columns, issues }: Table, needs: readonly TableField[]): boolean {
  const fieldOf = new Map(columns.map(({ header, field }) => [header, field]));
  const isNeeded = (field: TableField | null) => field !== null && (needs.includes(field) || plainAmounts.includes(field));
  const missing = needs.some((need) => need !== "end" && need !== "amount" && !columns.some(({ field }) => field === need));
  return (
    !missing &&
    !issues.some(({ column, code }) => !fieldOf.has(column) || code === "ambiguous_column" || isNeeded(fieldOf.get(column)!))
  );
}
