import type { Assumption, Basis, Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { Role, type Touch } from "../../core/vocabulary.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { ChartNode } from "../team/answer.ts";
import { roleHeads, roleName } from "../team/roles.ts";
import type { Plan } from "./plan.ts";
import { optionTitle } from "./words-options.ts";

/** What a result's fields are called in a document, where nobody sees the fields. */
const fields: [RegExp, string][] = [
  [/\bdrivers shows\b/g, "the table of what moves the need shows"],
  [/\bquestions shows\b/g, "the open questions show"],
  [/\bcost_range shows\b/g, "the range of the cost shows"],
  [/\bcsm_fte_with_attrition moves\b/g, "the need with leavers counted moves"],
  [/: capacity\.hours_short stays undone\b/g, "; what is left stays undone"],
  [/, ratio_checks hold it\b/g, ", and the published ratios are adjusted for it"],
  [/; see span_checks\b/g, ""],
  [/\bhiring_plan lists\b/g, "the hiring plan lists"],
  [/\bthe account list has each with its reason\b/g, "account-list.csv has each with its reason"],
  [/ in books\b/g, " among the books"],
  [/\bthe 2 under leaving\b/g, "2 owners"],
  [/\bteam\.csm\b/g, "the CSMs of the team"],
  [/\bcosts\.csm\b/g, "the cost of a CSM"],
  [/\bNot in costs\b/g, "Costs were not given"],
];

/** A sentence of a result without the names of its fields. @example plainWords("drivers shows both ends") // "The table of what moves the need shows both ends" */
export function plainWords(text: string): string {
  let plain = text.replace(/\b([a-z_]+)-(\d+)(?= would lead\b)/g, (id, role: string, place: string) =>
    Role.safeParse(role).success
      ? `${place === "1" ? "the " : ""}${roleName(role as Role)}${place === "1" ? "" : ` ${place}`}`
      : id,
  );
  for (const [field, words] of fields) plain = plain.replace(field, words);
  plain = plain.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (id) =>
    Role.safeParse(id).success ? roleName(id as Role) : id.replaceAll("_", " "),
  );
  return plain.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Shares as percent and large numbers with their commas, in a sentence whose numbers are shares or amounts. @example plainNumbers("0.15 leave a year") // "15% leave a year" */
export function plainNumbers(text: string): string {
  return text
    .replace(/\b0\.\d+\b/g, (share) => `${decimal(Number(share) * 100, 1)}%`)
    .replace(/(?<![\d.,-])\d{4,}(?![\d-])/g, (amount) => decimal(Number(amount)));
}

const publishers: Record<string, string> = {
  strategist: "CS Strategist skill",
  compounding: "The Compounding Customer",
  cs_science: "CS Science",
  saas_capital: "SaaS Capital survey",
  house: "working assumption",
};

const variants: Record<string, string> = {
  acv: "by contract value",
  chart: "organization chart",
  example: "worked example",
  names: "by segment name",
  org: "organization table",
};

/** A standard's id as its publisher and, for a variant, which of its pages. @example standardName("strategist_chart") // "CS Strategist skill, organization chart" */
export function standardName(id: string): string {
  const publisher = Object.keys(publishers).find((one) => id === one || id.startsWith(`${one}_`));
  if (publisher === undefined) return id.replaceAll("_", " ");
  const variant = id.slice(publisher.length + 1);
  return variant === "" ? publishers[publisher]! : `${publishers[publisher]}, ${variants[variant] ?? `${variant} page`}`;
}

export interface Appendix {
  assumptions: readonly Assumption[];
  warnings: readonly Warning[];
  basis: readonly Pick<Basis, "rule" | "figure" | "standard" | "overridden">[];
}

const roleId = new RegExp(`\\b(${Role.options.join("|")})\\b`, "g");

/** What to know before trusting the plan; null when there is nothing. Numbers stay as they are, for names hold numbers too. */
export function warningSection(warnings: Appendix["warnings"]): string | null {
  if (warnings.length === 0) return null;
  const words = (message: string) => plainWords(message.replace(/\b0\.\d+(?= of its ARR)/g, plainNumbers));
  return `## Warnings\n\n${warnings.map((one) => `- ${escapeMarkdown(words(one.message))}`).join("\n")}`;
}

/** A value as people write it. Hours below one are no shares, so they stay as they are. */
function valueWords({ what, value }: Assumption): string {
  if (/hours/i.test(what)) return value;
  const plain = plainNumbers(value);
  return what === "Yearly cost of one" ? plain.replace(roleId, (id) => roleName(id as Role)) : plain;
}

/** Values nobody gave, and what happens if they are wrong. */
export function assumptionSection(assumptions: Appendix["assumptions"]): string {
  const rows = assumptions.map((one) =>
    [
      plainWords(one.what),
      plainWords(valueWords(one)),
      plainWords(plainNumbers(one.why)),
      plainWords(plainNumbers(one.if_wrong)),
    ].map(escapeMarkdown),
  );
  return `## Appendix: assumptions\n\n${rows.length ? table(["What", "Taken as", "Why", "If it is wrong"], rows) : "None."}`;
}

/** The pages of the library that the numbers rest on, one line for each page and source. */
export function basisSection(basis: Appendix["basis"]): string {
  const lines = new Map<string, { page: string; source: string; own: string; figures: string[] }>();
  for (const { rule, figure, standard, overridden } of basis) {
    const key = `${rule} ${standard} ${overridden}`;
    const line = lines.get(key) ?? { page: rule, source: standardName(standard), own: overridden ? "yes" : "", figures: [] };
    line.figures.push(figure.replaceAll("_", " ").replace(/\b(arr|csm|cs)\b/g, (word) => word.toUpperCase()));
    lines.set(key, line);
  }
  const rows = [...lines.values()].map((line) => [line.page, line.figures.join(", "), line.source, line.own].map(escapeMarkdown));
  return `## Appendix: the rules behind the numbers\n\n\`cs-strategist rules PAGE\` shows a page with its sources and their disagreements.\n\n${table(["Page", "Figures", "Source", "Set by you"], rows)}`;
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

function counted(roles: readonly { role: Role; heads: number }[]): string {
  const heads = new Map<Role, number>();
  for (const line of roles) heads.set(line.role, (heads.get(line.role) ?? 0) + line.heads);
  return [...heads]
    .filter(([, count]) => count > 0)
    .map(([role, count]) => `${role} ${count}`)
    .sort()
    .join(",");
}

/** Who reports to whom in the team the work is laid on, and which plan that is; null without a chart. */
export function orgChartSection(plan: Plan): string | null {
  const chart = plan.team.org_chart;
  if (chart.length === 0) return null;
  const drawn = counted(chart.map((node) => ({ role: node.role, heads: 1 })));
  const shown = plan.options.find((option) => counted(option.roles) === drawn);
  const recommended = plan.options.find((option) => option.kind === "recommended");
  const whose = shown
    ? optionTitle(shown)
    : plan.heads_today === null
      ? "the team the work takes"
      : "the team this plan is laid on";
  const other =
    recommended && recommended !== shown
      ? ` The chart of plan ${recommended.name} is not drawn; its people are listed under "Plans to choose from".`
      : "";
  return `### Org chart\n\n${whose[0]!.toUpperCase()}${whose.slice(1)}.${other}\n\n\`\`\`text\nCEO\n${branch(chart, "ceo", "").join("\n")}\n\`\`\``;
}

function workTable({ team }: Plan): string {
  const rows = team.pools.map((pool) => [
    escapeMarkdown(pool.tier),
    String(pool.accounts),
    decimal(pool.hours_per_account, 1, 1),
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

function roundingWords({ team }: Plan): string {
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
  return spans.length ? `Direct reports: ${spans.join("; ")}.` : "";
}

/** The work in CSMs, tier by tier, what moves it, who reports to whom, and the cross-checks. */
export function teamSection(plan: Plan): string {
  const { team } = plan;
  const { drivers, ratio_checks: ratios } = team;
  const drivers_names = drivers.map((one) => one.input.replace(/^./, (letter) => letter.toUpperCase()));
  return [
    "## Team",
    `One CSM has ${decimal(team.hours_per_csm, 0)} hours a year for customers. The work takes ${decimal(team.csm_fte)} full-time CSMs, or ${decimal(team.csm_fte_with_attrition)} once leavers and the ramp of those who follow them are counted. It lies between ${decimal(team.range.low, 1)} and ${decimal(team.range.high, 1)} when one input nobody measured is off.`,
    workTable(plan),
    roundingWords(plan),
    drivers.length ? `What moves the need, one at a time:\n\n${twoEnds(drivers, drivers_names, "Not measured")}` : "",
    orgChartSection(plan) ?? "",
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

const words: Record<Touch | "none", string> = {
  high: "named CSM",
  low: "shared CSM",
  tech: "digital program",
  none: "nobody",
};

/** How accounts are served, in words for people outside customer success. @example servedBy("high") // "named CSM" */
export function servedBy(touch: Touch | "none"): string {
  return words[touch];
}
