import * as z from "zod";
import { type Figure, figure } from "../contract/figure.ts";

export const StageProbabilities = z
  .array(z.strictObject({ stage: z.string(), probability_rate: z.number().min(0).max(1) }))
  .min(1);
export type StageProbabilities = z.infer<typeof StageProbabilities>;

export const stageProbabilitiesFigure = figure("renewal-expansion-forecast", "stage_probabilities", StageProbabilities);
/** Stages at which the customer has said yes in writing. */
export const committedStagesFigure = figure("renewal-expansion-forecast", "committed_stages", z.array(z.string()));

/** What an expansion forecast reads; spread into a tool's `reads`. */
export const expansionReads = { stageProbabilities: stageProbabilitiesFigure, committedStages: committedStagesFigure };

export interface ExpansionFigures {
  stageProbabilities: Figure<StageProbabilities>;
  committedStages: Figure<string[]>;
}
