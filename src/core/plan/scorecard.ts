import type * as z from "zod";
import type { ScorecardMeasures } from "../metrics/scorecard/scorecard-figure.ts";

/** One measure of the scorecard with today's value and target; null where nobody measured or set one. */
export interface ScorecardLine {
  measure: string;
  name: string;
  kind: "lagging" | "leading";
  owner: string;
  cadence: string;
  action: string;
  today: number | null;
  target: number | null;
}

/** The rule's measures with this company's values. @example scorecard(figures, { grr: 0.91 }, { grr: 0.92 })[0].today // 0.91 */
export function scorecard(
  measures: z.infer<typeof ScorecardMeasures>,
  today: Record<string, number | null>,
  targets: Record<string, number | undefined>,
): ScorecardLine[] {
  return measures.map(({ measure, name, kind, owner, cadence, action }) => ({
    measure,
    name,
    kind,
    owner,
    cadence,
    action,
    today: today[measure] ?? null,
    target: targets[measure] ?? null,
  }));
}
