import { Role } from "../contract/vocabulary.ts";
import { largest } from "../order/largest.ts";
import { affordableCsms } from "./affordable-csms.ts";
import { coachFte } from "./coach-fte.ts";
import { csmsFor, partOf } from "./csms-for.ts";
import { describeRoles, type PlannedRole } from "./describe-roles.ts";
import { orgChart } from "./org-chart.ts";
import { type RoleDue, rolesDue, type TeamSize } from "./roles-due.ts";
import { roundUp } from "./round-up.ts";
import { roleCost, teamCost } from "./team-cost.ts";
import type { Heads, TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import { csmFte, type TeamWork, teamWork } from "./team-work.ts";

/** The people of a plan and the work that stays with the CSMs. */
export interface Staffing {
  heads: Heads;
  roles: PlannedRole[];
  /** The work as the team of today (and planned roles) shares it. */
  work: TeamWork;
  /** The work with the roles added for size in place. */
  work_in_plan: TeamWork;
}

function sumHeads(a: Heads, b: Heads): Heads {
  return Object.fromEntries(
    Role.options.flatMap((role) => ((a[role] ?? 0) + (b[role] ?? 0) > 0 ? [[role, (a[role] ?? 0) + (b[role] ?? 0)]] : [])),
  );
}

function mostReports(heads: Heads, figures: TeamFigures): number {
  const reports = new Map<string, number>();
  for (const node of orgChart(heads, figures.reportsTo.value))
    reports.set(node.reports_to, (reports.get(node.reports_to) ?? 0) + 1);
  return largest([0, ...reports.values()]);
}

function fixedCsms(question: TeamQuestion, others: Heads, figures: TeamFigures): number | undefined {
  const costs = question.costs ?? {};
  const affordable =
    question.budget === undefined
      ? undefined
      : affordableCsms({
          budget: question.budget,
          others: teamCost(others, costs, figures.loadedCosts.value).central,
          csm: roleCost("csm", costs, figures.loadedCosts.value).central,
          heads: question.heads,
          part: partOf(question.team?.csm ?? 0),
        });
  return question.heads ?? affordable;
}

/**
 * Decides the people of a plan: CSMs from hours (or from fixed heads or a budget), today's other roles, and the roles the team's size calls for.
 * Hours that a specialist or a player-coach takes leave the CSMs, so no hour has two heads. Throws Problem for a budget below the other roles' cost.
 * @example planRoles(question, figures).heads // { vp: 1, csm: 6, cs_ops: 1, onboarding: 1 }
 */
export function planRoles(question: TeamQuestion, figures: TeamFigures): Staffing {
  const today = question.team ?? {};
  const others = sumHeads({ ...today, csm: 0 }, { ...question.planned, csm: 0 });
  const shared = { renewalsMoved: (others.renewals ?? 0) > 0, onboardingHeads: others.onboarding ?? 0 };
  const work = teamWork(question, figures, shared);
  const coaches = coachFte(question, figures);
  const csmsToday = question.team?.csm;
  const needed = csmsFor(csmFte(work) - coaches, csmsToday);
  const fixed = fixedCsms(question, others, figures);
  const csmsNow = question.heads ?? Math.min(needed, fixed ?? needed);
  const customers = question.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const tech_accounts = question.tiers.reduce((sum, tier) => sum + (tier.touch === "tech" ? tier.accounts : 0), 0);
  const size: TeamSize = { csms: csmsNow, customers, tech_accounts, reports_per_leader: 0 };
  const isDue = (line: RoleDue) => line.due && !others[line.role];
  const inForce = (lines: RoleDue[]) => lines.filter((line) => line.standard === figures.roleTriggers.standard && isDue(line));

  const open = fixed === undefined && question.planned === undefined;
  const added: Heads = {};
  if (open) for (const { role } of inForce(rolesDue(size, figures.roleTriggers))) added[role] = 1;
  const plannedShare = {
    renewalsMoved: shared.renewalsMoved || added.renewals === 1,
    onboardingHeads: shared.onboardingHeads + (added.onboarding ?? 0),
  };
  const work_in_plan = teamWork(question, figures, plannedShare);
  const csm = question.heads ?? Math.min(csmsFor(csmFte(work_in_plan) - coaches, csmsToday), fixed ?? Number.POSITIVE_INFINITY);
  if (added.renewals) added.renewals = Math.max(1, roundUp(work_in_plan.renewal_hours / work_in_plan.hours_per_csm));
  const before = sumHeads(sumHeads(others, { ...added, team_lead: 0 }), { csm });
  const due = rolesDue({ ...size, reports_per_leader: mostReports(before, figures) }, figures.roleTriggers).filter(isDue);
  if (open && inForce(due).some((line) => line.role === "team_lead")) {
    const most = figures.spans.value.find((line) => line.role === "team_lead")?.reports_high;
    added.team_lead = most === undefined ? 1 : Math.max(1, roundUp(csm / most));
  } else delete added.team_lead;
  const heads = sumHeads(sumHeads(others, added), { csm });
  return {
    heads,
    roles: describeRoles({ question, heads, added, due, standard: figures.roleTriggers.standard }),
    work,
    work_in_plan,
  };
}
