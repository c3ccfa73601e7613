import type { Findings } from "../contract/envelope.ts";
import type { Book } from "./books.ts";
import type { PlannedRole } from "./describe-roles.ts";
import type { HiringStep } from "./hiring-plan.ts";
import type { ChartNode } from "./org-chart.ts";
import type { NewAccountsLine, Pool } from "./pools.ts";
import type { RatioCheck } from "./ratio-checks.ts";
import type { Move } from "./rebalance.ts";
import type { ServedLess } from "./serve-less.ts";
import type { SpanCheck } from "./span-checks.ts";
import type { Driver } from "./team-range.ts";

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
