import { listed, plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import { roleName } from "../../core/vocabulary.ts";
import { servedBy } from "../../render/answer-pictures.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { ChartNode } from "../team/answer.ts";
import { roleHeads } from "../team/roles.ts";
import type { Plan } from "./plan.ts";
import { standardName } from "./words-appendix.ts";

import { optionTitle } from "./words-page.ts";
import { sampleRenewalLine } from "./words-sample.ts";
import { parentLine } from "./words-verdict.ts";

const tierSectionCases: Record<string, string> = {
  central: "central case",
  "top-heavy": "more in the largest accounts",
  flat: "spread more evenly",
};

/** What else the ARR of the tiers could be, where nobody gave it. */
function scenarioWords(plan: Plan): string {
  const rows = plan.scenarios.map((one) => [
    tierSectionCases[one.scenario] ?? one.scenario,
    ...one.tiers.map((tier) => percent(tier.arr / plan.facts.arr, 0)),
  ]);
  const headers = ["Share of ARR", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))];
  return `ARR by tier was not given. The central case puts the average account of each tier inside its floors; the possible range is all that the accounts and floors allow.\n\n${table(headers, rows, rightOf(headers.length, 0))}`;
}

/** Who serves a tier in the plan: by what its accounts pay for, or those it was handed to. */
function servedInPlan({ sizing }: Plan, { tier, touch }: Plan["tiers"][number]): string {
  const pool = sizing.pools.find((one) => one.tier === tier);
  if (pool?.covered_by === "partner") return "partner";
  return pool?.covered_by === "none" ? "nobody" : servedBy(pool?.served_as ?? touch);
}

/** The tiers with accounts and ARR; what the floors allow where ARR by tier was not given. */
export function tierSection(plan: Plan): string {
  const cash = (amount: number) => money(amount, plan.currency);
  const known = plan.facts.arr_by_tier_known;
  const rows = plan.tiers.map((tier) => [
    escapeMarkdown(tier.tier),
    servedInPlan(plan, tier),
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

const MOST_ROWS = 15;

function ownersTable(plan: Plan): string {
  const rows = plan.team.books.map((one) => [
    escapeMarkdown(one.owner),
    String(one.accounts),
    money(one.arr, plan.currency),
    decimal(one.hours, 0),
    one.load === null ? "no owner" : percent(one.load, 0),
    one.renewals === null ? "not known" : String(one.renewals),
  ]);
  const headers = ["Owner", "Accounts", "ARR", "Hours a year", "Of one CSM's hours", "Renewals in two quarters"];
  return table(headers, rows, rightOf(headers.length, 0));
}

function lessWords(plan: Plan): string {
  const { served_less } = plan.team;
  const shown = served_less.slice(0, MOST_ROWS);
  const rows = shown.map((one) => [
    escapeMarkdown(one.account ?? `${one.accounts} of ${one.tier}`),
    one.arr === null ? "not known" : money(one.arr, plan.currency),
    servedBy(one.from),
    servedBy(one.to),
    escapeMarkdown(one.why.replace(/\.$/, "")),
  ]);
  const rest = shown.length < served_less.length ? ` The largest ${shown.length} are:` : "";
  const count = plan.team.served_less.reduce((sum, one) => sum + one.accounts, 0);
  return `${plural(count, "account")} ${count === 1 ? "gets" : "get"} less service in the plan that is laid out here.${rest}\n\n${table(["Account", "ARR", "Served by", "Then by", "Why"], rows, [false, true])}`;
}

/** Accounts that change hands so that every book fits a year, and how full the books are then. */
function movesWords(plan: Plan): string {
  const { rebalanced, books_after } = plan.team;
  if (rebalanced.length === 0 || books_after === null) return "";
  const rows = rebalanced.slice(0, MOST_ROWS).map((one) => [one.account, one.from, one.to, one.why].map(escapeMarkdown));
  const loads = books_after.flatMap(({ owner, load }) => (load === null ? [] : [`${owner} ${percent(load, 0)}`]));
  const rest = rebalanced.length > rows.length ? ` The first ${rows.length} are shown.` : "";
  return `${plural(rebalanced.length, "account")} ${rebalanced.length === 1 ? "changes" : "change"} hands; the books are then at ${escapeMarkdown(listed(loads))} of a year.${rest}\n\n${table(["Account", "From", "To", "Why"], rows)}`;
}

/** Each owner's book, and who gets less where people are fixed; null when no owner is known. */
export function booksSection(plan: Plan): string | null {
  const { books, served_less } = plan.team;
  const owned = books.some((one) => one.load !== null);
  if (!owned && served_less.length === 0) return null;
  return ["## Books of business", owned ? ownersTable(plan) : "", movesWords(plan), served_less.length ? lessWords(plan) : ""]
    .filter(Boolean)
    .join("\n\n");
}

/** Why renewals stand outside the forecast, for people. */
const outside: Record<string, string> = {
  not_paying: "Pays nothing",
  renewed: "Renewed already",
  lost: "Lost already",
  no_decision: "No decision in the contract",
  undated: "No renewal date",
  outside_window: "Later than these twelve months",
  overdue: "Last day to opt out has passed, no outcome recorded",
  auto_renewed: "Renewed by itself",
  notice_served: "Notice given",
  unknown_probability: "No health score, so no chance is assumed",
};

/** That the forecast and what was measured last year are not the same rate, and which is which. */
function rateGap({ renewals, facts }: Plan): string {
  if (renewals === null || renewals.due === 0 || facts.grr === null) return "";
  return `Last year's GRR, over the whole book and by history, was ${percent(facts.grr)}; the forecast is of what is up for decision, by health.`;
}

const states: Record<Plan["at_risk"][number]["state"], string> = {
  overdue: "past its date, no outcome",
  "objection past": "can no longer object in time",
  "decides soon": "decides soon",
  "low health": "low health",
};

/** Accounts at risk by name with their last day to object, owner and playbook. */
function riskTable(plan: Plan, cash: (amount: number) => string): string {
  if (plan.at_risk.length === 0) return "";
  const rows = plan.at_risk
    .slice(0, MOST_ROWS)
    .map((one) => [
      escapeMarkdown(one.account),
      cash(one.arr),
      one.renewal_date ?? "not known",
      one.deadline ?? "notice not known",
      states[one.state],
      one.health === null ? (one.low ? "red" : "not known") : decimal(one.health, 0),
      escapeMarkdown(one.owner ?? "nobody: name one"),
      one.playbook === "at_risk" ? "account at risk" : "renewal",
    ]);
  const headers = ["Account", "ARR", "Renewal", "Last day to object", "State", "Health", "Owner", "Playbook"];
  const more =
    plan.at_risk.length > rows.length ? ` The first ${rows.length} of ${plan.at_risk.length}; account-list.csv has all.` : "";
  return `\n\n### At risk, by name\n\n${table(headers, rows, [false, true])}${more}`;
}

/** What comes up for decision in the year to come; null where no renewal date is known. */
export function renewalsSection(plan: Plan): string | null {
  const renewals = plan.sample === null ? plan.renewals : plan.sample.renewals;
  if (renewals === null) return null;
  const cash = (amount: number) => money(amount, plan.currency);
  const { due, expected, low, high, months, left_out, moves_most } = renewals;
  const past = sumMoney(
    renewals.lines.flatMap(({ deadline, arr }) => (deadline !== null && deadline < renewals.from ? arr : [])),
  );
  const part =
    plan.sample === null
      ? null
      : `Of the ${plural(plan.sample.accounts, "account")} in the file only, ${cash(plan.sample.arr)} of ${cash(plan.facts.arr)}: ${sampleRenewalLine(plan) ?? ""}`;
  const head =
    due === 0
      ? "Nothing can be forecast: see below."
      : `${cash(due)} comes up for decision by ${renewals.to}${past > 0 ? `; for ${cash(past)} of it the last day to opt out has passed and nobody recorded an outcome` : ""}. Expect ${cash(expected)} of it (${percent(expected / due)}) to renew; one time in ten less than ${cash(low)}, one time in ten more than ${cash(high)}. ${moves_most === null ? "" : `${escapeMarkdown(moves_most)} moves the total most. `}Chances come from health, scores or lights, by the library's bands, not from your own record.`;
  const rows = months.map((line) => [line.month, String(line.renewals), cash(line.arr), cash(line.expected)]);
  const unnoticed = sumMoney(months.map(({ unknown_notice_arr }) => unknown_notice_arr));
  const undated =
    unnoticed > 0
      ? `\n\nFor ${cash(unnoticed)} of it the notice is not known: it stands at its renewal date and may decide earlier.`
      : "";
  const byMonth = rows.length ? `\n\n${table(["Last day to opt out", "Renewals", "ARR", "Expected"], rows, rightOf(4, 0))}` : "";
  const rest = left_out.map((line) => [outside[line.why] ?? line.why, plural(line.accounts, "account"), cash(line.arr)]);
  const others = rest.length ? `\n\nOutside the forecast:\n\n${table(["Why", "Accounts", "ARR"], rest, rightOf(3, 0))}` : "";
  const against = rateGap(plan);
  return `## Renewals\n\n${[part, head, part === null ? against : null].filter(Boolean).join(" ")}${byMonth}${undated}${others}${riskTable(plan, cash)}`;
}

const who = {
  "all small": "all small",
  "one large": "one large, the rest small",
  mixed: "mixed",
  "spread evenly": "spread evenly over ARR",
};

/** Retention by the tier of what an account paid at the start, and the largest losses by name. */
function byTier(retention: NonNullable<Plan["retention"]>, cash: (amount: number) => string): string {
  const rate = (value: number | null) => (value === null ? "nobody paid" : percent(value));
  const rows = retention.by_tier.map((one) => [
    escapeMarkdown(one.tier),
    String(one.accounts),
    cash(one.starting),
    rate(one.nrr),
    rate(one.grr),
    rate(one.logo_retention),
  ]);
  const tiers = rows.length
    ? `\n\n${table(["Tier at the start", "Accounts", "ARR", "NRR", "GRR", "Customers kept"], rows, rightOf(6, 0))}`
    : ""; // not a figure: columns of a table
  const lost = retention.top_losses.map(
    (one) => `${escapeMarkdown(one.account)} ${cash(one.lost)} (${one.left ? "left" : "pays less"})`,
  );
  return `${tiers}${lost.length ? `\n\nLargest losses: ${lost.join("; ")}.` : ""}`;
}

/** That retention counts by parent and the tiers by account, where both are not the same. */
const parentsWords = ({ parents, facts }: Plan): string =>
  parents === null
    ? ""
    : `\n\nRetention counts ${plural(parents, "parent")}; the ${plural(facts.accounts, "account")} under them are counted in the tiers.`;

/** The renewal rate on what came up for decision, and why it is another number than GRR. */
function renewalWords({ retention }: Plan, cash: (amount: number) => string): string {
  const renewals = retention?.renewals;
  if (!renewals || renewals.gross === null) return "";
  const { decisions, atr, gross, gross_low, loss, loss_at_renewal, loss_mid_term, loss_undated, renewed } = renewals;
  const open = loss_undated > 0;
  const rate = open ? `between ${percent(gross_low!)} and ${percent(gross)}` : percent(gross);
  const undated = open
    ? ` and ${cash(loss_undated)} of accounts without a renewal date; the lower rate is if those were lost at a renewal too`
    : "";
  const all = renewed === decisions ? "all of them renewed" : `${decimal(renewed)} renewed`;
  return `\n\nRenewal rate ${rate}: ${plural(decisions, "contract")} with ${cash(atr)} came up for decision in the year, and ${all}. It is not GRR, which is a share of the whole opening book. The year's losses of ${cash(loss)} are ${cash(loss_at_renewal)} at renewals, ${cash(loss_mid_term)} in mid-term${undated}.`;
}

/** Retention with its bridge, or what is known without one. */
export function retentionSection(plan: Plan): string {
  const { retention, facts } = plan;
  const { cases } = plan.losses;
  const cash = (amount: number) => money(amount, plan.currency);
  if (retention) {
    const { bridge, accounts } = retention;
    const rows = [
      ["Opening ARR", cash(bridge.starting), String(accounts.starting)],
      ["New customers", cash(bridge.new), String(accounts.new)],
      ["Expansion", cash(bridge.expansion), String(accounts.expanded)],
      ["Came back", cash(bridge.reactivation), String(accounts.reactivated)],
      ["Downgrades", cash(-bridge.contraction), String(accounts.contracted)],
      ["Left", cash(-bridge.churn), String(accounts.churned)],
      ["Closing ARR", cash(bridge.ending), String(accounts.starting + accounts.new + accounts.reactivated - accounts.churned)],
    ];
    const rate = (value: number | null) => (value === null ? "not defined" : percent(value));
    const window = retention.from ? `From ${retention.from} to ${retention.to}: ` : "";
    return `## Retention\n\n${window}NRR ${rate(retention.nrr)}, GRR ${rate(retention.grr)}, customers kept ${rate(retention.logo_retention)}. The rates count every account that paid at the start; new and returned customers stay out of them. Each account's gain or loss is counted once, start against end.\n\n${table(["Movement", "ARR", "Accounts"], rows, [false, true, true])}${parentsWords(plan)}${renewalWords(plan, cash)}${byTier(retention, cash)}`;
  }
  const said = (name: string, rate: number | null) =>
    rate === null ? `${name} was never measured.` : `${name} is ${percent(rate)}, as given.`;
  const given =
    facts.nrr === null && facts.grr === null
      ? "NRR and GRR were never measured."
      : `${said("NRR", facts.nrr)} ${said("GRR", facts.grr)}`;
  if (cases.length === 0) return `## Retention\n\n${given}`;
  const rows = cases.map((one) => [who[one.who], cash(one.arr_lost), percent(one.grr)]);
  return `## Retention\n\n${given} What the number of customers lost may have been; downgrades come on top.\n\n${table(["If the lost customers were", "ARR lost a year", "GRR before downgrades"], rows, rightOf(3, 0))}`; // not a figure: columns of a table
}

/** People under one leader, those of a role who lead nobody as one line. */
function branch(chart: readonly ChartNode[], leader: string, indent: string): string[] {
  const people = chart.filter((node) => node.reports_to === leader);
  const leads = (node: ChartNode) => chart.some((other) => other.reports_to === node.id);
  const lines: { text: string; under: string | null }[] = [];
  for (const role of [...new Set(people.map((node) => node.role))]) {
    const same = people.filter((node) => node.role === role);
    const alone = same.filter((node) => !leads(node));
    for (const node of same.filter(leads)) lines.push({ text: roleName(node.role), under: node.id });
    if (alone.length) lines.push({ text: roleHeads(role, alone.length), under: null });
  }
  return lines.flatMap(({ text, under }, index) => {
    const last = index === lines.length - 1;
    const below = under === null ? [] : branch(chart, under, `${indent}${last ? "   " : "│  "}`);
    return [`${indent}${last ? "└─ " : "├─ "}${text}`, ...below];
  });
}

/** Who reports to whom in the team of the recommended plan, else in today's. */
export function orgChartSection(plan: Plan): string {
  const chart = plan.team.org_chart;
  if (chart.length === 0) return "";
  const whose = plan.recommended ? optionTitle(plan.recommended) : "The team the work takes";
  return `### Org chart\n\n${whose}.\n\n\`\`\`text\nCEO\n${branch(chart, "ceo", "").join("\n")}\n\`\`\``;
}

function workTable({ sizing: team }: Plan): string {
  const rows = team.pools.map((pool) => [
    escapeMarkdown(pool.tier),
    String(pool.accounts),
    `${decimal(pool.hours_per_account, 1, 1)}${pool.served_as === pool.touch ? "" : ` (as ${servedBy(pool.served_as)})`}`,
    decimal(pool.fte, 2, 2),
    String(pool.csms),
    String(pool.csms_alone),
    pool.cost_to_serve === null ? "not known" : percent(pool.cost_to_serve),
  ]);
  if (team.new_accounts) {
    const { accounts, fte, csms } = team.new_accounts;
    rows.push(["New accounts", decimal(accounts, 0), "", decimal(fte, 2, 2), String(csms), "", ""]);
  }
  const headers = [
    "Work for",
    "Accounts",
    "Hours each a year",
    "CSMs of work",
    "CSMs, sharing",
    "CSMs, apart",
    "Cost, of its ARR",
  ];
  return table(headers, rows, rightOf(headers.length, 0));
}

/** The ends of a table's rows as one range, said once where they are equal. */
function twoEnds(rows: readonly { low: number; high: number }[], names: readonly string[], head: string): string {
  const lines = rows.map((one, index) => [names[index]!, decimal(one.low, 1, 1), decimal(one.high, 1, 1)]);
  return table([head, "CSMs, from", "to"], lines, rightOf(3, 0));
}

function roundingWords({ sizing: team }: Plan): string {
  const { remainders_shared: sharing, pools_separately: apart } = team.rounding;
  const shared = `Sharing spare hours between tiers takes ${plural(sharing, "CSM")}`;
  return sharing === apart
    ? `${shared}, as does rounding up each tier apart.`
    : `${shared}; rounding up each tier apart would take ${apart}.`;
}

function spanWords({ team }: Plan): string {
  const spans = team.span_checks.map((one) => {
    const role = team.org_chart.find((node) => node.id === one.leader)?.role;
    const several = team.org_chart.filter((node) => node.role === role).length > 1;
    const leader =
      role === undefined ? one.leader : several ? `${roleName(role)} ${one.leader.split("-").at(-1)}` : `the ${roleName(role)}`;
    const outside = one.ok ? "" : one.reports > one.high ? ": too many" : ": few";
    return `${leader} has ${plural(one.reports, "direct report")} (${one.low} to ${one.high} is usual${outside})`;
  });
  const wide = team.span_checks.some(({ reports, high }) => reports > high);
  const remedy = wide
    ? " A CSM with half a book as player-coach, or specialists who report to operations, would mend that at no cost."
    : "";
  return spans.length ? `Direct reports: ${spans.join("; ")}.${remedy}` : "";
}

/** The work in CSMs, tier by tier, what moves it, who reports to whom, and the cross-checks. */
export function teamSection(plan: Plan): string {
  const { sizing: team } = plan;
  const { drivers, ratio_checks: ratios } = team;
  const drivers_names = drivers.map((one) => one.input.replace(/^./, (letter) => letter.toUpperCase()));
  return [
    "## Team",
    `One CSM has ${decimal(team.hours_per_csm, 0)} hours a year for customers. The work takes ${decimal(team.csm_fte)} full-time CSMs, or ${decimal(team.csm_fte_with_attrition)} once leavers and the ramp of those who follow them are counted. It lies between ${decimal(team.range.low, 1)} and ${decimal(team.range.high, 1)} when one input nobody measured is off.`,
    workTable(plan),
    [roundingWords(plan), parentLine(plan)].filter(Boolean).join(" "),
    drivers.length ? `What moves the need, one at a time:\n\n${twoEnds(drivers, drivers_names, "Not measured")}` : "",
    orgChartSection(plan),
    spanWords(plan),
    `### Published ratios\n\nWhat published ratios of accounts per CSM would ask for. They cross-check; the hours decide.\n\n${twoEnds(
      ratios,
      ratios.map((one) => standardName(one.standard)),
      "Source",
    )}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
