import { type AccountChange, type AccountChanges, changeWith } from "../../../src/topics/retention/retention.ts";

/** An account change with everything unknown that a test does not name. */
export function account(name: string, start: number, end: number, more: Partial<AccountChange> = {}): AccountChange {
  return { account: name, start, end, paid_before: null, segment: null, gap: null, series: null, ...more };
}

/** What a source gave with every account written out, so that two of them are compared by what they say. */
export const writtenOut = ({ changes, ...rest }: AccountChanges): AccountChanges => ({
  ...rest,
  changes: changes.map((change) => changeWith(change, {})),
});
