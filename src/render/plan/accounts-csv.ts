import type { Plan } from "../../core/plan/plan.ts";
import { escapeCsv } from "../escape.ts";

const headers = [
  "account",
  "arr",
  "old_tier",
  "new_tier",
  "touch",
  "owner",
  "hours_a_year",
  "renewal_date",
  "health",
  "reason",
  "served_less",
];

/** Every account with its old and new tier, owner, hours and reason, largest first; one line each, safe to open in a spreadsheet. */
export function accountsCsv(plan: Plan): string {
  const hours = new Map(plan.team.pools.map((pool) => [pool.tier, pool.hours_per_account]));
  const less = new Map(plan.team.served_less.map((one) => [one.account, `${one.from} to ${one.to}: ${one.why}`]));
  const rows = plan.accounts.map((one) => [
    one.account,
    one.arr,
    one.previous_tier,
    one.tier,
    one.touch,
    one.owner,
    hours.get(one.tier) ?? null,
    one.renewal_date,
    one.health,
    one.reason,
    less.get(one.account) ?? null,
  ]);
  return `${[headers, ...rows].map((row) => row.map(escapeCsv).join(",")).join("\r\n")}\r\n`;
}
