import { sumMoney } from "../money/sum-money.ts";
import { attritionLoss } from "./attrition-loss.ts";
import { checkTeamQuestion } from "./check-team-question.ts";
import { coachFte } from "./coach-fte.ts";
import { completeQuestion } from "./complete-question.ts";
import { hiringPlan } from "./hiring-plan.ts";
import { openQuestions } from "./open-questions.ts";
import { orgChart } from "./org-chart.ts";
import { planRoles } from "./plan-roles.ts";
import { pools } from "./pools.ts";
import { ratioChecks } from "./ratio-checks.ts";
import { roundUp } from "./round-up.ts";
import { spanChecks } from "./span-checks.ts";
import { teamAssumptions } from "./team-assumptions.ts";
import { roleCost, teamCost } from "./team-cost.ts";
import { teamGaps } from "./team-gaps.ts";
import type { TeamPlan } from "./team-plan.ts";
import type { TeamQuestion } from "./team-question.ts";
import { teamRange } from "./team-range.ts";
import type { TeamFigures } from "./team-reads.ts";
import { teamWarnings } from "./team-warnings.ts";
import { csmFte } from "./team-work.ts";
import { servedByCsms } from "./tier-lines.ts";
import { whoGetsLess } from "./who-gets-less.ts";
import { withoutNoise } from "./without-noise.ts";

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
  checkTeamQuestion(asked, figures.workingYear.value);
  const question = completeQuestion(asked);
  const staffing = planRoles(question, figures);
  const { heads, work, work_in_plan } = staffing;
  const costs = question.costs ?? {};
  const loaded = figures.loadedCosts.value;
  const csms = heads.csm ?? 0;
  const available = (csms + coachFte(question, figures)) * work.hours_per_csm;
  const fte = csmFte(work);
  const ramp = { ...figures.ramp.value, yearly_attrition: question.attrition ?? figures.ramp.value.yearly_attrition };
  const today = question.team?.csm;
  const lost = attritionLoss(today === undefined || today === 0 ? fte : today, ramp);
  const fixed = question.heads !== undefined || question.budget !== undefined;
  const lostOfPlan = fixed ? attritionLoss(csms, ramp) : lost;
  const csmCost = sumMoney([csms * roleCost("csm", costs, loaded).central]);
  const { pools: poolLines, new_accounts } = pools(work, { csmCost, planned: work_in_plan });
  const alone = poolLines.reduce((sum, pool) => sum + pool.csms_alone, 0) + roundUp(new_accounts?.fte ?? 0);
  const less = whoGetsLess(question, staffing, figures);
  const cost = teamCost(heads, costs, loaded);
  const arr = totalArr(poolLines.map((pool) => pool.arr)) ?? question.arr ?? null;
  const served = poolLines.filter(servedByCsms);
  const servedArr = totalArr(served.map((pool) => pool.arr)) ?? (served.length === poolLines.length ? arr : null);
  const [leastArr, mostArr] = figures.arrPerCsm.value as [number, number];
  const range = teamRange(work, question, figures);
  const needed = csmFte(work_in_plan) * work.hours_per_csm;
  const lostHours = lostOfPlan * work.hours_per_csm;
  const org_chart = orgChart(heads, figures.reportsTo.value);
  const plan = {
    year: work.year,
    hours_per_csm: work.hours_per_csm,
    csm_fte: fte,
    csm_fte_with_attrition: fte + lost,
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
    cost: cost.central,
    cost_range: { low: cost.low, high: cost.high },
    budget_left: question.budget === undefined ? null : sumMoney([question.budget, -cost.central]),
    today: question.team
      ? {
          heads: Object.values(question.team).reduce((sum, people) => sum + people, 0),
          cost: teamCost(question.team, costs, loaded).central,
        }
      : null,
    arr,
    cost_share_of_arr: arr === null || arr === 0 ? null : cost.central / arr,
    org_chart,
    span_checks: spanChecks(org_chart, figures.spans.value),
    ratio_checks: ratioChecks(served, figures.ratios, question.expansion_mandate ? figures.expansionMandate.value : undefined),
    arr_check:
      servedArr === null || served.length === 0
        ? null
        : { arr_per_csm: csms === 0 ? null : servedArr / csms, low: servedArr / mostArr, high: servedArr / leastArr },
    hiring_plan: hiringPlan(staffing.roles, figures.leadTimes.value),
  };
  const assumptions = teamAssumptions(question, staffing, figures);
  if (less.leaving.some((owner) => !(question.leaving ?? []).includes(owner)))
    assumptions.push({
      what: "Who leaves",
      value: `the ${less.leaving.length} under leaving`,
      why: "More owners than heads; those with the fewest hours move the fewest accounts.",
      if_wrong: "Name the owners under leaving.",
    });
  if (asked.team?.csm === undefined && question.team?.csm !== undefined)
    assumptions.push({
      what: "CSMs today",
      value: String(question.team.csm),
      why: "Counted from the owners of the accounts.",
      if_wrong: "Give team.csm.",
    });
  return { ...plan, warnings: teamWarnings(plan, question, work_in_plan, figures), assumptions, undefined: teamGaps(plan) };
}
