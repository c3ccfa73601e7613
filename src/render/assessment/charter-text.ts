import type { Charter, CharterLine } from "../../core/org/assessment/charter.ts";
import { escapeMarkdown } from "../escape.ts";

export const BLANK = "to be decided";

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
