import type { Role } from "../../core/contract/vocabulary.ts";
import type { ChartNode } from "../../core/org/org-chart.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { optionTitle } from "./option-words.ts";
import { roleHeads, roleName } from "./role-names.ts";

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
