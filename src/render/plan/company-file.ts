import { Document, isCollection, type Scalar } from "yaml";
import type { Company } from "../../core/plan/company.ts";
import { companyAsFound } from "../../core/plan/explain-changes.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { money, percent } from "../numbers.ts";

const SIX_PLACES = 1e6;
const toSixPlaces = (value: number) => Math.round(value * SIX_PLACES) / SIX_PLACES;

const inSixPlaces = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (_, part) => (typeof part === "number" ? toSixPlaces(part) : part)));

/** Said once beside the key, for whoever opens the file next quarter. */
const notes: Record<string, string> = {
  arr: "recurring revenue a year",
  accounts: "paying customers",
  annual_logo_churn: "share of customers lost in a year",
  fiscal_year_start: "month in which the fiscal year begins",
  gross_margin: "on subscription revenue",
  customer_time: "share of working hours spent on customers",
  contract_hours: "hours in a contract year, per person",
  leave_hours: "holidays and leave, per person",
  new_accounts_a_year: "each takes hours to bring on board",
};

/** What this run found, for the next one to stand beside. */
function lastRun(plan: Plan) {
  const { arr, accounts, nrr, grr } = plan.facts;
  return {
    ...(plan.as_of !== null && { as_of: plan.as_of }),
    arr,
    accounts,
    ...(nrr !== null && { nrr: toSixPlaces(nrr) }),
    ...(grr !== null && { grr: toSixPlaces(grr) }),
    csm_fte: toSixPlaces(plan.team.csm_fte),
    cost: plan.cost_today ?? plan.team.cost,
    company: inSixPlaces(companyAsFound(plan)),
  };
}

/** Tiers counted from a table are for reading only: as values they would contradict the next table. */
function countedTiers(plan: Plan): string {
  const lines = plan.tiers.map(
    (tier) =>
      `   ${tier.tier}, from ${money(tier.min_arr, plan.currency)}: ${tier.accounts} accounts, ${money(tier.arr, plan.currency)} of ARR, ${percent(tier.arr_share, 0)}`,
  );
  return ` Tiers are counted from the account table; this run found\n${lines.join("\n")}`;
}

/** The company file completed with what this run found, so that the next run is one command and can be compared with this one. */
export function companyFile(company: Company, plan: Plan, command: string): string {
  const fromTable = plan.accounts.length > 0;
  const found = plan.tiers.map(({ tier, touch, min_arr, accounts, arr }) => ({
    tier,
    touch,
    min_arr,
    accounts,
    ...(plan.facts.arr_by_tier_known && { arr }),
  }));
  const tiers = company.tiers ?? (fromTable ? undefined : found);
  const document = new Document(
    { ...company, ...(tiers && { tiers }), last_run: lastRun(plan) },
    { keepUndefined: false, aliasDuplicateObjects: false },
  );
  document.commentBefore = ` What is known of the company. Next quarter: ${command}\n Fill in what is missing; last_run is what this run found, and from what: leave it, the next run is compared with it.`;
  for (const [key, note] of Object.entries(notes)) {
    const value = document.get(key, true) as Scalar | undefined;
    if (value) value.comment = ` ${note}`;
  }
  for (const line of [
    document.getIn(["proposed_plan", "lift"], true),
    ...found.map((_, index) => document.getIn(["tiers", index], true)),
    document.getIn(["last_run", "company"], true),
  ])
    if (isCollection(line)) line.flow = true;
  if (fromTable && !company.tiers) document.comment = countedTiers(plan);
  return document.toString({ lineWidth: 0 });
}
