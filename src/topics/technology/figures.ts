import * as z from "zod";
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
    z.strictObject({ from: z.number().min(0), below: z.number().min(0), currency: z.string().regex(/^[A-Z]{3}$/) }),
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
