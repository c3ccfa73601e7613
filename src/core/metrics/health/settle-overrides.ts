import { dayNumber } from "../../calendar/dates.ts";
import { Problem } from "../../contract/problem.ts";
import { bandPlace } from "./bands.ts";
import type { HealthBands } from "./figures.ts";

/** Somebody's decision, until a date, that an account stands otherwise than its score says. */
export interface HealthOverride {
  account: string;
  band?: string;
  score?: number;
  owner: string;
  reason: string;
  /** The first day on which it no longer holds. */
  expires: string;
}

export interface SettledHealthOverrides {
  /** By account, with the place of the band it gives. */
  applied: ReadonlyMap<string, { override: HealthOverride; band: number }>;
  expired: HealthOverride[];
}

function troubleOf(override: HealthOverride, bands: HealthBands): string | null {
  const { band, score, owner, reason } = override;
  if (owner.trim() === "" || reason.trim() === "") return "no owner or no reason";
  if ((band === undefined) === (score === undefined)) return "give a band or a score, one of them";
  if (score !== undefined && !(score >= 0 && score <= 100)) return `score ${score} is not between 0 and 100`;
  if (band !== undefined && !bands.some((one) => one.band === band))
    return `there is no band "${band}"; the bands are ${bands.map((one) => one.band).join(", ")}`;
  return null;
}

/**
 * Sorts overrides into those in force on a day and those that have expired; one that ends on the day has expired.
 * Throws Problem for overrides without as_of, without owner or reason, with both or neither of band and score, for a score outside
 * 0 to 100, an unknown band or account, and two in force for one account.
 * @example settleOverrides(overrides, new Set(["Acme"]), bands, "2026-01-01").applied.get("Acme")?.band // 2
 */
export function settleOverrides(
  overrides: readonly HealthOverride[],
  accounts: ReadonlySet<string>,
  bands: HealthBands,
  asOf: string | null,
): SettledHealthOverrides {
  if (overrides.length === 0) return { applied: new Map(), expired: [] };
  if (asOf === null)
    throw new Problem({
      what: "Overrides end on a date, and no as_of says what day it is.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const today = dayNumber(asOf);
  const applied = new Map<string, { override: HealthOverride; band: number }>();
  const expired: HealthOverride[] = [];
  const places: string[] = [];
  for (const override of overrides) {
    const { account, band, score, expires } = override;
    const trouble = troubleOf(override, bands);
    if (trouble !== null) places.push(`${account}: ${trouble}`);
    else if (dayNumber(expires) <= today) expired.push(override);
    else if (!accounts.has(account)) places.push(`${account}: there is no such account in the book`);
    else if (applied.has(account)) places.push(`${account}: two overrides are in force`);
    else {
      const place = score === undefined ? bands.findIndex((one) => one.band === band) : bandPlace(score, bands);
      applied.set(account, { override, band: place });
    }
  }
  if (places.length)
    throw new Problem({ what: "These overrides cannot be applied:", places, remedy: "Correct them, or take them out." });
  return { applied, expired };
}
