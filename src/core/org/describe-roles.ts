import { Role } from "../contract/vocabulary.ts";
import type { RoleDue } from "./roles-due.ts";
import type { Heads, TeamQuestion } from "./team-question.ts";

/** One role of the plan: heads planned, heads today (null when the team is unknown), and the reason. */
export interface PlannedRole {
  role: Role;
  heads: number;
  today: number | null;
  why: string;
  rule: string;
}

interface Decision {
  question: TeamQuestion;
  heads: Heads;
  added: Heads;
  due: RoleDue[];
  standard: string;
}

const takesHours: Partial<Record<Role, string>> = {
  renewals: " Renewal hours leave the CSMs.",
  onboarding: " It takes the new accounts first.",
};

/**
 * The roles of a plan with their reasons: CSMs always, then who is there, who is added for size, and who only another standard asks for.
 * @example describeRoles({ question, heads: { csm: 6 }, added: {}, due: [], standard: "strategist" })[0].role // "csm"
 */
export function describeRoles({ question, heads, added, due, standard }: Decision): PlannedRole[] {
  const fixed =
    question.heads !== undefined
      ? "the heads are fixed"
      : question.budget !== undefined
        ? "the budget is fixed"
        : "this plan names its own roles";
  return Role.options.flatMap((role): PlannedRole[] => {
    const people = heads[role] ?? 0;
    const today = question.team ? (question.team[role] ?? 0) : null;
    if (role === "csm") return [{ role, heads: people, today, why: csmReason(question, added), rule: "org-team-sizing" }];
    const calls = due.filter((line) => line.role === role);
    const own = calls.find((line) => line.standard === standard);
    const relief = takesHours[role] ?? "";
    if (added[role]) return [{ role, heads: people, today, why: `${own?.why ?? ""}${relief}`, rule: "org-roles" }];
    if (people > 0) {
      const from = question.planned?.[role] ? "Named in this plan." : "In the team today.";
      return [{ role, heads: people, today, why: `${from}${relief}`, rule: "org-roles" }];
    }
    if (own) return [{ role, heads: 0, today, why: `Due, left out because ${fixed}: ${own.why}`, rule: "org-roles" }];
    const other = calls[0];
    return other ? [{ role, heads: 0, today, why: `Only under another standard: ${other.why}`, rule: "org-roles" }] : [];
  });
}

function csmReason(question: TeamQuestion, added: Heads): string {
  if (question.heads !== undefined) return "Fixed by you; what they cannot serve is listed.";
  if (question.budget !== undefined) return "What the work asks for, as far as the budget goes after the other roles.";
  const coached = question.player_coaches?.length ? " A player-coach's part of a book is off." : "";
  const onboarded = added.onboarding !== undefined && question.new_accounts_a_year !== undefined;
  const moved = onboarded || added.renewals ? " Hours of added roles are off." : "";
  return `All hours over one CSM's, remainders shared, rounded up once.${moved}${coached}`;
}
