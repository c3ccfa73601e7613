import type { Bracket, Touch } from "../contract/vocabulary.ts";
import type { TeamPlan } from "../org/team-plan.ts";
import type { ArrLost } from "./arr-lost.ts";
import type { ChurnScenario, TierArr } from "./churn-bounds.ts";
import type { Company } from "./company.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { MeasuredRetention, PlanAccount } from "./plan-input.ts";
import type { PlanOption } from "./plan-option.ts";
import type { PlanRenewals } from "./plan-renewals.ts";
import type { PlanUnknown } from "./plan-unknowns.ts";
import type { PlaybookLine } from "./playbook-lines.ts";
import type { ProposedCheck } from "./proposed-plan.ts";
import type { RoadmapStep } from "./roadmap.ts";
import type { ScorecardLine } from "./scorecard.ts";
import type { TargetCheck } from "./target-checks.ts";
import type { Tie } from "./tie.ts";

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
