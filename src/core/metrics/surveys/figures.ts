import * as z from "zod";
import { type Figure, figure } from "../../contract/figure.ts";
import { confidenceShareFigure } from "../../statistics/figures.ts";
import { fewAccountsFigure, MetricBands } from "../figures.ts";
import { Direction } from "./survey-input.ts";

const NpsScale = z.strictObject({ lowest: z.number(), detractor_to: z.number(), promoter_from: z.number(), highest: z.number() });
const Detection = z.strictObject({
  power_share: z.number().gt(0).lt(1),
  power_standard_errors: z.number().positive(),
  change_points: z.number().positive(),
});
const CsatScale = z.strictObject({ lowest: z.number(), highest: z.number(), satisfied_from: z.number() });
const CesScale = z.strictObject({ lowest: z.number(), highest: z.number(), direction: Direction });

/** What survey scores read; spread into a tool's `reads`. */
export const surveyReads = {
  npsScale: figure("metrics-nps", "scale", NpsScale),
  npsBands: figure("metrics-nps", "bands", MetricBands),
  detection: figure("metrics-nps", "detection", Detection),
  csatScale: figure("metrics-csat", "scale", CsatScale),
  csatShareBands: figure("metrics-csat", "bands_top_box", MetricBands),
  csatMeanBands: figure("metrics-csat", "bands_mean", MetricBands),
  cesScale: figure("metrics-ces", "scale", CesScale),
  cesBands: figure("metrics-ces", "bands_lower_is_easier", MetricBands),
  confidence: confidenceShareFigure,
  few: fewAccountsFigure,
};

export interface SurveyFigures {
  npsScale: Figure<z.infer<typeof NpsScale>>;
  npsBands: Figure<z.infer<typeof MetricBands>>;
  detection: Figure<z.infer<typeof Detection>>;
  csatScale: Figure<z.infer<typeof CsatScale>>;
  csatShareBands: Figure<z.infer<typeof MetricBands>>;
  csatMeanBands: Figure<z.infer<typeof MetricBands>>;
  cesScale: Figure<z.infer<typeof CesScale>>;
  cesBands: Figure<z.infer<typeof MetricBands>>;
  confidence: Figure<number>;
  few: Figure<number>;
}
