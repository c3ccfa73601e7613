import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal } from "../numbers.ts";
import { table } from "../table.ts";
import { tieStatus } from "./tie-words.ts";

/** Every check, and whether it ties. */
export function tieSection(plan: Plan): string {
  const rows = plan.ties.map((tie) => [tie.ok ? "yes" : "NO", escapeMarkdown(tie.check), decimal(tie.left), decimal(tie.right)]);
  return `## What ties\n\n${escapeMarkdown(tieStatus(plan))}\n\n${table(["Ties", "Check", "One way", "The other"], rows, [false, false, true, true])}`;
}
