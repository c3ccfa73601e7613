import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMoney } from "../../../src/core/money.ts";
import type { Table, TableRecord } from "../../../src/core/table.ts";
import { changesAtRates, convertRecords, currencyRates } from "../../../src/topics/retention/currency.ts";
import { revalue, standardPolicy } from "../../../src/topics/retention/retention.ts";
import { record } from "../../core/record.ts";
import { retentionOfAccounts, segmentsOfAccounts } from "./on-the-wire.ts";

const pair = (row: number, name: string, currency: string | null, start: number, end: number) =>
  record(row, name, { currency, amount_start: start, amount_end: end });
const mixed = [pair(2, "A", "USD", 100, 120), pair(3, "B", "EUR", 100, 80), pair(4, "C", "EUR", 0, 50)];
const table = (records: TableRecord[]): Table => ({
  path: "book.csv",
  shape: "accounts",
  rows_read: records.length,
  rows_used: records.length,
  columns: [],
  issues: [],
  amount_unit: "arr",
  currency: null,
  records,
});
const problem = (records: TableRecord[], given: Parameters<typeof currencyRates>[1]): string => {
  try {
    currencyRates(records, given);
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
};

describe("currencyRates", () => {
  it("takes the named currency as the one reported in, or the one with the rate 1", () => {
    const named = currencyRates(mixed, { rates: { eur: 1.1 }, currency: "usd" });
    expect([named.reporting, [...named.opening], named.ending]).toEqual([
      "USD",
      [
        ["EUR", 1.1],
        ["USD", 1],
      ],
      null,
    ]);
    expect(currencyRates(mixed, { rates: { USD: 1, EUR: 1.1 } }).reporting).toBe("USD");
  });

  it("refuses what it would have to guess", () => {
    expect(problem(mixed, { rates: { EUR: 1.1 } })).toContain("which currency they lead to");
    expect(problem(mixed, { rates: { EUR: 1, USD: 1 } })).toContain("which currency they lead to");
    expect(problem(mixed, { rates: { GBP: 1.3, USD: 1 } })).toContain("rates has no rate for EUR");
    expect(problem(mixed, { rates: { EUR: 1.1, USD: 1 }, rates_end: { GBP: 1.3 } })).toContain("rates_end has no rate for EUR");
    expect(problem(mixed, { rates: { EUR: 0, USD: 1 } })).toContain("rates.EUR is 0");
    expect(problem(mixed, { rates: { EUR: 1.1, USD: 1 }, rates_end: { EUR: -2 } })).toContain("rates_end.EUR is -2");
    expect(problem(mixed, { rates: { EUR: 1.1, USD: 1.2 }, currency: "USD" })).toContain("rates.USD is 1.2");
    expect(problem([...mixed, pair(9, "Z", null, 1, 1)], { rates: { EUR: 1.1, USD: 1 } })).toContain("row 9 (Z)");
    expect(problem([pair(2, "A", null, 1, 1)], { rates: { EUR: 1.1, USD: 1 } })).toContain("names no currency");
  });
});

describe("convertRecords", () => {
  it("rounds each amount to the hundredth and leaves missing ones missing", () => {
    const [first, second] = convertRecords(
      [pair(2, "A", "EUR", 33.33, 0), record(3, "B", { currency: "EUR" })],
      new Map([["EUR", 1.111]]),
      "USD",
    );
    // 33.33 x 1.111 = 37.02963
    expect(first).toMatchObject({ currency: "USD", amount_start: 37.03, amount_end: 0, amount: null });
    expect(second!.amount_start).toBeNull();
  });
  it("refuses an amount that the rate makes vanish, since nothing would read as not paying", () => {
    expect(() => convertRecords([pair(2, "A", "IDR", 10, 10)], new Map([["IDR", 0.0001]]), "USD")).toThrow("row 2");
  });
});

describe("changesAtRates", () => {
  it("keeps retention free of exchange rates and puts them on their own line", () => {
    const rates = currencyRates(mixed, { rates: { USD: 1, EUR: 1.1 }, rates_end: { EUR: 1.3 } });
    const { changes } = changesAtRates(table(mixed), {}, rates);
    const { bridge, nrr, grr } = retentionOfAccounts(changes, standardPolicy);
    // At 1.1: A 100 to 120, B 110 to 88, C new 55. Net (120 + 88) / 210, gross (100 + 88) / 210.
    expect(nrr).toBeCloseTo(208 / 210, 12);
    expect(grr).toBeCloseTo(188 / 210, 12);
    // The end at 1.3: 120 + 104 + 65 = 289, at 1.1: 263.
    expect(revalue(bridge, changes)).toEqual({
      starting: 210,
      new: 55,
      expansion: 20,
      reactivation: 0,
      contraction: 22,
      churn: 0,
      fx: 26,
      ending: 289,
    });
  });

  it("has no line for exchange rates without those of the end", () => {
    const rates = currencyRates(mixed, { rates: { USD: 1, EUR: 1.1 } });
    const { changes } = changesAtRates(table(mixed), {}, rates);
    const { bridge } = retentionOfAccounts(changes, standardPolicy);
    expect(revalue(bridge, changes)).toEqual(bridge);
    expect("fx" in revalue(bridge, changes)).toBe(false);
  });
});

const money = fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => hundredths / 100);
const rate = fc.integer({ min: 50, max: 3000 }).map((thousandths) => thousandths / 1000);
const books = fc.array(fc.record({ currency: fc.constantFrom("USD", "EUR", "GBP"), start: money, end: money }), {
  minLength: 1,
  maxLength: 15,
});

describe("for every book and all rates", () => {
  it("opening, moves and exchange rates end at the end's rates; the end's rates leave retention; segments add up", () => {
    fc.assert(
      fc.property(books, rate, rate, rate, rate, (book, eur, gbp, eurEnd, gbpEnd) => {
        // Amounts of less than a unit might vanish at the smallest rate.
        const records = book.map((one, index) => ({
          ...pair(index + 2, `A${index}`, one.currency, Math.floor(one.start), Math.floor(one.end)),
          cells: { Region: index % 2 ? "east" : "west" },
        }));
        const source = { ...table(records), columns: [{ header: "Region", field: null, confidence: "none" as const }] };
        const given = { rates: { EUR: eur, GBP: gbp }, rates_end: { EUR: eurEnd, GBP: gbpEnd }, currency: "USD" };
        const { changes } = changesAtRates(source, { segment_by: "Region" }, currencyRates(records, given));
        const measured = retentionOfAccounts(changes, standardPolicy);
        const { fx, ...bridge } = revalue(measured.bridge, changes);
        const endRate = { USD: 1, EUR: eurEnd, GBP: gbpEnd };
        const ending = sumMoney(
          records.map((one) => sumMoney([one.amount_end! * endRate[one.currency as keyof typeof endRate]])),
        );
        if (changes.length === 0) return;
        expect(bridge.ending).toBe(ending);
        expect(
          sumMoney([bridge.starting, bridge.new, bridge.expansion, bridge.reactivation, -bridge.contraction, -bridge.churn, fx!]),
        ).toBe(ending);
        const still = changesAtRates(source, {}, currencyRates(records, { ...given, rates_end: undefined }));
        expect(retentionOfAccounts(still.changes, standardPolicy).nrr).toBe(measured.nrr);
        const segments = segmentsOfAccounts(changes, standardPolicy);
        expect(sumMoney(segments.map((segment) => segment.fx!))).toBe(fx);
        expect(sumMoney(segments.map((segment) => segment.ending))).toBe(ending);
      }),
    );
  });
});
