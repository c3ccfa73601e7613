import type * as z from "zod";
import { sumMoney } from "../../core/money.ts";
import type { TeamPlan } from "../team/answer.ts";
import type { Choice, PlanOption } from "../team/choice.ts";
import { servedByCsms } from "../team/question.ts";
import type { AccountHours } from "../workload/hours.ts";
import type { PlanBook, PlanRenewals } from "./book.ts";
import type { MeasuredRetention } from "./history.ts";
import type { Losses } from "./losses.ts";
import type { PlaybookLine } from "./parts.ts";
import type { PlanFacts } from "./question.ts";

/** One check that two ways to the same number agree. */
export interface Tie {
  check: string;
  left: number;
  right: number;
  ok: boolean;
  /** It is the company that does not agree with itself, and no sum of the plan: a target below today, one above what the mix reaches, a forecast unlike history, a team of today that costs more than there is. */
  finding?: "target" | "reach" | "forecast" | "cost";
}

const finding = (about: Tie["finding"], tie: Tie): Tie => ({ ...tie, finding: about });

/** Two amounts that must be equal to the hundredth. @example equalTie("tiers add up to the book", 100, 100).ok // true */
export function equalTie(check: string, left: number, right: number): Tie {
  return { check, left, right, ok: Math.round(left * 100) === Math.round(right * 100) };
}

/** Something needed that must not exceed what there is. @example atMostTie("CSMs cover the work", 6.2, 6).ok // false */
export function atMostTie(check: string, needed: number, there: number): Tie {
  return { check, left: needed, right: there, ok: needed <= there };
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
  measured: readonly string[] = [],
): TierPlaybookHours[] {
  const renewalsMoved = roles.some(({ role, heads }) => role === "renewals" && heads > 0);
  const byOthers = (work: string) => (work === "renewal" && renewalsMoved) || (work === "onboarding" && new_accounts !== null);
  return pools
    .filter(({ hours_per_account, covered_by }) => hours_per_account > 0 && covered_by === "csm")
    .flatMap(({ tier, touch, accounts, hours_per_account }) => {
      const usual = activities
        .filter((one) => one.touch === touch && !byOthers(one.work))
        .reduce((sum, one) => sum + one.times_a_year * one.hours_each, 0);
      // Hours below the usual because the accounts pay for no more: the playbooks are cut with them.
      if (!measured.includes(tier) && hours_per_account < usual) return [];
      const own = activities.filter((one) => one.touch === touch && !byOthers(one.work));
      const an_account = own.reduce((sum, { playbook, times_a_year }) => {
        const run = lines.find((line) => line.kind === playbook && line.touch === touch);
        return sum + times_a_year * (run?.hours_per_run ?? 0);
      }, 0);
      return [{ tier, hours: accounts * an_account, sized: accounts * hours_per_account }];
    });
}

export interface TiedParts {
  facts: PlanFacts;
  tiers: readonly { accounts: number; arr: number; touch: string }[];
  scenarios: readonly { scenario: string; tiers: readonly { arr: number }[] }[];
  team: TeamPlan;
  choice: Choice;
  losses: Losses;
  book: PlanBook | null;
  retention: MeasuredRetention | null;
  renewals: PlanRenewals | null;
  playbooks: readonly PlaybookLine[];
  playbook_hours: readonly TierPlaybookHours[];
  targets: { grr?: number; nrr?: number; customer_time?: number };
  customer_time: number | null;
  /** What the mix of tiers is expected to reach. */
  most_nrr: number;
  /** How far a forecast may lie from history; parts of a person that are a hire. */
  history_gap: number;
  hire_from: number;
  /** CSMs carry an expansion quota. */
  quota: boolean;
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
  if (option.cost === null) return [];
  const cost = sumMoney(option.roles.map((role) => role.heads * (role.yearly_cost ?? 0)));
  return [equalTie(`Plan ${option.name}: roles times cost are its budget`, cost, option.cost)];
}

/** What is lost is no more than there is, and the cases stand in their order. */
function lossTies({ losses, facts }: TiedParts): Tie[] {
  const { arr_lost, churn } = losses;
  const rates = churn.map((one) => one.grr_before_contraction);
  return [
    ...(arr_lost && arr_lost.from !== "table"
      ? [atMostTie("ARR lost in a year, at most the ARR there is", arr_lost.high, facts.arr)]
      : []),
    ...rates
      .slice(1)
      .map((rate, index) => atMostTie(`GRR of the cases falls in their order (${index + 1})`, rate, rates[index]!)),
    ...rates.map((rate, index) => ({
      check: `GRR of case ${index + 1} lies within 0 and 1`,
      left: rate,
      right: 1,
      ok: rate >= 0 && rate <= 1,
    })),
  ];
}

/** A team that is there costs what it costs: that it is more than the ARR is a finding, unless the plan adds to it. */
function withinArr({ added_cost }: PlanOption, cost: number, arr: number): Tie {
  const tie = atMostTie("The recommended plan costs at most the ARR", cost, arr);
  return added_cost !== null && added_cost <= 0 ? finding("cost", tie) : tie;
}

/** The recommended plan keeps the bounds, and covers the work where covering it is what it is for. */
function choiceTies({ choice, hire_from, facts, losses }: TiedParts): Tie[] {
  const chosen = choice.options.find(({ recommended }) => recommended);
  if (!chosen) return [];
  const csms = chosen.roles.find(({ role }) => role === "csm")?.heads ?? 0;
  const needed = chosen.break_even?.retained_arr_needed ?? 0;
  return [
    atMostTie("The recommended plan breaks no bound", chosen.broken.length, 0),
    ...(chosen.cost === null ? [] : [withinArr(chosen, chosen.cost, facts.arr)]),
    ...(chosen.added_cost !== null &&
    chosen.added_cost > 0 &&
    losses.arr_lost &&
    choice.reason === "hire" &&
    chosen.kind === "covers the work"
      ? [
          atMostTie(
            "What it must win back, at most what was lost",
            needed,
            Math.max(losses.arr_lost.high, needed > losses.arr_lost.high ? facts.arr : 0),
          ),
        ]
      : []),
    ...(choice.reason === "hire" || choice.reason === "covered"
      ? [atMostTie("The recommended plan leaves less than a hire of work undone", choice.need.middle - csms, hire_from)]
      : []),
  ];
}

/** Targets that ask for more than today, and within what the mix reaches. */
function targetTies({ targets, facts, most_nrr, customer_time }: TiedParts): Tie[] {
  const notBelow = (name: string, target: number | undefined, today: number | null) =>
    target === undefined || today === null
      ? []
      : [finding("target", atMostTie(`${name} today, at most its target`, today, target))];
  return [
    ...notBelow("GRR", targets.grr, facts.grr),
    ...notBelow("NRR", targets.nrr, facts.nrr),
    ...notBelow("Customer time", targets.customer_time, customer_time),
    ...(targets.nrr === undefined
      ? []
      : [finding("reach", atMostTie("NRR target, at most what this mix of tiers can reach", targets.nrr, most_nrr))]),
  ];
}

function renewalTies({ renewals, facts, history_gap }: TiedParts): Tie[] {
  if (renewals === null) return [];
  const rate = renewals.due === 0 ? null : renewals.expected / renewals.due;
  return [
    equalTie(
      "Renewals due and those outside the forecast are the book",
      sumMoney([renewals.due, renewals.left_out_arr]),
      facts.arr,
    ),
    ...(rate === null || facts.grr === null
      ? []
      : [
          finding("forecast", {
            check: "The forecast of renewals agrees with last year's GRR",
            left: rate,
            right: facts.grr,
            ok: Math.abs(rate - facts.grr) <= history_gap,
          }),
        ]),
  ];
}

/** New accounts take no more hours than the onboarding playbook of each touch. */
function newAccountTies({ team, tiers, playbooks, quota }: TiedParts): Tie[] {
  // A quota makes every hour longer, so the playbook no longer bounds them.
  const all = count(tiers);
  if (quota || team.new_accounts === null || all === 0) return [];
  const { accounts, hours } = team.new_accounts;
  const each = (touch: string) =>
    playbooks.find((line) => line.kind === "onboarding" && line.touch === touch)?.hours_per_run ?? 0;
  const most = tiers.reduce((sum, tier) => sum + (accounts * tier.accounts * each(tier.touch)) / all, 0);
  return [atMostTie("Hours of new accounts, at most their playbook's by touch", Math.round(hours), Math.ceil(most))];
}

/** Every check that two ways to the same number agree, over the whole plan. Money in major units, hours a year. */
export function planTies(parts: TiedParts): Tie[] {
  const { facts, tiers, scenarios, team, choice, book } = parts;
  const sumHours = (fte: readonly number[]) => fte.reduce((sum, one) => sum + one * team.hours_per_csm, 0);
  return [
    ...facts.disagreements.map((one) => ({
      check: `The company and the table disagree on ${one.what}`,
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
    ...(book?.parents
      ? [
          equalTie(
            "Accounts under their parents are the book's ARR",
            sumMoney(book.parents.tiers.map((tier) => tier.arr ?? 0)),
            facts.arr,
          ),
        ]
      : []),
    ...lossTies(parts),
    ...renewalTies(parts),
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
      sumHours([...team.pools.map((pool) => pool.fte), team.new_accounts?.fte ?? 0]),
      sumHours([team.csm_fte]),
    ),
    ...newAccountTies(parts),
    ...parts.playbook_hours.map(({ tier, hours, sized }) => atMostTie(`The playbooks of ${tier} fit its hours`, hours, sized)),
    ...targetTies(parts),
    equalTie("The org chart holds every head", team.org_chart.length, team.headcount),
    ...choice.options.flatMap(optionTies),
    ...choiceTies(parts),
  ];
}
