import type { FirstHire, HireRow } from "../../core/org/assessment/first-hire.ts";
import { sentence } from "../economics-words.ts";
import { plural } from "../numbers.ts";
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
} from "./worded.ts";

const RULE = "org-first-hire";
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

function missingOf({ open }: FirstHire, { question }: AssessmentContext): Missing[] {
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

function findingsOf(
  { archetype, wrong_when, past_coach, closed_by }: FirstHire,
  { question, figures }: AssessmentContext,
): Finding[] {
  const findings: Finding[] = [];
  const people = plural(question.people_in_a_year ?? 0, "person", "people");
  if (archetype !== null && wrong_when !== null) {
    const finding = `${sentence(withArticle(archetype))} is the wrong hire when ${within(wrong_when)}`;
    findings.push({ finding, evidence: "What the rule says of the archetype", rule: RULE });
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
      rule: RULE,
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
    summary: [
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
    ].join(" "),
    fields: {
      recommendation,
      levels: rows.map((row) => ({
        name: `${row.funding}, ${span(row)} in a year`,
        level: row.hire,
        evidence: "The line of the table your answers leave.",
      })),
      findings: findingsOf(found, context),
      next_steps: [
        { step: "Write down the team a year from now, approved seats and no others", rule: RULE },
        { step: "Describe the first quarter week by week before writing the advert", rule: RULE },
        { step: "Tell every candidate what happens when the team outgrows them", rule: RULE },
      ],
      missing: missingOf(found, context),
    },
    undefined: recommendation === null ? [{ field: "recommendation", reason }] : [],
  };
}
