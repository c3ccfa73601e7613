import * as z from "zod";
import type { Chart } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import { inWords } from "../../tool/params.ts";
import { describeIssues } from "../../tool/run.ts";
import { defineTool } from "../../tool/tool.ts";
import { assessOrganizationBy } from "./gaps.ts";
import {
  AssessmentAnswers,
  type AssessmentAsk,
  AssessmentFields,
  answersTaken,
  answerWords,
  assessmentAsks,
  fundingRounds,
} from "./question.ts";
import { assessmentReads } from "./red-flags.ts";
import { answerParts } from "./words-root-cause.ts";
import { wordAssessment } from "./words-stage.ts";

/** What assess_organization takes: the question, three plain signs of size, and the answers to it. */
const AssessmentInput = z.strictObject({
  ask: z.enum(assessmentAsks).describe("Question"),
  customers: shown.count().multipleOf(1).min(0).max(Number.MAX_SAFE_INTEGER).describe("Paying").optional(),
  csms: shown.count().multipleOf(1).min(0).max(Number.MAX_SAFE_INTEGER).describe("With vacancies").optional(),
  funding: inWords(z.enum(fundingRounds), "none, pre_seed, seed, series_a, series_b, series_c, growth").optional(),
  /** Checked by `readAnswers`, which can say what this question takes. */
  answers: inWords(z.record(z.string(), z.unknown()), "By ask").optional(),
});

/** The answers of one question, strictly checked. Throws Problem, which names the place and what the question takes. */
function readAnswers(ask: AssessmentAsk, answers: Record<string, unknown> = {}): AssessmentAnswers {
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

export const assessOrganization = defineTool({
  name: "assess_organization",
  title: "Assess the organization",
  description:
    // not a figure: an example of a call
    `Findings from answers: maturity, stage, reporting, first hire, root cause of losses, red flags, journey, charter. Such as {"ask": "stage", "customers": 340}; ask alone says what it takes.`,
  reads: assessmentReads,
  input: AssessmentInput,
  output: AssessmentFields,
  lists: ["attention", "gaps", "causes", "flags", "components", "findings", "levels", "missing"].map((list) => ({ list })),
  async run(input, figures, ports) {
    const { answers, ...top } = input;
    const question = { ...top, ...readAnswers(input.ask, answers) };
    const context = { question, figures, currency: ports.defaults.currency ?? "" };
    const worded = wordAssessment(assessOrganizationBy(question, figures), context);
    return {
      fields: { ask: input.ask, ...worded.fields, charts: chartsOf(worded.fields) },
      summary: worded.summary,
      ...answerParts(worded.fields),
      warnings: worded.warnings ?? [],
      undefined: worded.undefined,
    };
  },
});

/** Pictures of what the answer holds, each only where there is something to compare. */
function chartsOf({ attention, gaps, causes }: Omit<AssessmentFields, "ask" | "charts">): Chart[] {
  const charts: Chart[] = [];
  if (attention?.some(({ points }) => points !== null))
    charts.push({
      kind: "bars",
      title: "Share of hours less share of ARR",
      list: "attention",
      label: "name",
      values: ["points"],
    });
  if (gaps !== undefined && gaps.length > 1)
    charts.push({ kind: "bars", title: "Gaps by weight", list: "gaps", label: "gap", values: ["weight"] });
  if (causes?.some(({ accounts }) => accounts > 0))
    charts.push({ kind: "bars", title: "Accounts lost by cause", list: "causes", label: "cause", values: ["accounts"] });
  return charts;
}
