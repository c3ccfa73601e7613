import type * as z from "zod";
import type { Assumption } from "../../core/answer.ts";
import type { Figure } from "../../core/figure.ts";
import { roundUp, sumMoney, withoutNoise } from "../../core/money.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { RatioFigures } from "../workload/hours.ts";
import type { RatioCheck, TeamPlan } from "./answer.ts";
import { type BookPlan, protectedAccounts, whoGetsLess } from "./books.ts";
import { teamAssumptions, teamWarnings } from "./caveats.ts";
import { coachFte, roleCost, sizeOfArr, type TeamFigures, teamCost } from "./figures.ts";
import { hiringPlan } from "./hiring.ts";
import { attritionLoss, openQuestions, rampOf, teamRange } from "./need.ts";
import { orgChart, spanChecks } from "./org-chart.ts";
import { checkTeamQuestion, completeQuestion, servedByCsms, type TeamQuestion } from "./question.ts";
import { planRoles, type Staffing } from "./roles.ts";
import type { ServedAccount } from "./serve-less.ts";
import { csmFte, pools } from "./work.ts";

function totalArr(arr: readonly (number | null)[]): number | null {
  const known = arr.filter((amount) => amount !== null);
  return known.length === arr.length ? sumMoney(known) : null;
}

/**
 * Plans a customer-success team from hours of work: CSMs as a range, pools, roles, cost, chart, hiring, and who gets less where people
 * are fixed. Money in major units, hours a year, people full-time. Throws Problem for input no team could answer.
 * @example planTeam({ tiers: [{ tier: "Enterprise", touch: "high", accounts: 40, arr: 7250000 }], customer_time: 0.6 }, figures).csm_fte // 2.89
 */
export function planTeam(asked: TeamQuestion, figures: TeamFigures): TeamPlan {
  return planOf(staffTeam(asked, figures), figures);
}

/** A question with what everything after it rests on, each worked out once. */
export interface StaffedTeam {
  asked: TeamQuestion;
  /** The question with what its accounts say. */
  question: TeamQuestion;
  staffing: Staffing;
  /** The accounts that CSMs serve; empty where only totals are known. */
  served: ServedAccount[];
}

/** Checks a question, completed where somebody has done so, and gives it its people and the accounts they serve. Throws Problem for input no team could answer. */
export function staffTeam(asked: TeamQuestion, figures: TeamFigures, question = completeQuestion(asked)): StaffedTeam {
  checkTeamQuestion(asked, figures.workingYear.value);
  const staffing = planRoles(question, figures);
  return { asked, question, staffing, served: protectedAccounts(question, staffing.work_in_plan, figures) };
}

/** The plan of a team whose people are decided; see planTeam. */
export function planOf({ asked, question, staffing, served }: StaffedTeam, figures: TeamFigures): TeamPlan {
  const { heads, work, work_in_plan } = staffing;
  const costs = question.costs ?? {};
  const loaded = figures.loadedCosts.value;
  const csms = heads.csm ?? 0;
  const available = (csms + coachFte(question, figures)) * work.hours_per_csm;
  const fte = csmFte(work);
  const leavers = attritionLoss(1, rampOf(question, figures));
  const known = question.unpriced === undefined;
  const costOfCsm = known ? roleCost("csm", costs, loaded).central : null;
  const { pools: poolLines, new_accounts } = pools(work, costOfCsm);
  const alone = poolLines.reduce((sum, pool) => sum + pool.csms_alone, 0) + roundUp(new_accounts?.fte ?? 0);
  const less = whoGetsLess(question, staffing, served, figures);
  const cost = known ? teamCost(heads, costs, loaded) : null;
  const arr = totalArr(poolLines.map((pool) => pool.arr)) ?? question.arr ?? null;
  const servedTiers = poolLines.filter(servedByCsms);
  const servedArr = totalArr(servedTiers.map((pool) => pool.arr)) ?? (servedTiers.length === poolLines.length ? arr : null);
  // In a currency of another order of magnitude the band is moved as what a CSM costs is.
  const rate = question.rules_rate === 0 ? 0 : arr === null || arr === 0 ? 1 : arr / sizeOfArr(arr, costs, loaded);
  const [leastArr, mostArr] = figures.arrPerCsm.value.map((amount) => amount * rate) as [number, number];
  const range = teamRange(work, question, figures);
  const needed = csmFte(work_in_plan) * work.hours_per_csm;
  const lostHours = leavers * (needed - less.hours_freed);
  const org_chart = orgChart(heads, figures.reportsTo.value);
  const plan = {
    year: work.year,
    hours_per_csm: work.hours_per_csm,
    csm_fte: fte,
    csm_fte_with_attrition: fte * (1 + leavers),
    need: staffing.need,
    range: { low: range.low, high: range.high },
    drivers: range.drivers,
    questions: openQuestions(question, work, figures),
    pools: poolLines,
    new_accounts,
    rounding: { pools_separately: alone, remainders_shared: roundUp(fte) },
    capacity: {
      csms,
      hours_available: available,
      hours_needed: needed,
      hours_freed: less.hours_freed,
      hours_lost_to_attrition: lostHours,
      hours_short: Math.max(0, withoutNoise(needed - less.hours_freed + lostHours - available)),
    },
    books: less.books,
    leaving: less.leaving,
    served_less: less.served_less,
    arr_at_risk: totalArr(less.served_less.map((row) => row.arr)),
    rebalanced: less.rebalanced,
    books_after: less.books_after,
    roles: staffing.roles,
    headcount: org_chart.length,
    cost: cost === null ? null : cost.central,
    cost_range: cost === null ? null : { low: cost.low, high: cost.high },
    budget_left: question.budget === undefined || cost === null ? null : sumMoney([question.budget, -cost.central]),
    today: question.team
      ? {
          heads: Object.values(question.team).reduce((sum, people) => sum + people, 0),
          cost: known ? teamCost(question.team, costs, loaded).central : null,
        }
      : null,
    arr,
    cost_share_of_arr: arr === null || arr === 0 || cost === null ? null : cost.central / arr,
    org_chart,
    span_checks: spanChecks(org_chart, figures.spans.value),
    ratio_checks: ratioChecks(
      servedTiers,
      figures.ratios,
      question.expansion_mandate ? figures.expansionMandate.value : undefined,
    ),
    arr_check:
      servedArr === null || servedTiers.length === 0 || rate === 0
        ? null
        : { arr_per_csm: csms === 0 ? null : servedArr / csms, low: servedArr / mostArr, high: servedArr / leastArr },
    hiring_plan: hiringPlan(staffing.roles, figures.leadTimes.value),
  };
  const assumptions = [...teamAssumptions(question, staffing, figures), ...aboutBooks(asked, question, less)];
  return { ...plan, warnings: teamWarnings(plan, question, figures), assumptions, undefined: [] };
}

/** What the plan takes for granted about the owners of the accounts. */
function aboutBooks(asked: TeamQuestion, question: TeamQuestion, less: BookPlan): Assumption[] {
  const chosen = less.leaving.some((owner) => !(question.leaving ?? []).includes(owner));
  const counted = asked.team?.csm === undefined && question.team?.csm !== undefined;
  return [
    ...(chosen
      ? [
          {
            what: "Who leaves",
            value: `the ${less.leaving.length} under leaving`,
            why: "More owners than heads; those with the fewest hours move the fewest accounts.",
            if_wrong: "Name the owners under leaving.",
          },
        ]
      : []),
    ...(counted
      ? [
          {
            what: "CSMs today",
            value: String(question.team!.csm),
            why: "Counted from the owners of the accounts.",
            if_wrong: "Give team.csm.",
          },
        ]
      : []),
  ];
}

/**
 * CSMs each standard's ratios would ask for, as a cross-check that decides nothing. An open upper ratio counts as its lower one;
 * a touch a standard does not name asks for nobody. `mandate` is the band by which an expansion quota lowers what one CSM can carry.
 * @example ratioChecks([{ touch: "high", accounts: 40 }], ratios) // 40 accounts at 10 to 25 a CSM: [{ standard: "strategist", low: 1.6, high: 4 }]
 */
export function ratioChecks(
  tiers: readonly { touch: Touch; accounts: number }[],
  ratios: Figure<z.infer<typeof RatioFigures>>,
  mandate: readonly number[] = [0, 0],
): RatioCheck[] {
  const [least, most] = mandate as [number, number];
  return Object.entries(ratios.standards)
    .map(([standard, lines]) => {
      let low = 0;
      let high = 0;
      for (const line of lines) {
        const accounts = tiers.reduce((sum, tier) => sum + (tier.touch === line.touch ? tier.accounts : 0), 0);
        low += accounts / (line.accounts_high ?? line.accounts_low);
        high += accounts / line.accounts_low;
      }
      return { standard, low: low / (1 - least), high: high / (1 - most) };
    })
    .sort((a, b) => (a.standard < b.standard ? -1 : 1));
}
