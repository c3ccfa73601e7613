import type { Plan } from "../../core/plan/plan.ts";
import { proposedWords } from "./proposed-words.ts";
import { tieWords } from "./tie-words.ts";
import { bookLine, retentionLine, tierLine } from "./verdict-book.ts";
import { boardLine, noiseLine, optionLines, payLine, unknownLine } from "./verdict-plans.ts";
import { lessLine, ratioLine, targetLine, teamLine } from "./verdict-team.ts";

/** Lines of a verdict that belong together. */
export interface VerdictPart {
  title: string;
  lines: string[];
}

const said = (line: string | null): line is string => line !== null;

/** A verdict in parts; what does not tie and what the board decides stand apart from them. */
export function verdictParts(plan: Plan): VerdictPart[] {
  return [
    {
      title: "Where the company stands",
      lines: [bookLine(plan), tierLine(plan), retentionLine(plan), targetLine(plan)].filter(said),
    },
    { title: "The work and the people", lines: [teamLine(plan), lessLine(plan) ?? ratioLine(plan)].filter(said) },
    { title: "The plans", lines: optionLines(plan) },
    {
      title: "What to doubt",
      lines: [proposedWords(plan), payLine(plan), noiseLine(plan), unknownLine(plan)].filter(said),
    },
  ];
}

/** The verdict of a plan: by construction at most fifteen lines that read aloud, the book first, the decision last. What does not tie stands second. */
export function verdict(plan: Plan): string[] {
  const [book, ...rest] = verdictParts(plan).flatMap((part) => part.lines);
  return [book!, tieWords(plan), ...rest, boardLine(plan)].filter(said);
}
