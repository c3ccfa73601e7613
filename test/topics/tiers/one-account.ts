import type { BookAccount } from "../../../src/topics/tiers/assign-tiers.ts";
import type { Floor } from "../../../src/topics/tiers/floors.ts";

/** An account of which only name and ARR are known, with what a test adds. */
export function oneAccount(account: string, arr: number, more: Partial<BookAccount> = {}): BookAccount {
  const unknown = { owner: null, tier: null, touch: null, parent: null, health: null, renewal_date: null, notice_days: null };
  const unscored = { complexity: null, growth: null, strategic: null, change: null, periods_below: null, last_move: null };
  return { account, row: null, arr, ...unknown, ...unscored, partner: null, open_escalation: null, cells: {}, ...more };
}

/** Three tiers with floors at 100,000 and 15,000. */
export const threeFloors: Floor[] = [
  { tier: "Enterprise", touch: "high", min: 100_000 },
  { tier: "Mid-market", touch: "low", min: 15_000 },
  { tier: "SMB", touch: "tech", min: 0 },
];
