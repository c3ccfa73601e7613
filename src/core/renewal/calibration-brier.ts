import type { BandRecord } from "./calibration-check-history.ts";
import type { CalibrationFields } from "./calibration-result.ts";

/**
 * Brier score of the assumed probabilities over all renewals of a record, the score of one rate for everybody, and the skill between them.
 * Fractions; null without a renewal, and no skill where all renewals came out alike.
 * @example brierOf([{ label: "a", assumed: 0.95, renewed: 17, of: 20 }]).brier // (17 x 0.05^2 + 3 x 0.95^2) / 20
 */
export function brierOf(records: readonly BandRecord[]): Pick<CalibrationFields, "brier" | "brier_of_base_rate" | "brier_skill"> {
  const of = records.reduce((sum, record) => sum + record.of, 0);
  if (of === 0) return { brier: null, brier_of_base_rate: null, brier_skill: null };
  const squares = records
    .map(({ assumed, renewed, of: all }) => renewed * (1 - assumed) ** 2 + (all - renewed) * assumed ** 2)
    .sort((a, b) => a - b);
  const brier = squares.reduce((sum, square) => sum + square, 0) / of;
  const renewed = records.reduce((sum, record) => sum + record.renewed, 0);
  const base = (renewed / of) * (1 - renewed / of);
  return { brier, brier_of_base_rate: base, brier_skill: base > 0 ? 1 - brier / base : null };
}
