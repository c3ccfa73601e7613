import type { Ambition, AmbitionTest } from "../../core/org/assessment/ambition.ts";
import {
  type AssessmentContext,
  type Finding,
  firstThree,
  lacking,
  type Step,
  shareText,
  type Worded,
  withArticle,
  within,
} from "./worded.ts";

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
    summary: [
      certain
        ? `You need ${withArticle(low)}${expects === undefined ? "" : `: ${within(expects)}`}.`
        : `You need at least ${withArticle(low)}, and perhaps ${withArticle(high)}.`,
      `Of the ${answered} questions answered, ${yes === 0 ? "none got" : `${yes} got`} a yes.`.replace(
        "1 questions",
        "one question",
      ),
      ...(funded === null || gap === null ? [] : [recommendation]),
      ...(open.length && !certain ? [`The open question that decides: ${open.at(-1)!.question}`] : []),
    ].join(" "),
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
