import type { Assumption, UndefinedField } from "../contract/envelope.ts";
import type { Touch } from "../contract/vocabulary.ts";
import { sumMoney } from "../money/sum-money.ts";
import { bestCoverage } from "./best-coverage.ts";
import { coachFte } from "./coach-fte.ts";
import { coverTiers } from "./cover-tier.ts";
import { type CoverageChange, coverageChanges } from "./coverage-changes.ts";
import type { Staffing } from "./plan-roles.ts";
import type { Service } from "./served-account.ts";
import { shareMoney } from "./share-money.ts";
import { roleCost, teamCost } from "./team-cost.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { MoreFigures, TeamFigures } from "./team-reads.ts";
import { newAccountHours } from "./team-work.ts";

/** Accounts of a tier and how they are served when the money is used best. */
export interface CoverageLine {
  tier: string;
  touch: Touch;
  served_as: Service;
  accounts: number;
  arr: number;
  hours: number;
}

/** The best use of a yearly budget, and what one step of money less or more would change. Money in major units, hours a year. */
export interface BudgetCoverage {
  hours_bought: number;
  hours_used: number;
  arr_covered: number;
  arr_covered_share: number | null;
  lines: CoverageLine[];
  marginal: {
    budget_step: number;
    budget_less: number;
    budget_more: number;
    /** Null when the budget less the step does not even pay the other roles. */
    arr_covered_lost: number | null;
    loses: CoverageChange[];
    arr_covered_gained: number;
    gains: CoverageChange[];
  };
}

export interface CoverageAnswer {
  coverage: BudgetCoverage | null;
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

const MOST_TIERS = 12;
const without = (reason: string): CoverageAnswer => ({
  coverage: null,
  assumptions: [],
  undefined: [{ field: "best_coverage", reason }],
});

/**
 * For a fixed budget: which service for how many accounts of each tier covers the most ARR, where an account counts by the share of its
 * entitled hours that it gets, and no account by more than its entitlement. Hours are bought at a CSM's cost an hour, parts of a person
 * included, after the other roles and after new accounts. Says null, with the reason, where that cannot be worked out.
 * @example budgetCoverage(question, staffing, figures).coverage.marginal.loses // what $50,000 less would take away
 */
export function budgetCoverage(question: TeamQuestion, staffing: Staffing, figures: TeamFigures & MoreFigures): CoverageAnswer {
  const { budget, costs = {} } = question;
  if (budget === undefined) return without("No budget was given.");
  const work = staffing.work_in_plan;
  const tiers = coverTiers(work);
  if (tiers === null) return without("The ARR of a tier is unknown, so no hours can be weighed against it.");
  if (tiers.length === 0) return without("No account takes hours of CSMs.");
  if (tiers.length > MOST_TIERS) return without(`There are ${tiers.length} tiers; join them to ${MOST_TIERS} or fewer.`);
  const csm = roleCost("csm", costs, figures.loadedCosts.value).central;
  if (csm === 0) return without("A CSM costs nothing here, so money buys any number of hours.");
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
  const coverage: BudgetCoverage = {
    hours_bought: bought(budget),
    hours_used: best.hours,
    arr_covered: sumMoney([best.arr_covered]),
    arr_covered_share: arr === 0 ? null : best.arr_covered / arr,
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
      arr_covered_lost: below === null ? null : sumMoney([best.arr_covered, -below.arr_covered]),
      loses: below === null ? [] : coverageChanges(tiers, best.counts, below.counts),
      arr_covered_gained: sumMoney([above.arr_covered, -best.arr_covered]),
      gains: coverageChanges(tiers, best.counts, above.counts),
    },
  };
  return {
    coverage,
    assumptions: [
      {
        what: "Best coverage",
        value: "ARR times the share of its usual hours an account gets; parts of a person can be bought",
        why: "It puts hours where they cover most ARR and knows no renewal dates or promises.",
        if_wrong: "Compare served_less, which takes whole people and the smallest accounts first.",
      },
    ],
    undefined: [
      ...(below === null
        ? [
            {
              field: "best_coverage.marginal.arr_covered_lost",
              reason: "That much less would not pay the roles beside the CSMs.",
            },
          ]
        : []),
      ...(arr === 0 ? [{ field: "best_coverage.arr_covered_share", reason: "The tiers have no ARR." }] : []),
    ],
  };
}
