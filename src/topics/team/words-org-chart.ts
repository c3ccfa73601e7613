import type { Role } from "../../core/vocabulary.ts";
import { type ChartNode, roleName } from "./roles.ts";

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

const name = ({ role, heads }: Branch) => (heads === 1 ? roleName(role) : `${heads.toLocaleString("en-US")} x ${roleName(role)}`);

function lines(under: readonly Branch[], indent: string): string[] {
  return under.flatMap((branch, index) => {
    const last = index === under.length - 1;
    const each = branch.heads > 1 && branch.under.length > 0 ? ", each with" : "";
    return [`${indent}${last ? "└─ " : "├─ "}${name(branch)}${each}`, ...lines(branch.under, `${indent}${last ? "   " : "│  "}`)];
  });
}

/**
 * Who reports to whom as an indented tree under the CEO; people of one role with the same reports stand as one line.
 * @example orgChartText(chart) // "CEO\n└─ VP\n   └─ 6 x CSM"
 */
export function orgChartText(chart: readonly ChartNode[]): string {
  return ["CEO", ...lines(tree(chart), "")].join("\n");
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
      drawn.push(`  ${above} -->${several ? "|each|" : ""} ${id}["${name(branch)}"]`);
      draw(branch.under, id, branch.heads > 1);
    }
  };
  draw(tree(chart), "ceo", false);
  return drawn.join("\n");
}
