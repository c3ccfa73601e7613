import { type CalibrationFigures, calibrationReads } from "../../../src/topics/renewals/calibration.ts";
import { type ExpansionFigures, expansionReads } from "../../../src/topics/renewals/expansion.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The shipped figures: a weight of 20 renewals, a confidence of 95%. */
export const calibrationFigures: CalibrationFigures = {
  priorWeight: library.figure(calibrationReads.priorWeight),
  confidence: library.figure(calibrationReads.confidence),
};

/** The shipped figures: 10, 25, 50, 75 and 100% from identified to closed; committed and closed count as promised. */
export const expansionFigures: ExpansionFigures = {
  stageProbabilities: library.figure(expansionReads.stageProbabilities),
  committedStages: library.figure(expansionReads.committedStages),
};
