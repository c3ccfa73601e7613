import { smallest } from "../order/smallest.ts";
import type { StakeholderFigures } from "./figures.ts";
import type { Person } from "./person.ts";

/** What a renewal hangs on, in place of an average. */
export interface AccountReading {
  /** The fewest points among those the renewal hangs on; null when none of them has a score that counts. */
  weakest: number | null;
  /** Roles the renewal hangs on that nobody fills, or somebody without a score that counts. */
  unknown_roles: number;
}

/**
 * Weakest of sponsor, decider and champion, and how many of these are unknown; unknown stays unknown and is no low score.
 * Units: points on the relationship scale.
 * @example accountReading([sponsorWith2, championWith5], roles) // { weakest: 2, unknown_roles: 1 }
 */
export function accountReading(account: readonly Person[], roles: StakeholderFigures["roles"]): AccountReading {
  const carrying = roles.value.filter((one) => one.carries_renewal).map(({ role }) => role);
  const present = account.filter((person) => !person.left);
  const scores = carrying.map((role) => present.filter((person) => person.roles.includes(role)).map(({ points }) => points));
  const known = scores.flat().filter((points) => points !== null);
  return {
    weakest: known.length ? smallest(known) : null,
    unknown_roles: scores.filter((points) => points.length === 0 || points.includes(null)).length,
  };
}
