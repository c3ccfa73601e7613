import type * as z from "zod";
import { addMonths } from "../../core/dates.ts";
import { orNull, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import type { Bracket, Touch } from "../../core/vocabulary.ts";
import type { ArrLost, ChurnScenario, TierArr } from "../economics/churn.ts";
import type { PlaybookStep } from "../playbooks/figures.ts";
import { hoursPerRun } from "../playbooks/rewrite-text.ts";
import type { LeftOutLine, MonthLine, RenewalFigures } from "../renewals/answer.ts";
import { checkRenewals } from "../renewals/check-renewals.ts";
import { distributionOf, forecastQuantiles } from "../renewals/distribution.ts";
import { byMonth, dueOf, expectedOf, forecastSway, leftOut, placeRenewals, stakesOf } from "../renewals/place-renewals.ts";
import type { ScorecardMeasures } from "../scorecard/figures.ts";
import type { TeamPlan } from "../team/answer.ts";
import { servedByCsms } from "../team/question.ts";
import type { AccountHours } from "../workload/hours.ts";
import type { Company, MeasuredRetention, PlanAccount, PlanBook, ProposedCheck } from "./book-facts.ts";
import type { PlanFacts } from "./facts.ts";
import type { PlanOption, RoadmapStep } from "./options.ts";
import type { TargetCheck } from "./plan-targets.ts";

/** What of the book comes up for decision in the year to come, by the last day to opt out. Money in major units. */
export interface PlanRenewals {
  from: string;
  to: string;
  due: number;
  expected: number;
  /** One time in ten below the first, one time in ten above the last. */
  low: number;
  high: number;
  months: MonthLine[];
  left_out: LeftOutLine[];
  left_out_arr: number;
  /** The account that moves the total most. */
  moves_most: string | null;
}

/**
 * The renewals of a book in the twelve months from `as_of`, as forecast from health; null without a date or where no account has a renewal date.
 * What has no health or no date stands outside and is listed, so that both together are the book.
 * @example planRenewals(book, "2026-01-01", figures).due // 13579452
 */
export function planRenewals(book: PlanBook | null, as_of: string | null, figures: RenewalFigures): PlanRenewals | null {
  if (book === null || as_of === null || book.accounts.every(({ renewal_date }) => renewal_date === null)) return null;
  const to = addMonths(as_of, 12);
  const rows = book.accounts.map(({ account, arr, health, renewal_date, notice_days }) => ({
    account,
    arr,
    health,
    renewal_date,
    notice_days,
  }));
  const probabilities = { health: figures.healthProbabilities.value, category: figures.categoryProbabilities.value };
  const window = { as_of, from: null, to };
  const placed = placeRenewals(checkRenewals(rows, probabilities.category), window, probabilities);
  // Only what a plan shows: the stress cases each take a distribution of their own.
  const { quantiles } = forecastQuantiles(distributionOf(stakesOf(placed.forecast)));
  const left_out = leftOut(placed.left_out);
  return {
    from: as_of,
    to,
    due: dueOf(placed.forecast),
    expected: expectedOf(placed.forecast),
    low: quantiles?.p10 ?? 0,
    high: quantiles?.p90 ?? 0,
    months: byMonth(placed.forecast),
    left_out,
    left_out_arr: sumMoney(left_out.map(({ arr }) => arr)),
    moves_most: orNull(forecastSway(placed.forecast)?.moves_most ?? unknown("Nothing is in the forecast.")),
  };
}

/** Something nobody told, what it would move, and by how much. */
export interface PlanUnknown {
  kind: "account_table" | "hours" | "gross_margin" | "new_accounts" | "team";
  /** Money a year between the two ends, for ranking; null when it cannot be bounded. */
  effect: number | null;
  low: number | null;
  high: number | null;
}

export interface UnknownFacts {
  arr_by_tier_known: boolean;
  retention_known: boolean;
  /** ARR lost a year in each churn scenario; empty when losses are unknown. */
  arr_lost: readonly number[];
  customer_time_known: boolean;
  hours_known: boolean;
  csm_range: { low: number; high: number };
  csm_cost: number;
  gross_margin_known: boolean;
  /** ARR the recommended plan must win back at the two ends of the margin; null when it adds nothing. */
  needed: { low: number; high: number } | null;
  new_accounts_known: boolean;
  team_known: boolean;
}

/**
 * What is unknown, the one that moves most money first, so that a reader asks for few things. Units: money a year, CSMs.
 * @example planUnknowns(facts)[0].kind // "account_table"
 */
export function planUnknowns(facts: UnknownFacts): PlanUnknown[] {
  const unknowns: PlanUnknown[] = [];
  if (!facts.team_known) unknowns.push({ kind: "team", effect: null, low: null, high: null });
  if (!facts.arr_by_tier_known || !facts.retention_known) {
    const [low, high] = facts.arr_lost.length ? [smallest(facts.arr_lost), largest(facts.arr_lost)] : [null, null];
    unknowns.push({ kind: "account_table", effect: low === null ? null : high - low, low, high });
  }
  if (!facts.customer_time_known || !facts.hours_known) {
    const { low, high } = facts.csm_range;
    unknowns.push({ kind: "hours", effect: (high - low) * facts.csm_cost, low, high });
  }
  if (!facts.gross_margin_known && facts.needed)
    unknowns.push({ kind: "gross_margin", effect: facts.needed.high - facts.needed.low, ...facts.needed });
  if (!facts.new_accounts_known) unknowns.push({ kind: "new_accounts", effect: null, low: null, high: null });
  const rank = (unknown: PlanUnknown) => (unknown.kind === "team" ? Number.POSITIVE_INFINITY : (unknown.effect ?? -1));
  return unknowns.sort((a, b) => rank(b) - rank(a));
}

/** One playbook for one way of touch: how long a run takes, and the page it stands on. */
export interface PlaybookLine {
  kind: string;
  touch: Touch;
  steps: number;
  hours_per_run: number;
  rule: string;
}

/** A playbook's steps as a rule holds them. */
export interface PlaybookSource {
  kind: string;
  rule: string;
  steps: readonly PlaybookStep[];
}

/** The playbooks for the ways of touch a plan uses. @example playbookLines([{ kind: "onboarding", ... }], ["high"]).length // 1 */
export function playbookLines(sources: readonly PlaybookSource[], touches: readonly Touch[]): PlaybookLine[] {
  return sources.flatMap(({ kind, rule, steps }) =>
    touches.flatMap((touch) => {
      const own = steps.filter((step) => step.touch === touch);
      return own.length ? [{ kind, touch, steps: own.length, hours_per_run: hoursPerRun(own), rule }] : [];
    }),
  );
}

/** One measure of the scorecard with today's value and target; null where nobody measured or set one. */
export interface ScorecardLine {
  measure: string;
  name: string;
  kind: "lagging" | "leading";
  owner: string;
  cadence: string;
  action: string;
  today: number | null;
  target: number | null;
}

/** The rule's measures with this company's values. @example scorecard(figures, { grr: 0.91 }, { grr: 0.92 })[0].today // 0.91 */
export function scorecard(
  measures: z.infer<typeof ScorecardMeasures>,
  today: Record<string, number | null>,
  targets: Record<string, number | undefined>,
): ScorecardLine[] {
  return measures.map(({ measure, name, kind, owner, cadence, action }) => ({
    measure,
    name,
    kind,
    owner,
    cadence,
    action,
    today: today[measure] ?? null,
    target: targets[measure] ?? null,
  }));
}

/** One check that two ways to the same number agree. */
export interface Tie {
  check: string;
  left: number;
  right: number;
  ok: boolean;
}

/** Two amounts that must be equal to the hundredth. @example equalTie("tiers add up to the book", 100, 100).ok // true */
export function equalTie(check: string, left: number, right: number): Tie {
  return { check, left, right, ok: Math.round(left * 100) === Math.round(right * 100) };
}

/** Something needed that must not exceed what there is. @example atMostTie("CSMs cover the work", 6.2, 6).ok // false */
export function atMostTie(check: string, needed: number, there: number): Tie {
  return { check, left: needed, right: there, ok: needed <= there };
}

/** One tier of the plan; where ARR by tier is unknown it is the central scenario's, between the ends the floors allow. */
export interface PlanTier extends TierArr {
  touch: Touch;
  min_arr: number;
  arr_share: number;
  arr_low: number;
  arr_high: number;
}

/** How far chance alone moves a year's rate, as a fraction on each side of a 95% interval; null when nothing can be said. */
export interface PlanNoise {
  logo_half_width: number | null;
  grr_half_width: number | null;
  /** A change between two years has to be larger than this to be told from chance. */
  grr_change: number | null;
}

/** What keeping lost revenue can pay for. */
export interface RetentionPay {
  option: string;
  needed: number;
  lost_low: number;
  lost_high: number;
  verdict: "cannot" | "only if large accounts were lost" | "can";
}

/** One thing that is otherwise than in the last run, and what it did to a number. */
export interface Cause {
  what: string;
  from: number | null;
  to: number | null;
  moved: number;
}

/** A number of the last run beside this one's, and the causes, which add up to the difference; null where the last run does not say from what it came. */
export interface SinceLastRun {
  what: "arr" | "accounts" | "nrr" | "grr" | "csm_fte" | "cost";
  before: number;
  now: number | null;
  because: Cause[] | null;
}

/** A whole customer-success plan as numbers; words are made where it is shown. Money in major units a year, rates as fractions. */
export interface Plan {
  /** The company as planned for, with the team that the table's owners show. */
  company: Company;
  name: string;
  currency: string;
  as_of: string | null;
  quarters: string[];
  facts: PlanFacts;
  tiers: PlanTier[];
  scenarios: { scenario: string; tiers: TierArr[] }[];
  /** Tiers whose given ARR their floors cannot hold, one sentence each. */
  tier_notes: string[];
  retention: MeasuredRetention | null;
  logos_lost: number | null;
  churn: ChurnScenario[];
  arr_lost: ArrLost | null;
  noise: PlanNoise;
  team: TeamPlan;
  csms_today: number | null;
  /** CSMs the work is laid on: today's, or as many as heads or a budget fix. */
  csms_planned: number | null;
  fixed: boolean;
  heads_today: number | null;
  cost_today: number | null;
  /** Share of time with customers at which those CSMs cover the work. */
  time_needed: number | null;
  gross_margin: Bracket & { known: boolean };
  customer_time: Bracket & { known: boolean };
  options: PlanOption[];
  pay: RetentionPay[];
  targets: TargetCheck[];
  mix_nrr: { low: number; high: number };
  proposed: ProposedCheck[];
  ratios_named: string | null;
  unknowns: PlanUnknown[];
  decision_week: number;
  ties: Tie[];
  roadmap: RoadmapStep[];
  scorecard: ScorecardLine[];
  playbooks: PlaybookLine[];
  accounts: PlanAccount[];
  /** Null without a date or renewal dates. */
  renewals: PlanRenewals | null;
  since_last_run: SinceLastRun[];
  value_multiple: number;
  budget_rule: number;
  spend_median: number;
}

/** A tier's playbooks a year beside the hours its accounts were sized with. */
export interface TierPlaybookHours {
  tier: string;
  hours: number;
  sized: number;
}

/**
 * Hours that the regular playbooks of each tier take in a year, runs of an account times hours of a run, beside the hours the tier was sized
 * with. Work that others do is left out; so are tiers that get no human hours, where only the program runs.
 * @example playbookHours(team, activities, lines) // [{ tier: "Enterprise", hours: 2160, sized: 3260 }]
 */
export function playbookHours(
  { pools, roles, new_accounts }: Pick<TeamPlan, "pools" | "roles" | "new_accounts">,
  activities: z.infer<typeof AccountHours>,
  lines: readonly PlaybookLine[],
): TierPlaybookHours[] {
  const renewalsMoved = roles.some(({ role, heads }) => role === "renewals" && heads > 0);
  const byOthers = (work: string) => (work === "renewal" && renewalsMoved) || (work === "onboarding" && new_accounts !== null);
  return pools
    .filter(({ hours_per_account, covered_by }) => hours_per_account > 0 && covered_by === "csm")
    .map(({ tier, touch, accounts, hours_per_account }) => {
      const own = activities.filter((one) => one.touch === touch && !byOthers(one.work));
      const an_account = own.reduce((sum, { playbook, times_a_year }) => {
        const run = lines.find((line) => line.kind === playbook && line.touch === touch);
        return sum + times_a_year * (run?.hours_per_run ?? 0);
      }, 0);
      return { tier, hours: accounts * an_account, sized: accounts * hours_per_account };
    });
}

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
