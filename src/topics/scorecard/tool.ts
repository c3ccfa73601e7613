import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { Touch } from "../../core/vocabulary.ts";
import { inWords } from "../../tool/params.ts";
import { defineTool } from "../../tool/tool.ts";
import { designScorecard as design } from "./choose-measures.ts";
import { scorecardReads } from "./figures.ts";
import { ScorecardFields, type ScorecardView, scorecardViews, viewScorecard } from "./targets.ts";
import { summariseScorecard } from "./words.ts";

const number = z.number();
const Values = z.record(z.string(), number);
const Tier = z.strictObject({ tier: z.string().min(1), touch: Touch, accounts: shown.count(), arr: shown.money().optional() });

const Counts = z.strictObject({ new_accounts_a_year: number.optional(), csms: shown.count().optional() });

/** Characters of an answer, which its basis of about 600 joins, that can still be sent. */
const ANSWER_CHARACTERS = 9350; // not a figure: characters of one answer
const cut: Warning = { code: "dashboards_apart", message: "The dashboards made the answer too long; ask with show: dashboards." };

export const designScorecard = defineTool({
  name: "design_scorecard",
  title: "Design a scorecard",
  description:
    "Five to seven measures for a stage, motion and touches: owner, definition, target with basis, how soon each can be read, board slide, dashboards. Never blends benchmarks. Refuses unknown stages, motions, measures and impossible rates.",
  reads: scorecardReads,
  input: z.strictObject({
    stage: z.string().describe("Such as series_b, growth"),
    motion: z.string().describe("enterprise, smb, product_led"),
    tiers: inWords(z.array(Tier).min(1), "tier, touch (high, low, tech), accounts, arr").optional(),
    current: inWords(Values, "Today's grr, nrr, nps, ...").optional(),
    targets: inWords(Values, "Your own").optional(),
    acv: number.describe("Contract a year").optional(),
    arr: shown.money().describe("Total").optional(),
    counts: inWords(Counts, "new_accounts_a_year, csms").optional(),
    show: z.enum(scorecardViews).describe("One part in full").optional(),
  }),
  output: ScorecardFields,
  async run({ show, ...question }, figures, ports) {
    // The card, its clocks and its pages rest on all of these figures, so all are read and the basis is one line a standard.
    const currency = ports.defaults.currency ?? "USD";
    const { fields, facts, warnings, ...found } = design({ ...question, currency }, { ...figures });
    const answer = (view: ScorecardView | undefined, more: Warning[]) => ({
      fields: viewScorecard(fields, view),
      summary: summariseScorecard(fields, facts, currency),
      warnings: [...warnings, ...more],
      ...found,
    });
    const whole = answer(show, []);
    return show === undefined && JSON.stringify(whole).length > ANSWER_CHARACTERS ? answer("measures", [cut]) : whole;
  },
});
