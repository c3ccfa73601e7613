import type { Drift } from "./cohort-drift.ts";

/** What the triangle says about newer customers. */
export interface DriftVerdict {
  verdict: "newer_keep_less" | "newer_keep_more" | "no_difference_seen" | "too_few";
  /** The column it rests on; null when there are too few customers in every column. */
  drift: Drift | null;
}

/**
 * The verdict of one column chosen beforehand, so that chance has one go and not one for each age: a year from the start where both sides
 * have customers enough there, else the latest age where they have.
 * @example driftVerdict(drift, 12, 20).verdict // "newer_keep_less"
 */
export function driftVerdict(drift: readonly Drift[], ageOfYear: number, fewest: number): DriftVerdict {
  const enough = drift.filter(({ older_customers, newest_customers }) => Math.min(older_customers, newest_customers) >= fewest);
  const chosen = enough.find(({ age }) => age === ageOfYear) ?? enough.at(-1) ?? null;
  if (chosen === null) return { verdict: "too_few", drift: null };
  if (!chosen.beyond_chance) return { verdict: "no_difference_seen", drift: chosen };
  return { verdict: chosen.change_in_share < 0 ? "newer_keep_less" : "newer_keep_more", drift: chosen };
}
