import { type Ambition, ambition } from "./ambition.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { type AttentionSplit, attention } from "./attention.ts";
import { type Charter, charter } from "./charter.ts";
import { checkAssessment } from "./check-assessment.ts";
import { type FirstHire, firstHire } from "./first-hire.ts";
import { type Maturity, maturity } from "./maturity.ts";
import { namesAccepted } from "./names-accepted.ts";
import { type GapRanking, rankGaps } from "./rank-gaps.ts";
import { type RedFlags, redFlags } from "./red-flags.ts";
import { type ReportingLine, reportingLine } from "./reporting-line.ts";
import { type RootCause, rootCause } from "./root-cause.ts";
import { type Stage, stage } from "./stage.ts";

/** What was found, before it is put into words. */
export type Assessment =
  | { ask: "maturity"; found: Maturity }
  | { ask: "stage"; found: Stage }
  | { ask: "ambition"; found: Ambition }
  | { ask: "reporting"; found: ReportingLine }
  | { ask: "first_hire"; found: FirstHire }
  | { ask: "root_cause"; found: RootCause }
  | { ask: "red_flags"; found: RedFlags }
  | { ask: "journey"; found: GapRanking }
  | { ask: "attention"; found: AttentionSplit }
  | { ask: "charter"; found: Charter };

/**
 * Answers one question about the organization with the figures in force, after refusing what has no place in it. Throws Problem.
 * @example assessOrganizationBy({ ask: "stage", customers: 20 }, figures).found.common // ["First hire"]
 */
export function assessOrganizationBy(question: AssessmentQuestion, figures: AssessmentFigures): Assessment {
  checkAssessment(question, () => namesAccepted(question.ask, figures));
  switch (question.ask) {
    case "maturity":
      return { ask: "maturity", found: maturity(question, figures) };
    case "stage":
      return { ask: "stage", found: stage(question, figures) };
    case "ambition":
      return { ask: "ambition", found: ambition(question, figures) };
    case "reporting":
      return { ask: "reporting", found: reportingLine(question, figures) };
    case "first_hire":
      return { ask: "first_hire", found: firstHire(question, figures) };
    case "root_cause":
      return { ask: "root_cause", found: rootCause(question, figures) };
    case "red_flags":
      return { ask: "red_flags", found: redFlags(question, figures) };
    case "journey":
      return { ask: "journey", found: rankGaps(question, figures) };
    case "attention":
      return { ask: "attention", found: attention(question) };
    case "charter":
      return { ask: "charter", found: charter(question) };
  }
}
