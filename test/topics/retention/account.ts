import type { AccountChange } from "../../../src/topics/retention/retention.ts";

/** An account change with everything unknown that a test does not name. */
export function account(name: string, start: number, end: number, more: Partial<AccountChange> = {}): AccountChange {
  return { account: name, start, end, paid_before: null, segment: null, gap: null, series: null, ...more };
}
