import { sumMoney } from "../../core/money.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { type BreakEven, breakEven, type TierArr } from "../economics/churn.ts";
import type { TeamPlan } from "../team/answer.ts";
import { roleCost } from "../team/figures.ts";
import { teamNeed } from "../team/need.ts";
import { servedByCsms, type TeamQuestion, type TeamTier } from "../team/question.ts";
import { planRoles } from "../team/roles.ts";
import type { TierLine } from "../team/work.ts";
import { hoursPerAccount } from "../workload/hours.ts";
import type { PlanFigures } from "./figures.ts";
import type { Company } from "./question.ts";

/** The CSMs that one level of service takes, leavers counted: as planned, with hours where the plan has none, with a quota of expansion, a step lighter, a step heavier. */
export interface ServiceLevel {
  level: "lighter" | "planned" | "hours_for_all" | "with_quota" | "heavier";
  csms: number;
}

const touches: readonly Touch[] = ["high", "low", "tech"];

/** A tier at another touch, with the library's hours of it; tech a step lighter takes none. */
function stepped(tier: TeamTier, line: TierLine, by: 1 | -1, question: TeamQuestion, figures: PlanFigures): TeamTier {
  const place = touches.indexOf(line.served_as);
  const touch = touches[Math.max(0, place + by)];
  const left = { withoutOnboarding: question.new_accounts_a_year !== undefined, contractYears: question.contract_years };
  const usual = touch === undefined ? 0 : hoursPerAccount(figures.accountHours.value, touch, left);
  const hours = touch === line.served_as ? line.hours_per_account : usual;
  return { ...tier, touch: touch ?? "tech", hours_per_account: hours };
}

/**
 * What other levels of service would take, each tier by a step of its touch at the library's hours, so that a leader can see how much of the
 * need is a choice. CSMs in the middle case with leavers; a level that takes what the plan takes
 * is left out, and one of more than `most` CSMs, which no company of this size pays for.
 * @example serviceLevels(question, 12, figures).map(({ level }) => level) // ["lighter", "planned", "hours_for_all", "heavier"]
 */
export function serviceLevels(asked: TeamQuestion, most: number, figures: PlanFigures): ServiceLevel[] {
  const { accounts: _, heads: __, budget: ___, ...rest } = asked;
  const question: TeamQuestion = { ...rest, planned: {} };
  const { work_in_plan: work, need } = planRoles(question, figures);
  const lineOf = (tier: TeamTier) =>
    work.lines.find(
      (line) => line.tier === tier.tier && line.touch === tier.touch && line.covered_by === (tier.covered_by ?? "csm"),
    );
  const needOf = (change: (tier: TeamTier, line: TierLine) => TeamTier): number => {
    const tiers = question.tiers.map((tier) => {
      const line = lineOf(tier);
      return line === undefined || !servedByCsms(tier) ? tier : change(tier, line);
    });
    const other = { ...question, tiers };
    return teamNeed(planRoles(other, figures).work_in_plan, other, figures).middle;
  };
  const withQuota = () => {
    const other = { ...question, expansion_mandate: true };
    return teamNeed(planRoles(other, figures).work_in_plan, other, figures).middle;
  };
  const few = hoursPerAccount(figures.accountHours.value, "tech");
  const rows: ServiceLevel[] = [
    { level: "lighter", csms: needOf((tier, line) => stepped(tier, line, 1, question, figures)) },
    { level: "planned", csms: need.middle },
    {
      level: "hours_for_all",
      csms: needOf((tier, line) => ({ ...tier, hours_per_account: line.hours_per_account || few })),
    },
    ...(question.expansion_mandate === undefined ? [{ level: "with_quota" as const, csms: withQuota() }] : []),
    { level: "heavier", csms: needOf((tier, line) => stepped(tier, line, -1, question, figures)) },
  ];
  const least = 1 / 20; // not a figure: what shows at one decimal
  return rows.filter(({ level, csms }) => level === "planned" || (csms <= most && Math.abs(csms - need.middle) >= least));
}

/** One CSM more: what it costs, what it must keep or sell, and from which logged work on it is due. */
export interface NextHire {
  cost: number;
  break_even: BreakEven;
  /** CSMs of logged work above which it is due. */
  from_work: number;
}

/**
 * The next CSM beside a team, priced: what a board can be told to wait for. Money in major units a year.
 * @example nextHire({ csms: 4, arr: 12.4e6, tiers, costs: {} }, margin, figures).from_work // 4.5
 */
export function nextHire(
  given: { csms: number; arr: number; tiers: readonly TierArr[]; costs: TeamQuestion["costs"] },
  margin: { low: number; central: number; high: number },
  figures: PlanFigures,
): NextHire {
  const cost = roleCost("csm", given.costs ?? {}, figures.loadedCosts.value).central;
  return {
    cost,
    break_even: breakEven(cost, given.arr, given.tiers, margin, figures.valueMultiple.value),
    from_work: given.csms + figures.staffingSteps.value.hire_from,
  };
}

/** The program for accounts of tech touch: the most it may cost a year, the people that pays for, and the CSM hours they get in the plan. */
export interface DigitalProgram {
  accounts: number;
  arr: number;
  rate: number;
  most: number;
  /** Null where no cost is known in the currency of the book. */
  people: number | null;
  hours: number;
}

/** What the accounts of tech touch may pay for: a program with its tools; null where there are none. */
export function digitalProgram(
  tiers: readonly TierArr[],
  sizing: Pick<TeamPlan, "pools">,
  company: Company | null,
  figures: PlanFigures,
): DigitalProgram | null {
  const own = tiers.filter(({ touch, accounts }) => touch === "tech" && accounts > 0);
  if (own.length === 0) return null;
  const arr = sumMoney(own.map((tier) => tier.arr));
  const rate = figures.costToServe.value.tech[1]!;
  const most = sumMoney([arr * rate]);
  const person = company === null ? null : roleCost("digital_csm", company.costs ?? {}, figures.loadedCosts.value).central;
  return {
    accounts: own.reduce((sum, tier) => sum + tier.accounts, 0),
    arr,
    rate,
    most,
    people: person === null ? null : person === 0 ? 0 : most / person,
    hours: sizing.pools.reduce((sum, pool) => sum + (pool.touch === "tech" ? pool.accounts * pool.hours_per_account : 0), 0),
  };
}

/** CSMs needed if one thing of the question were otherwise, leavers counted. */
export function needOf(question: TeamQuestion, change: Partial<TeamQuestion>, figures: PlanFigures): number {
  const { accounts: _, heads: __, budget: ___, ...plain } = { ...question, ...change };
  const { work_in_plan } = planRoles(plain, figures);
  return teamNeed(work_in_plan, plain, figures).middle;
}

/** What the book takes once a year's new accounts are in it; null where it does not grow. */
export function inAYear(
  question: TeamQuestion,
  accounts: number,
  more: number,
  figures: PlanFigures,
): { more: number; csms: number } | null {
  if (more < 1) return null;
  const times = (accounts + more) / accounts;
  const tiers = question.tiers.map((tier) => ({
    ...tier,
    accounts: Math.round(tier.accounts * times),
    ...(tier.arr !== undefined && { arr: tier.arr * times }),
  }));
  return { more: Math.round(more), csms: needOf(question, { tiers, arr: undefined }, figures) };
}
