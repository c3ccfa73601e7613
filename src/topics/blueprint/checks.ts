import type * as z from "zod";
import { roundUp } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import { Role } from "../../core/vocabulary.ts";
import type { ChurnScenario, TierArr } from "../economics/churn.ts";
import type { TouchTargets } from "../retention/figures.ts";
import type { TeamPlan } from "../team/answer.ts";
import type { PlanOption } from "../team/choice.ts";
import { orgChart, spanChecks } from "../team/org-chart.ts";
import type { Heads } from "../team/question.ts";
import { rolesDue } from "../team/roles.ts";
import type { PlanFigures } from "./figures.ts";
import type { Company, PlanFacts } from "./question.ts";

export interface TargetCheck {
  target: "grr" | "nrr";
  value: number;
  /** met, possibly met (an upper bound reaches it), not met, or unknown. */
  verdict: "met" | "possibly met" | "not met" | "unknown";
  low: number | null;
  high: number | null;
  why: string;
}

/** What the segments' published NRR targets add up to for this mix of ARR. */
export function mixNrr(tiers: readonly TierArr[], targets: z.infer<typeof TouchTargets>): { low: number; high: number } {
  const arr = tiers.reduce((sum, tier) => sum + tier.arr, 0);
  const weighted = (end: 0 | 1) =>
    tiers.reduce(
      (sum, tier) => sum + (tier.arr / arr) * targets.find((target) => target.touch === tier.touch)!.target_rate[end]!,
      0,
    );
  return { low: weighted(0), high: weighted(1) };
}

/**
 * Whether a GRR target is already true: from the measured rate, else from the bounds logo churn allows.
 * Logo churn does not count downgrades, so its upper end can only say "possibly met".
 * @example checkGrrTarget(0.92, null, churnBounds(tiers, 0.08, mix)).verdict // "possibly met"
 */
export function checkGrrTarget(value: number, measured: number | null, churn: readonly ChurnScenario[]): TargetCheck {
  const base = { target: "grr" as const, value };
  if (measured !== null)
    return {
      ...base,
      verdict: measured >= value ? "met" : "not met",
      low: measured,
      high: measured,
      why: "from the measured rate",
    };
  if (churn.length === 0)
    return { ...base, verdict: "unknown", low: null, high: null, why: "neither GRR nor logo churn is known" };
  const rates = churn.map((scenario) => scenario.grr_before_contraction);
  const [low, high] = [smallest(rates), largest(rates)];
  return {
    ...base,
    verdict: high >= value ? "possibly met" : "not met",
    low,
    high,
    why: "an upper bound: logo churn leaves downgrades out, and it is lower if large accounts left",
  };
}

/**
 * Whether an NRR target is in reach of what each segment is expected to do.
 * @example checkNrrTarget(1.15, null, { low: 1.075, high: 1.195 }).verdict // "unknown"
 */
export function checkNrrTarget(value: number, measured: number | null, mix: { low: number; high: number }): TargetCheck {
  const base = { target: "nrr" as const, value, low: mix.low, high: mix.high };
  if (measured !== null)
    return {
      ...base,
      verdict: measured >= value ? "met" : "not met",
      why: "from the measured rate; the ends are what the mix of segments is expected to reach",
    };
  const place =
    value > mix.high
      ? "above"
      : value > (mix.low + mix.high) / 2
        ? "in the upper half of"
        : value >= mix.low
          ? "in the lower half of"
          : "below";
  return {
    ...base,
    verdict: "unknown",
    why: `NRR was never measured; the target lies ${place} what the mix of segments is expected to reach`,
  };
}

/** Each target that was given, checked against what is known. @example targetChecks({ grr: 0.92 }, facts, churn, mix)[0].verdict // "met" */
export function targetChecks(
  targets: { grr?: number; nrr?: number },
  facts: { grr: number | null; nrr: number | null },
  churn: readonly ChurnScenario[],
  mix: { low: number; high: number },
): TargetCheck[] {
  return [
    ...(targets.grr === undefined ? [] : [checkGrrTarget(targets.grr, facts.grr, churn)]),
    ...(targets.nrr === undefined ? [] : [checkNrrTarget(targets.nrr, facts.nrr, mix)]),
  ];
}

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
  /** Null where no cost is known. */
  cost: number | null;
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
  if (plan.cost !== undefined && facts.cost !== null && Math.round(plan.cost) !== Math.round(facts.cost))
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
