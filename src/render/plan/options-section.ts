import type { Plan } from "../../core/plan/plan.ts";
import type { PlanOption } from "../../core/plan/plan-option.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, money, percent, shortMoney } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { addedRolesWords, breakEvenWords, condition, optionTitle } from "./option-words.ts";
import { optionsNote, optionsTable } from "./options-table.ts";
import { roleHeads } from "./role-names.ts";

const asSentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

function optionPart(plan: Plan, option: PlanOption): string {
  const roles = option.roles.filter((line) => line.heads > 0).map((line) => roleHeads(line.role, line.heads));
  const added = option.added_cost === null ? "" : ` ${asSentence(addedRolesWords(option))}`;
  return [
    `### ${optionTitle(option)}`,
    [
      `- **People:** ${roles.join(", ")}.${added}`,
      `- **Repayment:** ${escapeMarkdown(breakEvenWords(plan, option))}`,
      `- **Go or stop:** ${escapeMarkdown(condition(plan, option))}`,
    ].join("\n"),
  ].join("\n\n");
}

/** What each plan with an added cost must win back, as ARR and as accounts. */
function accountsPart(plan: Plan): string | null {
  const rows = plan.options
    .filter((option) => option.break_even && (option.added_cost ?? 0) > 0)
    .map((option) => [
      option.name,
      money(option.break_even!.retained_arr_needed, plan.currency),
      ...option.break_even!.accounts.map((one) => (one.count === null ? "none" : decimal(one.count, 1, 1))),
    ]);
  if (rows.length === 0) return null;
  const headers = ["Plan", "ARR", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))];
  return `The same as ARR, or as average accounts of one tier, kept or sold beyond today:\n\n${table(headers, rows, rightOf(headers.length, 0))}`;
}

function lostPart(plan: Plan): string | null {
  const cash = (amount: number) => shortMoney(amount, plan.currency);
  if (!plan.arr_lost) return null;
  const { low, high, from } = plan.arr_lost;
  if (from === "logo churn") return `ARR lost in a year: between ${cash(low)} and ${cash(high)}, depending on who left.`;
  return `ARR lost in a year: ${cash(high)}, ${from === "table" ? "as measured" : "by the GRR you gave"}.`;
}

/** The plans side by side: cost, break-even in points and accounts, conditions, cost by quarter. */
export function optionsSection(plan: Plan): string {
  const quarters = plan.options.map((option) => [
    option.name,
    ...option.cost_by_quarter.map((cost) => money(cost, plan.currency)),
  ]);
  const headers = ["Plan", ...plan.quarters.map((quarter) => quarter.replace(/^q/, "Q"))];
  return [
    "## Plans to choose from",
    optionsTable(plan),
    optionsNote(plan),
    accountsPart(plan),
    lostPart(plan),
    ...plan.options.map((option) => optionPart(plan, option)),
    "### Cost by quarter",
    `Fiscal quarters of the first year. People join after the decision and the time it takes to hire them.`,
    table(headers, quarters, rightOf(headers.length, 0)),
    `For comparison: customer success and support together cost a median ${percent(plan.spend_median, 0)} of ARR in a published survey. No lift in retention is promised here; a plan is judged by what must be true.`,
  ]
    .filter((part): part is string => part !== null)
    .join("\n\n");
}
