import { brief, listed, plural } from "../../core/english.ts";
import type { LineReason, LineStanding, ReportingLine } from "./maturity.ts";
import type { Ambition, AmbitionTest } from "./red-flags.ts";
import {
  type AssessmentContext,
  closed,
  type Finding,
  firstThree,
  lacking,
  type Missing,
  type Step,
  shareText,
  type Worded,
  withArticle,
  within,
} from "./words-root-cause.ts";

const RULE = "org-ambition";

function findingOf({ question, yes, share, threshold, answered_by }: AmbitionTest, means: string, customers: number): Finding[] {
  if (yes === null) return [];
  const evidence =
    share === null || threshold === null
      ? `${yes ? "Yes" : "No"}, for the ${customers} largest customers`
      : `${shareText(share)} against a line of ${shareText(threshold)}`;
  return [
    {
      finding: yes ? means : `No to "${question}"`,
      evidence: yes ? `${question} ${evidence}` : evidence,
      rule: answered_by === "trouble_if_largest_leave" ? RULE : "metrics-concentration",
    },
  ];
}

function recommended({ low, high, funded, gap }: Ambition): string {
  const needed = withArticle(low);
  if (low !== high)
    return `Plan for no less than ${needed}; settle whether it must be ${withArticle(high)} before discussing heads.`;
  if (funded === null || gap === null) return `Set customer success up as ${needed}.`;
  if (gap.low === 0) return `Keep it ${needed}: the budget and the answers agree.`;
  return gap.low > 0
    ? `Move up from ${within(funded)} to ${within(low)}, or stop measuring the team as if you had.`
    : `The budget buys ${withArticle(funded)} and the answers ask for ${needed}; say what the rest is for.`;
}

function stepsOf({ gap }: Ambition, { figures }: AssessmentContext): Step[] {
  return [
    { step: "Have finance compute the two shares from the books", owner: "CFO", rule: RULE },
    ...(gap !== null && gap.low > 0
      ? [
          {
            step: "First measure, then keep, then grow: no expansion target before gross retention is known by tier",
            rule: RULE,
          },
          { step: "Allow for the move what one published plan allowed", by: `${figures.moveUpMonths.value} months`, rule: RULE },
        ]
      : []),
    {
      step: "Put the level on the charter, and take off what belongs to another one",
      owner: "CEO, CFO and VP",
      rule: "org-charter",
    },
  ];
}

/** The level of ambition for a VP and a CFO: what the three questions ask for, against what the budget buys. */
export function ambitionWords(found: Ambition, context: AssessmentContext): Worded {
  const { tests, low, high, funded, gap, concentrated } = found;
  const { figures } = context;
  const means = figures.ambitionTests.value;
  const certain = low === high;
  const open = tests.filter(({ yes }) => yes === null);
  const recommendation = recommended(found);
  const yes = tests.filter((test) => test.yes === true).length;
  const answered = tests.length - open.length;
  const expects = figures.ambitions.value.find(({ level }) => level === low)?.expects;
  return {
    summary: brief([
      certain
        ? `You need ${withArticle(low)}${expects === undefined ? "" : `: ${within(expects)}`}.`
        : `You need at least ${withArticle(low)}, and perhaps ${withArticle(high)}.`,
      `Of the ${answered} questions answered, ${yes === 0 ? "none got" : `${yes} got`} a yes.`.replace(
        "1 questions",
        "one question",
      ),
      ...(funded === null || gap === null ? [] : [recommendation]),
      ...(open.length && !certain ? [`The open question that decides: ${open.at(-1)!.question}`] : []),
    ]),
    fields: {
      recommendation,
      levels: [
        {
          name: "Ambition needed",
          level: certain ? low : null,
          ...(certain ? {} : { low, high }),
          evidence: `${yes} yes of ${answered} answered; the highest yes decides.`,
        },
        ...(funded === null ? [] : [{ name: "Ambition funded", level: funded, evidence: "As you gave it." }]),
      ],
      findings: [
        ...tests.flatMap((test, index) => findingOf(test, means[index]!.yes_means, figures.largestCustomers.value)),
        ...(concentrated === null
          ? []
          : [
              {
                finding: concentrated.yes
                  ? "The book rests on few names, so customer success is hardly optional"
                  : "The book does not rest on few names",
                evidence: `${shareText(concentrated.share)} with the twenty largest, against ${shareText(concentrated.threshold)}`,
                rule: "metrics-concentration",
              },
            ]),
      ],
      next_steps: stepsOf(found, context),
      missing: firstThree(
        open
          .map(({ answered_by, at_least }) =>
            lacking(
              answered_by,
              certain
                ? "It would not change the level, only confirm it."
                : `A yes asks for ${withArticle(at_least)} at the least.`,
            ),
          )
          .reverse(),
      ),
    },
    undefined: certain
      ? []
      : [{ field: "levels[].level", reason: `Between ${low} and ${high}, until the open questions are answered.` }],
  };
}

const REPORTING_WORDS_RULE = "org-reporting-line";

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
              rule: REPORTING_WORDS_RULE,
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
            rule: REPORTING_WORDS_RULE,
          },
        ]),
    ...(passed_over === null
      ? []
      : [
          {
            finding: `The ${passed_over} could have settled most, and is ruled out all the same`,
            evidence: "answers.stuck_decisions",
            rule: REPORTING_WORDS_RULE,
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
    summary: brief([
      recommendation ?? `No line is recommended yet: ${within(openWords[open ?? "nobody_counted"])}`,
      ...(recommendation === null && left.length ? [`Still possible: ${listed(left, "or")}.`] : []),
      ...(lines.some(({ line, reasons }) => line === "CEO" && reasons.length === 0) && context.question.employees !== undefined
        ? [
            `A line to the CEO works up to ${context.figures.ceoEmployees.value.join(" to ")} employees; you have ${context.question.employees}.`,
          ]
        : []),
      ...(conditions.length ? [`Before you do: ${closed(listed(conditions))}`] : []),
      ...(out.length
        ? [closed(`Ruled out: ${out.map((one) => `${one.line} (${reasonWords(one.reasons[0]!, context)})`).join("; ")}`)]
        : []),
    ]),
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
          rule: REPORTING_WORDS_RULE,
        },
        {
          step: "Look at the line again when the company passes the size limit, a leader changes or the ambition does",
          rule: REPORTING_WORDS_RULE,
        },
      ],
      missing: missingOf(found, context),
    },
    undefined: recommendation === null ? [{ field: "recommendation", reason: openWords[open ?? "nobody_counted"] }] : [],
  };
}
