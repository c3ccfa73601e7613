import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { unknownWords } from "./unknown-words.ts";

/** What is unknown, what it moves, how to find out. */
export function unknownSection(plan: Plan): string {
  if (plan.unknowns.length === 0) return "## What is unknown\n\nNothing this plan needs.";
  const lines = plan.unknowns.map((unknown, index) => {
    const { what, moves, how_to_find } = unknownWords(plan, unknown);
    return [
      `${index + 1}. **${escapeMarkdown(what)}**`,
      `   - What it moves: ${escapeMarkdown(moves)}`,
      `   - How to find out: ${escapeMarkdown(how_to_find)}`,
    ].join("\n");
  });
  return `## What is unknown\n\nThe answer that moves most comes first. Whoever does not know keeps the range.\n\n${lines.join("\n")}`;
}
