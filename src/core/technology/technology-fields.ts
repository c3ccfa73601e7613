import * as z from "zod";
import { ChartSchema } from "../contract/chart.ts";

const Text = z.string();
const Money = z.number().nullable();
const Share = z.number();

const BuyRow = z.strictObject({
  tool: Text,
  what: Text,
  why: Text,
  /** Where the cost comes from. */
  cost_basis: Text,
  cost_low: Money,
  cost_high: Money,
  rule: Text,
});
const WaitRow = z.strictObject({
  tool: Text,
  what: Text,
  until: Text,
  csms_from: z.number().optional(),
  accounts_from: z.number().optional(),
  stage_from: Text.optional(),
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
  coverage: Share,
  possible_low: z.number(),
  possible_high: z.number(),
  missing: z.array(Text),
  price: Money,
});
const SensitivityRow = z.strictObject({
  criterion: Text,
  weight_share: Share,
  /** When the weight moves by the rule's share of itself, the others keeping their proportions. */
  first_changes: z.boolean(),
  order_changes: z.boolean(),
  /** The nearest weight from which on another vendor leads, inside or outside the move. */
  flips_at_share: Share.nullable(),
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
  amount: Money,
  share: Share,
  /** The ends as shares, where there is no budget to say them in money. */
  low_share: Share.optional(),
  high_share: Share.optional(),
});
const Spending = z.strictObject({
  budget: Money,
  share_of_arr: Share.nullable(),
  usual_low: Money,
  usual_high: Money,
  usual_low_share: Share,
  usual_high_share: Share,
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
