import type { TableRecord } from "../../../src/core/contract/table.ts";

/** A table's row with nothing in it but what a test names. */
export function record(row: number, account: string, more: Partial<TableRecord> = {}): TableRecord {
  return {
    row,
    account,
    subscription: null,
    parent: null,
    owner: null,
    tier: null,
    touch: null,
    currency: null,
    amount: null,
    amount_start: null,
    amount_end: null,
    month: null,
    start: null,
    end: null,
    renewal_date: null,
    notice_days: null,
    health: null,
    complexity: null,
    growth: null,
    strategic: null,
    change: null,
    periods_below: null,
    last_move: null,
    paid_before: null,
    partner: null,
    contract_months: null,
    cells: {},
    ...more,
  };
}
