import type { TableIssue } from "../core/contract/table.ts";
import { cellText } from "./cell-text.ts";
import { ACCOUNT_ID_RANK, fieldsNamed } from "./fields-named.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import type { Matching } from "./match-columns.ts";

/**
 * Where a table has names and identifiers of accounts, keeps the names when each stands for one identifier and the other way round,
 * and else goes by identifier, so that a renamed account or two of one name are not mixed up.
 */
export function chooseAccount(table: LocatedTable, matching: Matching): TableIssue[] {
  const account = matching.fields.get("account");
  if (!account || account.confidence === "mapped" || account.rank === ACCOUNT_ID_RANK) return [];
  const used = new Set([...matching.fields.values()].map((column) => column.index));
  const identifiers = table.headers.flatMap((header, index) =>
    !used.has(index) && fieldsNamed(header.key).some((match) => match.field === "account" && match.rank === ACCOUNT_ID_RANK)
      ? [index]
      : [],
  );
  const identifier = identifiers[0];
  if (identifier === undefined || identifiers.length > 1) return [];
  const identifierOfName = new Map<string, string>();
  const nameOfIdentifier = new Map<string, string>();
  let clash: string | null = null;
  for (const row of table.rows) {
    const name = cellText(row.cells[account.index]).replace(/\s+/g, " ");
    const id = cellText(row.cells[identifier]);
    if (name === "") continue;
    if (id === "") return [];
    if (identifierOfName.get(name) !== undefined && identifierOfName.get(name) !== id)
      clash ??= `"${name}" has several identifiers`;
    if (nameOfIdentifier.get(id) !== undefined && nameOfIdentifier.get(id) !== name) clash ??= `"${id}" has several names`;
    identifierOfName.set(name, id);
    nameOfIdentifier.set(id, name);
  }
  if (clash === null) return [];
  matching.fields.set("account", { index: identifier, confidence: "certain", rank: ACCOUNT_ID_RANK });
  const header = table.headers[identifier]!.text;
  return [issue(table.headerRow, header, "account_by_id", `Accounts are told apart by "${header}": ${clash}.`)];
}
