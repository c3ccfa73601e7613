import * as z from "zod";
import { figure } from "../../contract/figure.ts";

export const ScorecardMeasures = z.array(
  z.strictObject({
    measure: z.string(),
    kind: z.enum(["lagging", "leading"]),
    name: z.string(),
    owner: z.string(),
    cadence: z.string(),
    action: z.string(),
  }),
);

/** The measures a scorecard can hold. */
export const scorecardFigure = figure("metrics-scorecard", "measures", ScorecardMeasures);
