import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { money, percent, shortMoney } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

/** The tiers with accounts and ARR; what the floors allow where ARR by tier was not given. */
export function tierSection(plan: Plan): string {
  const cash = (amount: number) => money(amount, plan.currency);
  const known = plan.facts.arr_by_tier_known;
  const rows = plan.tiers.map((tier) => [
    escapeMarkdown(tier.tier),
    tier.touch,
    cash(tier.min_arr),
    String(tier.accounts),
    cash(tier.arr),
    percent(tier.arr_share, 0),
    ...(known ? [] : [`${shortMoney(tier.arr_low, plan.currency)} to ${shortMoney(tier.arr_high, plan.currency)}`]),
  ]);
  rows.push(["All", "", "", String(plan.facts.accounts), cash(plan.facts.arr), percent(1, 0), ...(known ? [] : [""])]);
  const headers = [
    "Tier",
    "Touch",
    "From ARR",
    "Accounts",
    known ? "ARR" : "ARR, central",
    "Share",
    ...(known ? [] : ["What the floors allow"]),
  ];
  const note = known
    ? ""
    : `\n\nARR by tier was not given. The central case places an average account inside each tier's floors; the last column is what accounts and floors allow at all.`;
  const scenarios = known
    ? ""
    : `\n\n${table(
        ["Case", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))],
        plan.scenarios.map((one) => [one.scenario, ...one.tiers.map((tier) => percent(tier.arr / plan.facts.arr, 0))]),
        rightOf(plan.tiers.length + 1, 0),
      )}`;
  return `## Tiers\n\n${table(headers, rows, rightOf(headers.length, 0, 1))}${note}${scenarios}`;
}
