import type { LineReason, LineStanding, ReportingLine } from "../../core/org/assessment/reporting-line.ts";
import { listed } from "../economics-words.ts";
import { plural } from "../numbers.ts";
import {
  type AssessmentContext,
  closed,
  type Finding,
  firstThree,
  lacking,
  type Missing,
  type Worded,
  within,
} from "./worded.ts";

const RULE = "org-reporting-line";

function reasonWords(reason: LineReason, { question, figures }: AssessmentContext): string {
  const [low, high] = figures.ceoEmployees.value;
  const people = plural(question.employees ?? 0, "employee");
  const words: Record<LineReason, string> = {
    past_limit: `${people}, and a line to the CEO stops working by ${high}`,
    at_limit: `${people}, where a line to the CEO is about to stop working (${low} to ${high})`,
    employees_unknown: `it works only up to ${low} to ${high} employees, and yours are not known`,
    too_early: "too early: it takes several teams, a budget of its own and a number the board reads",
    size_unknown: "it takes several teams, a budget of its own and a number the board reads, and not all of that is known",
    against_ambition: `it contradicts the chosen ambition, ${within(question.ambition ?? "").replaceAll("_", " ")}`,
    not_paid_on_retention: "that person loses no money when customers leave, so expect the failure or change the bonus first",
  };
  return words[reason];
}

const stuckWords = ({ stuck }: LineStanding): string =>
  stuck === null ? "" : ` Could have settled ${plural(stuck, "stuck decision")}.`;

function findingsOf({ lines, today, passed_over }: ReportingLine, context: AssessmentContext): Finding[] {
  const now = lines.find(({ line }) => line === today);
  return [
    ...lines.flatMap(({ line, standing, reasons, failure_mode }) =>
      reasons.length
        ? [
            {
              finding: `${line} ${standing === "fits" ? "fits, with a guard" : `is ${standing}`}: ${within(failure_mode)}`,
              evidence: reasons.map((one) => reasonWords(one, context)).join("; "),
              rule: RULE,
            },
          ]
        : [],
    ),
    ...(now === undefined
      ? []
      : [
          {
            finding: `Today's line, the ${now.line}, tends to fail like this: ${within(now.failure_mode)}`,
            evidence: `It is ${now.standing === "fits" ? "not ruled out" : now.standing}.`,
            rule: RULE,
          },
        ]),
    ...(passed_over === null
      ? []
      : [
          {
            finding: `The ${passed_over} could have settled most, and is ruled out all the same`,
            evidence: "answers.stuck_decisions",
            rule: RULE,
          },
        ]),
  ];
}

function missingOf({ lines, open }: ReportingLine, { question }: AssessmentContext): Missing[] {
  const has = (reason: LineReason) => lines.some(({ reasons }) => reasons.includes(reason));
  const { several_teams, own_budget, board_number } = question;
  const size = Object.entries({ several_teams, own_budget, board_number }).filter(([, value]) => value === undefined);
  return firstThree([
    ...(open === "nobody_counted"
      ? [lacking("stuck_decisions", "Whoever could have settled most of them is the candidate.")]
      : []),
    ...(has("employees_unknown") ? [lacking("employees", "It decides whether the CEO is a possible line.")] : []),
    ...(has("size_unknown") ? size.map(([name]) => lacking(name as "own_budget", "It decides whether a CCO is too early.")) : []),
    ...(question.paid_on_retention === undefined ? [lacking("paid_on_retention", "People manage what they are paid for.")] : []),
  ]);
}

const openWords: Record<NonNullable<ReportingLine["open"]>, string> = {
  nobody_counted: "More than one line is possible, and nobody counted who could have settled the decisions that were stuck.",
  tie: "Two lines could have settled the same number of stuck decisions; look at whose bonus suffers when customers leave.",
  none_settled: "None of the possible lines could have settled any of the stuck decisions.",
  none_left: "Every line is ruled out; one of the answers, size or ambition, has to give.",
};

/** The reporting line for a VP and a CEO: the choice, how it tends to fail, and which lines are out and why. */
export function reportingWords(found: ReportingLine, context: AssessmentContext): Worded {
  const { lines, choice, open, today } = found;
  const chosen = lines.find(({ line }) => line === choice);
  const out = lines.filter(({ standing }) => standing === "ruled out");
  const left = lines.filter(({ standing }) => standing !== "ruled out").map(({ line }) => line);
  const conditions = chosen?.reasons.map((reason) => reasonWords(reason, context)) ?? [];
  const move = today === null ? "Report to" : today === choice ? "Keep reporting to" : `Move from the ${today} to`;
  const recommendation =
    chosen === undefined ? null : closed(`${move} the ${chosen.line}, and guard against this: ${within(chosen.failure_mode)}`);
  return {
    summary: [
      recommendation ?? `No line is recommended yet: ${within(openWords[open ?? "nobody_counted"])}`,
      ...(recommendation === null && left.length ? [`Still possible: ${listed(left, "or")}.`] : []),
      ...(conditions.length ? [`Before you do: ${closed(listed(conditions))}`] : []),
      ...(out.length
        ? [closed(`Ruled out: ${out.map((one) => `${one.line} (${reasonWords(one.reasons[0]!, context)})`).join("; ")}`)]
        : []),
    ].join(" "),
    fields: {
      recommendation,
      levels: lines.map((one) => ({
        name: one.line,
        level: one.standing,
        evidence: `${closed(`For it: ${within(one.case_for)}`)}${stuckWords(one)} ${closed(`It fails so: ${within(one.failure_mode)}`)}`,
      })),
      findings: findingsOf(found, context),
      next_steps: [
        {
          step: "Write the guard before the move: which measure shows the failure, who reads it, what happens then",
          owner: "CEO",
          rule: RULE,
        },
        {
          step: "Look at the line again when the company passes the size limit, a leader changes or the ambition does",
          rule: RULE,
        },
      ],
      missing: missingOf(found, context),
    },
    undefined: recommendation === null ? [{ field: "recommendation", reason: openWords[open ?? "nobody_counted"] }] : [],
  };
}
