import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { Motion, Stage, Touch } from "../../core/vocabulary.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { designScorecard as design } from "./choose-measures.ts";
import { scorecardReads } from "./figures.ts";
import { ScorecardFields, scorecardViews, viewScorecard } from "./targets.ts";
import { wordScorecard } from "./words.ts";

const number = z.number();
const Values = z.record(z.string(), number);
const Tier = z.strictObject({ tier: z.string().min(1), touch: Touch, accounts: shown.count(), arr: shown.money().optional() });

const Counts = z.strictObject({ new_accounts_a_year: number.optional(), csms: shown.count().optional() });

export const designScorecard = defineTool({
  name: "design_scorecard",
  title: "Design a scorecard",
  description:
    // not a figure: an example of a call
    `Five to seven measures with owner, definition, target and its basis, how soon each can be read, board slide, dashboards. Such as {"stage": "growth", "motion": "enterprise", "current": {"grr": 0.9}}.`,
  reads: scorecardReads,
  input: z.strictObject({
    stage: inWords(Stage, "seed, series_b, growth, ...").optional(),
    motion: inWords(Motion, "enterprise, mid_market, smb, product_led, self_serve").optional(),
    tiers: inWords(z.array(Tier).min(1), "tier, touch, accounts, arr").optional(),
    current: inWords(Values, "Today's grr, nrr, nps, ...").optional(),
    targets: inWords(Values, "Your own").optional(),
    acv: number.describe("A year").optional(),
    arr: shown.money().describe("Total").optional(),
    counts: inWords(Counts, "new_accounts_a_year, csms").optional(),
    show: z.enum(scorecardViews).describe("One part in full").optional(),
  }),
  output: ScorecardFields,
  lists: [{ list: "executive_dashboard", least: 0 }, { list: "left_out" }, { list: "by_role" }],
  async run({ show, ...question }, figures, ports) {
    // The card, its clocks and its pages rest on all of these figures, so all are read and the basis is one line a standard.
    const currency = ports.defaults.currency ?? "";
    const { fields, facts, ...found } = design({ ...question, currency: currency || undefined }, { ...figures });
    return { fields: viewScorecard(fields, show), ...wordScorecard(fields, facts, currency), ...found };
  },
});
