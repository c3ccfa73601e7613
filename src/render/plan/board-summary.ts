import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { dateLine } from "./date-line.ts";
import { optionsNote, optionsTable } from "./options-table.ts";
import { tieStatus } from "./tie-words.ts";
import { verdictParts } from "./verdict.ts";
import { boardLine } from "./verdict-plans.ts";

const ask = (plan: Plan) => boardLine(plan).replace(/^For the board: (.)/, (_, letter: string) => letter.toUpperCase());

/** One page for the board: what is asked, whether it adds up, where the company stands, what the plans cost and must win back, what to doubt. */
export function boardSummary(plan: Plan): string {
  const parts = verdictParts(plan).map(({ title, lines }) => {
    const list = lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
    const plans = title === "The plans" ? `${optionsTable(plan)}\n\n${optionsNote(plan)}\n\n` : "";
    return lines.length ? `## ${title}\n\n${plans}${list}` : "";
  });
  return [
    `# Board summary: ${escapeMarkdown(plan.name)}`,
    dateLine(plan),
    `> ${escapeMarkdown(ask(plan))}`,
    escapeMarkdown(tieStatus(plan)),
    ...parts,
  ]
    .filter(Boolean)
    .join("\n\n");
}
