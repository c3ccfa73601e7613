import type { Touch } from "../contract/vocabulary.ts";
import type { PlaybookStep } from "../playbooks/figures.ts";
import { hoursPerRun } from "../playbooks/hours-per-run.ts";

/** One playbook for one way of touch: how long a run takes, and the page it stands on. */
export interface PlaybookLine {
  kind: string;
  touch: Touch;
  steps: number;
  hours_per_run: number;
  rule: string;
}

/** A playbook's steps as a rule holds them. */
export interface PlaybookSource {
  kind: string;
  rule: string;
  steps: readonly PlaybookStep[];
}

/** The playbooks for the ways of touch a plan uses. @example playbookLines([{ kind: "onboarding", ... }], ["high"]).length // 1 */
export function playbookLines(sources: readonly PlaybookSource[], touches: readonly Touch[]): PlaybookLine[] {
  return sources.flatMap(({ kind, rule, steps }) =>
    touches.flatMap((touch) => {
      const own = steps.filter((step) => step.touch === touch);
      return own.length ? [{ kind, touch, steps: own.length, hours_per_run: hoursPerRun(own), rule }] : [];
    }),
  );
}
