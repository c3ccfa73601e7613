import type * as z from "zod";
import { Problem } from "../../contract/problem.ts";
import type { BandStatuses } from "./figures.ts";
import { knownMoney } from "./known-money.ts";
import type { BandMembers } from "./members-by-band.ts";
import type { UsedCase } from "./used-case.ts";
import type { Validation } from "./validation.ts";

/** Accounts and losses of the whole book, of green and of red. */
export interface ColorCounts {
  all: { accounts: number; lost: number };
  green: { accounts: number; lost: number };
  red: { accounts: number; lost: number };
}

export type ColorFields = Pick<
  Validation,
  "green_share" | "red_to_green_churn" | "red_to_base_churn" | "lost_below_green_share" | "false_green_arr" | "false_green_share"
>;

/** How many times the churn of one group another's is; null when either is empty or the second lost nobody. */
function churnRatio(group: { accounts: number; lost: number }, other: { accounts: number; lost: number }): number | null {
  if (group.accounts === 0 || other.accounts === 0 || other.lost === 0) return null;
  return (group.lost * other.accounts) / (other.lost * group.accounts);
}

/** The accounts of the bands with one status. Throws Problem when a band that holds accounts has no status. */
function withStatus(groups: readonly BandMembers[], statuses: z.infer<typeof BandStatuses>, wanted: string): UsedCase[] {
  return groups.flatMap(({ band, members }) => {
    const status = statuses.find((one) => one.band === band)?.status;
    if (status === undefined && members.length)
      throw new Problem({
        what: `The band "${band}" is neither green, yellow nor red.`,
        remedy: "Give each band of metrics-health-score a status in metrics-health-action, under responses.",
      });
    return status === wanted ? members : [];
  });
}

/**
 * What the colours of the score promised and what came: churn of red over green and over the book, and the lost ARR that stood green, in
 * major units and as a share of all lost ARR.
 * @example 16 of 40 red and 7 of 240 green lost: red_to_green_churn 13.7
 */
export function outcomeByColor(
  groups: readonly BandMembers[],
  statuses: z.infer<typeof BandStatuses>,
): { counts: ColorCounts; fields: ColorFields } {
  const lostOf = (members: readonly UsedCase[]) => members.filter(({ lost }) => lost);
  const count = (members: readonly UsedCase[]) => ({ accounts: members.length, lost: lostOf(members).length });
  const cases = groups.flatMap(({ members }) => members);
  const greenCases = withStatus(groups, statuses, "green");
  const counts = { all: count(cases), green: count(greenCases), red: count(withStatus(groups, statuses, "red")) };
  const { all, green, red } = counts;
  const lostArr = knownMoney(lostOf(cases));
  const falseGreen = knownMoney(lostOf(greenCases));
  const fields = {
    green_share: green.accounts / all.accounts,
    red_to_green_churn: churnRatio(red, green),
    red_to_base_churn: churnRatio(red, all),
    lost_below_green_share: all.lost === 0 ? null : (all.lost - green.lost) / all.lost,
    false_green_arr: falseGreen,
    false_green_share: falseGreen === null || lostArr === null || lostArr === 0 ? null : falseGreen / lostArr,
  };
  return { counts, fields };
}
