import type { Findings, UndefinedField, Warning } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import { calibratedBands } from "./calibration-bands.ts";
import { brierOf } from "./calibration-brier.ts";
import { type BandRecord, splitHistory } from "./calibration-check-history.ts";
import type { CalibrationFigures } from "./calibration-figures.ts";
import type { CalibrationFields, HistoryRow } from "./calibration-result.ts";
import { forecastVintages } from "./calibration-vintages.ts";

/** A calibration, and what to know before trusting it; the reasons name fields under "calibration". */
export interface Calibration extends Findings {
  fields: CalibrationFields;
}

/**
 * Assumed renewal probabilities and past forecasts against what came of them. Rates are fractions, money in major units.
 * Throws Problem that names the rows of the history which cannot be used.
 * @example calibrate([{ assumed: 0.95, renewed: 17, of: 20 }], figures).fields.bands[0].differs // false: the chance of 17 or fewer is 7.5%
 */
export function calibrate(history: readonly HistoryRow[], figures: CalibrationFigures): Calibration {
  const { bands: records, forecasts } = splitHistory(history);
  const weight = figures.priorWeight.value;
  const { bands, monotone } = calibratedBands(records, weight, figures.confidence.value);
  const fields: CalibrationFields = {
    bands,
    monotone: bands.length ? monotone : null,
    ...brierOf(records),
    vintages: forecastVintages(forecasts),
  };
  return {
    fields,
    warnings: warningsOf(fields, records),
    assumptions: bands.length
      ? [
          {
            what: "Weight of an assumed probability against the record",
            value: `as much as ${weight} renewals`,
            why: "A short record says little by itself.",
            if_wrong: "A smaller weight lets the record speak sooner, and chance with it.",
          },
        ]
      : [],
    undefined: reasonsOf(fields),
  };
}

/**
 * The rate to use for an assumed one, after a calibration; null where its record has none.
 * @example correctedProbability(calibration.fields, 0.95) // 0.9
 */
export function correctedProbability(fields: CalibrationFields, assumed: number): number | null {
  return fields.bands.find((band) => band.assumed === assumed)?.corrected ?? null;
}

function warningsOf({ bands, monotone, vintages }: CalibrationFields, records: readonly BandRecord[]): Warning[] {
  const warnings: Warning[] = [];
  const words = ({ label, renewed, of }: BandRecord) => `${label} (${renewed} of ${of})`;
  for (const [tail, what] of [["few", "Fewer"] as const, ["many", "More"] as const]) {
    const off = bands.filter((band) => band.differs && band.tail === tail);
    if (off.length)
      warnings.push({
        code: "assumption_differs",
        message: `${what} renewed than assumed, beyond what chance explains: ${off.map(words).join(", ")}.`,
      });
  }
  const twice = bands.filter(
    (band, index) => bands.findIndex((one) => one.label === band.label && one.assumed === band.assumed) !== index,
  );
  if (twice.length)
    warnings.push({
      code: "band_in_several_rows",
      message: `Given in several rows, each judged alone, though corrected together: ${[...new Set(twice.map(({ label }) => label))].join(", ")}. Add the counts up to judge them together.`,
    });
  if (monotone === false)
    warnings.push({
      code: "not_monotone",
      message: "A band that was assumed to be worse renewed better; the corrected rates of such neighbours were levelled.",
    });
  if (vintages.some(({ actual }) => actual === 0))
    warnings.push({ code: "nothing_came_in", message: "Forecasts of which nothing came in have no relative error." });
  if (records.some(({ of }) => of === 0))
    warnings.push({ code: "band_without_renewals", message: "A band without a single renewal keeps its assumed rate." });
  return warnings;
}

function reasonsOf({ bands, brier, brier_skill, monotone, vintages }: CalibrationFields): UndefinedField[] {
  const rates = ["bias", "wape", "accuracy"].map((name) => `calibration.vintages[].${name}`);
  return [
    ...(bands.some(({ observed }) => observed === null)
      ? because(
          "No renewal yet.",
          ["observed", "low", "high"].map((name) => `calibration.bands[].${name}`),
        )
      : []),
    ...(monotone === null ? because("No band has a record.", "calibration.monotone") : []),
    ...(brier === null ? because("No renewal to score.", "calibration.brier", "calibration.brier_of_base_rate") : []),
    ...(brier_skill === null
      ? because("All renewals came out alike, or there is none; nothing to tell apart.", "calibration.brier_skill")
      : []),
    ...(vintages.some(({ day }) => day === null) ? because("Not given.", "calibration.vintages[].day") : []),
    ...(vintages.some(({ actual }) => actual === 0) ? because("Nothing came in, so there is no share of it.", rates) : []),
    ...(vintages.some(({ interval_coverage }) => interval_coverage === null)
      ? because("No interval was given.", "calibration.vintages[].interval_coverage")
      : []),
  ];
}
