import { Problem } from "../../contract/problem.ts";
import { Role } from "../../contract/vocabulary.ts";
import type { RedFlag } from "./assessment-fields.ts";
import type { AssessmentQuestion } from "./assessment-question.ts";
import type { AssessmentFigures } from "./assessment-reads.ts";
import { matchName } from "./match-name.ts";

const roleWords: Partial<Record<Role, string>> = {
  cs_ops: "CS operations",
  onboarding: "onboarding specialist",
  renewals: "renewals manager",
  vp: "VP",
  cco: "CCO",
};

/** A role as people say it. @example roleName("team_lead") // "team lead" */
export const roleName = (role: Role): string => roleWords[role] ?? role.replaceAll("_", " ");

/** CSMs from either place; the same number in both. */
function csmsOf({ csms, team }: AssessmentQuestion): number | undefined {
  const counted = team?.csm;
  if (csms !== undefined && counted !== undefined && csms !== counted)
    throw new Problem({ what: `csms is ${csms} and answers.team.csm is ${counted}.`, remedy: "Give the number of CSMs once." });
  return csms ?? counted;
}

/**
 * Roles whose trigger by CSMs or customers is reached and of which there are none; a role that `team` does not name is unknown, not 0.
 * Throws Problem for roles there are not.
 * @example roleFlags({ ask: "red_flags", csms: 5, team: { cs_ops: 0 } }, figures).flags[0]?.raised // true
 */
export function roleFlags(question: AssessmentQuestion, figures: AssessmentFigures): { flags: RedFlag[]; unknown: string[] } {
  if (question.team === undefined) return { flags: [], unknown: [] };
  const team = new Map(
    Object.entries(question.team).map(([name, heads]) => [matchName(name, Role.options, "a role in answers.team"), heads]),
  );
  const sizes = { csms: csmsOf(question), customers: question.customers };
  if (sizes.csms === undefined && sizes.customers === undefined)
    throw new Problem({
      what: "answers.team says nothing about missing roles without the size of the work.",
      remedy: "Give csms, customers or both.",
    });
  const flags: RedFlag[] = [];
  const unknown: string[] = [];
  for (const { role, measure, from } of figures.roleTriggers.value) {
    const size = measure === "csms" || measure === "customers" ? sizes[measure] : undefined;
    if (size === undefined) continue;
    const heads = team.get(role);
    if (heads === undefined) {
      if (size >= from) unknown.push(role);
      continue;
    }
    flags.push({
      flag: `No ${roleName(role)}`,
      raised: size >= from && heads === 0,
      number: size,
      limit: from,
      measure: `${measure === "csms" ? "CSMs" : "customers"}; due from, with ${heads} in the team`,
      counts_for_emergency: false,
      rule: figures.roleTriggers.rule,
    });
  }
  return { flags, unknown };
}
