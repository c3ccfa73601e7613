import {
  confidenceFigure,
  decidingShiftFigure,
  fewAccountsFigure,
  grrBandsFigure,
  largeSharesFigure,
  logoBandsFigure,
  nrrBandsFigure,
  type RetentionFigures,
  tooGoodFigure,
  worthACallFigure,
} from "../../../src/topics/retention/figures.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The shipped figures of retention. */
export function retentionFigures(standard?: string): RetentionFigures {
  return {
    nrrBands: library.figure(nrrBandsFigure, standard),
    grrBands: library.figure(grrBandsFigure, standard),
    logoBands: library.figure(logoBandsFigure, standard),
    standardErrors: library.figure(confidenceFigure, standard),
    decidingShift: library.figure(decidingShiftFigure, standard),
    worthACall: library.figure(worthACallFigure, standard),
    largeShares: library.figure(largeSharesFigure, standard),
    tooGood: library.figure(tooGoodFigure, standard),
    fewAccounts: library.figure(fewAccountsFigure, standard),
  };
}
