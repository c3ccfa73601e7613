import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { money, percent, shortMoney } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { servedBy } from "./touch-words.ts";

const cases: Record<string, string> = {
  central: "central case",
  "top-heavy": "more in the largest accounts",
  flat: "spread more evenly",
};

/** What else the ARR of the tiers could be, where nobody gave it. */
function scenarioWords(plan: Plan): string {
  const rows = plan.scenarios.map((one) => [
    cases[one.scenario] ?? one.scenario,
    ...one.tiers.map((tier) => percent(tier.arr / plan.facts.arr, 0)),
  ]);
  const headers = ["Share of ARR", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))];
  return `ARR by tier was not given. The central case puts the average account of each tier inside its floors; the possible range is all that the accounts and floors allow.\n\n${table(headers, rows, rightOf(headers.length, 0))}`;
}

/** The tiers with accounts and ARR; what the floors allow where ARR by tier was not given. */
export function tierSection(plan: Plan): string {
  const cash = (amount: number) => money(amount, plan.currency);
  const known = plan.facts.arr_by_tier_known;
  const rows = plan.tiers.map((tier) => [
    escapeMarkdown(tier.tier),
    servedBy(tier.touch),
    cash(tier.min_arr),
    String(tier.accounts),
    cash(tier.arr),
    percent(tier.arr_share, 0),
    ...(known ? [] : [`${shortMoney(tier.arr_low, plan.currency)} to ${shortMoney(tier.arr_high, plan.currency)}`]),
  ]);
  rows.push(["All", "", "", String(plan.facts.accounts), cash(plan.facts.arr), percent(1, 0), ...(known ? [] : [""])]);
  const arr = known ? ["ARR", "Share of ARR"] : ["ARR, central case", "Share of ARR", "Possible range"];
  const headers = ["Tier", "Served by", "From ARR of", "Accounts", ...arr];
  const tiers = `## Tiers\n\n${table(headers, rows, rightOf(headers.length, 0, 1))}`;
  return known ? tiers : `${tiers}\n\n${scenarioWords(plan)}`;
}
