import * as z from "zod";
import { type FigureReference, figure } from "../contract/figure.ts";
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

/** The kinds that have steps of their own: all of them. */
export const draftedKinds = PlaybookKind.options;

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
  /** A test on fields; the step is left out for an account that fails it. */
  only_if: z.string().min(1).optional(),
});
export type PlaybookStep = z.infer<typeof PlaybookStep>;
export const PlaybookSteps = z.array(PlaybookStep);

const check = { touches: z.array(Touch).min(1), text: z.string().min(1) };

/** How everybody knows it is over, whether it works, who is called when it stalls, and what runs by itself on which test of which fields. */
export const PlaybookChecks = z.array(
  z.discriminatedUnion("part", [
    z.strictObject({ part: z.enum(["exit", "metric", "escalation"]), ...check }),
    z.strictObject({ part: z.literal("automation"), ...check, when: z.string().min(1), needs: z.array(z.string()).min(1) }),
  ]),
);
export type PlaybookChecks = z.infer<typeof PlaybookChecks>;

/** What the step of a day can send; names in braces are filled from the input. */
export const PlaybookMessages = z.array(
  z.strictObject({ touch: Touch, day: z.number().multipleOf(1), subject: z.string().min(1), text: z.string().min(1) }),
);
export type PlaybookMessages = z.infer<typeof PlaybookMessages>;

const pages: Record<PlaybookKind, string> = {
  onboarding: "playbooks-onboarding",
  adoption: "playbooks-adoption",
  expansion: "playbooks-expansion",
  renewal: "playbooks-renewal",
  advocacy: "playbooks-advocacy",
  at_risk: "playbooks-at-risk",
  escalation: "playbooks-escalation",
  champion_change: "playbooks-champion-change",
  sponsor_loss: "playbooks-sponsor-loss",
  qbr: "playbooks-qbr",
  ebr: "playbooks-ebr",
  success_plan: "playbooks-success-plan",
  handoff: "playbooks-handoff",
  plateau: "playbooks-adoption-plateau",
  single_threaded: "playbooks-single-threaded",
  new_stakeholder: "playbooks-new-stakeholder",
};

/** The steps of one kind as its page holds them. @example stepsFigure("renewal").rule // "playbooks-renewal" */
export const stepsFigure = (kind: PlaybookKind) => figure(pages[kind], "steps", PlaybookSteps);

/** The figures of every kind: who starts it, its steps, its checks and its messages. */
export type PlaybookReads = Record<PlaybookKind, FigureReference<typeof PlaybookOutlines>> &
  Record<`${PlaybookKind}_steps`, FigureReference<typeof PlaybookSteps>> &
  Record<`${PlaybookKind}_checks`, FigureReference<typeof PlaybookChecks>> &
  Record<`${PlaybookKind}_messages`, FigureReference<typeof PlaybookMessages>>;

export const playbookReads = Object.fromEntries(
  PlaybookKind.options.flatMap((kind): [string, FigureReference][] => [
    [kind, figure(pages[kind], "playbook", PlaybookOutlines)],
    [`${kind}_steps`, stepsFigure(kind)],
    [`${kind}_checks`, figure(pages[kind], "checks", PlaybookChecks)],
    [`${kind}_messages`, figure(pages[kind], "messages", PlaybookMessages)],
  ]),
) as PlaybookReads;

/** Kinds without a run for a touch model, and what to do instead. */
export const NoRun = z.array(z.strictObject({ kind: PlaybookKind, touch: Touch, why: z.string(), instead: z.string() }));
/** Kinds whose hours stand in the yearly hours of an account already, and under which line. */
export const HoursCounted = z.array(
  z.strictObject({ kind: PlaybookKind, touches: z.array(Touch).min(1), counted_as: z.string() }),
);
export const noRunFigure = figure("playbooks-catalogue", "no_run", NoRun);
export const hoursCountedFigure = figure("playbooks-catalogue", "hours_counted", HoursCounted);
