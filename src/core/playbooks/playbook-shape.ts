import * as z from "zod";
import { IsoDate, Touch } from "../contract/vocabulary.ts";
import { Anchor, draftedKinds } from "./figures.ts";

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
});
export type DatedStep = z.infer<typeof DatedStep>;

/** A playbook for one account or one touch model. */
export const Playbook = z.strictObject({
  kind: z.enum(draftedKinds),
  touch: Touch,
  trigger: z.string(),
  owner: z.string(),
  anchor: Anchor,
  anchor_date: IsoDate.nullable(),
  steps: z.array(DatedStep),
  exit_criteria: z.array(z.string()),
  metrics: z.array(z.string()),
  automation: z.array(z.string()),
  escalation: z.array(z.string()),
});
export type Playbook = z.infer<typeof Playbook>;
