import * as z from "zod";
import { Problem } from "../core/contract/problem.ts";
import { answersTaken, answerWords } from "../core/org/assessment/answers-taken.ts";
import {
  AssessmentAnswers,
  type AssessmentAsk,
  assessmentAsks,
  fundingRounds,
} from "../core/org/assessment/assessment-question.ts";
import { describeIssues } from "./describe-issues.ts";
import { inWords } from "./params.ts";

const Count = z.number().multipleOf(1).min(0).max(Number.MAX_SAFE_INTEGER);

/** What assess_organization takes: the question, three plain signs of size, and the answers to it. */
export const AssessmentInput = z.strictObject({
  ask: z.enum(assessmentAsks).describe("Question"),
  customers: Count.describe("Paying").optional(),
  csms: Count.describe("With vacancies").optional(),
  funding: inWords(z.enum(fundingRounds), "none, pre_seed, seed, series_a, series_b, series_c, growth").optional(),
  /** Checked by `readAnswers`, which can say what this question takes. */
  answers: inWords(z.record(z.string(), z.unknown()), "By ask; left out, they are listed").optional(),
});

/** The answers of one question, strictly checked. Throws Problem, which names the place and what the question takes. */
export function readAnswers(ask: AssessmentAsk, answers: Record<string, unknown> = {}): AssessmentAnswers {
  const { one_of, also } = answersTaken[ask];
  const taken = [...one_of, ...also].filter((name) => name in AssessmentAnswers.shape);
  const list = taken.map((name) => `${name} (${answerWords[name]})`).join("; ");
  const remedy = taken.length
    ? `For ${ask}, answers takes: ${list}.`
    : `${ask} takes no answers beside customers, csms and funding.`;
  const unknown = Object.keys(answers).filter((name) => !(name in AssessmentAnswers.shape));
  if (unknown.length) throw new Problem({ what: `answers has no ${unknown.join(", ")}.`, remedy });
  const checked = AssessmentAnswers.safeParse(answers);
  if (!checked.success)
    throw new Problem({
      what: "assess_organization cannot use these answers:",
      places: describeIssues(checked.error.issues, AssessmentAnswers).map((place) => `answers.${place}`),
      remedy,
    });
  return checked.data;
}
