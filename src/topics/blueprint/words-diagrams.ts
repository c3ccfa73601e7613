import { addDays } from "../../core/dates.ts";
import { groupBy } from "../../core/order.ts";
import { roleName } from "../../core/vocabulary.ts";
import type { TreeNode } from "../../render/draw-tree.ts";
import type { ChartNode } from "../team/answer.ts";
import { roleHeads } from "../team/roles.ts";
import { weekDate } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import { stepWords } from "./words-roadmap.ts";

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());

/** Leaders of one role under one leader stand as one box from here on, if they lead nobody who leads. */
const MANY_LEADERS = 3;

/** The box each leader stands in: their own, or one with others of their kind. */
function boxesOfLeaders(chart: readonly ChartNode[]): Map<string, string> {
  const leads = new Set(chart.map(({ reports_to }) => reports_to));
  const alike = groupBy(
    chart.filter(({ id }) => leads.has(id) && !chart.some((one) => one.reports_to === id && leads.has(one.id))),
    ({ role, reports_to }) => `${reports_to}/${role}`,
  );
  const together = [...alike].filter(([, own]) => own.length >= MANY_LEADERS);
  return new Map([
    ...chart.filter(({ id }) => leads.has(id)).map(({ id }): [string, string] => [id, id]),
    ...together.flatMap(([name, own]) => own.map(({ id }): [string, string] => [id, `together/${name}`])),
  ]);
}

/** The chart as boxes: a leader, leaders of a kind, or people of a role who lead nobody. */
export function chartNodes(plan: Plan): TreeNode[] {
  const chart = plan.team.org_chart;
  const boxes = boxesOfLeaders(chart);
  const inBox = groupBy(chart, ({ id, role, reports_to }) => boxes.get(id) ?? `${boxes.get(reports_to) ?? reports_to}/${role}`);
  const named = (role: ChartNode["role"], heads: number) => (heads === 1 ? capital(roleName(role)) : roleHeads(role, heads));
  return [
    { id: "ceo", under: null, name: "CEO", note: "" },
    ...[...inBox].map(([id, own]): TreeNode => {
      const { role, reports_to } = own[0]!;
      const reports = chart.filter((one) => own.some((leader) => leader.id === one.reports_to)).length;
      const note = reports === 0 ? "" : `${reports} ${reports === 1 ? "report" : "reports"}`;
      return { id, under: boxes.get(reports_to) ?? reports_to, name: named(role, own.length), note };
    }),
  ];
}

// The org chart and the roadmap in Mermaid, for a host that draws it out of a text.

const MOST = 72; // not a figure: letters of a bar's name

/** Words without the signs that mean something in such a text, names of accounts too; a long line ends with three dots. */
function bare(text: string): string {
  const words = text
    .replace(/[:;]/g, ",")
    .replace(/[^\p{L}\p{N}\p{M} .,()'$%+/-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words.length <= MOST ? words : `${words.slice(0, MOST).replace(/[ ,(]*[^ ]*$/, "")} ...`;
}

const block = (lines: readonly string[]): string => ["```mermaid", ...lines, "```"].join("\n");

/** Who reports to whom, those of one role under one leader as one box. */
function orgDiagram(plan: Plan): string | null {
  if (plan.team.org_chart.length === 0) return null;
  const nodes = chartNodes(plan);
  const places = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const boxes = nodes.map(({ id, name, note }) => {
    const said = [name, note].filter((one) => one !== "").map(bare);
    return `  ${places.get(id)}["${said.join(", ")}"]`;
  });
  const lines = nodes.flatMap(({ id, under }) => (under === null ? [] : [`  ${places.get(under)} --> ${places.get(id)}`]));
  return block(["flowchart TD", ...boxes, ...lines]);
}

/** The steps of the first year by quarter; none without a date to begin at. */
function roadmapDiagram(plan: Plan): string | null {
  const start = plan.as_of;
  if (start === null || plan.roadmap.length === 0) return null;
  const quarters = [...new Set(plan.roadmap.map(({ quarter }) => quarter))];
  const lines = quarters.flatMap((quarter) => [
    `  section ${bare(quarter.replace(/^q/, "Q"))}`,
    ...plan.roadmap
      .filter((step) => step.quarter === quarter)
      .map((step) => {
        const from = weekDate(start, step.weeks[0] - 1)!;
        const until = step.until ?? weekDate(start, step.weeks[1])!;
        // A colon parts a step's name from its days, and a bar has a day at least.
        return `  ${bare(stepWords(plan, step).action)} :${from}, ${until > from ? until : addDays(from, 1)}`;
      }),
  ]);
  return block(["gantt", "  dateFormat YYYY-MM-DD", "  axisFormat %b %Y", ...lines]);
}

/** The plan's people and its first year as Mermaid. */
export function diagramSection(plan: Plan): string | null {
  const org = orgDiagram(plan);
  const year = roadmapDiagram(plan);
  if (org === null && year === null) return null;
  return ["## Diagrams", ...(org === null ? [] : ["The team:", org]), ...(year === null ? [] : ["The first year:", year])].join(
    "\n\n",
  );
}
