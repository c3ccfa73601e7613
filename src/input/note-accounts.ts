import type { TableIssue, TableShape } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import type { DistinctCells } from "./distinct-cells.ts";
import type { GridRow } from "./grid.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { ReadFields } from "./read-fields.ts";

/** Looks at the first row of each name only, since the others say nothing new; what was said once is not said again. */
function similarAccounts(
  rows: readonly GridRow[],
  names: readonly (string | null)[],
  firstRows: readonly number[],
): TableIssue[] {
  const issues: TableIssue[] = [];
  const spellings = new Map<string, string>();
  const said = new Set<string>();
  for (const index of firstRows) {
    const account = names[index] ?? null;
    if (account === null) continue;
    const lower = account.toLowerCase();
    const known = spellings.get(lower);
    if (known === undefined) spellings.set(lower, account);
    else if (known !== account && !said.has(account)) {
      said.add(account);
      const message = `"${account}" and "${known}" differ only in capitals and are read as two accounts.`;
      issues.push(issue(rows[index]!.row, "", "similar_accounts", message));
    }
  }
  return issues;
}

function identicalRows(table: LocatedTable, rows: readonly GridRow[], names: readonly (string | null)[]): TableIssue[] {
  const issues: TableIssue[] = [];
  const seen = new Map<string, number>();
  names.forEach((account, index) => {
    if (account === null) return;
    const { row, cells } = rows[index]!;
    const key = cells.slice(0, table.headers.length).map(cellText).join("\n");
    const same = seen.get(key);
    if (same === undefined) seen.set(key, row);
    else issues.push(issue(row, "", "identical_rows", `Row ${row} is the same as row ${same} in every cell; both are counted.`));
  });
  return issues;
}

/** Says which accounts differ only in capitals, and which rows are the same in every cell; both are counted as they stand. */
export function noteAccounts(
  table: LocatedTable,
  rows: readonly GridRow[],
  shape: TableShape,
  fields: ReadFields,
  accounts: DistinctCells | null,
): TableIssue[] {
  const names = fields.texts.get("account")?.values ?? [];
  if (shape === "survey" || shape === "stakeholders") return [];
  const together = shape === "subscriptions" || fields.texts.has("subscription");
  return [...similarAccounts(rows, names, accounts?.first ?? []), ...(together ? identicalRows(table, rows, names) : [])];
}
