import type * as z from "zod";
import { addDays } from "../calendar/dates.ts";
import type { RoadmapFigures } from "./figures.ts";

const DAYS_A_WEEK = 7;

export interface RoadmapStep {
  when: string;
  quarter: string;
  action: string;
  owner: string;
  output: string;
}

/**
 * The roadmap's steps with dates when the plan has one, else with weeks; quarters carry the fiscal names.
 * @example roadmap([{ quarter: 1, week_from: 1, week_to: 4, ... }], null, ["quarter 1"])[0].when // "weeks 1 to 4"
 */
export function roadmap(steps: z.infer<typeof RoadmapFigures>, asOf: string | null, quarters: readonly string[]): RoadmapStep[] {
  return steps.map((step) => ({
    when:
      asOf === null
        ? `weeks ${step.week_from} to ${step.week_to}`
        : `${addDays(asOf, (step.week_from - 1) * DAYS_A_WEEK)} to ${addDays(asOf, step.week_to * DAYS_A_WEEK - 1)}`,
    quarter: quarters[step.quarter - 1] ?? `quarter ${step.quarter}`,
    action: step.action,
    owner: step.owner,
    output: step.output,
  }));
}
