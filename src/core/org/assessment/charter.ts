import type { AssessmentQuestion } from "./assessment-question.ts";

/** One line of a charter: its parts, null where nobody gave one. */
export type CharterLine = (string | null)[];

export interface Charter {
  company: string | null;
  valid_from: string | null;
  next_review: string | null;
  /** In the order of the four questions; an empty list is a blank of its own. */
  outcomes: CharterLine[];
  activities: CharterLine[];
  not_ours: CharterLine[];
  neighbors: CharterLine[];
  owns_net_retention: string | null;
  signed_by: string[];
  blanks: number;
  /** Tasks refused without saying who does them. */
  refused_without_address: string[];
  outcomes_without_measure: string[];
}

const blanksIn = (lines: readonly CharterLine[]): number =>
  lines.length === 0 ? 1 : lines.flat().filter((part) => part === null).length;

/**
 * A charter from the answers, with a blank wherever nobody decided; nothing is made up, and what is blank is counted.
 * @example charter({ ask: "charter", charter: { outcomes: [{ result: "Customers stay" }] } }).blanks // 10
 */
export function charter({ charter: given = {} }: AssessmentQuestion): Charter {
  const outcomes = (given.outcomes ?? []).map(({ result, measure, by }) => [result, measure ?? null, by ?? null]);
  const activities = (given.activities ?? []).map(({ tier, does }) => [tier, does ?? null]);
  const not_ours = (given.not_ours ?? []).map(({ task, who }) => [task, who ?? null]);
  const neighbors = (given.neighbors ?? []).map(({ who, passes, when, decides }) => [
    who,
    passes ?? null,
    when ?? null,
    decides ?? null,
  ]);
  const single = {
    company: given.company ?? null,
    valid_from: given.valid_from ?? null,
    next_review: given.next_review ?? null,
    owns_net_retention: given.owns_net_retention ?? null,
  };
  const signed_by = given.signed_by ?? [];
  const blanks =
    Object.values(single).filter((one) => one === null).length +
    (signed_by.length ? 0 : 1) +
    [outcomes, activities, not_ours, neighbors].reduce((sum, lines) => sum + blanksIn(lines), 0);
  return {
    ...single,
    outcomes,
    activities,
    not_ours,
    neighbors,
    signed_by,
    blanks,
    refused_without_address: (given.not_ours ?? []).filter(({ who }) => who === undefined).map(({ task }) => task),
    outcomes_without_measure: (given.outcomes ?? []).filter(({ measure }) => measure === undefined).map(({ result }) => result),
  };
}
