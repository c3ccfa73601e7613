import type * as z from "zod";
import type { Findings } from "../../core/answer.ts";
import type { Figure } from "../../core/figure.ts";
import type { Touch } from "../../core/vocabulary.ts";
import type { RatioFigures } from "../workload/hours.ts";
import type { Book, Move } from "./books.ts";
import type { HiringStep } from "./hiring.ts";
import type { Driver, OpenQuestion, TeamNeed } from "./need.ts";
import type { ChartNode, SpanCheck } from "./org-chart.ts";
import type { PlannedRole } from "./roles.ts";
import type { ServedLess } from "./serve-less.ts";
import type { NewAccountsLine, Pool } from "./work.ts";

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

/** A team plan; null where something cannot be known, with the reason under `undefined`. */
export interface TeamPlan extends Findings {
  year: { contract_hours: number; leave_hours: number; customer_time: number };
  hours_per_csm: number;
  /** Full-time CSMs for the work before anybody leaves. */
  csm_fte: number;
  csm_fte_with_attrition: number;
  /** The CSMs needed with the plan's other roles in place, leavers counted. */
  need: TeamNeed;
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
