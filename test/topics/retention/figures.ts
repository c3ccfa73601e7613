import {
  confidenceFigure,
  fewAccountsFigure,
  grrBandsFigure,
  logoBandsFigure,
  nrrBandsFigure,
  type RetentionFigures,
} from "../../../src/topics/retention/figures.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The shipped figures of retention. */
export function retentionFigures(standard?: string): RetentionFigures {
  return {
    nrrBands: library.figure(nrrBandsFigure, standard),
    grrBands: library.figure(grrBandsFigure, standard),
    logoBands: library.figure(logoBandsFigure, standard),
    standardErrors: library.figure(confidenceFigure, standard),
    fewAccounts: library.figure(fewAccountsFigure, standard),
  };
}
