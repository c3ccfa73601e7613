import { roundUp } from "../org/round-up.ts";
import type { Heads } from "../org/team-question.ts";
import { addedRoles } from "./added-roles.ts";
import { type OptionFacts, type PlanOption, planOption } from "./plan-option.ts";
import type { PlanFigures } from "./plan-reads.ts";

export interface OptionsQuestion {
  team: Heads | null;
  /** CSMs there will be, where heads or a budget are fixed. */
  fixed_csms: number | null;
  proposed: Heads | null;
  /** CSMs the work asks for in the middle of the range, and at its upper end with leavers counted. */
  csm_fte: number;
  csm_fte_with_attrition: number;
  csm_fte_high: number;
  customers: number;
  tech_accounts: number;
}

/**
 * The plans to choose from. A: nobody is hired, or the people are fixed. B: CSMs to the work and the roles some standard calls for, filled from spare CSMs first. C: the plan somebody proposed, or
 * without one the team for the upper end of the range. A is left out when today's team is unknown.
 */
export function planOptions(question: OptionsQuestion, facts: OptionFacts, figures: PlanFigures): PlanOption[] {
  const team = question.team ?? {};
  const csms = Math.max(team.csm ?? 0, roundUp(question.csm_fte));
  const added = addedRoles({ csms, customers: question.customers, tech_accounts: question.tech_accounts }, team, figures);
  const spare = Math.max(0, Math.floor((team.csm ?? 0) - question.csm_fte_with_attrition));
  const recommended: Heads = { ...team, csm: csms - Math.min(spare, added.length) };
  for (const role of added) recommended[role] = 1;
  const upper: Heads = { ...recommended, csm: Math.max(csms, roundUp(question.csm_fte_high)) };
  const last = question.proposed
    ? planOption("C", "proposed", question.proposed, facts)
    : planOption("C", "upper end", upper, facts);
  const options = [planOption("B", "recommended", recommended, facts), last];
  if (question.fixed_csms !== null)
    return [planOption("A", "fixed heads", { ...team, csm: question.fixed_csms }, facts), ...options];
  return question.team ? [planOption("A", "no new heads", team, facts), ...options] : options;
}
