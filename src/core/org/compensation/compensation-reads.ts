import * as z from "zod";
import { type Figures, figure } from "../../contract/figure.ts";
import { Band, Bracket } from "../../contract/vocabulary.ts";
import { rampFigure } from "../figures.ts";

const Share = z.number().min(0).max(1);
const Names = z.array(z.string()).min(1);
const Split = z.union([Share, Band]);
const Weights = z.array(z.strictObject({ component: z.string(), low_share: Share, high_share: Share })).min(1);
const Overlaps = z.array(z.strictObject({ component: z.string(), contains: z.string(), effect: z.string() }));
const Pay = z.record(z.string(), z.number().min(0));

export type Weights = z.infer<typeof Weights>;
export type Overlaps = z.infer<typeof Overlaps>;

/** What the design of a pay plan reads. */
export const compensationReads = {
  baseShare: figure("org-compensation", "base_share", Split),
  weights: figure("org-compensation", "variable_weights", Weights),
  overlaps: figure("org-compensation", "overlaps", Overlaps),
  names: figure("org-pay-checks", "read_as", z.array(z.strictObject({ name: z.string(), read_as: z.string() }))),
  payLine: figure("org-pay-checks", "pay_line", z.strictObject({ threshold: Share, accelerator: z.number().min(0) })),
  curve: figure("org-pay-checks", "curve_attainment", z.array(z.number().min(0)).min(1)),
  cliff: figure("org-pay-checks", "cliff", z.strictObject({ step_share: z.number().positive(), jump_share: Share })),
  bracket: figure("org-pay-checks", "assumed_attainment", Bracket),
  plausible: figure("org-pay-checks", "most_attainment", z.number().positive()),
  gateMetrics: figure("org-pay-checks", "satisfaction_metrics", Names),
  bounded: figure("org-pay-checks", "bounded_metrics", Names),
  guarantee: figure("org-pay-checks", "guarantee_share", Share),
  events: figure(
    "org-pay-checks",
    "event_policy",
    z.array(z.strictObject({ event: z.string(), counts: z.enum(["no", "after_holdout"]), policy: z.string() })).min(1),
  ),
  holdout: figure("org-pay-checks", "holdout_months", z.number().min(0)),
  profileNotes: figure("org-pay-checks", "profile_notes", z.array(z.strictObject({ profile: z.string(), note: z.string() }))),
  published: figure("org-pay-market", "published_pay", Pay),
  compared: figure(
    "org-pay-market",
    "compared_with",
    z.array(z.strictObject({ pay: z.string(), compare: z.enum(["on_target", "base", "neither"]) })),
  ),
  ramp: rampFigure,
};
export type CompensationFigures = Figures<typeof compensationReads>;
