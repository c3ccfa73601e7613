import type { Plan } from "../../core/plan/plan.ts";
import { decimal, percent, shortMoney } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { optionTitle } from "./option-words.ts";

/** The plans side by side: people, cost, what is added, what must be won back in points of ARR. */
export function optionsTable(plan: Plan): string {
  const cash = (amount: number) => shortMoney(amount, plan.currency);
  const points = (share: number | undefined, digits: number) =>
    share === undefined ? "not known" : percent(share, digits).replace("%", "");
  const rows = plan.options.map((option) => [
    optionTitle(option).replace("Plan ", ""),
    decimal(option.heads),
    cash(option.cost),
    percent(option.cost_share_of_arr),
    option.added_cost === null ? "not known" : cash(option.added_cost),
    points(option.break_even?.share_of_arr, 1),
    points(option.break_even?.share_by_value, 2),
  ]);
  const headers = ["Plan", "People", "Cost a year", "Of ARR", "Added a year", "Repaid at, points", "By value, points"];
  return table(headers, rows, rightOf(headers.length, 0));
}

/** What the last two columns of that table mean. */
export function optionsNote(plan: Plan): string {
  const cheaper = plan.options.some((option) => (option.added_cost ?? 0) < 0);
  return [
    `A point is 1% of ARR, kept or sold beyond today. Repaid at: added cost over ARR times the gross margin (${percent(plan.gross_margin.central, 0)}, ${plan.gross_margin.known ? "yours" : "assumed"}), so that the year's cash pays for it. By value: added cost over ARR times ${decimal(plan.value_multiple, 1)}, what recurring revenue is worth; that repays over years.`,
    cheaper ? " Below zero: what a plan that costs less may lose before it is dearer than today." : "",
  ].join("");
}
