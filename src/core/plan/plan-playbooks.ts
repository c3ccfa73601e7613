import { PlaybookKind } from "../playbooks/figures.ts";
import type { PlanTier } from "./plan.ts";
import type { PlanFigures } from "./plan-reads.ts";
import { type PlaybookLine, playbookLines } from "./playbook-lines.ts";

/** The playbooks a plan hands out, for the ways of touch its tiers have. @example planPlaybooks(figures, tiers)[0].kind // "onboarding" */
export function planPlaybooks(figures: PlanFigures, tiers: readonly PlanTier[]): PlaybookLine[] {
  const sources = PlaybookKind.options.map((kind) => {
    const { rule, value } = figures[`${kind}_steps`];
    return { kind, rule, steps: value };
  });
  return playbookLines(sources, [...new Set(tiers.map((tier) => tier.touch))]);
}
