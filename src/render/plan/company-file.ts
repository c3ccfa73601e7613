import { stringify } from "yaml";
import type { Company } from "../../core/plan/company.ts";
import type { Plan } from "../../core/plan/plan.ts";

/** The company file completed with what this run found, so that the next run is one command and can be compared with this one. */
export function companyFile(company: Company, plan: Plan, command: string): string {
  const { arr, accounts, nrr, grr } = plan.facts;
  const last_run = {
    ...(plan.as_of !== null && { as_of: plan.as_of }),
    arr,
    accounts,
    ...(nrr !== null && { nrr }),
    ...(grr !== null && { grr }),
    csm_fte: plan.team.csm_fte,
    cost: plan.cost_today ?? plan.team.cost,
  };
  const tiers =
    company.tiers ??
    plan.tiers.map(({ tier, touch, min_arr, accounts: own, arr: held }) => ({
      tier,
      touch,
      min_arr,
      accounts: own,
      ...(plan.facts.arr_by_tier_known && { arr: held }),
    }));
  const head = `# What is known of the company. Next quarter: ${command}\n# Fill in what is missing; last_run is what this run found and is compared with the next.\n`;
  return `${head}${stringify({ ...company, tiers, last_run }, { lineWidth: 0 })}`;
}
