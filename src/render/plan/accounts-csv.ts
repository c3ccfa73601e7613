import type { Plan } from "../../core/plan/plan.ts";
import { escapeCsv } from "../escape.ts";
import { servedBy } from "./touch-words.ts";

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

/** Why an account stands where it does. */
function reasonWords(reason: string, oldTier: string | null, newTier: string): string {
  if (reason === "override") return "Set by hand.";
  if (reason.startsWith("held: ")) return `Stays in its tier: ${reason.slice("held: ".length)}.`;
  const measure = reason === "score" ? "score" : "ARR";
  return oldTier === null || oldTier === newTier
    ? `Its ${measure} lies in this tier.`
    : `Its ${measure} moved it here from ${oldTier}.`;
}

/** Every account with its old and new tier, owner, hours and reason, largest first; one line each, safe to open in a spreadsheet. */
export function accountsCsv(plan: Plan): string {
  const hours = new Map(plan.team.pools.map((pool) => [pool.tier, pool.hours_per_account]));
  const less = new Map(
    plan.team.served_less.map((one) => [one.account, `From ${servedBy(one.from)} to ${servedBy(one.to)}: ${one.why}`]),
  );
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
    reasonWords(one.reason, one.previous_tier, one.tier),
    less.get(one.account) ?? null,
  ]);
  const text = `${[headers, ...rows].map((row) => row.map(escapeCsv).join(",")).join("\r\n")}\r\n`;
  // Without this mark Excel takes an accented letter for two others.
  return /[^\p{ASCII}]/u.test(text) ? `\uFEFF${text}` : text;
}
