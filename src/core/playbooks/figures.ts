import { z } from "zod";
import { figure } from "../contract/figure.ts";
import { Touch } from "../contract/vocabulary.ts";

/** The kinds of playbook the catalogue lists. */
export const PlaybookKind = z.enum([
  "onboarding",
  "adoption",
  "expansion",
  "renewal",
  "advocacy",
  "at_risk",
  "escalation",
  "champion_change",
  "sponsor_loss",
  "qbr",
  "ebr",
  "success_plan",
  "handoff",
  "plateau",
  "single_threaded",
  "new_stakeholder",
]);
export type PlaybookKind = z.infer<typeof PlaybookKind>;

/** One step: days from the anchor (negative is before), who does what, through which channel, and what exists afterwards. */
export const PlaybookStep = z.strictObject({
  day: z.number().multipleOf(1),
  action: z.string(),
  owner: z.string(),
  channel: z.string(),
  output: z.string(),
  hours: z.number().min(0),
});
/** A playbook for one touch model. */
export const PlaybookFigures = z.array(
  z.strictObject({
    touch: Touch,
    anchor: z.enum(["start", "opt_out_deadline", "meeting", "trigger"]),
    trigger: z.string(),
    owner: z.string(),
    exit_criteria: z.array(z.string()).min(1),
    metrics: z.array(z.string()).min(1),
    automation: z.array(z.string()),
    escalation: z.array(z.string()),
    steps: z.array(PlaybookStep).min(1),
  }),
);
export const onboardingFigure = figure("playbooks-onboarding", "playbook", PlaybookFigures);
export const atRiskFigure = figure("playbooks-at-risk", "playbook", PlaybookFigures);
export const renewalFigure = figure("playbooks-renewal", "playbook", PlaybookFigures);
export const qbrFigure = figure("playbooks-qbr", "playbook", PlaybookFigures);
export const handoffFigure = figure("playbooks-handoff", "playbook", PlaybookFigures);
