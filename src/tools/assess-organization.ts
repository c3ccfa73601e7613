import type { Chart } from "../core/contract/chart.ts";
import { Problem } from "../core/contract/problem.ts";
import { assessOrganizationBy } from "../core/org/assessment/assess-by-question.ts";
import { AssessmentFields } from "../core/org/assessment/assessment-fields.ts";
import { assessmentReads } from "../core/org/assessment/assessment-reads.ts";
import { wordAssessment } from "../render/assessment-summary.ts";
import { AssessmentInput, readAnswers } from "./assess-organization-input.ts";
import { defineTool } from "./tool.ts";

/** Characters of an answer, which its basis joins, that can still be sent. */
const ANSWER_CHARACTERS = 8000;

export const assessOrganization = defineTool({
  name: "assess_organization",
  title: "Assess the organization",
  description:
    "Maturity, stage, ambition, reporting line, first hire, root cause of losses, red flags, journey gaps, hours against revenue, or a charter, from answers: findings with evidence and rule. Call with ask alone to learn what it takes. Refuses unknown names, assumes nothing, admits when it cannot tell.",
  reads: assessmentReads,
  input: AssessmentInput,
  output: AssessmentFields,
  async run(input, figures, ports) {
    const { answers, ...top } = input;
    const question = { ...top, ...readAnswers(input.ask, answers) };
    const context = { question, figures, currency: ports.defaults.currency ?? "USD" };
    const worded = wordAssessment(assessOrganizationBy(question, figures), context);
    const answer = {
      fields: { ask: input.ask, ...worded.fields, charts: chartsOf(worded.fields) },
      summary: worded.summary,
      warnings: worded.warnings ?? [],
      undefined: worded.undefined,
    };
    if (JSON.stringify(answer).length > ANSWER_CHARACTERS)
      throw new Problem({
        what: "The answer would be too long to send.",
        remedy: "Give shorter texts, or fewer rows at once: join small ones and say so in their name.",
      });
    return answer;
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
