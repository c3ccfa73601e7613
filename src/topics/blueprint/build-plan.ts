import type * as z from "zod";
import { roundUp } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { type Bracket, Role } from "../../core/vocabulary.ts";
import { arrLost, churnBounds, type TierArr } from "../economics/churn.ts";
import { PlaybookKind } from "../playbooks/figures.ts";
import { grrNoise, logoNoise } from "../retention/chance.ts";
import type { TeamPlan } from "../team/answer.ts";
import { roleCost } from "../team/figures.ts";
import { attritionLoss } from "../team/need.ts";
import { orgChart, spanChecks } from "../team/org-chart.ts";
import { planTeam } from "../team/plan-team.ts";
import { servedByCsms, type TeamQuestion } from "../team/question.ts";
import { rolesDue } from "../team/roles.ts";
import type { TierFigures } from "../tiers/crossover.ts";
import { arrScenarios } from "../tiers/totals.ts";
import { type Company, type CompanyTier, checkProposedPlan, type PlanInput, type ProposedCheck } from "./book-facts.ts";
import { companyAsFound, explainChanges, numbersOf } from "./explain-changes.ts";
import { type PlanFacts, planFacts } from "./facts.ts";
import { type OptionFacts, type PlanFigures, type PlanOption, planOptions, roadmap } from "./options.ts";
import {
  type Plan,
  type PlanNoise,
  type PlanTier,
  type PlaybookLine,
  planRenewals,
  planTies,
  planUnknowns,
  playbookHours,
  playbookLines,
  type RetentionPay,
  type SinceLastRun,
  scorecard,
} from "./plan.ts";
import { mixNrr, targetChecks } from "./plan-targets.ts";

export interface Proposal {
  company: Company;
  facts: PlanFacts;
  team: TeamPlan;
  option: PlanOption | undefined;
  tech_accounts: number;
  lost: { low: number; high: number } | null;
}

/** Lays a proposed plan beside what the rules and its own numbers say; nothing proposed, nothing found. */
export function checkProposal(
  { company, facts, team, option, tech_accounts, lost }: Proposal,
  figures: PlanFigures,
): ProposedCheck[] {
  const plan = company.proposed_plan;
  if (!plan || !option) return [];
  const today = company.team ?? {};
  const spans = spanChecks(orgChart(plan.roles, figures.reportsTo.value), figures.spans.value);
  const widest = spans.reduce((most, one) => (one.reports - one.high > most.reports - most.high ? one : most), {
    reports: 0,
    high: 0,
  });
  const size = { csms: plan.roles.csm ?? 0, customers: facts.accounts, tech_accounts, reports_per_leader: widest.reports };
  const due = rolesDue(size, figures.roleTriggers);
  const early = Role.options.filter((role) => {
    const words = due.filter((line) => line.role === role);
    return (plan.roles[role] ?? 0) > (today[role] ?? 0) && words.length > 0 && words.every((line) => !line.due);
  });
  const ratio = team.ratio_checks.find((check) => check.standard === plan.ratios);
  return checkProposedPlan({
    plan,
    heads: plan.roles,
    cost: option.cost,
    csms_by_ratio: ratio ? roundUp(ratio.high) : null,
    most_reports: widest.reports,
    reports_limit: widest.high,
    early,
    today,
    nrr_known: facts.nrr !== null,
    most_lost: lost ? lost.high / facts.arr : null,
  });
}

/**
 * The week by which the first quarter's steps are done and the plans can be decided on.
 * @example decisionWeek([{ quarter: 1, week_to: 13 }]) // 13
 */
export function decisionWeek(steps: readonly { quarter: number; week_to: number }[]): number {
  return largest(steps.filter(({ quarter }) => quarter === 1).map(({ week_to }) => week_to));
}

const QUARTERS = [0, 1, 2, 3] as const; // not a figure: the fourth quarter counted from 0
const MONTHS_A_QUARTER = 12 / QUARTERS.length;

/**
 * Names of the four fiscal quarters a plan runs through, from the one `asOf` lies in; relative names without a date.
 * A fiscal year is named after the calendar year it ends in. `startMonth` is 1 to 12.
 * @example fiscalQuarters("2026-01-01", 2) // ["FY2026 Q4", "FY2027 Q1", "FY2027 Q2", "FY2027 Q3"]
 */
export function fiscalQuarters(asOf: string | null, startMonth: number): string[] {
  if (asOf === null) return QUARTERS.map((step) => `quarter ${step + 1}`);
  const [year, month] = asOf.split("-").map(Number) as [number, number];
  const endYear = startMonth > 1 && month >= startMonth ? year + 1 : year;
  const first = Math.floor(((month - startMonth + 12) % 12) / MONTHS_A_QUARTER);
  return QUARTERS.map(
    (step) => `FY${endYear + Math.floor((first + step) / QUARTERS.length)} Q${((first + step) % QUARTERS.length) + 1}`,
  );
}

/**
 * A value as measured, or the bracket that stands for it while nobody did.
 * @example knownOrBracket(undefined, { low: 0.5, central: 0.6, high: 0.67 }).known // false
 */
export function knownOrBracket(value: number | undefined, bracket: Bracket): Bracket & { known: boolean } {
  return value === undefined ? { ...bracket, known: false } : { low: value, central: value, high: value, known: true };
}

/**
 * The share of working time with customers at which so many CSMs cover the work, leavers included; null when no share would.
 * Hours a year; `lost` is the people's work that leavers cost.
 * @example neededTime(6500, 1880, 6, 0.3975) // 0.617
 */
export function neededTime(hours: number, workingHours: number, csms: number, lost: number): number | null {
  const serving = csms - lost;
  if (serving <= 0) return null;
  const share = hours / (workingHours * serving);
  return share > 1 ? null : share;
}

/**
 * The whole book as one tier, touched as its average account would be, for a company that told neither tiers nor accounts.
 * @example oneTier(18_000_000, 340, tiers)[0].touch // "low": 52,941 on average
 */
export function oneTier(arr: number, accounts: number, tiers: z.infer<typeof TierFigures>): CompanyTier[] {
  const average = arr / accounts;
  const reached = [...tiers].sort((a, b) => b.min_arr - a.min_arr).find((tier) => average >= tier.min_arr);
  return [{ tier: "All accounts", touch: reached?.touch ?? "tech", min_arr: 0, accounts, arr }];
}

/**
 * How far chance moves next year's retention, and how large a change between two years must be to be told from it (sqrt(2) wider).
 * Each account is lost or kept alone, with the same chance in every tier; accounts of a tier have its average size. Rates as fractions.
 * @example planNoise([{ tier: "All", touch: "tech", accounts: 340, arr: 340 }], 0.92, 1.96).logo_half_width // 0.0288
 */
export function planNoise(tiers: readonly TierArr[], logoRetention: number | null, standardErrors: number): PlanNoise {
  if (logoRetention === null) return { logo_half_width: null, grr_half_width: null, grr_change: null };
  const starts = tiers.flatMap(({ accounts, arr }) => Array.from({ length: accounts }, () => arr / accounts));
  const grr = grrNoise(starts, logoRetention, standardErrors);
  return {
    logo_half_width: logoNoise(starts.length, logoRetention, standardErrors)?.half_width ?? null,
    grr_half_width: grr,
    grr_change: grr === null ? null : grr * Math.SQRT2,
  };
}

/** The playbooks a plan hands out, for the ways of touch its tiers have. @example planPlaybooks(figures, tiers)[0].kind // "onboarding" */
export function planPlaybooks(figures: PlanFigures, tiers: readonly PlanTier[]): PlaybookLine[] {
  const sources = PlaybookKind.options.map((kind) => {
    const { rule, value } = figures[`${kind}_steps`];
    return { kind, rule, steps: value };
  });
  return playbookLines(sources, [...new Set(tiers.map((tier) => tier.touch))]);
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

/**
 * Whether keeping the revenue that was really lost could repay each plan from cash within a year.
 * "cannot": not even if every loss were prevented. Money in major units a year.
 * @example retentionPay([planB], { low: 408_000, high: 1_440_000 })[0].verdict // "only if large accounts were lost" for 604,938 needed
 */
export function retentionPay(options: readonly PlanOption[], lost: { low: number; high: number } | null): RetentionPay[] {
  if (lost === null) return [];
  return options.flatMap((option) => {
    const needed = option.break_even?.retained_arr_needed ?? 0;
    if (needed <= 0) return [];
    const verdict = needed > lost.high ? "cannot" : needed > lost.low ? "only if large accounts were lost" : "can";
    return [{ option: option.name, needed, lost_low: lost.low, lost_high: lost.high, verdict }];
  });
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

/**
 * The company with its CSMs counted from the owners of its accounts, where it names none itself.
 * @example withOwners({ company: {}, book: { accounts: [{ owner: "Ana", ... }] }, ... }).team // { csm: 1 }
 */
export function withOwners({ company, book }: Pick<PlanInput, "company" | "book">): Company {
  const owners = new Set((book?.accounts ?? []).filter(servedByCsms).flatMap(({ owner }) => owner ?? []));
  if (company.team?.csm !== undefined || owners.size === 0) return company;
  return { ...company, team: { ...company.team, csm: owners.size } };
}

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
