import type * as z from "zod";
import type { AccountHours } from "../org/figures.ts";
import type { TeamPlan } from "../org/team-plan.ts";
import type { PlaybookLine } from "./playbook-lines.ts";

/** A tier's playbooks a year beside the hours its accounts were sized with. */
export interface TierPlaybookHours {
  tier: string;
  hours: number;
  sized: number;
}

/**
 * Hours that the regular playbooks of each tier take in a year, runs of an account times hours of a run, beside the hours the tier was sized
 * with. Work that others do is left out; so are tiers that get no human hours, where only the program runs.
 * @example playbookHours(team, activities, lines) // [{ tier: "Enterprise", hours: 2160, sized: 3260 }]
 */
export function playbookHours(
  { pools, roles, new_accounts }: Pick<TeamPlan, "pools" | "roles" | "new_accounts">,
  activities: z.infer<typeof AccountHours>,
  lines: readonly PlaybookLine[],
): TierPlaybookHours[] {
  const renewalsMoved = roles.some(({ role, heads }) => role === "renewals" && heads > 0);
  const byOthers = (work: string) => (work === "renewal" && renewalsMoved) || (work === "onboarding" && new_accounts !== null);
  return pools
    .filter(({ hours_per_account, covered_by }) => hours_per_account > 0 && covered_by === "csm")
    .map(({ tier, touch, accounts, hours_per_account }) => {
      const own = activities.filter((one) => one.touch === touch && !byOthers(one.work));
      const an_account = own.reduce((sum, { playbook, times_a_year }) => {
        const run = lines.find((line) => line.kind === playbook && line.touch === touch);
        return sum + times_a_year * (run?.hours_per_run ?? 0);
      }, 0);
      return { tier, hours: accounts * an_account, sized: accounts * hours_per_account };
    });
}
