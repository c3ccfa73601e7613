import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Table } from "../../../src/core/table.ts";
import { contractsOfTable, type DecidedContract, renewalReconciliation } from "../../../src/topics/blueprint/history.ts";
import { record } from "../../core/record.ts";

const contract = (account: string, start: number, decision: DecidedContract["decision"]): DecidedContract => ({
  account,
  start,
  decision,
});

describe("the renewal rate beside GRR", () => {
  it("splits the year's losses into renewals, mid-term and undated", () => {
    // A renews lower: 100 to 60. B left in mid-term: 50. C has a decision and grows. D left and nothing dates it: 30.
    const found = renewalReconciliation(
      [
        { account: "A", start: 100, end: 60 },
        { account: "B", start: 50, end: 0 },
        { account: "C", start: 200, end: 250 },
        { account: "D", start: 30, end: 0 },
      ],
      [
        contract("A", 100, { before: 100, after: 60 }),
        contract("B", 50, null),
        contract("C", 200, { before: 220, after: 250 }),
        contract("D", 30, "unknown"),
      ],
    );
    // Up for decision 100 + 220; kept 60 + 220. With D up and lost: 280 of 350.
    expect(found).toEqual({
      decisions: 2,
      renewed: 2,
      atr: 320,
      gross: 280 / 320,
      logo: 1,
      loss_at_renewal: 40,
      loss_mid_term: 50,
      loss_undated: 30,
      gross_low: 280 / 350,
      loss: 120,
    });
  });

  it("counts a fall at the decision only up to what the account lost over the year", () => {
    // Grew from 100 to 180 in mid-term, fell to 90 at the renewal: 10 lost over the year, all at the renewal.
    const found = renewalReconciliation(
      [{ account: "A", start: 100, end: 90 }],
      [contract("A", 100, { before: 180, after: 90 })],
    );
    expect([found.loss_at_renewal, found.loss_mid_term, found.loss]).toEqual([10, 0, 10]);
    expect(found.gross).toBe(0.5);
  });

  it("has no rate where nothing came up for decision", () => {
    const found = renewalReconciliation([{ account: "A", start: 100, end: 0 }], [contract("A", 100, null)]);
    expect([found.gross, found.logo, found.loss_mid_term]).toEqual([null, null, 100]);
  });

  it("adds up whatever the book", () => {
    const amount = fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100);
    const one = fc.record({
      start: amount,
      end: amount,
      decision: fc.oneof(fc.constant(null), fc.constant("unknown" as const), fc.record({ before: amount, after: amount })),
    });
    fc.assert(
      fc.property(fc.array(one), (book) => {
        const accounts = book.map(({ start, end }, index) => ({ account: `A${index}`, start, end }));
        const contracts = book.map(({ start, decision }, index) => contract(`A${index}`, start, decision));
        const found = renewalReconciliation(accounts, contracts);
        expect(found.loss_at_renewal + found.loss_mid_term + found.loss_undated).toBeCloseTo(found.loss, 6);
        for (const rate of [found.gross, found.logo, found.gross_low])
          if (rate !== null) {
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(1);
          }
      }),
    );
  });
});

describe("contracts out of a table", () => {
  const table = (shape: Table["shape"], records: Table["records"]): Table => ({
    path: "t.csv",
    shape,
    rows_read: records.length,
    rows_used: records.length,
    columns: [],
    issues: [],
    amount_unit: "arr",
    currency: null,
    records,
  });
  const year = { from: "2025-01-01", to: "2026-01-01" };

  it("two amounts: the renewal date a term back, or unknown", () => {
    const rows = [
      record(2, "A", { amount_start: 100, amount_end: 80, renewal_date: "2026-06-01" }),
      record(3, "B", { amount_start: 50, amount_end: 0 }),
      record(4, "C", { amount_start: 0, amount_end: 70, renewal_date: "2026-06-01" }),
      record(5, "D", { amount_start: 10, amount_end: 10, renewal_date: "2026-06-01", contract_months: 36 }),
    ];
    expect(contractsOfTable(table("accounts", rows), year, 12)).toEqual([
      { account: "A", start: 100, decision: { before: 100, after: 80 } },
      { account: "B", start: 50, decision: "unknown" },
      // 36 months before June 2026 is June 2023: no decision in 2025.
      { account: "D", start: 10, decision: null },
    ]);
  });

  it("periods: what was paid the day before the anniversary and on it", () => {
    const rows = [
      record(2, "A", { start: "2023-04-01", end: "2025-04-01", amount: 100 }),
      record(3, "A", { start: "2025-04-01", end: null, amount: 70 }),
      // Left in mid-term: the anniversary is in September, when nothing is paid any more.
      record(4, "B", { start: "2024-09-01", end: "2025-02-01", amount: 40 }),
    ];
    expect(contractsOfTable(table("subscriptions", rows), year, 12)).toEqual([
      { account: "A", start: 100, decision: { before: 100, after: 70 } },
      { account: "B", start: 40, decision: { before: 0, after: 0 } },
    ]);
  });
});
