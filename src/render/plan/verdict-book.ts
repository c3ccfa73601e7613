import { largest } from "../../core/order/largest.ts";
import { smallest } from "../../core/order/smallest.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { percent, plural, shortMoney } from "../numbers.ts";
import { servedBy } from "./touch-words.ts";

/** Today's cost; as a range beside it while the cost of a head is assumed. */
function aboutCost(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const today = plan.options.find((option) => option.kind === "no new heads");
  const share = `${percent(plan.cost_today! / plan.facts.arr)} of ARR`;
  if (!today || today.cost_low === today.cost_high) return `${money(plan.cost_today!)} a year, ${share}`;
  return `about ${money(plan.cost_today!)} a year, ${share} (${money(today.cost_low)} to ${money(today.cost_high)}, as the cost of a head is assumed)`;
}

/** The company and what customer success costs today. */
export function bookLine(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const book = `${plan.name} has ${money(plan.facts.arr)} of ARR from ${plural(plan.facts.accounts, "account")}.`;
  if (plan.heads_today === null || plan.cost_today === null) return `${book} Today's team was not given.`;
  if (plan.heads_today === 0) return `${book} Nobody works in customer success today.`;
  const people =
    plan.heads_today === 1
      ? "The one person in customer success costs"
      : `The ${plural(plan.heads_today, "person", "people")} in customer success cost`;
  return `${book} ${people} ${aboutCost(plan)}.`;
}

/** The tiers, with shares of ARR as ranges while they are unknown. */
export function tierLine(plan: Plan): string {
  const known = plan.facts.arr_by_tier_known;
  const [only] = plan.tiers;
  if (plan.tiers.length === 1 && !known)
    return `Tiers: none were given, so each account is taken to have a ${servedBy(only!.touch)}, which their average of ${shortMoney(plan.facts.arr / plan.facts.accounts, plan.currency)} suggests.`;
  const parts = plan.tiers.map((tier, index) => {
    const share = known
      ? percent(tier.arr_share, 0)
      : `${percent(tier.arr_low / plan.facts.arr, 0).replace("%", "")} to ${percent(tier.arr_high / plan.facts.arr, 0)}`;
    return index === 0
      ? `${tier.tier} has ${plural(tier.accounts, "account")} and ${share} of ARR`
      : `${tier.tier} ${tier.accounts.toLocaleString("en-US")} and ${share}`;
  });
  return `Tiers: ${parts.join("; ")}.${known ? "" : " ARR by tier was not given; the floors allow these ranges."}`;
}

/** Retention as measured, as given, or what customers lost allow. */
export function retentionLine(plan: Plan): string {
  const { facts, retention, churn, logos_lost } = plan;
  const money = (amount: number) => shortMoney(amount, plan.currency);
  if (retention && facts.nrr !== null && facts.grr !== null) {
    const { churn: left, contraction, expansion } = retention.bridge;
    const window = retention.from ? `, ${retention.from} to ${retention.to}` : "";
    return `Retention${window}: NRR ${percent(facts.nrr)}, GRR ${percent(facts.grr)}. ${plural(retention.accounts.churned, "customer")} left with ${money(left)} of ARR; others cut ${money(contraction)} and added ${money(expansion)}.`;
  }
  const given = [
    facts.nrr === null ? "" : `NRR ${percent(facts.nrr)}`,
    facts.grr === null ? "" : `GRR ${percent(facts.grr)}`,
  ].filter(Boolean);
  const said = given.length ? `You gave ${given.join(" and ")}, unchecked.` : "NRR and GRR were never measured.";
  if (churn.length === 0 || facts.grr !== null) return said;
  const rates = churn.map((scenario) => scenario.grr_before_contraction);
  const [low, high] = [percent(smallest(rates)), percent(largest(rates))];
  const who = plural(Math.round(logos_lost!), "customer");
  if (low === high)
    return `${said} ${who} lost a year put GRR at about ${low} before downgrades if they were of average size; small ones cost less, large ones more.`;
  return `${said} ${who} lost a year put GRR between ${low} and ${high} before downgrades.`;
}
