import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { Band } from "../../core/vocabulary.ts";
import { spendFigure } from "../economics/figures.ts";

const Whole = z.number().multipleOf(1).min(1);

/** In the order in which a company passes through them. */
const Stages = z
  .array(
    z.strictObject({
      stage: z.string(),
      platform: z.enum(["none", "evaluate", "buy", "mature"]),
      adds: z.array(z.string()),
      do: z.string(),
    }),
  )
  .min(1);
const Trigger = z.array(z.strictObject({ measure: z.enum(["customers", "csms"]), from: z.number().min(0) })).min(1);
const Readiness = z.array(z.strictObject({ answer: z.string(), condition: z.string(), if_not: z.string() })).min(1);
/** From the bottom layer up. */
const ToolKinds = z
  .array(z.strictObject({ tool: z.string(), name: z.string(), layer: Whole, budget_line: z.string(), also: z.array(z.string()) }))
  .min(1);
const Parts = z
  .array(
    z.strictObject({
      part: z.string(),
      needs: z.array(z.string()),
      choose: z.enum(["buy", "own", "build", "build small"]),
      because: z.string(),
    }),
  )
  .min(1);
const Capabilities = z
  .array(z.strictObject({ capability: z.string(), tool: z.string(), need: z.enum(["must", "nice"]), try_this: z.string() }))
  .min(1);
const Weights = z
  .array(z.strictObject({ criterion: z.string(), weight_share: shown.rate().min(0).max(1), five_means: z.string() }))
  .min(1);
const Scale = z.strictObject({ lowest: z.number(), highest: z.number() });
const Split = z.array(z.strictObject({ line: z.string(), share: Band, holds: z.string() })).min(1);
const Phases = z.array(
  z.strictObject({ week_from: Whole, week_to: Whole, phase: z.string(), work: z.string(), done_when: z.string() }),
);
const DataFields = z.array(
  z.strictObject({ field: z.string(), from: z.string(), must: z.boolean(), used_for: z.string(), empty_means: z.string() }),
);

/** Every figure a technology plan may rest on; read only where the question needs it. */
export const technologyReads = {
  stages: figure("technology-what-to-buy-when", "stages", Stages),
  stageReadAs: figure(
    "technology-what-to-buy-when",
    "stage_read_as",
    z.array(z.strictObject({ stage: z.string(), read_as: z.string() })),
  ),
  trigger: figure("technology-what-to-buy-when", "platform_trigger", Trigger),
  readiness: figure("technology-what-to-buy-when", "readiness", Readiness),
  readinessLimit: figure("technology-what-to-buy-when", "readiness_limit", z.strictObject({ gaps_to_wait: Whole })),
  tools: figure("technology-layers", "tools", ToolKinds),
  parts: figure("technology-build-or-buy", "which", Parts),
  buildMonths: figure("technology-build-or-buy", "build_time_to_value", z.strictObject({ months: Band })),
  capabilities: figure("technology-capabilities", "capabilities", Capabilities),
  weights: figure("technology-vendor-evaluation", "weights", Weights),
  scale: figure("technology-vendor-evaluation", "scale", Scale),
  sensitivity: figure(
    "technology-vendor-evaluation",
    "sensitivity",
    z.strictObject({ weight_move_share: shown.rate().min(0).max(1), score_points: z.number().min(0) }),
  ),
  split: figure("technology-budget", "split", Split),
  toolsOfSpend: figure(
    "technology-budget",
    "tools_of_spend",
    z.strictObject({ low_share: shown.rate().min(0).max(1), high_share: shown.rate().min(0).max(1) }),
  ),
  spend: spendFigure,
  platformPrice: figure(
    "technology-platform-comparison",
    "platform_price",
    z.strictObject({ from: z.number().min(0), below: z.number().min(0) }),
  ),
  phases: figure("technology-implementation", "phases", Phases),
  weeksToValue: figure("technology-implementation", "weeks_to_value", z.strictObject({ from_week: Whole, to_week: Whole })),
  tooManyTools: figure("technology-overspending", "too_many_tools", z.strictObject({ tools: Whole })),
  dataFields: figure("technology-data-foundation", "fields", DataFields),
};

export type TechnologyFigures = Figures<typeof technologyReads>;
/** The tool every layer above the contract waits for, and the one the stages page decides about. */
export const CRM = "crm";
export const PLATFORM = "csp";

const Text = z.string();
const Money = z.number().nullable();

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
export type VendorRow = z.infer<typeof VendorRow>;
export type SensitivityRow = z.infer<typeof SensitivityRow>;
export type Decision = z.infer<typeof Decision>;
export type Platform = NonNullable<TechnologyFields["platform"]>;
export type BuyRow = z.infer<typeof BuyRow>;
export type WaitRow = z.infer<typeof WaitRow>;
export type BudgetRow = z.infer<typeof BudgetRow>;
export type Spending = z.infer<typeof Spending>;
