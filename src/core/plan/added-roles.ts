import type { Role } from "../contract/vocabulary.ts";
import { rolesDue, type TeamSize } from "../org/roles-due.ts";
import type { Heads } from "../org/team-question.ts";
import type { PlanFigures } from "./plan-reads.ts";

/**
 * Roles some named standard calls for at this size and the team lacks. A renewals role is left out: its hours are the CSMs' already,
 * so it replaces people instead of adding them. `sizes` without direct reports, which depend on the plan itself.
 * @example addedRoles({ csms: 6, customers: 340, tech_accounts: 180 }, { csm: 6, vp: 1 }, figures) // ["cs_ops", "onboarding", "team_lead"]
 */
export function addedRoles(sizes: Omit<TeamSize, "reports_per_leader">, team: Heads, figures: PlanFigures): Role[] {
  const due = rolesDue({ ...sizes, reports_per_leader: 0 }, figures.roleTriggers).filter(
    (line) => line.due && line.role !== "renewals",
  );
  return [...new Set(due.map((line) => line.role))].filter((role) => !team[role]);
}
