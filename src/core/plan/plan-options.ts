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
  const spare = Math.max(0, Math.floor((team.csm ?? 0) - question.csm_fte_with_attrition));
  const recommended = completeTeam(csms, spare, question, figures);
  const upper = completeTeam(Math.max(csms, roundUp(question.csm_fte_high)), 0, question, figures);
  const last = question.proposed
    ? planOption("C", "proposed", question.proposed, facts)
    : planOption("C", "upper end", upper, facts);
  const options = [planOption("B", "recommended", recommended, facts), last];
  if (question.fixed_csms !== null)
    return [planOption("A", "fixed heads", { ...team, csm: question.fixed_csms }, facts), ...options];
  return question.team ? [planOption("A", "no new heads", team, facts), ...options] : options;
}

/** So many CSMs with the roles their number calls for, team leads as many as the span allows; spare CSMs fill those roles first. */
function completeTeam(csms: number, spare: number, question: OptionsQuestion, figures: PlanFigures): Heads {
  const { customers, tech_accounts } = question;
  const team = question.team ?? {};
  const working = csms - spare;
  const most = figures.spans.value.find((line) => line.role === "team_lead")?.reports_high ?? working;
  const heads: Heads = { ...team };
  let added = 0;
  for (const role of addedRoles({ csms: working, customers, tech_accounts }, team, figures)) {
    heads[role] = role === "team_lead" ? Math.max(1, roundUp(working / most)) : 1;
    added += heads[role];
  }
  return { ...heads, csm: csms - Math.min(spare, added) };
}
