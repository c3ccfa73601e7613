import * as z from "zod";
import { type Figure, figure } from "../contract/figure.ts";
import { confidenceShareFigure } from "../statistics/figures.ts";

/** Own renewals that weigh as much as the assumed probability. */
export const priorWeightFigure = figure("renewal-forecast", "prior_weight", z.number().positive());

/** What a calibration reads; spread into a tool's `reads`. */
export const calibrationReads = { priorWeight: priorWeightFigure, confidence: confidenceShareFigure };

export interface CalibrationFigures {
  priorWeight: Figure<number>;
  confidence: Figure<number>;
}
