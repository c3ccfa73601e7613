import type { BudgetCoverage } from "../core/org/budget-coverage.ts";
import type { CoverageChange } from "../core/org/coverage-changes.ts";
import type { TeamAnswer } from "../core/org/team-answer.ts";
import { decimal, percent, plural, shortMoney } from "./numbers.ts";

const ways = { high: "high touch", low: "low touch", tech: "tech touch", none: "no service by people" };

/** When today's team is short, and which positions to open by when. */
export function growthSentence({ plan, growth, hiring_plan }: TeamAnswer): string {
  if (growth === null) return "";
  const last = growth.months.at(-1)!;
  const need = `the work takes ${decimal(last.csms_needed, 1)} CSMs in month ${last.month}`;
  if (last.csms_there === null) return `With this growth ${need}; who is there today was not given.`;
  if (growth.first_short_month === null) return `With this growth ${need}, and the team is short in no month of the year.`;
  const ends = [growth.short_month_early, growth.short_month_late].filter((month) => month !== null);
  const late = growth.short_month_late === null ? " or in none" : "";
  const range = `(month ${[...new Set(ends)].join(" to ")}${late} across the range)`;
  const csms = hiring_plan.filter(({ role }) => role === "csm");
  const opens = csms.map(({ heads, opens_in_months: months }) => {
    const when = months < 1 ? "now" : `in ${plural(Math.floor(months), "month")}`;
    return `${decimal(heads, 1)} ${when}`;
  });
  const planned = plan.hiring_plan.find(({ role }) => role === "csm")?.heads ?? 0;
  const beyond = growth.hires.reduce((sum, { heads }) => sum + heads, 0) - planned;
  const apart = beyond > 0 ? ` ${plural(beyond, "of them is", "of them are")} beyond the plan's people and cost.` : "";
  const open = opens.length ? ` Open CSM positions: ${opens.join(", ")}.${apart}` : "";
  const still = growth.months_still_short;
  const rest = still > 0 ? ` ${plural(still, "month")} of the year stay short all the same.` : "";
  return `With this growth ${need}; the team is short from month ${growth.first_short_month} ${range}.${open}${rest}`;
}

/** What finding the people of the plan costs. */
export function recruitingSentence({ hiring_plan, recruiting }: TeamAnswer, currency: string): string {
  if (hiring_plan.length === 0) return "";
  const people = hiring_plan.reduce((sum, { heads }) => sum + heads, 0);
  const { low, high } = recruiting;
  return `Finding ${plural(people, "person", "people")} costs ${shortMoney(low, currency)} to ${shortMoney(high, currency)} once, on top.`;
}

function changes(rows: readonly CoverageChange[], currency: string): string {
  const words = rows.slice(0, 2).map(({ tier, from, to, accounts, arr }) => {
    return `${plural(accounts, `${tier} account`)} (${shortMoney(arr, currency)}) from ${ways[from]} to ${ways[to]}`;
  });
  return `${words.join(" and ")}${rows.length > 2 ? ` and ${rows.length - 2} more changes` : ""}`;
}

/** What the budget buys at best, and what one step of money less or more would change. */
export function coverageSentence(coverage: BudgetCoverage | null, currency: string): string {
  if (coverage === null) return "";
  const { marginal, arr_covered_share } = coverage;
  const step = shortMoney(marginal.budget_step, currency);
  const share = arr_covered_share === null ? "" : `, ${percent(arr_covered_share, 0)} of it`;
  const best = `Hours bought at this budget can cover ${shortMoney(coverage.arr_covered, currency)} of ARR${share}, where an account with half its hours counts half.`;
  const less =
    marginal.arr_covered_lost === null
      ? `${step} less would not pay the other roles.`
      : marginal.loses.length === 0
        ? `${step} less would take nothing from any account.`
        : `The last ${step} keep ${shortMoney(marginal.arr_covered_lost, currency)} of that: without them go ${changes(marginal.loses, currency)}.`;
  const more =
    marginal.gains.length === 0
      ? `${step} more would add nothing.`
      : `${step} more would add ${shortMoney(marginal.arr_covered_gained, currency)}.`;
  return `${best} ${less} ${more}`;
}
