import * as z from "zod";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { ScorecardFields, scorecardViews, viewScorecard } from "./answer.ts";
import { designScorecard as design } from "./choose-measures.ts";
import { scorecardReads } from "./figures.ts";
import { ScorecardQuestion } from "./question.ts";
import { scorecardAnswer, scorecardAssumptions, scorecardWarnings, wordScorecard } from "./words.ts";

const { stage, motion, tiers, current, targets, acv, arr, counts } = ScorecardQuestion.shape;

export const designScorecard = defineTool({
  name: "design_scorecard",
  title: "Design a scorecard",
  description:
    // not a figure: an example of a call
    `Five to seven measures with owner, definition, target and its basis, how soon each can be read, board slide, dashboards. Such as {"stage": "growth", "motion": "enterprise", "current": {"grr": 0.9}}.`,
  reads: scorecardReads,
  input: z.strictObject({
    stage: inWords(stage, "seed, series_b, growth, ..."),
    motion: inWords(motion, "enterprise, mid_market, smb, product_led, self_serve"),
    tiers: inWords(tiers, "tier, touch, accounts, arr"),
    current: inWords(current, "Today's grr, nrr, nps, ..."),
    targets: inWords(targets, "Your own"),
    acv: acv.describe("A year"),
    arr: arr.describe("Total"),
    counts: inWords(counts, "new_accounts_a_year, csms"),
    show: z.enum(scorecardViews).describe("One part in full").optional(),
  }),
  output: ScorecardFields,
  lists: [{ list: "executive_dashboard", least: 0 }, { list: "left_out" }, { list: "by_role" }],
  async run({ show, ...question }, figures, ports) {
    // The card, its clocks and its pages rest on all of these figures, so all are read and the basis is one line a standard.
    const all = { ...figures };
    const currency = ports.defaults.currency ?? "";
    const { scorecard, facts } = design({ ...question, currency: currency || undefined }, all);
    return {
      fields: viewScorecard(scorecardAnswer(scorecard), show),
      ...wordScorecard(scorecard, facts, currency),
      warnings: scorecardWarnings(scorecard, facts, all),
      assumptions: scorecardAssumptions(scorecard, facts, all),
    };
  },
});
