import { sumMoney } from "../money/sum-money.ts";
import type { TeamPlan } from "../org/team-plan.ts";
import { servedByCsms } from "../org/tier-lines.ts";
import type { PlanTier } from "./plan.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { MeasuredRetention, PlanBook } from "./plan-input.ts";
import type { PlanOption } from "./plan-option.ts";
import type { PlanRenewals } from "./plan-renewals.ts";
import type { TierPlaybookHours } from "./playbook-hours.ts";
import { atMostTie, equalTie, type Tie } from "./tie.ts";

export interface TiedParts {
  facts: PlanFacts;
  tiers: readonly PlanTier[];
  scenarios: readonly { scenario: string; tiers: readonly { arr: number }[] }[];
  team: TeamPlan;
  options: readonly PlanOption[];
  book: PlanBook | null;
  retention: MeasuredRetention | null;
  fixed: boolean;
  renewals: PlanRenewals | null;
  playbook_hours: readonly TierPlaybookHours[];
  /** What the mix of tiers is expected to reach, and what is wanted. */
  nrr_target: { wanted: number; high: number } | null;
}

const count = (parts: readonly { accounts: number }[]): number => parts.reduce((sum, part) => sum + part.accounts, 0);

function bridgeTies({ retention, facts, book }: TiedParts): Tie[] {
  if (!retention) return [];
  const { starting, expansion, reactivation, contraction, churn, ending } = retention.bridge;
  const moved = sumMoney([starting, retention.bridge.new, expansion, reactivation, -contraction, -churn]);
  const ties = [equalTie("Opening and movements add up to the closing", moved, ending)];
  const { renewals } = retention;
  if (renewals) {
    const parts = sumMoney([renewals.loss_at_renewal, renewals.loss_mid_term, renewals.loss_undated]);
    ties.push(equalTie("Losses at renewals, mid-term and undated are the year's", parts, sumMoney([contraction, churn])));
  }
  return book ? [...ties, equalTie("Closing revenue is the book's ARR", ending, facts.arr)] : ties;
}

function optionTies(option: PlanOption): Tie[] {
  const cost = sumMoney(option.roles.map((role) => role.heads * role.yearly_cost));
  return [equalTie(`Plan ${option.name}: roles times cost are its budget`, cost, option.cost)];
}

const sumHours = (fte: readonly number[], hours: number): number => fte.reduce((sum, one) => sum + one * hours, 0);

/** CSMs for the work as it will be served, leavers counted. */
function csmsNeeded({ capacity, hours_per_csm }: TeamPlan): number {
  return (capacity.hours_needed - capacity.hours_freed + capacity.hours_lost_to_attrition) / hours_per_csm;
}

/**
 * Every check that two ways to the same number agree, over the whole plan; the one that CSMs cover the work may fail and is then the plan's
 * own finding. Money in major units, hours a year.
 */
export function planTies(parts: TiedParts): Tie[] {
  const { facts, tiers, scenarios, team, options, book } = parts;
  return [
    ...facts.disagreements.map((one) => ({
      check: `The company file and the table agree on ${one.what}`,
      left: one.stated,
      right: one.counted,
      ok: false,
    })),
    equalTie("Tiers hold every account", count(tiers), facts.accounts),
    ...scenarios.map((one) =>
      equalTie(`Tiers hold the whole ARR (${one.scenario})`, sumMoney(one.tiers.map((tier) => tier.arr)), facts.arr),
    ),
    ...bridgeTies(parts),
    ...(book ? [equalTie("The account list is the book", book.accounts.length, facts.accounts)] : []),
    ...(parts.renewals
      ? [
          equalTie(
            "Renewals due and those outside the forecast are the book",
            sumMoney([parts.renewals.due, parts.renewals.left_out_arr]),
            facts.arr,
          ),
        ]
      : []),
    equalTie("Pools serve the accounts of the tiers", count(team.pools), count(tiers)),
    equalTie(
      "The pools' CSMs are the total, rounded up once",
      team.pools.reduce((sum, pool) => sum + pool.csms, 0) + (team.new_accounts?.csms ?? 0),
      team.rounding.remainders_shared,
    ),
    ...(book && team.books.length
      ? [
          equalTie(
            "Owners' books hold every account that CSMs serve",
            count(team.books),
            book.accounts.filter(servedByCsms).length,
          ),
        ]
      : []),
    equalTie(
      "Every hour is counted once",
      sumHours([...team.pools.map((pool) => pool.fte), team.new_accounts?.fte ?? 0], team.hours_per_csm),
      sumHours([team.csm_fte], team.hours_per_csm),
    ),
    ...parts.playbook_hours.map(({ tier, hours, sized }) => atMostTie(`The playbooks of ${tier} fit its hours`, hours, sized)),
    ...(parts.nrr_target
      ? [atMostTie("NRR target, at most what this mix of tiers can reach", parts.nrr_target.wanted, parts.nrr_target.high)]
      : []),
    equalTie("The org chart holds every head", team.org_chart.length, team.headcount),
    ...options.flatMap(optionTies),
    ...(team.today || parts.fixed
      ? [atMostTie("CSMs cover the work, leavers counted", csmsNeeded(team), team.capacity.csms)]
      : []),
  ];
}
