import type * as z from "zod";
import { RULES_CURRENCY, sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Bracket } from "../../core/vocabulary.ts";
import type { TierArr } from "../economics/churn.ts";
import { accountsAtRisk } from "../team/at-risk.ts";
import { choosePlan, headsOf, withChosen } from "../team/choice.ts";
import { arrAsRulesCount, type CostsInBook, costsInBook, roleCost, teamCost } from "../team/figures.ts";
import { planTeam } from "../team/plan-team.ts";
import { type Heads, servedByCsms, type TeamQuestion } from "../team/question.ts";
import type { TierFigures } from "../tiers/crossover.ts";
import { arrScenarios } from "../tiers/totals.ts";
import { costsAt, costsAtRate } from "../workload/hours.ts";
import { planRenewals } from "./book.ts";
import { fiscalQuarters, quarterCosts } from "./calendar.ts";
import { digitalProgram, inAYear, needOf, nextHire, serviceLevels } from "./capacity.ts";
import { checkProposal, mixNrr, targetChecks } from "./checks.ts";
import { companyAsFound, explainChanges, numbersOf } from "./explain-changes.ts";
import type { PlanFigures, StepCondition } from "./figures.ts";
import { planLosses, planUnknowns } from "./losses.ts";
import { otherAnswers, planPlaybooks } from "./parts.ts";
import type { Plan, PlanInput, PlanTier, SinceLastRun } from "./plan.ts";
import { type Company, type CompanyTier, type PlanFacts, planFacts } from "./question.ts";
import { decisionWeek, roadmap } from "./roadmap.ts";
import { planTies, playbookHours } from "./ties.ts";

/**
 * A value as measured, or the bracket that stands for it while nobody did.
 * @example knownOrBracket(undefined, { low: 0.5, central: 0.6, high: 0.67 }).known // false
 */
export function knownOrBracket(value: number | undefined, bracket: Bracket): Bracket & { known: boolean } {
  return value === undefined ? { ...bracket, known: false } : { low: value, central: value, high: value, known: true };
}

/**
 * The whole book as one tier, touched as its average account would be, for a company that told neither tiers nor accounts.
 * @example oneTier(18_000_000, 340, tiers)[0].touch // "low": 52,941 on average
 */
export function oneTier(arr: number, accounts: number, tiers: z.infer<typeof TierFigures>): CompanyTier[] {
  if (tiers.length === 0)
    throw new Problem({
      what: `How these accounts are touched follows from their ARR, and the floors known for that are in ${RULES_CURRENCY}.`,
      remedy:
        "Give company.costs, like {csm: yearly cost of one in your currency}, company.tiers with touch, or an account table.",
    });
  const average = arr / accounts;
  const reached = [...tiers].sort((a, b) => b.min_arr - a.min_arr).find((tier) => average >= tier.min_arr);
  return [{ tier: "All accounts", touch: reached?.touch ?? "tech", min_arr: 0, accounts, arr }];
}

/** The standard's floors as a book of some currency can use them: in the proportion of what a CSM costs, none while that is not known. */
function standardIn({ rules_rate }: CostsInBook, tiers: z.infer<typeof TierFigures>): z.infer<typeof TierFigures> {
  if (rules_rate === undefined) return tiers;
  return rules_rate === 0 ? [] : tiers.map((tier) => ({ ...tier, min_arr: Number((tier.min_arr * rules_rate).toPrecision(2)) }));
}

export interface TierPicture {
  tiers: PlanTier[];
  scenarios: { scenario: string; tiers: TierArr[] }[];
  /** Total less the tiers' ARR when all of it is given. */
  gap: number;
  notes: string[];
}

/**
 * The tiers with their ARR: as given, or the central scenario between the ends that accounts and floors allow. From the top down.
 * Throws Problem, with the arithmetic, when accounts and floors cannot hold the ARR.
 */
export function planTiers(facts: PlanFacts, figures: PlanFigures): TierPicture {
  const laid = arrScenarios(facts.tiers, facts.arr, figures.arrScenarios.value);
  const ordered = laid.feasible.map(({ tier }) => facts.tiers.find((one) => one.tier === tier)!);
  const scenarios = laid.scenarios.map(({ scenario, tiers }) => ({
    scenario,
    tiers: tiers.map(({ arr }, index) => {
      const { tier, touch, accounts } = ordered[index]!;
      return { tier, touch, accounts, arr };
    }),
  }));
  const central = scenarios[0]!.tiers;
  return {
    tiers: ordered.map(({ tier, touch, min_arr, accounts }, index) => ({
      tier,
      touch,
      min_arr,
      accounts,
      arr: central[index]!.arr,
      arr_share: central[index]!.arr / facts.arr,
      arr_low: laid.feasible[index]!.low,
      arr_high: laid.feasible[index]!.high,
    })),
    scenarios,
    gap: laid.gap,
    notes: laid.notes,
  };
}

/** This run's numbers beside the last one's, where the company file keeps them. */
export function sinceLastRun(last: Company["last_run"], now: Record<SinceLastRun["what"], number | null>): SinceLastRun[] {
  if (!last) return [];
  const names: SinceLastRun["what"][] = ["arr", "accounts", "nrr", "grr", "csm_fte", "cost"];
  return names.flatMap((what) => {
    const before = last[what];
    return before === undefined ? [] : [{ what, before, now: now[what], because: null }];
  });
}

/**
 * The company with its CSMs counted from the owners of its accounts, where it names none itself.
 * @example withOwners({ company: {}, book: { accounts: [{ owner: "Ana", ... }] }, ... }).team // { csm: 1 }
 */
export function withOwners({ company, book }: Pick<PlanInput, "company" | "book">): Company {
  const owners = new Set((book?.accounts ?? []).filter(servedByCsms).flatMap(({ owner }) => owner ?? []));
  if (company.team?.csm !== undefined || owners.size === 0) return company;
  return { ...company, team: { ...company.team, csm: owners.size } };
}

/** What the plan asks of the team's calculation, as size_team would be asked; everything unknown is left open. */
export function teamQuestion({ company, book, as_of }: PlanInput, facts: PlanFacts, tiers: readonly PlanTier[]): TeamQuestion {
  return {
    tiers: tiers.map(({ tier, touch, min_arr, accounts, arr }) => {
      const told = facts.tiers.find((one) => one.tier === tier);
      return { tier, touch, min_arr, accounts, arr, hours_per_account: told?.hours_per_account, covered_by: told?.covered_by };
    }),
    arr: facts.arr,
    team: company.team,
    costs: company.costs,
    contract_hours: company.contract_hours,
    leave_hours: company.leave_hours,
    customer_time: company.customer_time,
    expansion_mandate: company.expansion_owner === undefined ? undefined : company.expansion_owner === "cs",
    new_accounts_a_year: company.new_accounts_a_year ?? facts.new_accounts ?? undefined,
    contract_years: company.contract_years,
    attrition: company.attrition,
    heads: company.heads,
    budget: company.budget,
    accounts: book?.accounts,
    as_of: as_of ?? undefined,
  };
}

/** The gross margin that an added cost is repaid from: as given, and before today's team where that is booked in cost of revenue. */
function marginOf(company: Company, arr: number, cost: number, figures: PlanFigures): Bracket & { known: boolean } {
  const margin = knownOrBracket(company.gross_margin, figures.grossMargin.value);
  if (company.cs_in !== "cost_of_revenue" || !margin.known) return margin;
  const before = Math.min(1, margin.central + cost / arr);
  return { low: before, central: before, high: before, known: true };
}

/** What is so of a company, as far as the steps of its first year depend on it. */
function conditionsOf(facts: PlanFacts, given: PlanInput, lost: number | null, read: number): Set<StepCondition> {
  const { company, book, retention } = given;
  const accounts = book?.accounts ?? [];
  const scored = accounts.some(({ health, red }) => health !== null || red === true);
  const holds: [StepCondition, boolean][] = [
    ["no account table", book === null],
    ["retention not measured", book !== null && retention === null],
    ["losses", lost === null ? facts.grr !== 1 : lost > 0 && lost <= read],
    ["many losses", lost !== null && lost > read],
    [
      "tiers not set",
      facts.accounts > 1 && company.tiers === undefined && accounts.every(({ previous_tier }) => previous_tier === null),
    ],
    ["hours not measured", company.customer_time === undefined],
    ["several accounts", facts.accounts > 1],
    ["no health scores", facts.accounts > 1 && !scored],
    ["health scores", scored],
  ];
  return new Set(holds.flatMap(([condition, so]) => (so ? [condition] : [])));
}

/** The team as a plan has it: who serves whom with so many CSMs. */
function teamOf(question: TeamQuestion, heads: Heads, coaches: number, figures: PlanFigures) {
  return planTeam(withChosen(question, { heads, coaches }), figures);
}

/**
 * Builds a whole customer-success plan from what is known of a company: tiers, need, the plans to choose from and the one to take, losses, renewals,
 * the answers of the other tools, ties. Money in major units a year, rates as fractions. What nobody told is a bracket and an unknown, never a
 * guess in the headline. Throws Problem for input that cannot be true.
 * @example buildPlan({ company: { arr: 18_000_000, accounts: 340, tiers }, book: null, retention: null, as_of: null }, figures).sizing.csm_fte // 5.76
 */
export function buildPlan(asked: PlanInput, asRules: PlanFigures): Plan {
  const owned = withOwners(asked);
  const { from: _role, ...money } = costsInBook(
    owned.currency,
    owned.costs ?? {},
    asRules.loadedCosts.value,
    asRules.perDollar.value,
  );
  const loadedCosts = { ...asRules.loadedCosts, value: costsAt(asRules.loadedCosts.value, money.converted) };
  const figures = { ...asRules, loadedCosts };
  const company = { ...owned, costs: money.costs };
  const input = { ...asked, company };
  const { book, retention, as_of } = input;
  const standard = standardIn(money, figures.tiers.value);
  const told = planFacts(input, standard);
  const facts = told.tiers.length ? told : { ...told, tiers: oneTier(told.arr, told.accounts, standard) };
  const picture = planTiers(facts, figures);
  const { tiers } = picture;
  const accounts = book?.accounts ?? [];
  const question = { ...teamQuestion(input, facts, tiers), unpriced: money.unpriced, rules_rate: money.rules_rate };
  const { heads, budget, accounts: _, ...open } = question;
  const sizing = planTeam(open, figures);
  const losses = planLosses(facts, tiers, retention, accounts, figures);
  const periods = fiscalQuarters(as_of, company.fiscal_year_start ?? 1);
  const priced = money.unpriced === undefined;
  const cost_today =
    company.team === undefined || !priced ? null : teamCost(company.team, company.costs ?? {}, figures.loadedCosts.value).central;
  const gross_margin = marginOf(company, facts.arr, cost_today ?? 0, figures);
  const customer_time = knownOrBracket(company.customer_time, figures.customerTime.value);
  const near_days = figures.smallerTeam.value.undecided_within_days;
  const at_risk = accountsAtRisk(accounts, as_of, { within: near_days, health: figures.atRiskHealth.value });
  const undecided = sumMoney(at_risk.filter(({ state }) => state !== "low health").map(({ arr }) => arr)) / facts.arr;
  const ownsExpansion = company.expansion_owner === "cs" || company.expansion_owner === "shared";
  const choice = choosePlan(
    { ...open, heads, budget },
    {
      arr: facts.arr,
      accounts: facts.accounts,
      tiers,
      gross_margin,
      value_multiple: figures.valueMultiple.value,
      lost: losses.arr_lost,
      names_known: retention !== null,
      expansion: ownsExpansion && facts.nrr !== null && facts.grr !== null ? facts.arr * (facts.nrr - facts.grr) : null,
      grr_low: losses.grr?.low ?? null,
      undecided: accounts.length && as_of !== null ? undecided : null,
      proposed: company.proposed_plan?.roles ?? null,
    },
    figures,
  );
  const options = choice.options.map((option) => ({
    ...option,
    cost_by_quarter: priced
      ? quarterCosts(
          cost_today ?? 0,
          option.roles.flatMap(({ added, yearly_cost, start_week }) =>
            start_week === null || yearly_cost === null ? [] : [{ heads: added, yearly_cost, start_week }],
          ),
          periods,
        )
      : [],
  }));
  const recommended = options.find((option) => option.recommended) ?? null;
  const laid = recommended === null ? null : headsOf(recommended);
  const team =
    laid === null
      ? planTeam({ ...open, accounts: question.accounts }, figures)
      : teamOf({ ...open, accounts: question.accounts }, laid, choice.coaches, figures);
  const csms_planned = laid === null ? null : (laid.csm ?? 0);
  const touches = [...new Set(tiers.map((tier) => tier.touch))];
  const playbooks = planPlaybooks(figures, touches);
  const renewals = planRenewals(book, as_of, figures);
  const mix_nrr = mixNrr(tiers, figures.nrrTargets.value);
  const { targets = {} } = company;
  const new_accounts = question.new_accounts_a_year ?? null;
  const lead = figures.leadTimes.value.find(({ role }) => role === "csm")?.lead_time_weeks ?? 0;
  const fullWeek = lead + Math.round((figures.ramp.value.ramp_months * 52) / 12); // not a figure: weeks a year
  const size = arrAsRulesCount(facts.arr, money, figures.loadedCosts.value) ?? 0;
  const row = [...figures.shareOfArr.value].sort((a, b) => b.arr_from - a.arr_from).find(({ arr_from }) => size >= arr_from)!;
  const { named_rate, own_owner_rate, first_line_rate } = figures.largestAccount.value;
  const csm_cost = priced ? roleCost("csm", company.costs, figures.loadedCosts.value).central : 0;
  const most_csms = csm_cost === 0 ? Number.POSITIVE_INFINITY : (row.most_rate * facts.arr) / csm_cost;
  const added = recommended?.added_cost ?? null;
  const tech_accounts = tiers.reduce((sum, tier) => sum + (tier.touch === "tech" ? tier.accounts : 0), 0);
  return {
    company: owned,
    unpriced: money.unpriced ?? null,
    costs_at_rate:
      money.converted === undefined ? null : costsAtRate(owned.currency ?? "", figures.perDollar.value, "company.costs"),
    renewals,
    name: company.name ?? "Your company",
    currency: company.currency ?? "",
    as_of,
    quarters: periods.map(({ name }) => name),
    facts,
    tiers,
    scenarios: picture.scenarios,
    tier_notes: picture.notes,
    retention,
    losses,
    team,
    sizing,
    need_by_parent: book?.parents ? needOf(open, { tiers: book.parents.tiers }, figures) : null,
    need_with_quota:
      company.expansion_owner === "shared" || company.expansion_owner === undefined
        ? needOf(open, { expansion_mandate: true }, figures)
        : null,
    in_a_year: inAYear(open, facts.accounts, (new_accounts ?? 0) - (losses.logos_lost ?? 0), figures),
    csms_today: company.team?.csm ?? (company.team === undefined ? null : 0),
    csms_planned,
    fixed: heads !== undefined || (budget !== undefined && priced),
    heads_today: sizing.today?.heads ?? null,
    cost_today: sizing.today?.cost ?? null,
    gross_margin,
    customer_time,
    choice,
    options,
    recommended,
    hire_weeks: { start: lead, full: fullWeek },
    targets: targetChecks(targets, facts, losses.churn, mix_nrr),
    mix_nrr,
    proposed: checkProposal(
      {
        company,
        facts,
        team: sizing,
        option: options.find((option) => option.kind === "proposed"),
        tech_accounts,
        lost: losses.arr_lost,
      },
      figures,
    ),
    unknowns: planUnknowns({
      arr_by_tier_known: facts.arr_by_tier_known,
      retention_known: facts.nrr !== null && facts.grr !== null,
      arr_lost: losses.churn.map((scenario) => scenario.arr_lost),
      customer_time_known: company.customer_time !== undefined,
      hours_known: facts.tiers.every((tier) => tier.hours_per_account !== undefined),
      csm_range: sizing.range,
      csm_cost: priced ? csm_cost : null,
      gross_margin_known: company.gross_margin !== undefined,
      needed: added !== null && added > 0 ? { low: added / gross_margin.high, high: added / gross_margin.low } : null,
      new_accounts_known: new_accounts !== null,
      team_known: company.team !== undefined,
    }),
    decision_week: decisionWeek(figures.roadmap.value),
    ties: planTies({
      facts,
      tiers,
      scenarios: picture.scenarios,
      team: { ...sizing, books: team.books, org_chart: team.org_chart, headcount: team.headcount },
      choice,
      losses,
      book,
      retention,
      renewals,
      playbooks,
      playbook_hours: playbookHours(
        sizing,
        figures.accountHours.value,
        playbooks,
        facts.tiers.flatMap(({ tier, hours_per_account }) => (hours_per_account === undefined ? [] : [tier])),
      ),
      targets,
      customer_time: company.customer_time ?? null,
      most_nrr: mix_nrr.high,
      history_gap: figures.historyGap.value,
      hire_from: figures.staffingSteps.value.hire_from,
      quota: open.expansion_mandate === true,
    }),
    roadmap: roadmap(
      figures.roadmap.value,
      {
        conditions: conditionsOf(facts, input, losses.logos_lost, figures.lossesRead.value),
        at_risk,
        accounts,
        largest: losses.concentration.largest,
        own_owner: own_owner_rate,
        team,
        csms_today: company.team?.csm ?? 0,
        recommended,
        log_weeks: figures.smallerTeam.value.log_weeks,
        full_week: fullWeek,
      },
      as_of,
      periods,
    ),
    others: otherAnswers(
      {
        company,
        facts,
        tiers,
        currency: company.currency ?? "",
        priced,
        csms: csms_planned ?? sizing.need.middle,
        new_accounts,
        as_of,
        accounts,
      },
      figures,
    ),
    playbooks,
    digital: digitalProgram(tiers, sizing, priced ? company : null, figures),
    accounts,
    near_floor: book?.near_floor ?? [],
    parents: book?.parents?.count ?? null,
    at_risk,
    sample: null,
    service_levels: serviceLevels(open, most_csms, figures),
    next_hire:
      company.team === undefined || !priced
        ? null
        : nextHire(
            { csms: csms_planned ?? company.team.csm ?? 0, arr: facts.arr, tiers, costs: company.costs },
            gross_margin,
            figures,
          ),
    since_last_run: sinceLastRun(company.last_run, {
      arr: facts.arr,
      accounts: facts.accounts,
      nrr: facts.nrr,
      grr: facts.grr,
      csm_fte: sizing.csm_fte,
      cost: sizing.today?.cost ?? sizing.cost,
    }),
    marks: {
      named: named_rate,
      own_owner: own_owner_rate,
      first_line: first_line_rate,
      near_days,
      log_weeks: figures.smallerTeam.value.log_weeks,
      attrition: company.attrition ?? figures.ramp.value.yearly_attrition,
      hire_from: figures.staffingSteps.value.hire_from,
      remark: row.remark_rate,
    },
    spend_median: figures.spend.value,
  };
}

/** An earlier company's plan as a last run: its numbers, and what they came from. */
function asLastRun(earlier: Company, figures: PlanFigures): NonNullable<Company["last_run"]> {
  const company = earlier.last_run?.company ?? earlier;
  const plan = buildPlan({ company, book: null, retention: null, as_of: null }, figures);
  const { nrr, grr, ...numbers } = numbersOf(plan);
  return {
    arr: numbers.arr!,
    accounts: numbers.accounts!,
    csm_fte: numbers.csm_fte!,
    cost: numbers.cost!,
    ...(nrr !== null && { nrr }),
    ...(grr !== null && { grr }),
    ...(earlier.last_run?.as_of !== undefined && { as_of: earlier.last_run.as_of }),
    company: companyAsFound(plan),
  };
}

/**
 * A plan beside an earlier one: beside `earlier` when given, else beside the last run its company file keeps; what changed, and why.
 * @example comparedPlan({ company, book: null, retention: null, as_of: null }, lastQuarter, figures).since_last_run
 */
export function comparedPlan(input: PlanInput, earlier: Company | null, figures: PlanFigures): Plan {
  const last_run = earlier === null ? input.company.last_run : asLastRun(earlier, figures);
  const company = { ...input.company, last_run };
  const plan = buildPlan({ ...input, company }, figures);
  const planOf = (one: Company) => buildPlan({ company: one, book: null, retention: null, as_of: input.as_of }, figures);
  return { ...plan, since_last_run: explainChanges(plan, planOf) };
}
