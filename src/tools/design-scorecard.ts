import * as z from "zod";
import { Touch } from "../core/contract/vocabulary.ts";
import { designScorecard as design } from "../core/metrics/scorecard/design-scorecard.ts";
import { ScorecardFields } from "../core/metrics/scorecard/scorecard-fields.ts";
import { scorecardReads } from "../core/metrics/scorecard/scorecard-reads.ts";
import { summariseScorecard } from "../render/scorecard-summary.ts";
import { inWords } from "./params.ts";
import { defineTool } from "./tool.ts";

const number = z.number();
const Values = z.record(z.string(), number);
const Tier = z.strictObject({ tier: z.string().min(1), touch: Touch, accounts: number, arr: number.optional() });

export const designScorecard = defineTool({
  name: "design_scorecard",
  title: "Design a scorecard",
  description:
    "Five to seven measures for a company's stage, motion and touches: owner, definition, cadence, target with its basis, how soon each can be read, board slide, dashboards. Never blends benchmarks. Refuses unknown stages, motions, measures and impossible rates.",
  reads: scorecardReads,
  input: z.strictObject({
    stage: z.string().describe("Such as series_b, growth"),
    motion: z.string().describe("enterprise, smb, product_led"),
    tiers: inWords(z.array(Tier).min(1), "tier, touch (high, low, tech), accounts, arr").optional(),
    current: inWords(Values, "Today: grr, nrr, nps, ...; a wrong name lists all").optional(),
    targets: inWords(Values, "Your own").optional(),
    acv: number.describe("Average contract").optional(),
    arr: number.describe("Total").optional(),
    new_accounts_a_year: number.describe("Count").optional(),
    csms: number.describe("Count").optional(),
    standard: z.string().describe("Preferred one").optional(),
  }),
  output: ScorecardFields,
  async run({ standard: _, ...question }, figures, ports) {
    const currency = ports.defaults.currency ?? "USD";
    const { fields, facts, ...found } = design({ ...question, currency }, figures);
    return { fields, summary: summariseScorecard(fields, facts, currency), ...found };
  },
});
