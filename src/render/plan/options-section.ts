import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, money, percent, shortMoney } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { addedRolesWords, breakEvenWords, condition, optionTitle } from "./option-words.ts";
import { roleName } from "./role-names.ts";

/** The plans side by side: cost, break-even in points and accounts, conditions, cost by quarter. */
export function optionsSection(plan: Plan): string {
  const cash = (amount: number) => shortMoney(amount, plan.currency);
  const rows = plan.options.map((option) => [
    option.name,
    String(option.heads),
    cash(option.cost),
    percent(option.cost_share_of_arr),
    option.added_cost === null ? "not known" : cash(option.added_cost),
    option.break_even ? percent(option.break_even.share_of_arr).replace("%", "") : "not known",
    option.break_even ? percent(option.break_even.share_by_value, 2).replace("%", "") : "not known",
  ]);
  const quarters = plan.options.map((option) => [
    option.name,
    ...option.cost_by_quarter.map((cost) => money(cost, plan.currency)),
  ]);
  const accounts = plan.options
    .filter((option) => option.break_even && (option.added_cost ?? 0) > 0)
    .map((option) => [
      option.name,
      money(option.break_even!.retained_arr_needed, plan.currency),
      ...option.break_even!.accounts.map((one) => (one.count === null ? "none" : decimal(one.count, 1))),
    ]);
  const words = plan.options.map((option) => {
    const roles = option.roles.filter((line) => line.heads > 0).map((line) => `${line.heads} ${roleName(line.role)}`);
    return `**${optionTitle(option)}.** ${roles.join(", ")}; ${addedRolesWords(option)}. ${breakEvenWords(plan, option)} ${condition(plan, option)}`;
  });
  const lost = plan.arr_lost
    ? `\n\nARR really lost in a year: ${plan.arr_lost.low === plan.arr_lost.high ? `${cash(plan.arr_lost.high)}, from the ${plan.arr_lost.from}` : `between ${cash(plan.arr_lost.low)} and ${cash(plan.arr_lost.high)}, depending on who left`}.`
    : "";
  return [
    "## Plans to choose from",
    table(["Plan", "Heads", "Cost a year", "Of ARR", "Added", "Break-even, points", "By value, points"], rows, rightOf(7, 0)),
    `Break-even in points of ARR: added cost over ARR times gross margin (${plan.gross_margin.known ? "yours" : "assumed"}, ${percent(plan.gross_margin.central, 0)}). By value: added cost over ARR times ${decimal(plan.value_multiple, 1)}, what recurring revenue is worth; it repays over years, not from this year's cash.`,
    accounts.length
      ? `The same as ARR and as accounts, one tier at a time, kept or sold beyond today:\n\n${table(["Plan", "ARR", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))], accounts, rightOf(plan.tiers.length + 2, 0))}${lost}`
      : "",
    words.join("\n\n"),
    `Cost by fiscal quarter of the first year, people joining after the decision and their lead time:\n\n${table(["Plan", ...plan.quarters], quarters, rightOf(plan.quarters.length + 1, 0))}`,
    `For comparison: customer success and support together cost a median ${percent(plan.spend_median, 0)} of ARR in a published survey. No lift in retention is promised here; a plan is judged by what must be true.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
