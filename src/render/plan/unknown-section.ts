import type { Plan } from "../../core/plan/plan.ts";
import { table } from "../table.ts";
import { unknownWords } from "./unknown-words.ts";

/** What is unknown, what it moves, how to find out. */
export function unknownSection(plan: Plan): string {
  if (plan.unknowns.length === 0) return "## What is unknown\n\nNothing this plan needs.";
  const rows = plan.unknowns.map((unknown) => Object.values(unknownWords(plan, unknown)));
  return `## What is unknown\n\n${table(["Question", "What it moves", "How to find out"], rows)}`;
}
