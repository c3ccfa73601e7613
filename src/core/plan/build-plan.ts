import { attritionLoss } from "../org/attrition-loss.ts";
import { planTeam } from "../org/plan-team.ts";
import { roleCost } from "../org/team-cost.ts";
import { arrLost } from "./arr-lost.ts";
import { checkProposal } from "./check-proposal.ts";
import { churnBounds } from "./churn-bounds.ts";
import { decisionWeek } from "./decision-week.ts";
import { fiscalQuarters } from "./fiscal-quarters.ts";
import { knownOrBracket } from "./known-or-bracket.ts";
import { neededTime } from "./needed-time.ts";
import { oneTier } from "./one-tier.ts";
import type { Plan } from "./plan.ts";
import { planFacts } from "./plan-facts.ts";
import type { PlanInput } from "./plan-input.ts";
import { planNoise } from "./plan-noise.ts";
import type { OptionFacts } from "./plan-option.ts";
import { planOptions } from "./plan-options.ts";
import { planPlaybooks } from "./plan-playbooks.ts";
import type { PlanFigures } from "./plan-reads.ts";
import { planRenewals } from "./plan-renewals.ts";
import { planTiers } from "./plan-tiers.ts";
import { planTies } from "./plan-ties.ts";
import { planUnknowns } from "./plan-unknowns.ts";
import { playbookHours } from "./playbook-hours.ts";
import { retentionPay } from "./retention-pay.ts";
import { roadmap } from "./roadmap.ts";
import { scorecard } from "./scorecard.ts";
import { sinceLastRun } from "./since-last-run.ts";
import { mixNrr, targetChecks } from "./target-checks.ts";
import { teamQuestion } from "./team-question.ts";
import { withOwners } from "./with-owners.ts";

/**
 * Builds a whole customer-success plan from what is known of a company: tiers, team, options with break-even, targets, unknowns, ties.
 * Money in major units a year, rates as fractions. What nobody told is a bracket and an unknown, never a guess in the headline.
 * Throws Problem for input that cannot be true.
 * @example buildPlan({ company: { arr: 18_000_000, accounts: 340, tiers }, book: null, retention: null, as_of: null }, figures).team.csm_fte // 5.76
 */
export function buildPlan(asked: PlanInput, figures: PlanFigures): Plan {
  const input = { ...asked, company: withOwners(asked) };
  const { company, book, retention, as_of } = input;
  const told = planFacts(input);
  const facts = told.tiers.length ? told : { ...told, tiers: oneTier(told.arr, told.accounts, figures.tiers.value) };
  const picture = planTiers(facts, figures);
  const { tiers } = picture;
  const team = planTeam(teamQuestion(input, facts, tiers), figures);
  const tech_accounts = tiers.reduce((sum, tier) => sum + (tier.touch === "tech" ? tier.accounts : 0), 0);

  const churn = facts.logo_retention === null ? [] : churnBounds(tiers, 1 - facts.logo_retention, figures.churnMix.value);
  const arr_lost = arrLost(retention, facts, churn);

  const gross_margin = knownOrBracket(company.gross_margin, figures.grossMargin.value);
  const customer_time = knownOrBracket(company.customer_time, figures.customerTime.value);
  const decision_week = decisionWeek(figures.roadmap.value);
  const ramp = { ...figures.ramp.value, yearly_attrition: company.attrition ?? figures.ramp.value.yearly_attrition };
  const fixed = company.heads !== undefined || company.budget !== undefined;
  const csms = fixed ? team.capacity.csms : (company.team?.csm ?? null);
  const lost = attritionLoss(csms ?? team.csm_fte, ramp);
  const optionFacts: OptionFacts = {
    arr: facts.arr,
    tiers,
    today: company.team ?? null,
    costOf: (role) => roleCost(role, company.costs ?? {}, figures.loadedCosts.value),
    leadWeeks: (role) => figures.leadTimes.value.find((line) => line.role === role)?.lead_time_weeks ?? 0,
    decision_week,
    gross_margin,
    value_multiple: figures.valueMultiple.value,
  };
  const options = planOptions(
    {
      team: company.team ?? null,
      fixed_csms: fixed ? csms : null,
      proposed: company.proposed_plan?.roles ?? null,
      csm_fte: team.csm_fte,
      csm_fte_with_attrition: team.csm_fte_with_attrition,
      csm_fte_high: team.range.high + team.csm_fte_with_attrition - team.csm_fte,
      customers: facts.accounts,
      tech_accounts,
    },
    optionFacts,
    figures,
  );
  const added = options.find((option) => option.kind === "recommended")!.added_cost;
  const mix_nrr = mixNrr(tiers, figures.nrrTargets.value);
  const { targets = {} } = company;
  const quarters = fiscalQuarters(as_of, company.fiscal_year_start ?? 1);

  const playbooks = planPlaybooks(figures, tiers);
  const renewals = planRenewals(book, as_of, figures);
  return {
    company,
    renewals,
    name: company.name ?? "Your company",
    currency: company.currency ?? "USD",
    as_of,
    quarters,
    facts,
    tiers,
    scenarios: picture.scenarios,
    tier_notes: picture.notes,
    retention,
    logos_lost: retention
      ? retention.accounts.churned
      : facts.logo_retention === null
        ? null
        : (1 - facts.logo_retention) * facts.accounts,
    churn,
    arr_lost,
    noise: planNoise(tiers, facts.logo_retention, figures.confidence.value),
    team,
    csms_today: company.team?.csm ?? null,
    csms_planned: csms,
    fixed,
    heads_today: team.today?.heads ?? null,
    cost_today: team.today?.cost ?? null,
    time_needed:
      csms === null
        ? null
        : neededTime(team.csm_fte * team.hours_per_csm, team.year.contract_hours - team.year.leave_hours, csms, lost),
    gross_margin,
    customer_time,
    options,
    pay: retentionPay(options, arr_lost),
    targets: targetChecks(targets, facts, churn, mix_nrr),
    mix_nrr,
    proposed: checkProposal(
      { company, facts, team, option: options.find((option) => option.kind === "proposed"), tech_accounts, lost: arr_lost },
      figures,
    ),
    ratios_named: company.proposed_plan?.ratios ?? null,
    unknowns: planUnknowns({
      arr_by_tier_known: facts.arr_by_tier_known,
      retention_known: facts.nrr !== null && facts.grr !== null,
      arr_lost: churn.map((scenario) => scenario.arr_lost),
      customer_time_known: company.customer_time !== undefined,
      hours_known: facts.tiers.every((tier) => tier.hours_per_account !== undefined),
      csm_range: team.range,
      csm_cost: optionFacts.costOf("csm").central,
      gross_margin_known: company.gross_margin !== undefined,
      needed: added !== null && added > 0 ? { low: added / gross_margin.high, high: added / gross_margin.low } : null,
      new_accounts_known: company.new_accounts_a_year !== undefined,
      team_known: company.team !== undefined,
    }),
    decision_week,
    ties: planTies({
      facts,
      tiers,
      scenarios: picture.scenarios,
      team,
      options,
      book,
      retention,
      fixed,
      renewals,
      playbook_hours: playbookHours(team, figures.accountHours.value, playbooks),
      nrr_target: targets.nrr === undefined ? null : { wanted: targets.nrr, high: mix_nrr.high },
    }),
    roadmap: roadmap(figures.roadmap.value, as_of, quarters),
    scorecard: scorecard(
      figures.scorecard.value,
      { grr: facts.grr, nrr: facts.nrr, logo_retention: facts.logo_retention, customer_time: company.customer_time ?? null },
      { grr: targets.grr, nrr: targets.nrr, customer_time: figures.customerTime.value.central },
    ),
    playbooks,
    accounts: book?.accounts ?? [],
    since_last_run: sinceLastRun(company.last_run, {
      arr: facts.arr,
      accounts: facts.accounts,
      nrr: facts.nrr,
      grr: facts.grr,
      csm_fte: team.csm_fte,
      cost: team.today?.cost ?? team.cost,
    }),
    value_multiple: figures.valueMultiple.value,
    budget_rule: figures.budgetRule.value,
    spend_median: figures.spend.value,
  };
}
