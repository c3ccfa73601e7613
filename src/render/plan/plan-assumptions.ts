import type { Assumption, Warning } from "../../core/contract/envelope.ts";
import type { Company } from "../../core/plan/company.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { decimal, percent, shortMoney } from "../numbers.ts";

/** What a plan takes as given beside the team's own assumptions. */
export function planAssumptions(plan: Plan, company: Company): Assumption[] {
  const found: Assumption[] = [];
  const { low, central, high, known } = plan.gross_margin;
  if (!known)
    found.push({
      what: "gross_margin",
      value: `${percent(central, 0)}, ${percent(low, 0)} to ${percent(high, 0)} possible`,
      why: "Not given; the middle is the median of a survey.",
      if_wrong: "Every break-even moves with it; both ends are shown.",
    });
  if (!plan.facts.arr_by_tier_known)
    found.push({
      what: "arr_by_tier",
      value: plan.tiers.map((tier) => `${tier.tier} ${shortMoney(tier.arr, plan.currency)}`).join(", "),
      why: "Only accounts and floors are known; an average account is placed inside its tier.",
      if_wrong: "Break-even in accounts, losses and noise move; the floors allow the ranges shown.",
    });
  if (company.contract_years === undefined)
    found.push({
      what: "contract_years",
      value: "1",
      why: "Contracts are taken to run for a year.",
      if_wrong: "Longer ones make fewer decisions a year, and GRR looks better until they end.",
    });
  return found;
}

const kept = ["stage", "motion", "cs_in", "notice_days"] as const;

/** What was given and does not enter a number, so that nobody thinks it did. */
export function planWarnings(company: Company): Warning[] {
  const unused = kept.filter((name) => company[name] !== undefined);
  const years = company.contract_years ?? 1;
  return [
    ...(unused.length
      ? [{ code: "not_computed_with", message: `Kept in the company file, in no number of this plan: ${unused.join(", ")}.` }]
      : []),
    ...(years > 1
      ? [
          {
            code: "long_contracts",
            message: `Contracts run ${decimal(years, 1)} years, so only part of the book decides each year: GRR looks better than it is until they end.`,
          },
        ]
      : []),
  ];
}
