import { type SurveyFigures, surveyReads } from "../../../src/topics/surveys/question.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The shipped figures: 95% confidence, 80% power, changes of 5 points, scales 0 to 10, 1 to 5 and 1 to 7. */
export const surveyFigures: SurveyFigures = {
  npsScale: library.figure(surveyReads.npsScale),
  npsBands: library.figure(surveyReads.npsBands),
  detection: library.figure(surveyReads.detection),
  csatScale: library.figure(surveyReads.csatScale),
  csatShareBands: library.figure(surveyReads.csatShareBands),
  csatMeanBands: library.figure(surveyReads.csatMeanBands),
  cesScale: library.figure(surveyReads.cesScale),
  cesBands: library.figure(surveyReads.cesBands),
  confidence: library.figure(surveyReads.confidence),
  few: library.figure(surveyReads.few),
  smallMean: library.figure(surveyReads.smallMean),
  waveGapDays: library.figure(surveyReads.waveGapDays),
};
