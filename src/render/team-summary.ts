import type { TeamAnswer } from "../core/org/team-answer.ts";
import type { TeamPlan } from "../core/org/team-plan.ts";
import { decimal, percent, plural, shortMoney } from "./numbers.ts";
import { coverageSentence, growthSentence, recruitingSentence } from "./team-growth-words.ts";

const people = (value: number) => decimal(value, 1);
const span = (low: number, high: number) => (people(low) === people(high) ? people(low) : `${people(low)} to ${people(high)}`);

function workSentence(plan: TeamPlan): string {
  const { low, high } = plan.range;
  const lost = people(plan.capacity.hours_lost_to_attrition / plan.hours_per_csm);
  return `The work takes ${span(low, high)} CSMs, and people leaving take about ${lost} more.`;
}

function lessSentence(plan: TeamPlan, currency: string): string {
  const { csms, hours_short } = plan.capacity;
  const accounts = plan.served_less.reduce((sum, row) => sum + row.accounts, 0);
  const arr = plan.arr_at_risk === null ? "unknown ARR" : `${shortMoney(plan.arr_at_risk, currency)} of ARR`;
  if (accounts > 0)
    return `With ${plural(csms, "CSM")}, ${plural(accounts, "account")} with ${arr} would get less service; served_less lists them.`;
  const conditions = [
    ...(hours_short > 0 ? [`nobody leaves (in a normal year ${decimal(hours_short, 0)} hours stay undone)`] : []),
    ...(plan.range.high > csms ? ["the hours are not at the high end of their range"] : []),
  ];
  const can = `${plural(csms, "CSM")} can serve every account as it is served today`;
  return conditions.length ? `${can} only if ${conditions.join(" and ")}.` : `${can}.`;
}

function costSentence(plan: TeamPlan, currency: string): string {
  const { low, high } = plan.cost_range;
  const range = low === high ? "" : ` (${shortMoney(low, currency)} to ${shortMoney(high, currency)} while costs are assumed)`;
  const share = plan.cost_share_of_arr === null ? "" : `, ${percent(plan.cost_share_of_arr)} of ARR`;
  const today =
    plan.today === null
      ? ""
      : `; today ${plural(plan.today.heads, "person costs", "people cost")} ${shortMoney(plan.today.cost, currency)}`;
  const team = `${plural(plan.headcount, "person", "people")}, of them ${plural(plan.capacity.csms, "CSM")}`;
  return `The plan has ${team}, for ${shortMoney(plan.cost, currency)} a year${range}${share}${today}.`;
}

function unknownSentence(plan: TeamPlan): string {
  const worst = plan.drivers.slice(0, 2).map((driver) => `${driver.input} (${span(driver.low, driver.high)} CSMs)`);
  const open = plan.questions.map((question) => `${question.question} (${span(question.low, question.high)} ${question.effect})`);
  const measured = worst.length ? `Measure first what moves it most: ${worst.join(" and ")}.` : "";
  return [measured, open.length ? `Not in the range: ${open.join(" ")}` : ""].filter(Boolean).join(" ");
}

/**
 * A team's answer in a few sentences for a leader and a CFO: the verdict, its range in people and money, growth, what money buys, what is
 * unknown and what would move it.
 * @example summariseTeam(answer, { currency: "USD", fixed: false }) // "The work takes 4.6 to 6.9 CSMs, ..."
 */
export function summariseTeam(answer: TeamAnswer, { currency, fixed }: { currency: string; fixed: boolean }): string {
  const { plan, coverage, contacts_lost } = answer;
  const verdict = fixed ? `${lessSentence(plan, currency)} ${workSentence(plan)}` : workSentence(plan);
  const told =
    contacts_lost === 0
      ? ""
      : `${plural(contacts_lost, "account loses", "accounts lose")} the CSM ${contacts_lost === 1 ? "it knows" : "they know"}; tell ${contacts_lost === 1 ? "it" : "them"} first, message holds a text.`;
  return [
    verdict,
    costSentence(plan, currency),
    recruitingSentence(answer, currency),
    growthSentence(answer),
    coverageSentence(coverage, currency),
    told,
    unknownSentence(plan),
  ]
    .filter(Boolean)
    .join(" ");
}
