import { plural } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import type { Role } from "../../core/vocabulary.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { LostContact } from "./books.ts";
import type { BudgetCoverage, CoverageChange } from "./budget.ts";
import type { ChartNode } from "./org-chart.ts";
import { type PlannedRole, roleName } from "./roles.ts";
import type { TeamAnswer } from "./team-answer.ts";
import type { TeamPlan } from "./team-plan.ts";

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
export function coverageSentence(coverage: Known<BudgetCoverage>, currency: string): string {
  if (!isKnown(coverage)) return "";
  const { marginal, arr_covered_share } = coverage;
  const step = shortMoney(marginal.budget_step, currency);
  const share = !isKnown(arr_covered_share) ? "" : `, ${percent(arr_covered_share, 0)} of it`;
  const best = `Hours bought at this budget can cover ${shortMoney(coverage.arr_covered, currency)} of ARR${share}, where an account with half its hours counts half.`;
  const less = !isKnown(marginal.arr_covered_lost)
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

/** What an account is told before its contact goes; {account}, {owner}, {new_contact} and {date} are filled in. */
const template = `Subject: Who looks after {account} from {date}

Hello,

until {date} you reach {owner} as before. After that please turn to {new_contact}. You hear it from us now, so that there is time to finish together what is open.

Your contract, your price and the way support answers do not change. {owner} has written down what we promised you and goes through the list with you before {date}. {new_contact} has the same list.

If the date is a bad one for you, answer this message before it. A person reads every answer and can move it.`;

const nobodyByName = "our customer team";

/** The message with its merge fields open. */
export function contactMessage(): string {
  return template;
}

/**
 * The message for one account; {date} stays open, because nobody has said when.
 * @example filledMessage({ account: "Acme", owner: "Ben", new_contact: "Ana" }) // "Subject: Who looks after Acme from {date} ..."
 */
export function filledMessage({ account, owner, new_contact }: LostContact): string {
  const values: Record<string, string> = { account, owner, new_contact: new_contact ?? nobodyByName };
  return template.replace(/\{(\w+)\}/g, (field, key: string) => values[key] ?? field);
}

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

const persons = (fte: number | undefined) => `${decimal(fte ?? 0, 1)} of a person's work`;

/** Why a role stands in the plan, or does not. */
export function roleWhy({ role, because }: PlannedRole): string {
  const { code, fte, source = "", moved, coached } = because;
  const relief = { renewals: " Renewal hours leave the CSMs.", onboarding: " It takes the new accounts first." };
  const takes = role === "renewals" || role === "onboarding" ? relief[role] : "";
  switch (code) {
    case "work": {
      const parts = [moved && " Hours of added roles are off.", coached && " A player-coach's part of a book is off."];
      return `All hours and leavers over one CSM's hours; a further person from half a person's work.${parts.filter(Boolean).join("")}`;
    }
    case "fixed":
      return "Fixed by you; what they cannot serve is listed.";
    case "budget":
      return "What the work asks for, as far as the budget goes after the other roles.";
    case "today":
      return `In the team today.${takes}`;
    case "named":
      return `Named in this plan.${takes}`;
    case "own_hours":
      return `It has ${persons(fte)} of its own, and as many CSMs fewer are needed. ${source}${takes}`;
    case "hours_back":
      return `It wins back ${persons(fte)}, worth more than it costs. ${source}`;
    case "span":
      return `${decimal(fte ?? 0, 1)} people need one more leader by the span of the rule.`;
    case "few_hours":
      return fte === undefined
        ? `Look, no hire: what it would win back is not measured. ${source}`
        : `Look, no hire: ${persons(fte)}. ${source}`;
    case "left_out":
      return `Due, left out because this plan's people are given: ${source}`;
    case "other":
      return `Only under another standard: ${source}`;
  }
}

/** People of one role with the same reports, drawn as one. */
interface Branch {
  role: Role;
  heads: number;
  /** The reports of each of them. */
  under: Branch[];
}

function branches(reports: ReadonlyMap<string, readonly ChartNode[]>, leader: string): Branch[] {
  const groups = new Map<string, Branch>();
  for (const { id, role } of reports.get(leader) ?? []) {
    const under = branches(reports, id);
    const key = JSON.stringify([role, under]);
    const same = groups.get(key);
    if (same) same.heads += 1;
    else groups.set(key, { role, heads: 1, under });
  }
  return [...groups.values()];
}

function tree(chart: readonly ChartNode[]): Branch[] {
  const reports = new Map<string, ChartNode[]>();
  for (const node of chart) {
    const own = reports.get(node.reports_to);
    if (own) own.push(node);
    else reports.set(node.reports_to, [node]);
  }
  return branches(reports, "ceo");
}

const branchName = ({ role, heads }: Branch) =>
  heads === 1 ? roleName(role) : `${heads.toLocaleString("en-US")} x ${roleName(role)}`;

function treeLines(under: readonly Branch[], indent: string): string[] {
  return under.flatMap((branch, index) => {
    const last = index === under.length - 1;
    const each = branch.heads > 1 && branch.under.length > 0 ? ", each with" : "";
    return [
      `${indent}${last ? "└─ " : "├─ "}${branchName(branch)}${each}`,
      ...treeLines(branch.under, `${indent}${last ? "   " : "│  "}`),
    ];
  });
}

/**
 * Who reports to whom as an indented tree under the CEO; people of one role with the same reports stand as one line.
 * @example orgChartText(chart) // "CEO\n└─ VP\n   └─ 6 x CSM"
 */
export function orgChartText(chart: readonly ChartNode[]): string {
  return ["CEO", ...treeLines(tree(chart), "")].join("\n");
}

/**
 * The same tree as a Mermaid flowchart; an arrow marked "each" goes to the reports of every one of a group.
 * @example orgChartMermaid(chart) // "flowchart TD\n  ceo[\"CEO\"]\n  ceo --> n1[\"VP\"] ..."
 */
export function orgChartMermaid(chart: readonly ChartNode[]): string {
  const drawn = ["flowchart TD", '  ceo["CEO"]'];
  let count = 0;
  const draw = (under: readonly Branch[], above: string, several: boolean) => {
    for (const branch of under) {
      count += 1;
      const id = `n${count}`;
      drawn.push(`  ${above} -->${several ? "|each|" : ""} ${id}["${branchName(branch)}"]`);
      draw(branch.under, id, branch.heads > 1);
    }
  };
  draw(tree(chart), "ceo", false);
  return drawn.join("\n");
}
