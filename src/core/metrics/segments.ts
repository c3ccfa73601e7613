import type { AccountChange } from "./account-change.ts";
import type { RetentionPolicy } from "./retention.ts";
import { retentionOfAccounts } from "./retention-of-accounts.ts";
import type { Segment } from "./retention-result.ts";
import { revalue } from "./revalue.ts";

/**
 * Retention of each segment, every account in exactly one, so that each column of money and accounts adds up to the whole book.
 * `accounts` counts those that pay at the start. Accounts without a segment are not accepted here. Largest opening first, then by name.
 * @example segmentsOfAccounts(changes, standardPolicy)[0].segment // "EMEA"
 */
export function segmentsOfAccounts(changes: readonly AccountChange[], policy: RetentionPolicy): Segment[] {
  const groups = new Map<string, AccountChange[]>();
  for (const change of changes) {
    if (change.segment === null) continue;
    const group = groups.get(change.segment);
    if (group) group.push(change);
    else groups.set(change.segment, [change]);
  }
  return [...groups]
    .map(([segment, members]) => {
      const { bridge, accounts, nrr, grr, logo_retention } = retentionOfAccounts(members, policy);
      return { segment, accounts: accounts.starting, ...revalue(bridge, members), nrr, grr, logo_retention };
    })
    .sort((a, b) => b.starting - a.starting || (a.segment < b.segment ? -1 : 1));
}
