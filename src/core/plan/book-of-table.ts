import type { Table } from "../contract/table.ts";
import type { CoveredBy } from "../org/team-question.ts";
import { bookAt } from "../segmentation/book-at.ts";
import { coverage } from "../segmentation/coverage.ts";
import { type TieredBook, tierBook } from "../segmentation/tier-book.ts";
import type { TierReads } from "../segmentation/tier-reads.ts";
import type { Company } from "./company.ts";
import type { PlanBook } from "./plan-input.ts";

/**
 * The book of an account table put into tiers: the company's own floors where it names tiers, else the standard's; today's tiers respected.
 * ARR per year in major units; accounts largest first. Throws Problem as bookAt and tierBook do.
 */
export function bookOfTable(
  table: Table,
  company: Company,
  as_of: string | null,
  figures: TierReads,
): PlanBook & { tiered: TieredBook } {
  const book = bookAt(table, as_of);
  const floors = company.tiers?.map(({ tier, touch, min_arr }) => ({ tier, touch, min_arr }));
  const { customer_time, contract_hours, leave_hours, costs } = company;
  const cost = coverage({ csm_cost: costs?.csm, customer_time, contract_hours, leave_hours }, figures);
  const tier_column = table.columns.find(({ field }) => field === "tier")?.header;
  const tiered = tierBook(book, { method: "arr", floors, as_of: as_of ?? undefined, tier_column }, cost, figures);
  const rows = new Map(book.map((one) => [one.account, one]));
  const toldOf = (name: string) => company.tiers?.find(({ tier }) => tier === name);
  return {
    table: table.path,
    tiered,
    tiers: tiered.assignment.tiers.map(({ tier, touch, min, accounts, arr }) => {
      const { hours_per_account, covered_by } = toldOf(tier) ?? {};
      return { tier, touch, min_arr: min, accounts, arr, hours_per_account, covered_by };
    }),
    accounts: tiered.assignment.accounts.map(({ account, arr, tier, touch, rule }) => {
      const { owner, health, renewal_date, notice_days, partner, tier: previous_tier } = rows.get(account)!;
      const covered_by: CoveredBy = partner === true ? "partner" : (toldOf(tier)?.covered_by ?? "csm");
      return { account, arr, owner, tier, touch, covered_by, renewal_date, notice_days, health, previous_tier, reason: rule };
    }),
  };
}
