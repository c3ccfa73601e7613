import type { UndefinedField, Warning } from "../../core/contract/envelope.ts";
import { answerName, answerWords } from "../../core/org/assessment/answers-taken.ts";
import type { AssessmentFields } from "../../core/org/assessment/assessment-fields.ts";
import type { AnswerName, AssessmentQuestion } from "../../core/org/assessment/assessment-question.ts";
import type { AssessmentFigures } from "../../core/org/assessment/assessment-reads.ts";
import { decimal } from "../numbers.ts";

export interface AssessmentContext {
  question: AssessmentQuestion;
  figures: AssessmentFigures;
  currency: string;
}

/** One assessment in words: the fields of the result, the answer for a VP, and a reason for each null. */
export interface Worded {
  summary: string;
  fields: Omit<AssessmentFields, "ask" | "charts">;
  undefined: UndefinedField[];
  warnings?: Warning[];
}

export type Finding = AssessmentFields["findings"][number];
export type Level = NonNullable<AssessmentFields["levels"]>[number];
export type Step = AssessmentFields["next_steps"][number];
export type Missing = AssessmentFields["missing"][number];

/** An answer that is lacking, and what it would change. */
export const lacking = (name: AnswerName, why: string): Missing => ({ what: `${answerName(name)}: ${answerWords[name]}`, why });

/** Questions asked at once. */
const MOST = 3;

export const firstThree = (missing: readonly Missing[]): Missing[] => missing.slice(0, MOST);

/** A text of a rule inside a sentence: no capital of its own, unless it is a name or short form. */
export const within = (text: string): string => text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

/** A text as a sentence of its own. */
export const closed = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** "a player-coach", "an operator". */
export const withArticle = (text: string): string => `${/^[aeiou]/i.test(text) ? "an" : "a"} ${within(text)}`;

/** A share with a decimal only where it has one. @example shareText(0.575) // "57.5%" */
export const shareText = (share: number): string => `${decimal(share * 100, 1)}%`;
