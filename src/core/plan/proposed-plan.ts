import type { Role } from "../contract/vocabulary.ts";
import type { Heads } from "../org/team-question.ts";
import type { Company } from "./company.ts";

/** What a plan somebody else proposed says, beside what follows from its own numbers. */
export interface ProposedCheck {
  /** Names the check; the words are made where it is shown. */
  finding:
    | "cost"
    | "csms_by_its_ratios"
    | "reports"
    | "renewal_hours_twice"
    | "role_early"
    | "lift_without_baseline"
    | "lift_above_losses";
  said: number | null;
  follows: number | null;
  role?: Role;
}

export interface ProposedFacts {
  plan: NonNullable<Company["proposed_plan"]>;
  heads: Heads;
  /** The plan's heads at today's cost of each role. */
  cost: number;
  /** CSMs that the ratios the plan names ask for, rounded up; null when it names none. */
  csms_by_ratio: number | null;
  /** The most direct reports any leader of the plan has, and the most a leader should have. */
  most_reports: number;
  reports_limit: number;
  /** Roles of the plan that no standard calls for at this size. */
  early: Role[];
  today: Heads;
  nrr_known: boolean;
  /** The most that keeping every lost customer could win back, as a share of ARR; null when unknown. */
  most_lost: number | null;
}

/**
 * Checks a proposed plan against its own numbers: cost, ratios, spans, roles before their time, hours counted twice, a lift nobody can derive.
 * Believes nothing and changes nothing; each finding holds what was said and what follows.
 */
export function checkProposedPlan(facts: ProposedFacts): ProposedCheck[] {
  const { plan, heads, today } = facts;
  const findings: ProposedCheck[] = [];
  if (plan.cost !== undefined && Math.round(plan.cost) !== Math.round(facts.cost))
    findings.push({ finding: "cost", said: plan.cost, follows: facts.cost });
  if (facts.csms_by_ratio !== null && (heads.csm ?? 0) !== facts.csms_by_ratio)
    findings.push({ finding: "csms_by_its_ratios", said: heads.csm ?? 0, follows: facts.csms_by_ratio });
  if (facts.most_reports > facts.reports_limit)
    findings.push({ finding: "reports", said: facts.most_reports, follows: facts.reports_limit });
  if ((heads.renewals ?? 0) > (today.renewals ?? 0) && (heads.csm ?? 0) > (today.csm ?? 0))
    findings.push({ finding: "renewal_hours_twice", said: heads.csm ?? 0, follows: null, role: "renewals" });
  for (const role of facts.early) findings.push({ finding: "role_early", said: heads[role] ?? 0, follows: 0, role });
  const most = plan.lift?.[1];
  if (most !== undefined && !facts.nrr_known) findings.push({ finding: "lift_without_baseline", said: most, follows: null });
  if (most !== undefined && facts.most_lost !== null && most > facts.most_lost)
    findings.push({ finding: "lift_above_losses", said: most, follows: facts.most_lost });
  return findings;
}
