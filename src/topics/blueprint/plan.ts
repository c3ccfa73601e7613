import type { Bracket, Touch } from "../../core/vocabulary.ts";
import type { TierArr } from "../economics/churn.ts";
import type { TeamPlan } from "../team/answer.ts";
import type { AccountAtRisk } from "../team/at-risk.ts";
import type { Choice, PlanOption } from "../team/choice.ts";
import type { PlanBook, PlanRenewals } from "./book.ts";
import type { DigitalProgram, NextHire, ServiceLevel } from "./capacity.ts";
import type { ProposedCheck, TargetCheck } from "./checks.ts";
import type { MeasuredRetention } from "./history.ts";
import type { Losses, PlanUnknown } from "./losses.ts";
import type { OtherAnswers, PlaybookLine } from "./parts.ts";
import type { Company, PlanFacts } from "./question.ts";
import type { RoadmapStep } from "./roadmap.ts";
import type { Tie } from "./ties.ts";

/** A table of part of the book: money a year in major units, rates as fractions, null where the table does not show them. */
export interface PlanSample {
  accounts: number;
  /** Accounts among them whose amount is not known. */
  unpriced: number;
  arr: number;
  /** The total that nobody stated and that is taken in the sample's proportion. */
  filled: "accounts" | "arr" | null;
  owners: number;
  nrr: number | null;
  grr: number | null;
  /** Tiers whose accounts and ARR were stated, against what is listed of them, and what an account must pay that is not listed. */
  tiers: {
    tier: string;
    accounts: number;
    arr: number;
    listed: number;
    listed_arr: number;
    rest: number;
    rest_average: number | null;
  }[];
  /** Of the listed accounts only. */
  renewals: PlanRenewals | null;
  book: PlanBook["accounts"];
}

/** All a plan is made from; what is not known is null or left out. */
export interface PlanInput {
  company: Company;
  book: PlanBook | null;
  retention: MeasuredRetention | null;
  as_of: string | null;
}

/** A plan to choose from with its first year by quarter, in major units. */
export interface YearOption extends PlanOption {
  cost_by_quarter: number[];
}

/** One tier of the plan; where ARR by tier is unknown it is the central scenario's, between the ends the floors allow. */
export interface PlanTier extends TierArr {
  touch: Touch;
  min_arr: number;
  arr_share: number;
  arr_low: number;
  arr_high: number;
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
  /** Empty where nobody said. */
  currency: string;
  as_of: string | null;
  quarters: string[];
  facts: PlanFacts;
  tiers: PlanTier[];
  scenarios: { scenario: string; tiers: TierArr[] }[];
  /** Tiers whose given ARR their floors cannot hold, one sentence each. */
  tier_notes: string[];
  retention: MeasuredRetention | null;
  losses: Losses;
  /** The team as the recommended plan has it, else as today: who serves whom, the chart, the books. */
  team: TeamPlan;
  /** The need before anybody decides, as size_team gives it. */
  sizing: TeamPlan;
  /** CSMs needed by parent instead of by account, leavers counted; null where accounts have no parents. */
  need_by_parent: number | null;
  /** CSMs needed if customer success carried the whole expansion quota; null where that is settled. */
  need_with_quota: number | null;
  /** Accounts more in a year by new ones less those who leave, and the CSMs all then take; null where the book does not grow. */
  in_a_year: { more: number; csms: number } | null;
  csms_today: number | null;
  /** CSMs of the recommended plan, else today's. */
  csms_planned: number | null;
  /** The currency of the book, where no cost is known in it. */
  unpriced: string | null;
  /** That the costs stand at a published rate, where nobody gave one in the book's currency. */
  costs_at_rate: string | null;
  fixed: boolean;
  heads_today: number | null;
  cost_today: number | null;
  gross_margin: Bracket & { known: boolean };
  customer_time: Bracket & { known: boolean };
  choice: Choice;
  options: YearOption[];
  recommended: YearOption | null;
  /** When a hire decided now starts and is full, in weeks. */
  hire_weeks: { start: number; full: number };
  targets: TargetCheck[];
  mix_nrr: { low: number; high: number };
  proposed: ProposedCheck[];
  unknowns: PlanUnknown[];
  decision_week: number;
  ties: Tie[];
  roadmap: RoadmapStep[];
  others: OtherAnswers;
  playbooks: PlaybookLine[];
  digital: DigitalProgram | null;
  accounts: PlanBook["accounts"];
  near_floor: PlanBook["near_floor"];
  parents: number | null;
  at_risk: AccountAtRisk[];
  /** What a table holds that shows only part of the stated book; the plan then stands on the totals, and names alone come from the table. */
  sample: PlanSample | null;
  service_levels: ServiceLevel[];
  /** Null where today's team is not known. */
  next_hire: NextHire | null;
  /** Null without a date or renewal dates, and for a sample. */
  renewals: PlanRenewals | null;
  since_last_run: SinceLastRun[];
  /** What the rules call large, near and believable, for the words. */
  marks: {
    named: number;
    own_owner: number;
    first_line: number;
    near_days: number;
    log_weeks: number;
    attrition: number;
    hire_from: number;
    remark: number;
  };
  spend_median: number;
}
