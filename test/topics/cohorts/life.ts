import type { Life } from "../../../src/topics/cohorts/lives.ts";

/** A customer followed from its start, with nothing known that a test does not name. */
export function life(months: number, churned: boolean, more: Partial<Life> = {}): Life {
  return { months, churned, entered: 0, group: null, amount: null, ...more };
}
