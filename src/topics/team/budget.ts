import { type Known, over, unknown } from "../../core/known.ts";
import { shareMoney, sumMoney, withoutNoise } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Role, roleName, type Touch } from "../../core/vocabulary.ts";
import type { BudgetCoverage, CoverageChange } from "./answer.ts";
import { type ChoiceFigures, coachFte, type MoreFigures, roleCost, type TeamFigures, teamCost } from "./figures.ts";
import { leaderRoles } from "./org-chart.ts";
import { type Heads, servedByCsms, type TeamQuestion } from "./question.ts";
import { affordableCsms, partOf, type Staffing } from "./roles.ts";
import { type Service, services, stepDown } from "./serve-less.ts";
import { newAccountHours, type TeamWork } from "./work.ts";

/** One way of serving an account of a tier and the hours it takes a year. */
export interface Way {
  service: Service;
  hours: number;
}

/** A tier whose service can be chosen: the ways from what it is entitled to down to none. ARR in major units. */
export interface CoverTier {
  tier: string;
  accounts: number;
  arr: number;
  ways: Way[];
}

/**
 * The tiers among whose accounts hours can be shared out: those that CSMs serve and that take hours; null where the ARR of one is unknown.
 * @example coverTiers(work)[0].ways // [{ service: "high", hours: 81.5 }, { service: "low", hours: 22.5 }, ..., { service: "none", hours: 0 }]
 */
export function coverTiers(work: TeamWork): CoverTier[] | null {
  const lines = work.lines.filter((line) => servedByCsms(line) && line.accounts > 0 && line.hours_per_account > 0);
  if (lines.some((line) => line.arr === null)) return null;
  return lines.map((line) => {
    const ways: Way[] = [{ service: line.served_as, hours: line.hours_per_account }];
    for (const _ of services) {
      const last = ways.at(-1)!;
      const next = stepDown(last.service, last.hours, work.touch_hours, line.factor);
      if (next) ways.push({ service: next.to, hours: next.hours });
    }
    return { tier: line.tier, accounts: line.accounts, arr: line.arr!, ways };
  });
}

/**
 * What changes between two coverages of the same tiers: in each tier the accounts stand from the best served to the least, and where their
 * service differs they are counted with their share of the tier's ARR. Money in major units.
 * @example coverageChanges(tiers, [[4, 6]], [[3, 7]]) // [{ tier: "A", from: "low", to: "none", accounts: 1, arr: 100 }]
 */
export function coverageChanges(
  tiers: readonly CoverTier[],
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): CoverageChange[] {
  return tiers.flatMap((tier, index) => {
    const [was, is] = [[...before[index]!], [...after[index]!]];
    const runs: { from: number; to: number; accounts: number }[] = [];
    let [from, to] = [0, 0];
    while (from < was.length && to < is.length) {
      const accounts = Math.min(was[from]!, is[to]!);
      if (accounts > 0) runs.push({ from, to, accounts });
      was[from] = was[from]! - accounts;
      is[to] = is[to]! - accounts;
      if (was[from] === 0) from += 1;
      else to += 1;
    }
    const arr = shareMoney(
      tier.arr,
      runs.map((run) => run.accounts),
    );
    return runs.flatMap((run, place) =>
      run.from === run.to
        ? []
        : [
            {
              tier: tier.tier,
              from: tier.ways[run.from]!.service,
              to: tier.ways[run.to]!.service,
              accounts: run.accounts,
              arr: arr[place]!,
            },
          ],
    );
  });
}

/** How many accounts of each tier get each of its ways of service, and what that covers. */
export interface Coverage {
  hours: number;
  /** ARR times the share of its entitled hours that each account gets, in major units. */
  arr_covered: number;
  /** For each tier, accounts by way, in the order of its ways. */
  counts: number[][];
}

/** One way for every tier so far. */
interface State {
  hours: number;
  value: number;
  picks: number[];
}

const entitled = (tier: CoverTier) => tier.ways[0]!.hours;
const worth = (tier: CoverTier, accounts: number, hours: number) =>
  (tier.arr / tier.accounts) * accounts * (hours / entitled(tier));

/** Amounts that differ by less than half a cent are the same. */
const cents = (amount: number) => Math.round(amount * 100);

function byPicks(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((pick, index) => pick !== b[index]);
  return place < 0 ? 0 : a[place]! - b[place]!;
}

/** Every combination of one way a tier that fits, without those that take no fewer hours and cover no more than another. */
function frontier(tiers: readonly CoverTier[], hours: number): State[] {
  let states: State[] = [{ hours: 0, value: 0, picks: [] }];
  for (const tier of tiers) {
    const all = states
      .flatMap((state) =>
        tier.ways.map((way, pick) => ({
          hours: state.hours + tier.accounts * way.hours,
          value: state.value + worth(tier, tier.accounts, way.hours),
          picks: [...state.picks, pick],
        })),
      )
      .filter((state) => withoutNoise(state.hours - hours) <= 0)
      .sort((a, b) => a.hours - b.hours || b.value - a.value || byPicks(a.picks, b.picks));
    let best = Number.NEGATIVE_INFINITY;
    states = all.filter((state) => {
      const more = cents(state.value - best) > 0;
      if (more) best = state.value;
      return more;
    });
  }
  return states;
}

function better(a: Coverage, b: Coverage): boolean {
  const more = cents(a.arr_covered - b.arr_covered) || withoutNoise(b.hours - a.hours);
  return more > 0 || (more === 0 && byPicks(b.counts.flat(), a.counts.flat()) < 0);
}

/** A tier split between two neighboring ways beside whole tiers, with as many accounts in the better one as the hours left allow. */
function splits(state: State, tier: CoverTier, place: number, all: readonly CoverTier[], hours: number): Coverage[] {
  const picks = [...state.picks.slice(0, place), -1, ...state.picks.slice(place)];
  return tier.ways.slice(1).flatMap((low, upper) => {
    const high = tier.ways[upper]!;
    const least = state.hours + tier.accounts * low.hours;
    const left = withoutNoise(hours - least);
    if (left < 0) return [];
    const up = Math.min(tier.accounts, Math.floor(withoutNoise(left / (high.hours - low.hours))));
    return [
      {
        hours: least + up * (high.hours - low.hours),
        arr_covered: state.value + worth(tier, up, high.hours) + worth(tier, tier.accounts - up, low.hours),
        counts: all.map((one, index) =>
          one.ways.map((_, way) => {
            if (index !== place) return way === picks[index] ? one.accounts : 0;
            return way === upper ? up : way === upper + 1 ? tier.accounts - up : 0;
          }),
        ),
      },
    ];
  });
}

/**
 * The best use of a number of hours: one way of service for each tier, and one tier that may be split between two neighboring ways, so
 * that the ARR covered is greatest. Exact to the cent among all such plans, by going through them; a tier's ways have ever fewer hours,
 * down to none. Equal plans: the one with fewer hours, then the one with higher service in the earlier tiers. Hours a year, at least 0.
 * @example bestCoverage([{ tier: "A", accounts: 10, arr: 1000, ways: [{ service: "low", hours: 2 }, { service: "none", hours: 0 }] }], 9).counts // [[4, 6]]
 */
export function bestCoverage(tiers: readonly CoverTier[], hours: number): Coverage {
  let best: Coverage = {
    hours: 0,
    arr_covered: 0,
    counts: tiers.map((tier) => tier.ways.map((_, way) => (way === tier.ways.length - 1 ? tier.accounts : 0))),
  };
  for (const [place, tier] of tiers.entries()) {
    const others = tiers.filter((_, index) => index !== place);
    for (const state of frontier(others, hours))
      for (const plan of splits(state, tier, place, tiers, hours)) if (better(plan, best)) best = plan;
  }
  return best;
}

const MOST_TIERS = 12;

/**
 * For a fixed budget: which service for how many accounts of each tier covers the most ARR, where an account counts by the share of its
 * entitled hours that it gets, and no account by more than its entitlement. Hours are bought at a CSM's cost an hour, parts of a person
 * included, after the other roles and after new accounts. Unknown, with the reason, where that cannot be worked out.
 * @example budgetCoverage(question, staffing, figures).marginal.loses // what $50,000 less would take away
 */
export function budgetCoverage(
  question: TeamQuestion,
  staffing: Staffing,
  figures: TeamFigures & MoreFigures,
): Known<BudgetCoverage> {
  const { budget, costs = {} } = question;
  if (budget === undefined) return unknown("No budget was given.");
  const work = staffing.work_in_plan;
  const tiers = coverTiers(work);
  if (tiers === null) return unknown("The ARR of a tier is unknown, so no hours can be weighed against it.");
  if (tiers.length === 0) return unknown("No account takes hours of CSMs.");
  if (tiers.length > MOST_TIERS) return unknown(`There are ${tiers.length} tiers; join them to ${MOST_TIERS} or fewer.`);
  const csm = roleCost("csm", costs, figures.loadedCosts.value).central;
  if (csm === 0) return unknown("A CSM costs nothing here, so money buys any number of hours.");
  const others = teamCost({ ...staffing.heads, csm: 0 }, costs, figures.loadedCosts.value).central;
  const first = newAccountHours(work) - coachFte(question, figures) * work.hours_per_csm;
  const bought = (money: number) => Math.max(0, ((money - others) / csm) * work.hours_per_csm - first);
  const money = figures.budgetStep.value;
  const best = bestCoverage(tiers, bought(budget));
  const less = sumMoney([budget, -money]);
  const more = sumMoney([budget, money]);
  const below = less < others ? null : bestCoverage(tiers, bought(less));
  const above = bestCoverage(tiers, bought(more));
  const arr = sumMoney(tiers.map((tier) => tier.arr));
  return {
    hours_bought: bought(budget),
    hours_used: best.hours,
    arr_covered: sumMoney([best.arr_covered]),
    arr_covered_share: over(best.arr_covered, arr, "The tiers have no ARR."),
    lines: tiers.flatMap((tier, index) => {
      const parts = shareMoney(tier.arr, best.counts[index]!);
      return best.counts[index]!.flatMap((accounts, way) =>
        accounts === 0
          ? []
          : [
              {
                tier: tier.tier,
                touch: tier.ways[0]!.service as Touch,
                served_as: tier.ways[way]!.service,
                accounts,
                arr: parts[way]!,
                hours: accounts * tier.ways[way]!.hours,
              },
            ],
      );
    }),
    marginal: {
      budget_step: money,
      budget_less: less,
      budget_more: more,
      arr_covered_lost:
        below === null
          ? unknown("That much less would not pay the roles beside the CSMs.")
          : sumMoney([best.arr_covered, -below.arr_covered]),
      loses: below === null ? [] : coverageChanges(tiers, best.counts, below.counts),
      arr_covered_gained: sumMoney([above.arr_covered, -best.arr_covered]),
      gains: coverageChanges(tiers, best.counts, above.counts),
    },
  };
}

/** People of a team, of all roles or of some. */
export const total = (heads: Heads, roles: readonly Role[] = Role.options): number =>
  roles.reduce((sum, role) => sum + (heads[role] ?? 0), 0);

/** Leaders that so many people call for: one for each full span, and one above where there are several or enough for a VP. */
function leadersNeeded(people: number, figures: ChoiceFigures): number {
  const span = (role: Role) => figures.spans.value.find((line) => line.role === role)?.reports_high ?? people;
  const first = Math.max(1, Math.ceil(people / span("team_lead")));
  return first + (first > 1 || people >= span("vp") ? 1 : 0);
}

/** The team without the leaders that fewer people no longer call for; the order of the rule says who stays. */
export function withLeaders(heads: Heads, figures: ChoiceFigures): Heads {
  const people = total(heads) - total(heads, leaderRoles);
  let surplus = Math.floor(total(heads, leaderRoles) - leadersNeeded(people, figures));
  const left = { ...heads };
  for (const role of [...figures.leadersKept.value].reverse()) {
    const go = Math.max(0, Math.min(Math.floor(left[role] ?? 0), surplus));
    left[role] = (left[role] ?? 0) - go;
    surplus -= go;
  }
  return left;
}

/** The best served team that a budget pays for: seats are given up in the order of the rule, one leader stays and carries half a book. */
export function withinBudget(
  today: Heads,
  budget: number,
  { wanted, most }: { wanted: number; most: number },
  question: TeamQuestion,
  figures: ChoiceFigures,
): Heads {
  const cost = (heads: Heads) => teamCost(heads, question.costs ?? {}, figures.loadedCosts.value).central;
  const csm = roleCost("csm", question.costs ?? {}, figures.loadedCosts.value).central;
  const few = figures.spans.value.find((line) => line.role === "team_lead")?.reports_low ?? 0;
  const [keep] = figures.leadersKept.value.filter((role) => (today[role] ?? 0) > 0);
  const seats = figures.seatsGivenUp.value.filter((role) => (today[role] ?? 0) > 0);
  const leaders = leaderRoles.filter((role) => (today[role] ?? 0) > 0);
  const kept: Heads[] = [today, withLeaders(today, figures), keep === undefined ? {} : { [keep]: 1 }].flatMap((base) =>
    [0, ...seats.map((_, index) => index + 1)].map((gone) =>
      Object.fromEntries(
        Role.options
          .filter((role) => role !== "csm" && !seats.slice(0, gone).includes(role))
          .map((role) => [role, leaders.includes(role) ? (base[role] ?? 0) : (today[role] ?? 0)]),
      ),
    ),
  );
  const teams = kept.flatMap((others) => {
    if (cost(others) > budget) return [];
    const csms = Math.min(most, affordableCsms({ budget, others: cost(others), csm, part: partOf(today.csm ?? 0) }));
    const heads: Heads = { ...others, csm: csms };
    const coach = total(heads, leaderRoles) > 0 && total(heads) - total(heads, leaderRoles) < few;
    return [{ heads, books: csms + (coach ? figures.playerCoach.value : 0) }];
  });
  const reach = (books: number) => Math.min(books, wanted, most);
  const [best] = teams.sort(
    (a, b) => reach(b.books) - reach(a.books) || total(b.heads) - total(a.heads) || cost(a.heads) - cost(b.heads),
  );
  if (best !== undefined) return best.heads;
  const alone = affordableCsms({ budget, others: 0, csm });
  if (alone > 0) return { csm: alone };
  const least = keep === undefined ? "" : ` and a ${roleName(keep)} ${cost({ [keep]: 1 })}`;
  throw new Problem({
    what: `The budget of ${budget} pays nobody: a CSM costs ${csm}${least} a year.`,
    remedy: "Raise the budget, or give the real costs.",
  });
}
