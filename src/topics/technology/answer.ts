import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import type { Answered } from "../../core/known.ts";

const Text = z.string();
const Money = shown.money().nullable();

const BuyRow = z.strictObject({
  tool: Text,
  what: Text,
  why: Text,
  /** Where the cost comes from. */
  cost_basis: Text,
  cost_low: shown.money().nullable(),
  cost_high: shown.money().nullable(),
  rule: Text,
});
const WaitRow = z.strictObject({
  tool: Text,
  what: Text,
  until: Text,
  csms_from: z.number().optional(),
  accounts_from: z.number().optional(),
  stage_from: Text.optional(),
  /** What it would cost, where that is the next decision. */
  cost_low: shown.money().optional(),
  cost_high: shown.money().optional(),
  rule: Text,
});
const BuildRow = z.strictObject({
  what: Text,
  needs: z.array(Text),
  choose: z.enum(["own", "build", "build small"]),
  why: Text,
  /** Until a tool one builds is of use; a definition or a report has none. */
  months_low: z.number().optional(),
  months_high: z.number().optional(),
});
const VendorRow = z.strictObject({
  name: Text,
  score: z.number().nullable(),
  rank: z.number().nullable(),
  /** Share of the weight that was scored. */
  coverage: shown.rate(),
  possible_low: z.number(),
  possible_high: z.number(),
  missing: z.array(Text),
  price: shown.money().nullable(),
});
const SensitivityRow = z.strictObject({
  criterion: Text,
  weight_share: shown.rate(),
  /** When the weight moves by the rule's share of itself, the others keeping their proportions. */
  first_changes: z.boolean(),
  order_changes: z.boolean(),
  /** The nearest weight from which on another vendor leads, inside or outside the move. */
  flips_at_share: shown.rate().nullable(),
  flips_to: Text.nullable(),
});
const Decision = z.strictObject({
  first: Text,
  second: Text,
  gap: z.number(),
  heaviest: Text,
  one_point_worth: z.number(),
  one_point_decides: z.boolean(),
  ranges_overlap: z.boolean(),
  weights_decide: z.boolean(),
});
const BudgetRow = z.strictObject({
  part: Text,
  low: Money,
  high: Money,
  amount: shown.money().nullable(),
  share: shown.rate(),
  /** The ends as shares, where there is no budget to say them in money. */
  low_share: shown.rate().optional(),
  high_share: shown.rate().optional(),
});
const Spending = z.strictObject({
  budget: shown.money().nullable(),
  share_of_arr: shown.rate().nullable(),
  usual_low: shown.money().nullable(),
  usual_high: shown.money().nullable(),
  usual_low_share: shown.rate(),
  usual_high_share: shown.rate(),
  verdict: z.enum(["below", "within", "above"]).nullable(),
  population: Text,
});
const PhaseRow = z.strictObject({
  phase: Text,
  weeks: z.number().nullable(),
  /** The first week, counted from the signature; a step before it has none. */
  week_from: z.number().optional(),
  what: Text,
  done_when: Text,
});

/** The parts of a technology plan. Money a year in major units, shares as fractions. */
export const TechnologyFields = z.strictObject({
  platform: z
    .strictObject({
      verdict: z.enum(["have", "buy", "buy_if_ready", "wait", "not_known"]),
      stage_says: z.enum(["none", "evaluate", "buy", "mature"]).nullable(),
      size_due: z.boolean().nullable(),
      conditions_met: z.array(Text),
      conditions_missing: z.array(Text),
      conditions_unknown: z.array(Text),
    })
    .nullable(),
  buy_now: z.array(BuyRow),
  wait: z.array(WaitRow),
  build: z.array(BuildRow),
  needs: z.array(
    z.strictObject({
      need: Text,
      level: z.enum(["must", "nice", "yours"]),
      choose: z.enum(["buy", "own", "build", "build small"]),
      tool: Text,
      state: z.enum(["have", "buy_now", "wait", "build", "not_known"]),
    }),
  ),
  have: z.array(z.strictObject({ name: Text, tool: Text })),
  decided: z.boolean().nullable(),
  decision: Decision.nullable(),
  vendors: z.array(VendorRow),
  sensitivity: z.array(SensitivityRow),
  budget: z.array(BudgetRow),
  spending: Spending.nullable(),
  phases: z.array(PhaseRow),
  missing: z.array(z.strictObject({ what: Text, moves: Text })),
  charts: z.array(ChartSchema),
});
export type TechnologyFields = z.infer<typeof TechnologyFields>;
export type Platform = Answered<NonNullable<TechnologyFields["platform"]>>;
export type VendorRow = Answered<z.infer<typeof VendorRow>>;
export type SensitivityRow = Answered<z.infer<typeof SensitivityRow>>;
export type Decision = z.infer<typeof Decision>;
export type BudgetRow = Answered<z.infer<typeof BudgetRow>>;
export type Spending = Answered<z.infer<typeof Spending>>;

/** What a price was read from: a vendor, several, or the library's bracket; or that there is none. */
export type CostBasis =
  | { of: "none" }
  | { of: "library"; currency: string }
  | { of: "vendor"; name: string }
  | { of: "vendors"; priced: number; named: number };
/** From which size on the platform is due. */
export interface Size {
  csms_from?: number;
  accounts_from?: number;
}
/** Why a tool is bought now. */
export type BuyWhy =
  | { by: "stage"; stage: string; advice: string }
  | { by: "platform"; stage: string | null; size: Size | null }
  | { by: "needs"; needs: readonly string[] };
/** What a tool waits for: the contract layer, a stage, a size, or the readiness list with what is missing there, not answered, or not agreed. */
export type Until =
  | { for: "crm" }
  | { for: "stage"; stage: string; given: boolean }
  | { for: "size"; size: Size }
  | { for: "readiness"; limit: number; of: number; missing: readonly string[]; since: "missing" | "unanswered" | "disagreeing" };
/** What the answer lacks. */
export type Missing =
  | { ask: "tools" | "vendors" | "budget" | "arr" }
  | { ask: "stage"; stages: readonly string[] }
  | { ask: "size"; csms: boolean; accounts: boolean }
  | { ask: "readiness"; open: readonly string[]; limit: number }
  | { ask: "scores" | "prices"; vendors: number };

type Wire = Answered<TechnologyFields>;
export type BuyRow = Omit<Wire["buy_now"][number], "why" | "cost_basis"> & { why: BuyWhy; cost_basis: CostBasis };
export type WaitRow = Omit<Wire["wait"][number], "until"> & { until: Until; cost_basis?: CostBasis };
export type BuildRow = Omit<Wire["build"][number], "why"> & { because: string; second_person: boolean };

/** A technology plan before its words: why, until when and what is missing are codes and data. */
export type TechnologyPlan = Omit<Wire, "buy_now" | "wait" | "build" | "missing"> & {
  buy_now: BuyRow[];
  wait: WaitRow[];
  build: BuildRow[];
  missing: Missing[];
};

/** What should be known about the tools in place. */
export type ToolWarning =
  | { code: "tool_not_known"; names: string[]; kinds: string[] }
  | { code: "same_truth_twice"; names: string[]; kind: string }
  | { code: "too_many_tools"; have: number; most: number }
  | { code: "platform_early" };
