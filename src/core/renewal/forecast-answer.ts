import * as z from "zod";
import { ChartSchema } from "../contract/chart.ts";
import { CalibrationFields } from "./calibration-result.ts";
import { ExpansionFields } from "./expansion-result.ts";
import { ForecastFields, Sway } from "./forecast-fields.ts";

/** The whole answer about renewals: the forecast with what the record and the pipeline add to it, its long lists by page. */
export const ForecastAnswer = z.strictObject({
  ...ForecastFields.shape,
  concentration: z.strictObject({ ...Sway.shape, effect: z.string() }).nullable(),
  calibration: CalibrationFields.nullable(),
  /** Whether the forecast uses the corrected chances. */
  history_used: z.boolean(),
  expansion: ExpansionFields.nullable(),
  renewals_total: z.number(),
  by_month_total: z.number(),
  contradictions_total: z.number(),
  calibration_bands_total: z.number(),
  expansion_left_out_total: z.number(),
  charts: z.array(ChartSchema),
});
export type ForecastAnswer = z.infer<typeof ForecastAnswer>;

/** One page of every list that can grow long: so many rows from an offset. */
export function forecastPage(answer: ForecastAnswer, offset: number, rows: number): ForecastAnswer {
  const page = <Row>(list: readonly Row[]): Row[] => list.slice(offset, offset + rows);
  const { confidence, calibration, expansion } = answer;
  return {
    ...answer,
    renewals: page(answer.renewals),
    by_month: page(answer.by_month),
    contradictions: page(answer.contradictions),
    confidence: confidence && { ...confidence, unknown_notice: page(confidence.unknown_notice) },
    calibration: calibration && { ...calibration, bands: page(calibration.bands), vintages: page(calibration.vintages) },
    expansion: expansion && {
      ...expansion,
      by_quarter: page(expansion.by_quarter),
      left_out: page(expansion.left_out),
    },
  };
}
