import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { money, percent, plural } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

/** Why renewals stand outside the forecast, for people. */
const outside: Record<string, string> = {
  not_paying: "Pays nothing",
  renewed: "Renewed already",
  lost: "Lost already",
  no_decision: "No decision in the contract",
  undated: "No renewal date",
  outside_window: "Later than these twelve months",
  overdue: "Last day to opt out has passed, no outcome recorded",
  auto_renewed: "Renewed by itself",
  notice_served: "Notice given",
  unknown_probability: "No health score, so no chance is assumed",
};

/** What comes up for decision in the year to come; null where no renewal date is known. */
export function renewalsSection(plan: Plan): string | null {
  const { renewals } = plan;
  if (renewals === null) return null;
  const cash = (amount: number) => money(amount, plan.currency);
  const { due, expected, low, high, months, left_out, moves_most } = renewals;
  const head =
    due === 0
      ? "Nothing can be forecast: see below."
      : `${cash(due)} comes up for decision from ${renewals.from} to ${renewals.to}, by the last day to opt out. Expect ${cash(expected)} of it (${percent(expected / due)}) to renew; one time in ten less than ${cash(low)}, one time in ten more than ${cash(high)}. ${moves_most === null ? "" : `${escapeMarkdown(moves_most)} moves the total most. `}Chances come from health scores by the library's bands, not from your own record.`;
  const rows = months.map((line) => [line.month, String(line.renewals), cash(line.arr), cash(line.expected)]);
  const byMonth = rows.length ? `\n\n${table(["Last day to opt out", "Renewals", "ARR", "Expected"], rows, rightOf(4, 0))}` : "";
  const rest = left_out.map((line) => [outside[line.why] ?? line.why, plural(line.accounts, "account"), cash(line.arr)]);
  const others = rest.length ? `\n\nOutside the forecast:\n\n${table(["Why", "Accounts", "ARR"], rest, rightOf(3, 0))}` : "";
  return `## Renewals\n\n${head}${byMonth}${others}`;
}
