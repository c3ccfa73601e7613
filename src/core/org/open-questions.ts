import type { OpenQuestion } from "./team-plan.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { csmFte, type TeamWork } from "./team-work.ts";

/**
 * What nobody said and the range leaves out, with its effect in CSMs: new accounts, and an expansion quota.
 * @example openQuestions(question, work, figures)[0].effect // "more CSMs for every 12 a year"
 */
export function openQuestions(question: TeamQuestion, work: TeamWork, figures: TeamFigures): OpenQuestion[] {
  const found: OpenQuestion[] = [];
  const { low, high } = figures.onboardingHours.value;
  if (question.new_accounts_a_year === undefined)
    found.push({
      question: "How many new accounts start in a year?",
      effect: "more CSMs for every 12 a year",
      low: (12 * low) / work.hours_per_csm,
      high: (12 * high) / work.hours_per_csm,
    });
  const guessed = work.lines.some((line) => !line.measured && line.hours_per_account > 0);
  const [least, most] = figures.expansionMandate.value as [number, number];
  if (question.expansion_mandate === undefined && guessed)
    found.push({
      question: "Do CSMs carry an expansion quota?",
      effect: "CSMs in all if they do",
      low: csmFte(work) / (1 - least),
      high: csmFte(work) / (1 - most),
    });
  return found;
}
