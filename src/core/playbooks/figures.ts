import * as z from "zod";
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

/** The kinds that have steps of their own, in the order of the catalogue. */
export const draftedKinds = ["onboarding", "renewal", "at_risk", "qbr", "handoff"] as const;
export type DraftedKind = (typeof draftedKinds)[number];

/** What day 0 of a playbook is. */
export const Anchor = z.enum(["start", "trigger", "opt_out_deadline", "meeting", "close"]);
export type Anchor = z.infer<typeof Anchor>;

/** Who starts a playbook and on what sign: one line a touch model. */
export const PlaybookOutlines = z.array(
  z.strictObject({ touch: Touch, anchor: Anchor, owner: z.string().min(1), trigger: z.string().min(1) }),
);
export type PlaybookOutlines = z.infer<typeof PlaybookOutlines>;

/** One step: days from the anchor (negative is before), who does what, through which channel, and what exists afterwards. */
export const PlaybookStep = z.strictObject({
  touch: Touch,
  day: z.number().multipleOf(1),
  action: z.string().min(1),
  owner: z.string().min(1),
  channel: z.string().min(1),
  output: z.string().min(1),
  /** Hours of customer-success work for one account; in a group step the account's share. */
  hours: z.number().min(0),
  /** Set on the steps of a renewal that belong to the renewal date and not to the opt-out deadline. */
  counted_from: z.literal("renewal_date").optional(),
});
export type PlaybookStep = z.infer<typeof PlaybookStep>;
export const PlaybookSteps = z.array(PlaybookStep);

/** How everybody knows it is over, whether it works, what runs by itself and who is called when it stalls. */
export const PlaybookChecks = z.array(
  z.strictObject({
    part: z.enum(["exit", "metric", "automation", "escalation"]),
    touches: z.array(Touch).min(1),
    text: z.string().min(1),
  }),
);
export type PlaybookChecks = z.infer<typeof PlaybookChecks>;

/** Words that show a part of a playbook is there; a part that needs a number is vague without a digit or a specific word. */
export const ReviewSigns = z.array(
  z.strictObject({
    part: z.string(),
    words: z.array(z.string()).min(1),
    needs_number: z.boolean(),
    specific_words: z.array(z.string()),
  }),
);
export const PlaybookPart = z.strictObject({ part: z.string(), question: z.string(), fix: z.string() });
export const PlaybookPartsFigure = z.array(PlaybookPart);
export const VagueWords = z.array(z.strictObject({ word: z.string(), instead: z.string() }));

export const onboardingFigure = figure("playbooks-onboarding", "playbook", PlaybookOutlines);
export const onboardingStepsFigure = figure("playbooks-onboarding", "steps", PlaybookSteps);
export const onboardingChecksFigure = figure("playbooks-onboarding", "checks", PlaybookChecks);
export const atRiskFigure = figure("playbooks-at-risk", "playbook", PlaybookOutlines);
export const atRiskStepsFigure = figure("playbooks-at-risk", "steps", PlaybookSteps);
export const atRiskChecksFigure = figure("playbooks-at-risk", "checks", PlaybookChecks);
export const renewalFigure = figure("playbooks-renewal", "playbook", PlaybookOutlines);
export const renewalStepsFigure = figure("playbooks-renewal", "steps", PlaybookSteps);
export const renewalChecksFigure = figure("playbooks-renewal", "checks", PlaybookChecks);
export const qbrFigure = figure("playbooks-qbr", "playbook", PlaybookOutlines);
export const qbrStepsFigure = figure("playbooks-qbr", "steps", PlaybookSteps);
export const qbrChecksFigure = figure("playbooks-qbr", "checks", PlaybookChecks);
export const handoffFigure = figure("playbooks-handoff", "playbook", PlaybookOutlines);
export const handoffStepsFigure = figure("playbooks-handoff", "steps", PlaybookSteps);
export const handoffChecksFigure = figure("playbooks-handoff", "checks", PlaybookChecks);
export const playbookPartsFigure = figure("playbooks-anatomy", "parts", PlaybookPartsFigure);
export const reviewSignsFigure = figure("playbooks-anatomy", "review_signs", ReviewSigns);
export const vagueWordsFigure = figure("playbooks-anatomy", "vague_words", VagueWords);
