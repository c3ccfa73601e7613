import type { AccountHistory } from "../../../src/topics/cohorts/cohort-table.ts";

/** An account out of [start, end, amount] stretches, the first one the earliest. */
export function history(account: string, ...stretches: [string, string | null, number][]): AccountHistory {
  return {
    account,
    group: null,
    start: stretches[0]![0],
    periods: stretches.map(([start, end, amount]) => ({ start, end, amount })),
  };
}
