import type * as z from "zod";
import type { Findings, UndefinedField, Warning } from "../../core/answer.ts";
import { inShort } from "../../core/english.ts";
import type { Figure } from "../../core/figure.ts";
import { roundUp, sumMoney, withoutNoise } from "../../core/money.ts";
import { largest, smallest } from "../../core/order.ts";
import { Touch } from "../../core/vocabulary.ts";
import type { RatioFigures } from "../workload/hours.ts";
import { teamAssumptions } from "./assumptions.ts";
import { attritionLoss } from "./attrition.ts";
import { type Book, type Move, whoGetsLess } from "./books.ts";
import { checkTeamQuestion, type NewAccountsLine, type Pool, pools } from "./question.ts";
import {
  type ChartNode,
  type HiringStep,
  hiringPlan,
  orgChart,
  type PlannedRole,
  planRoles,
  type SpanCheck,
  spanChecks,
} from "./roles.ts";
import type { ServedLess } from "./serve-less.ts";
import {
  coachFte,
  completeQuestion,
  csmFte,
  roleCost,
  servedByCsms,
  type TeamFigures,
  type TeamQuestion,
  type TeamWork,
  teamCost,
} from "./work.ts";

/** CSMs one standard's accounts-per-CSM ratios would ask for. */
export interface RatioCheck {
  standard: string;
  low: number;
  high: number;
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

/** One input nobody measured: the CSMs needed at its two ends, all else equal. */
export interface Driver {
  input: string;
  low: number;
  high: number;
  swing: number;
}

/** The CSMs needed as a range, and the unmeasured inputs behind it, the strongest first. */
export interface TeamRange {
  low: number;
  high: number;
  drivers: Driver[];
}

/**
 * The range of CSMs needed: the envelope of changing one unmeasured input at a time. What the user gave is not varied.
 * @example teamRange(work, question, figures).drivers[0] // { input: "customer time", low: 5.2, high: 6.9, swing: 1.8 }
 */
export function teamRange(work: TeamWork, question: TeamQuestion, figures: TeamFigures): TeamRange {
  const base = csmFte(work);
  const drivers: Driver[] = [];
  const add = (input: string, ends: number[]) => {
    const low = smallest(ends);
    const high = largest(ends);
    if (high > low) drivers.push({ input, low, high, swing: high - low });
  };
  const time = figures.customerTime.value;
  const guessed = work.lines.some((line) => !line.measured && line.hours_per_account > 0 && line.accounts > 0);
  if (question.customer_time === undefined)
    add("customer time", [csmFte(work, { customer_time: time.high }), csmFte(work, { customer_time: time.low })]);
  if (guessed) {
    const spread = figures.hoursSpread.value;
    add("hours per account", [csmFte(work, { hours_factor: 1 - spread }), csmFte(work, { hours_factor: 1 + spread })]);
  }
  if (work.new_accounts) {
    const { low, high } = figures.onboardingHours.value;
    add("hours per new account", [csmFte(work, { onboarding_hours: low }), csmFte(work, { onboarding_hours: high })]);
  }
  if (work.lines.some((line) => line.first_year > 0 && line.accounts > 0)) {
    const { low, central, high } = figures.firstYearHours.value;
    add(
      "hours of accounts in their first year",
      [low, high].map((to) => csmFte(work, { first_year: { from: central, to } })),
    );
  }
  if (work.lines.some((line) => line.note === "arr_unknown"))
    add("ARR of the tech-touch accounts", [base, csmFte(work, { without: "arr_unknown" })]);
  if (guessed && question.expansion_mandate)
    add("expansion quota", [base, ...figures.expansionMandate.value.map((share) => base / (1 - share))]);
  drivers.sort((a, b) => b.swing - a.swing || (a.input < b.input ? -1 : 1));
  return {
    low: smallest([base, ...drivers.map((driver) => driver.low)]),
    high: largest([base, ...drivers.map((driver) => driver.high)]),
    drivers,
  };
}

/** What the planned CSMs can do against what the work asks, in hours a year. */
export interface Capacity {
  csms: number;
  hours_available: number;
  hours_needed: number;
  /** By serving accounts less. */
  hours_freed: number;
  hours_lost_to_attrition: number;
  /** What stays undone after all that; 0 when the team can do the work. */
  hours_short: number;
}

/** An input nobody gave and that the range leaves out, with what it would do. */
export interface OpenQuestion {
  question: string;
  effect: string;
  low: number;
  high: number;
}

/** A team plan; null where something cannot be known, with the reason under `undefined`. */
export interface TeamPlan extends Findings {
  year: { contract_hours: number; leave_hours: number; customer_time: number };
  hours_per_csm: number;
  /** Full-time CSMs for the work before anybody leaves. */
  csm_fte: number;
  csm_fte_with_attrition: number;
  range: { low: number; high: number };
  drivers: Driver[];
  questions: OpenQuestion[];
  pools: Pool[];
  new_accounts: NewAccountsLine | null;
  rounding: { pools_separately: number; remainders_shared: number };
  capacity: Capacity;
  books: Book[];
  leaving: string[];
  served_less: ServedLess[];
  arr_at_risk: number | null;
  rebalanced: Move[];
  books_after: Book[] | null;
  roles: PlannedRole[];
  headcount: number;
  cost: number;
  cost_range: { low: number; high: number };
  /** What a given budget leaves over. */
  budget_left: number | null;
  today: { heads: number; cost: number } | null;
  /** All tiers, whoever serves them. */
  arr: number | null;
  cost_share_of_arr: number | null;
  org_chart: ChartNode[];
  span_checks: SpanCheck[];
  ratio_checks: RatioCheck[];
  arr_check: { arr_per_csm: number | null; low: number; high: number } | null;
  hiring_plan: HiringStep[];
}

/**
 * What nobody said and the range leaves out, with its effect in CSMs: new accounts, and an expansion quota.
 * @example openQuestions(question, work, figures)[0].effect // "more CSMs for every 12 a year"
 */
export function openQuestions(question: TeamQuestion, work: TeamWork, figures: TeamFigures): OpenQuestion[] {
  const found: OpenQuestion[] = [];
  const { low, high } = figures.onboardingHours.value;
  if (question.new_accounts_a_year === undefined)
    found.push({
      question: "How many new accounts start in a year?",
      effect: "more CSMs for every 12 a year",
      low: (12 * low) / work.hours_per_csm,
      high: (12 * high) / work.hours_per_csm,
    });
  const guessed = work.lines.some((line) => !line.measured && line.hours_per_account > 0);
  const [least, most] = figures.expansionMandate.value as [number, number];
  if (question.expansion_mandate === undefined && guessed)
    found.push({
      question: "Do CSMs carry an expansion quota?",
      effect: "CSMs in all if they do",
      low: csmFte(work) / (1 - least),
      high: csmFte(work) / (1 - most),
    });
  return found;
}

type Planned = Omit<TeamPlan, "warnings" | "assumptions" | "undefined">;

/**
 * The reason for every null of a team plan.
 * @example teamGaps(plan) // [{ field: "cost_share_of_arr", reason: "..." }]
 */
export function teamGaps(plan: Planned): UndefinedField[] {
  const gap = (missing: boolean, field: string, reason: string): UndefinedField[] => (missing ? [{ field, reason }] : []);
  const noArr = "The ARR of this tier is unknown, or 0.";
  const noDate = "Without as_of no renewal is near or far.";
  return [
    ...gap(
      plan.pools.some((pool) => pool.arr === null),
      "pools[].arr",
      "Nobody gave the ARR of this tier.",
    ),
    ...gap(
      plan.pools.some((pool) => pool.accounts_per_csm === null),
      "pools[].accounts_per_csm",
      "The tier above serves it with time to spare, or it takes no hours.",
    ),
    ...gap(
      plan.pools.some((pool) => pool.arr_per_csm === null),
      "pools[].arr_per_csm",
      "No whole CSM of its own, or ARR unknown.",
    ),
    ...gap(
      plan.pools.some((pool) => pool.cost_to_serve === null),
      "pools[].cost_to_serve",
      noArr,
    ),
    ...gap(plan.new_accounts === null, "new_accounts", "new_accounts_a_year was not given."),
    ...gap(
      plan.books.some((book) => book.load === null),
      "books[].load",
      "These accounts have no owner.",
    ),
    ...gap(
      plan.books.some((book) => book.renewals === null),
      "books[].renewals",
      noDate,
    ),
    ...gap(plan.books_after?.some((book) => book.renewals === null) ?? false, "books_after[].renewals", noDate),
    ...gap(plan.books_after === null, "books_after", "No owners, or nothing that changes their books."),
    ...gap(plan.books_after?.some((book) => book.load === null) ?? false, "books_after[].load", "These accounts have no owner."),
    ...gap(
      plan.served_less.some((row) => row.account === null),
      "served_less[].account",
      "Only the totals of its tier are known.",
    ),
    ...gap(
      plan.served_less.some((row) => row.arr === null),
      "served_less[].arr",
      noArr,
    ),
    ...gap(plan.arr_at_risk === null, "arr_at_risk", "The ARR of a tier that gets less is unknown."),
    ...gap(
      plan.roles.some((role) => role.today === null),
      "roles[].today",
      "team was not given.",
    ),
    ...gap(plan.budget_left === null, "budget_left", "No budget was given."),
    ...gap(plan.today === null, "today", "team was not given."),
    ...gap(plan.arr === null, "arr", "The ARR of a tier is unknown and no total was given."),
    ...gap(plan.cost_share_of_arr === null, "cost_share_of_arr", "Total ARR is unknown, or 0."),
    ...gap(plan.arr_check === null, "arr_check", "The ARR that CSMs serve is unknown, or they serve none."),
    ...gap(plan.arr_check?.arr_per_csm === null, "arr_check.arr_per_csm", "The plan has no CSM."),
    ...gap(
      plan.hiring_plan.some((step) => step.weeks_before === null),
      "hiring_plan[].weeks_before",
      "The rule names no lead time for this role.",
    ),
  ];
}

/** The first names of a list, and how many more there are. */
function some(books: readonly { owner: string }[]): string {
  const first = books.slice(0, 2).map((book) => book.owner);
  const rest = books.length - first.length;
  return `${first.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/**
 * What a reader should know before trusting a team plan: hours nobody covers, leaders with too many reports, a renewals team that is too
 * small, tiers above their ceiling of cost, accounts without an owner or a renewal date, ARR that does not add up.
 * @example teamWarnings(plan, question, work, figures)[0].code // "hours_short"
 */
export function teamWarnings(plan: Planned, question: TeamQuestion, work: TeamWork, figures: TeamFigures): Warning[] {
  const found: Warning[] = [];
  const warn = (code: string, message: string) => found.push({ code, message });
  if (plan.capacity.hours_short > 0) {
    const lowest = plan.pools.filter((pool) => pool.hours_per_account > 0).at(-1)?.tier;
    const cause =
      plan.capacity.hours_available >= withoutNoise(plan.capacity.hours_needed - plan.capacity.hours_freed)
        ? "once people leave and new ones learn"
        : "even before anybody leaves";
    warn(
      "hours_short",
      `The CSMs cannot do all the work ${cause}: capacity.hours_short stays undone, by default in ${lowest ?? "the lowest tier"}.`,
    );
  }
  const [span, ...spans] = plan.span_checks.filter((check) => !check.ok);
  const others = spans.length ? ` So it is for ${spans.length} more; see span_checks.` : "";
  if (span) warn("span", `${span.leader} would lead ${span.reports}; the rule says ${span.low} to ${span.high}.${others}`);
  const renewalHeads = plan.roles.find((role) => role.role === "renewals")?.heads ?? 0;
  if (withoutNoise(work.renewal_hours - renewalHeads * work.hours_per_csm) > 0)
    warn("renewals_short", "The renewals role has more hours of renewals than a year holds; the rest is nobody's.");
  for (const touch of Touch.options) {
    const ceiling = figures.costToServe.value[touch][1]!;
    const dear = plan.pools.filter((pool) => pool.touch === touch && pool.cost_to_serve !== null && pool.cost_to_serve > ceiling);
    if (dear.length)
      warn(
        "cost_to_serve",
        `${inShort(dear.map(({ tier }) => tier))}: CSMs alone cost more than ${ceiling} of ARR, the ceiling for ${touch} touch.`,
      );
  }
  if (question.expansion_mandate && plan.drivers.some((driver) => driver.input === "expansion quota"))
    warn("expansion_quota", "The assumed hours hold no quota work; drivers shows what it adds, ratio_checks hold it.");
  const known = plan.pools.every((pool) => pool.arr !== null);
  if (known && question.arr !== undefined && question.arr !== plan.arr)
    warn(
      "arr_does_not_add_up",
      `The tiers' ARR adds up to ${plan.arr}, the total given is ${question.arr}. The tiers' sum is used.`,
    );
  const unowned = plan.books.find((book) => book.load === null);
  if (unowned)
    warn(
      "unassigned",
      `${unowned.accounts === 1 ? "1 account has no owner; it stands" : `${unowned.accounts} accounts have no owner; they stand`} as "${unowned.owner}" in books.`,
    );
  const over = plan.books.filter((book) => book.load !== null && withoutNoise(book.load) > 1);
  if (over.length) warn("overloaded", `Owners with more hours than a year holds: ${some(over)}.`);
  const after = plan.books_after?.filter((book) => book.load !== null && withoutNoise(book.load) > 1) ?? [];
  if (after.length) warn("overloaded_after", `Still too much after the moves: ${some(after)}; no account fits elsewhere.`);
  const coaches = question.player_coaches ?? [];
  const owners = plan.books.filter((book) => book.load !== null && !coaches.includes(book.owner)).length;
  if (owners > 0 && question.team?.csm !== undefined && roundUp(question.team.csm) !== owners)
    warn(
      "owners_and_team",
      `team says ${question.team.csm} CSMs, the accounts have ${owners} owners. Books follow the accounts.`,
    );
  const undated = question.accounts?.filter((account) => account.renewal_date === null).length ?? 0;
  if (plan.served_less.length && question.accounts && question.as_of === undefined)
    warn("no_as_of", "Without as_of no account is protected by a renewal or notice date that is near.");
  if (plan.served_less.length && undated > 0)
    warn("no_renewal_date", `${undated} accounts have no renewal date, so a renewal near them could not protect them.`);
  return found;
}

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
