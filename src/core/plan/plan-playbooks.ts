import type { PlanTier } from "./plan.ts";
import type { PlanFigures } from "./plan-reads.ts";
import { type PlaybookLine, playbookLines } from "./playbook-lines.ts";

/** The playbooks a plan hands out, for the ways of touch its tiers have. @example planPlaybooks(figures, tiers)[0].kind // "onboarding" */
export function planPlaybooks(figures: PlanFigures, tiers: readonly PlanTier[]): PlaybookLine[] {
  return playbookLines(
    [
      { kind: "onboarding", rule: "playbooks-onboarding", steps: figures.onboardingSteps.value },
      { kind: "renewal", rule: "playbooks-renewal", steps: figures.renewalSteps.value },
      { kind: "at_risk", rule: "playbooks-at-risk", steps: figures.atRiskSteps.value },
      { kind: "qbr", rule: "playbooks-qbr", steps: figures.qbrSteps.value },
      { kind: "handoff", rule: "playbooks-handoff", steps: figures.handoffSteps.value },
    ],
    [...new Set(tiers.map((tier) => tier.touch))],
  );
}
