import type * as z from "zod";
import { knownMoney } from "./known-money.ts";
import type { BandMembers } from "./members-by-band.ts";
import type { OutcomeBand } from "./validation.ts";

type Band = z.infer<typeof OutcomeBand>;

/**
 * Accounts, losses and ARR of each band, in the order given; ARR in major units, null where one account of the sum has none.
 * @example outcomeBands(membersByBand(cases, bands))[0] // { band: "emergency", accounts: 4, lost: 2, lost_rate: 0.5, arr: 4000, arr_lost: 1000 }
 */
export function outcomeBands(groups: readonly BandMembers[]): Band[] {
  return groups.map(({ band, members }) => {
    const lost = members.filter((one) => one.lost);
    return {
      band,
      accounts: members.length,
      lost: lost.length,
      lost_rate: members.length === 0 ? null : lost.length / members.length,
      arr: knownMoney(members),
      arr_lost: knownMoney(lost),
    };
  });
}

/**
 * Neighbouring bands, empty ones passed over, where the better band lost the larger share of its accounts.
 * @example lost 10% of critical and 20% of at-risk: [{ worse: "critical", better: "at-risk" }]
 */
export function bandsOutOfOrder(bands: readonly Band[]): { worse: string; better: string }[] {
  const filled = bands.filter((band) => band.accounts > 0);
  return filled.flatMap((worse, index) => {
    const better = filled[index + 1];
    // Multiplied out, so that equal shares are equal whatever the division rounds.
    if (!better || worse.lost * better.accounts >= better.lost * worse.accounts) return [];
    return [{ worse: worse.band, better: better.band }];
  });
}
