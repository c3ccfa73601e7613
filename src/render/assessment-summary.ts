import type { Assessment } from "../core/org/assessment/assess-by-question.ts";
import { ambitionWords } from "./assessment/ambition-words.ts";
import { attentionWords } from "./assessment/attention-words.ts";
import { charterWords } from "./assessment/charter-words.ts";
import { firstHireWords } from "./assessment/first-hire-words.ts";
import { journeyWords } from "./assessment/journey-words.ts";
import { maturityWords } from "./assessment/maturity-words.ts";
import { redFlagsWords } from "./assessment/red-flags-words.ts";
import { reportingWords } from "./assessment/reporting-words.ts";
import { rootCauseWords } from "./assessment/root-cause-words.ts";
import { stageWords } from "./assessment/stage-words.ts";
import type { AssessmentContext, Worded } from "./assessment/worded.ts";

/** An assessment in words: the summary for a VP, and the fields of the result with a reason for each null. */
export function wordAssessment(assessment: Assessment, context: AssessmentContext): Worded {
  switch (assessment.ask) {
    case "maturity":
      return maturityWords(assessment.found, context);
    case "stage":
      return stageWords(assessment.found, context);
    case "ambition":
      return ambitionWords(assessment.found, context);
    case "reporting":
      return reportingWords(assessment.found, context);
    case "first_hire":
      return firstHireWords(assessment.found, context);
    case "root_cause":
      return rootCauseWords(assessment.found, context);
    case "red_flags":
      return redFlagsWords(assessment.found, context);
    case "journey":
      return journeyWords(assessment.found, context);
    case "attention":
      return attentionWords(assessment.found, context);
    case "charter":
      return charterWords(assessment.found, context);
  }
}
