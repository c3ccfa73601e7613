import * as z from "zod";
import { IsoDate, Touch } from "../contract/vocabulary.ts";
import { Anchor, PlaybookKind } from "./figures.ts";

/** A step with its date; null where nothing says when the playbook starts. */
export const DatedStep = z.strictObject({
  day: z.number(),
  /** What `day` counts from: the playbook's anchor, or the renewal date for what follows the deadline. */
  counted_from: z.enum([...Anchor.options, "renewal_date"]),
  date: IsoDate.nullable(),
  action: z.string(),
  owner: z.string(),
  channel: z.string(),
  output: z.string(),
  hours: z.number(),
  /** True when the date lies before `as_of`; null without a date or without `as_of`. */
  past: z.boolean().nullable(),
  /** A test on fields: the step is left out for an account that fails it. */
  only_if: z.string().optional(),
});
export type DatedStep = z.infer<typeof DatedStep>;

/** A test on fields that a program can run, what it does then, and the fields it reads. */
export const AutomationLine = z.strictObject({ when: z.string(), do: z.string(), needs: z.array(z.string()) });
export type AutomationLine = z.infer<typeof AutomationLine>;

/** What the steps of a day can send, filled as far as the input goes. */
export const PlaybookMessage = z.strictObject({ day: z.number(), subject: z.string(), text: z.string() });
export type PlaybookMessage = z.infer<typeof PlaybookMessage>;

/** A playbook for one account or one touch model. */
export const Playbook = z.strictObject({
  kind: PlaybookKind,
  touch: Touch,
  trigger: z.string(),
  owner: z.string(),
  anchor: Anchor,
  anchor_date: IsoDate.nullable(),
  steps: z.array(DatedStep),
  exit_criteria: z.array(z.string()),
  metrics: z.array(z.string()),
  automation: z.array(AutomationLine),
  escalation: z.array(z.string()),
  messages: z.array(PlaybookMessage),
});
export type Playbook = z.infer<typeof Playbook>;

/** A name in braces and what stands there now; null where nobody gave it. */
export const MergeField = z.strictObject({ field: z.string(), value: z.string().nullable() });
export type MergeField = z.infer<typeof MergeField>;
