import type * as z from "zod";
import { Problem } from "../contract/problem.ts";
import type { Touch } from "../contract/vocabulary.ts";
import type { AccountHours } from "./figures.ts";

/**
 * Hours of CSM work an average account of a touch takes in a year: times a year by hours each, added up. Renewal or onboarding
 * work can be left out where somebody else does it or where it is counted by new account, so that no hour is counted twice.
 * Throws Problem when no activity is listed for the touch, because an unknown is not zero hours.
 * @example hoursPerAccount([{ touch: "high", activity: "Call", times_a_year: 26, hours_each: 0.75, work: "service" }], "high") // 19.5
 */
export function hoursPerAccount(
  activities: z.infer<typeof AccountHours>,
  touch: Touch,
  options: { withoutRenewals?: boolean; withoutOnboarding?: boolean } = {},
): number {
  const listed = activities.filter((activity) => activity.touch === touch);
  if (listed.length === 0)
    throw new Problem({
      what: `The figure account_hours of org-team-sizing lists no work for ${touch} touch.`,
      remedy: "Add its activities, or one line with 0 hours_each when it takes no hours.",
    });
  return listed
    .filter(
      ({ work }) => !(options.withoutRenewals && work === "renewal") && !(options.withoutOnboarding && work === "onboarding"),
    )
    .reduce((hours, activity) => hours + activity.times_a_year * activity.hours_each, 0);
}
