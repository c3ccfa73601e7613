import type { TeamQuestion } from "../org/team-question.ts";
import type { PlanTier } from "./plan.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { PlanInput } from "./plan-input.ts";

/** What the plan asks of the team's calculation: the tiers as laid out, today's people held fixed, everything unknown left open. */
export function teamQuestion({ company, book, as_of }: PlanInput, facts: PlanFacts, tiers: readonly PlanTier[]): TeamQuestion {
  return {
    tiers: tiers.map(({ tier, touch, min_arr, accounts, arr }) => {
      const told = facts.tiers.find((one) => one.tier === tier);
      return { tier, touch, min_arr, accounts, arr, hours_per_account: told?.hours_per_account, covered_by: told?.covered_by };
    }),
    arr: facts.arr,
    team: company.team,
    planned: company.team && {},
    costs: company.costs,
    contract_hours: company.contract_hours,
    leave_hours: company.leave_hours,
    customer_time: company.customer_time,
    expansion_mandate: company.expansion_owner === undefined ? undefined : company.expansion_owner === "cs",
    new_accounts_a_year: company.new_accounts_a_year,
    attrition: company.attrition,
    heads: company.heads ?? (company.budget === undefined ? company.team?.csm : undefined),
    budget: company.budget,
    accounts: book?.accounts,
    as_of: as_of ?? undefined,
  };
}
