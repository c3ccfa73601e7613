import type { Charter } from "../../core/org/assessment/charter.ts";
import { listed } from "../economics-words.ts";
import { plural } from "../numbers.ts";
import { BLANK, charterText } from "./charter-text.ts";
import { type AssessmentContext, type Finding, firstThree, type Missing, type Worded, within } from "./worded.ts";

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
    summary: [
      blanks === 0 ? "The charter is filled." : `The charter is drafted with ${plural(blanks, "blank")} marked "${BLANK}".`,
      recommendation,
      ...(missing.length
        ? [`First: ${missing[0]!.what.replace(/^answers\.charter\.\w+(\[\]\.\w+)?:? ?/, "").trim() || missing[0]!.why}`]
        : []),
    ].join(" "),
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
