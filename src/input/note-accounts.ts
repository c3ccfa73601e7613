import type { TableIssue, TableShape } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import type { GridRow } from "./grid.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { ReadFields } from "./read-fields.ts";

/** Says which accounts differ only in capitals, and which rows are the same in every cell; both are counted as they stand. */
export function noteAccounts(table: LocatedTable, rows: readonly GridRow[], shape: TableShape, fields: ReadFields): TableIssue[] {
  const accounts = fields.texts.get("account")?.values ?? [];
  if (shape === "survey" || shape === "stakeholders") return [];
  const issues: TableIssue[] = [];
  const spellings = new Map<string, string>();
  const seen = new Set<string>();
  const rowsSeen = new Map<string, number>();
  const together = shape === "subscriptions" || fields.texts.has("subscription");
  accounts.forEach((account, index) => {
    if (account === null) return;
    const { row, cells } = rows[index]!;
    if (!seen.has(account)) {
      seen.add(account);
      const lower = account.toLowerCase();
      const known = spellings.get(lower);
      if (known === undefined) spellings.set(lower, account);
      else
        issues.push(
          issue(row, "", "similar_accounts", `"${account}" and "${known}" differ only in capitals and are read as two accounts.`),
        );
    }
    if (!together) return;
    const key = cells.slice(0, table.headers.length).map(cellText).join("\n");
    const same = rowsSeen.get(key);
    if (same === undefined) rowsSeen.set(key, row);
    else issues.push(issue(row, "", "identical_rows", `Row ${row} is the same as row ${same} in every cell; both are counted.`));
  });
  return issues;
}
