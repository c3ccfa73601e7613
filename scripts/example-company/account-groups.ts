import type { Size } from "./account.ts";

/** Accounts that joined and left in the same years; null means before the history begins, or still there. */
export interface AccountGroup {
  joined: number | null;
  left: number | null;
  sizes: Record<Size, number>;
}

/** Everybody but the accounts written out in special-accounts.ts. Those who leave are mostly small. */
export const accountGroups: readonly AccountGroup[] = [
  { joined: null, left: null, sizes: { high: 28, low: 80, tech: 125 } },
  { joined: null, left: 2024, sizes: { high: 1, low: 5, tech: 16 } },
  { joined: null, left: 2025, sizes: { high: 2, low: 6, tech: 10 } },
  { joined: 2024, left: null, sizes: { high: 4, low: 14, tech: 24 } },
  { joined: 2024, left: 2025, sizes: { high: 0, low: 1, tech: 3 } },
  { joined: 2025, left: null, sizes: { high: 3, low: 9, tech: 18 } },
];
