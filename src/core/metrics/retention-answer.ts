import type * as z from "zod";
import type { Findings, UndefinedField } from "../contract/envelope.ts";
import type { Figure } from "../contract/figure.ts";
import { assess } from "./assess.ts";
import { because } from "./because.ts";
import type { MetricBands } from "./figures.ts";
import type { BandVerdict, RetentionFields } from "./retention-result.ts";

/** The figures a retention answer is judged by. */
export interface RetentionFigures {
  nrrBands: Figure<z.infer<typeof MetricBands>>;
  grrBands: Figure<z.infer<typeof MetricBands>>;
  logoBands: Figure<z.infer<typeof MetricBands>>;
  standardErrors: Figure<number>;
  fewAccounts: Figure<number>;
}

/** A whole retention answer, and what to know before trusting it. */
export interface RetentionAnswer extends Findings {
  fields: RetentionFields;
}

/** The three headline rates under every standard's bands; rates that are null are left out. */
export function assessRetention(
  rates: Pick<RetentionFields, "nrr" | "grr" | "logo_retention">,
  figures: RetentionFigures,
): BandVerdict[] {
  return [
    ...assess("nrr", rates.nrr, figures.nrrBands),
    ...assess("grr", rates.grr, figures.grrBands),
    ...assess("logo_retention", rates.logo_retention, figures.logoBands),
  ];
}

/** Why ends of bands are null, where some are. */
export function openBands(assessment: readonly BandVerdict[]): UndefinedField[] {
  return [
    ...(assessment.some(({ from }) => from === null) ? because("The lowest band has no lower end.", "assessment[].from") : []),
    ...(assessment.some(({ next }) => next === null) ? because("The highest band has none above it.", "assessment[].next") : []),
  ];
}

/** Bands speak of a year; said where nobody stated how long the period was. */
export const yearAssumed = {
  what: "Length of the period",
  value: "12 months",
  why: "Nothing states how long it is, and the bands are for a year.",
  if_wrong: "The rates stay; the labels do not hold, since a shorter period loses less.",
};
