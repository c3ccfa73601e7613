import { asOf, type ExampleAccount, mrrOn, type Size } from "./account.ts";
import { sizeOf } from "./account-table.ts";
import type { Draw } from "./draw.ts";

/** Share of the accounts of each size with each CSM: the third carries far too much, the last far too little. */
const shares: Record<string, Record<Size, number>> = {
  "Amara Osei": { high: 0.16, low: 0.14, tech: 0.14 },
  "Ben Hartley": { high: 0.15, low: 0.16, tech: 0.18 },
  "Chiara Rossi": { high: 0.29, low: 0.22, tech: 0.1 },
  "Daniel Okafor": { high: 0.13, low: 0.13, tech: 0.16 },
  "Elena Marsh": { high: 0.11, low: 0.14, tech: 0.14 },
  "Farah Naqvi": { high: 0.11, low: 0.12, tech: 0.15 },
  "Grace Lindqvist": { high: 0.05, low: 0.09, tech: 0.13 },
};

/** The CSM of each account, by account name; accounts that left are dealt out as small ones. */
export function owners(draw: Draw, accounts: readonly ExampleAccount[]): Map<string, string> {
  const dealt = new Map<string, string>();
  for (const size of ["high", "low", "tech"] as const) {
    const group = draw.shuffle(accounts.filter((account) => sizeOf(mrrOn(account, asOf)) === size));
    let given = 0;
    let upTo = 0;
    const names = Object.keys(shares);
    for (const [index, name] of names.entries()) {
      upTo += shares[name]![size] * group.length;
      const end = index === names.length - 1 ? group.length : Math.round(upTo);
      for (const account of group.slice(given, end)) dealt.set(account.name, name);
      given = end;
    }
  }
  return dealt;
}
