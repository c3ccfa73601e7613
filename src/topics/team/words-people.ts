import { grouped } from "../../core/english.ts";
import { type Role, roleName } from "../../core/vocabulary.ts";
import { decimal } from "../../render/numbers.ts";
import type { ChartNode, PlannedRole } from "./answer.ts";
import type { LostContact } from "./books.ts";

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

const branchName = ({ role, heads }: Branch) => (heads === 1 ? roleName(role) : `${grouped(heads)} x ${roleName(role)}`);

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
