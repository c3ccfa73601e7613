import type { Touch } from "../contract/vocabulary.ts";
import type { Service } from "./served-account.ts";

/** Ways of serving from most hours to none. */
export const services: readonly Service[] = ["high", "low", "tech", "none"];

/**
 * The next way of serving that takes fewer hours, and the hours it takes; null when there is none. `factor` is by how much the account
 * takes more than a usual one, however it is served.
 * @example stepDown("high", 81.5, { high: 81.5, low: 22.5, tech: 3 }) // { to: "low", hours: 22.5 }
 */
export function stepDown(
  from: Service,
  hours: number,
  touchHours: Record<Touch, number>,
  factor = 1,
): { to: Service; hours: number } | null {
  for (const to of services.slice(services.indexOf(from) + 1)) {
    const less = to === "none" ? 0 : touchHours[to] * factor;
    if (less < hours) return { to, hours: less };
  }
  return null;
}
