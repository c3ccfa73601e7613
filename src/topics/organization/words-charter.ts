import { brief, listed, plural, sentence } from "../../core/english.ts";
import { escapeMarkdown } from "../../render/markdown.ts";
import type { FirstHire, HireRow } from "./gaps.ts";
import type { Charter, CharterLine } from "./question.ts";
import {
  type AssessmentContext,
  closed,
  type Finding,
  firstThree,
  lacking,
  type Missing,
  type Worded,
  withArticle,
  within,
} from "./words-root-cause.ts";

const BLANK = "to be decided";

const said = (text: string | null): string => (text === null ? BLANK : escapeMarkdown(text));
const list = (lines: readonly CharterLine[], join: (line: string[]) => string): string[] =>
  lines.length ? lines.map((line) => `- ${join(line.map(said))}`) : [`- ${BLANK}`];

/** A charter as one page of markdown; what nobody decided says so. `questions` are the four headings, in the order of the rule. */
export function charterText(found: Charter, questions: readonly string[]): string {
  const sections = [
    [
      ...list(found.outcomes, ([result, measure, by]) => `${result}. Measure: ${measure}. By: ${by}.`),
      `- Net retention is owned by: ${said(found.owns_net_retention)}`,
    ],
    list(found.activities, ([tier, does]) => `${tier}: ${does}`),
    list(found.not_ours, ([task, who]) => `${task}. Who does: ${who}.`),
    list(
      found.neighbors,
      ([who, passes, when, decides]) => `${who}. Passes over: ${passes}. When: ${when}. Decides a dispute: ${decides}.`,
    ),
  ];
  return [
    `# Customer success charter: ${said(found.company)}`,
    `Valid from: ${said(found.valid_from)}. Next review: ${said(found.next_review)}.`,
    ...sections.map((lines, index) => `## ${questions[index] ?? ""}\n\n${lines.join("\n")}`),
    `Signed: ${found.signed_by.length ? found.signed_by.map((one) => said(one)).join(", ") : BLANK}`,
  ].join("\n\n");
}

const RULE = "org-charter";

function findingsOf(found: Charter, { figures }: AssessmentContext): Finding[] {
  const { refused_without_address: refused, outcomes_without_measure: unmeasured, signed_by } = found;
  const others = figures.operatingDecisions.value.filter(({ decision }) => decision !== "Charter");
  return [
    ...(unmeasured.length
      ? [{ finding: "Outcomes nobody could check, having no measure", evidence: unmeasured.join("; "), rule: RULE }]
      : []),
    ...(refused.length
      ? [
          {
            finding: "Refusals without an address: customers are then told no by everybody",
            evidence: refused.join("; "),
            rule: RULE,
          },
        ]
      : []),
    ...(signed_by.length === 1
      ? [{ finding: "Signed by one side alone; the neighbors have to sign", evidence: signed_by[0]!, rule: RULE }]
      : []),
    ...(found.owns_net_retention === null
      ? [
          {
            finding: "Nobody is named as owner of net retention, and the sources disagree on it, so the page has to say",
            evidence: BLANK,
            rule: "org-three-functions",
          },
        ]
      : []),
    {
      finding: `The charter has to fit ${plural(others.length, "other decision")}`,
      evidence: others.map(({ decision, settles }) => `${decision}: ${within(settles)}`).join("; "),
      rule: RULE,
    },
  ];
}

function missingOf(found: Charter, { figures }: AssessmentContext): Missing[] {
  const fields = ["outcomes", "activities", "not_ours", "neighbors"] as const;
  const empty = figures.charterQuestions.value.flatMap(({ question, answer_with }, index) => {
    const field = fields[index];
    return field !== undefined && found[field].length === 0
      ? [{ what: `answers.charter.${field}: ${question}`, why: `Answer with: ${within(answer_with)}.` }]
      : [];
  });
  return firstThree([
    ...empty,
    ...(found.outcomes_without_measure.length
      ? [
          {
            what: `answers.charter.outcomes[].measure of ${listed(found.outcomes_without_measure)}`,
            why: "Without a measure nothing can be checked.",
          },
        ]
      : []),
    ...(found.owns_net_retention === null
      ? [{ what: "answers.charter.owns_net_retention", why: "The sources disagree, so the page has to say." }]
      : []),
    ...(found.refused_without_address.length
      ? [{ what: "answers.charter.not_ours[].who", why: "A refusal needs an address." }]
      : []),
  ]);
}

/** A filled charter for a VP: the text, how much of it is still blank, and which blanks matter first. */
export function charterWords(found: Charter, context: AssessmentContext): Worded {
  const { blanks } = found;
  const { figures } = context;
  const recommendation =
    blanks === 0
      ? "Take it to each neighbor separately and ask which line they will break first; then sign it."
      : `Decide the ${plural(blanks, "blank")} before anybody signs; nothing was filled in for you.`;
  const missing = missingOf(found, context);
  return {
    summary: brief([
      blanks === 0 ? "The charter is filled." : `The charter is drafted with ${plural(blanks, "blank")} marked "${BLANK}".`,
      recommendation,
      ...(missing.length
        ? [`First: ${missing[0]!.what.replace(/^answers\.charter\.\w+(\[\]\.\w+)?:? ?/, "").trim() || missing[0]!.why}`]
        : []),
    ]),
    fields: {
      recommendation,
      findings: findingsOf(found, context),
      next_steps: [
        { step: "Take the draft to each neighbor separately and ask which line they will break first", owner: "VP", rule: RULE },
        { step: "Sign, publish, and read it again each half year or when a role is added", rule: RULE },
        { step: `Keep it to ${plural(figures.charterPages.value, "page")}`, rule: RULE },
      ],
      missing,
      charter: charterText(
        found,
        figures.charterQuestions.value.map(({ question }) => question),
      ),
      blanks,
    },
    undefined: [],
  };
}

const FIRST_HIRE_WORDS_RULE = "org-first-hire";
const span = ({ people_from, people_to }: HireRow): string =>
  people_to === null
    ? `${people_from} or more people`
    : people_from === people_to
      ? plural(people_to, "person", "people")
      : `${people_from} to ${people_to} people`;

const reasons: Record<NonNullable<FirstHire["open"]>, string> = {
  no_funding_round:
    "A company that never raised money has no line in this table; hire by customers and people, as the stage says.",
  funding_unknown: "The archetype depends on the last funding round.",
  people_unknown: "The archetype depends on how many people the team will have a year from now.",
  between_rows: "The source has a rule for smaller teams and one for larger ones, and none for this size.",
  source_leaves_open: "The source names two archetypes here and gives no number to choose by.",
  nobody: "A team of nobody a year from now has no leader to hire.",
};

function firstHireWordsMissingOf({ open }: FirstHire, { question }: AssessmentContext): Missing[] {
  return firstThree([
    ...(open === "funding_unknown" ? [lacking("funding", "It decides the line of the table.")] : []),
    ...(question.people_in_a_year === undefined && open !== "no_funding_round"
      ? [
          lacking(
            "people_in_a_year",
            open === null ? "A larger team would outgrow this leader." : "It decides between the archetypes.",
          ),
        ]
      : []),
    ...(open === "between_rows"
      ? [lacking("mostly", "Mostly hiring speaks for the one who builds, mostly accounts for the one who serves.")]
      : []),
    ...(open === "no_funding_round" && question.customers === undefined
      ? [lacking("customers", "The stage by customers says what the first hire will do.")]
      : []),
  ]);
}

function firstHireWordsFindingsOf(
  { archetype, wrong_when, past_coach, closed_by }: FirstHire,
  { question, figures }: AssessmentContext,
): Finding[] {
  const findings: Finding[] = [];
  const people = plural(question.people_in_a_year ?? 0, "person", "people");
  if (archetype !== null && wrong_when !== null) {
    const finding = `${sentence(withArticle(archetype))} is the wrong hire when ${within(wrong_when)}`;
    findings.push({ finding, evidence: "What the rule says of the archetype", rule: FIRST_HIRE_WORDS_RULE });
  }
  if (past_coach !== null) {
    const { works_up_to, broken_at, broken } = past_coach;
    const finding = `${broken ? "A leader with accounts will have broken" : "A leader with accounts will be past the limit"} by then: plan the manager now`;
    findings.push({
      finding,
      evidence: `${people} in a year; it works up to ${works_up_to} and has broken at ${broken_at}`,
      rule: "org-leadership-bench",
    });
  }
  if (closed_by !== null && closed_by !== undefined) {
    const finding = "The source leaves a gap at this size, closed by what the year will mostly be";
    findings.push({
      finding,
      evidence: `${people} in a year; mostly ${closed_by === "both" ? "neither: evenly split" : closed_by}`,
      rule: FIRST_HIRE_WORDS_RULE,
    });
  }
  const { customers } = question;
  const stage =
    customers === undefined ? undefined : figures.stages.value.findLast(({ customers_from }) => customers >= customers_from);
  if (customers !== undefined && stage !== undefined)
    findings.push({
      finding: `${stage.stage} by customers: ${within(stage.team)}`,
      evidence: plural(customers, "customer"),
      rule: "org-stages",
    });
  return findings;
}

/** The first leader for a founder or VP: the archetype, when it is the wrong one, and what decides where the source leaves it open. */
export function firstHireWords(found: FirstHire, context: AssessmentContext): Worded {
  const { archetype, does, wrong_when, rows, open, past_coach, closed_by } = found;
  const hires = [...new Set(rows.map(({ hire }) => hire))];
  const reason = open === null ? "" : reasons[open];
  const recommendation =
    archetype === null
      ? null
      : closed(
          `Hire ${withArticle(archetype)}${closed_by === "both" ? " and promise in writing to review it at a named size" : ""}: ${within(does ?? "")}`,
        );
  return {
    summary: brief([
      recommendation ?? `No archetype yet: ${within(reason)}`,
      ...(recommendation === null && hires.length
        ? [closed(`What the source says: ${rows.map((row) => `${row.funding}, ${span(row)}: ${within(row.hire)}`).join("; ")}`)]
        : []),
      ...(wrong_when === null ? [] : [`Wrong when ${within(wrong_when)}.`]),
      ...(past_coach === null
        ? []
        : [
            `With ${plural(context.question.people_in_a_year ?? 0, "person", "people")} in a year such a leader is past the limit of ${past_coach.works_up_to}, so say now what happens then.`,
          ]),
    ]),
    fields: {
      recommendation,
      levels: rows.map((row) => ({
        name: `${row.funding}, ${span(row)} in a year`,
        level: row.hire,
        evidence: "The line of the table your answers leave.",
      })),
      findings: firstHireWordsFindingsOf(found, context),
      next_steps: [
        { step: "Write down the team a year from now, approved seats and no others", rule: FIRST_HIRE_WORDS_RULE },
        { step: "Describe the first quarter week by week before writing the advert", rule: FIRST_HIRE_WORDS_RULE },
        { step: "Tell every candidate what happens when the team outgrows them", rule: FIRST_HIRE_WORDS_RULE },
      ],
      missing: firstHireWordsMissingOf(found, context),
    },
    undefined: recommendation === null ? [{ field: "recommendation", reason }] : [],
  };
}
