import type { ReadingOptions, TableIssue } from "../core/contract/table.ts";
import { chooseAccount } from "./choose-account.ts";
import { ACCOUNT_ID_RANK, LIKELY_RANK } from "./fields-named.ts";
import { issue } from "./issue.ts";
import type { LocatedTable } from "./locate-table.ts";
import { type Matching, matchColumns } from "./match-columns.ts";

/** Without a start, a contract's end is the day it is up for renewal. */
function endWithoutStart(matching: Matching): void {
  const end = matching.fields.get("end");
  if (
    !end ||
    end.confidence === "mapped" ||
    matching.fields.has("start") ||
    matching.fields.has("renewal_date") ||
    end.rank === 0
  )
    return;
  matching.fields.delete("end");
  matching.fields.set("renewal_date", { ...end, confidence: "likely" });
}

/** A "Name" beside a role is a person, not an account. */
function nameOfPerson(table: LocatedTable, matching: Matching): void {
  const account = matching.fields.get("account");
  if (!account || !matching.fields.has("role") || matching.fields.has("contact")) return;
  if (!/^(full)?name$/.test(table.headers[account.index]!.key)) return;
  matching.fields.delete("account");
  matching.fields.set("contact", { ...account, confidence: "likely" });
}

/** A bare "id" beside a customer and a start is the subscription's own, as in Stripe's exports; a plan is a weaker name for it. */
function bareIdentifier(table: LocatedTable, matching: Matching): void {
  const index = table.headers.findIndex(({ key }) => key === "id" || key === "uuid");
  const used = [...matching.fields].some(([, column]) => column.index === index);
  const known = matching.fields.get("subscription");
  if (index === -1 || used || !matching.fields.has("account") || !matching.fields.has("start")) return;
  if (known === undefined || known.confidence === "likely")
    matching.fields.set("subscription", { index, confidence: "likely", rank: LIKELY_RANK });
}

/** A parent is named the way accounts are: by identifier where they go by identifier. */
function parentLikeAccount(table: LocatedTable, matching: Matching): void {
  const byIdentifier = matching.fields.get("account")?.rank === ACCOUNT_ID_RANK;
  const parent = matching.fields.get("parent");
  if (!byIdentifier || !parent || parent.confidence !== "certain") return;
  const index = table.headers.findIndex(({ key }) => /^(ultimate)?parent(account|company|customer)?id$/.test(key));
  if (index !== -1) matching.fields.set("parent", { index, confidence: "likely", rank: parent.rank });
}

/** The columns by field, set right for what stands beside them, and what to say about it. */
export function prepareMatching(table: LocatedTable, options: ReadingOptions): { matching: Matching; issues: TableIssue[] } {
  const matching = matchColumns(table.headers, options.columns ?? {}, table.file);
  endWithoutStart(matching);
  nameOfPerson(table, matching);
  bareIdentifier(table, matching);
  const issues = chooseAccount(table, matching);
  parentLikeAccount(table, matching);
  for (const index of matching.turnover) {
    const header = table.headers[index]!.text;
    const message = `"${header}" is usually the customer's own turnover, not what it pays you, so it is not read as ARR. If it is your ARR, give columns.arr.`;
    issues.push(issue(table.headerRow, header, "annual_revenue", message));
  }
  return { matching, issues };
}
