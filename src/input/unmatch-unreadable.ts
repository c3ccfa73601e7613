import type { TableField, TableIssue } from "../core/contract/table.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";
import { allColumns, type ReadFields } from "./read-fields.ts";

/**
 * Takes back a recognition by name where most filled cells say otherwise ("Partner" holding company names), with one issue for the column;
 * what the caller mapped or the answer needs stays, so that its bad cells are listed.
 */
export function unmatchUnreadable(
  table: LocatedTable,
  matching: Matching,
  fields: ReadFields,
  needed: ReadonlySet<TableField>,
): TableIssue[] {
  const issues: TableIssue[] = [];
  for (const [field, column] of allColumns(fields)) {
    const matched = matching.fields.get(field);
    if (!matched || matched.confidence === "mapped" || needed.has(field) || column.refusal) continue;
    if (column.faults.size === 0) continue;
    const readable = column.values.filter((value) => value !== null).length;
    if (column.faults.size <= readable) continue;
    const header = table.headers[matched.index]!.text;
    const message = `Not read as ${field}: ${[...column.faults.values()][0]!.reason}, and so on in ${column.faults.size} cells. Give columns.${field} if it should be.`;
    issues.push(issue(table.headerRow, header, "column_not_read", message));
    matching.fields.delete(field);
    for (const group of [fields.texts, fields.numbers, fields.flags]) group.delete(field);
  }
  return issues;
}
