import type { Figure } from "../../contract/figure.ts";
import type { ProjectionNeeds, TenureBucket } from "./figures.ts";

/** The figures a cohort answer rests on. */
export interface CohortFigures {
  standardErrors: Figure<number>;
  fewAccounts: Figure<number>;
  tenureBuckets: Figure<TenureBucket[]>;
  leavingLosses: Figure<number>;
  projection: Figure<ProjectionNeeds>;
  openingPile: Figure<number>;
}
