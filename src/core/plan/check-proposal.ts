import { Role } from "../contract/vocabulary.ts";
import { orgChart } from "../org/org-chart.ts";
import { rolesDue } from "../org/roles-due.ts";
import { roundUp } from "../org/round-up.ts";
import { spanChecks } from "../org/span-checks.ts";
import type { TeamPlan } from "../org/team-plan.ts";
import type { Company } from "./company.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { PlanOption } from "./plan-option.ts";
import type { PlanFigures } from "./plan-reads.ts";
import { checkProposedPlan, type ProposedCheck } from "./proposed-plan.ts";

export interface Proposal {
  company: Company;
  facts: PlanFacts;
  team: TeamPlan;
  option: PlanOption | undefined;
  tech_accounts: number;
  lost: { low: number; high: number } | null;
}

/** Lays a proposed plan beside what the rules and its own numbers say; nothing proposed, nothing found. */
export function checkProposal(
  { company, facts, team, option, tech_accounts, lost }: Proposal,
  figures: PlanFigures,
): ProposedCheck[] {
  const plan = company.proposed_plan;
  if (!plan || !option) return [];
  const today = company.team ?? {};
  const spans = spanChecks(orgChart(plan.roles, figures.reportsTo.value), figures.spans.value);
  const widest = spans.reduce((most, one) => (one.reports - one.high > most.reports - most.high ? one : most), {
    reports: 0,
    high: 0,
  });
  const size = { csms: plan.roles.csm ?? 0, customers: facts.accounts, tech_accounts, reports_per_leader: widest.reports };
  const due = rolesDue(size, figures.roleTriggers);
  const early = Role.options.filter((role) => {
    const words = due.filter((line) => line.role === role);
    return (plan.roles[role] ?? 0) > (today[role] ?? 0) && words.length > 0 && words.every((line) => !line.due);
  });
  const ratio = team.ratio_checks.find((check) => check.standard === plan.ratios);
  return checkProposedPlan({
    plan,
    heads: plan.roles,
    cost: option.cost,
    csms_by_ratio: ratio ? roundUp(ratio.high) : null,
    most_reports: widest.reports,
    reports_limit: widest.high,
    early,
    today,
    nrr_known: facts.nrr !== null,
    most_lost: lost ? lost.high / facts.arr : null,
  });
}
