import type { Plan } from "../../core/plan/plan.ts";
import { proposedWords } from "./proposed-words.ts";
import { tieWords } from "./tie-words.ts";
import { bookLine, retentionLine, tierLine } from "./verdict-book.ts";
import { boardLine, noiseLine, optionLines, payLine, unknownLine } from "./verdict-plans.ts";
import { lessLine, ratioLine, targetLine, teamLine } from "./verdict-team.ts";

/** The verdict of a plan: by construction at most fifteen lines that read aloud, the book first, the decision last. What does not tie stands second. */
export function verdict(plan: Plan): string[] {
  return [
    bookLine(plan),
    tieWords(plan),
    tierLine(plan),
    retentionLine(plan),
    teamLine(plan),
    lessLine(plan) ?? ratioLine(plan),
    targetLine(plan),
    ...optionLines(plan),
    proposedWords(plan),
    payLine(plan),
    noiseLine(plan),
    unknownLine(plan),
    boardLine(plan),
  ].filter((line): line is string => line !== null);
}
