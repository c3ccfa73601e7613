import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/dates.ts";
import { sumMoney } from "../../../src/core/money.ts";
import type { Table, TableRecord } from "../../../src/core/table.ts";
import type { TableAsk } from "../../../src/topics/retention/answer-of-accounts.ts";
import * as accounts from "../../../src/topics/retention/answer-of-accounts.ts";
import { type RetentionPolicy, standardPolicy } from "../../../src/topics/retention/retention.ts";
import { record } from "../../core/record.ts";
import { oddNumbers } from "../../tool-caller.ts";
import { retentionFigures } from "./figures.ts";
import { answerFromTable, wired } from "./on-the-wire.ts";

const figures = retentionFigures();
const subscriptions = (records: TableRecord[]): Table => ({
  path: "subscriptions.csv",
  shape: "subscriptions",
  rows_read: records.length,
  rows_used: records.length,
  columns: [{ header: "Region", field: null, confidence: "none" }],
  issues: [],
  amount_unit: "mrr",
  currency: "USD",
  records,
});
const year = { from: "2025-01-01", to: "2026-01-01" };
const answer = (records: TableRecord[], ask: TableAsk = year, policy: RetentionPolicy = standardPolicy) =>
  answerFromTable(subscriptions(records), ask, policy, figures).answer;
const period = (row: number, name: string, start: string, end: string | null, amount: number, more: Partial<TableRecord> = {}) =>
  record(row, name, { start, end, amount, currency: "USD", cells: { Region: "east" }, ...more });

describe("answerFromTable", () => {
  const book = [
    period(2, "A", "2024-01-01", null, 100),
    period(3, "B", "2024-01-01", "2025-05-01", 80),
    period(4, "C", "2024-06-01", null, 50, { cells: { Region: "west" } }),
    period(5, "D", "2025-03-10", "2026-01-01", 40, { cells: { Region: "west" } }),
  ];

  it("compares with the window before by segment, where the data reaches back", () => {
    // 2024: 180 stay 180. 2025: 230 become 150, east 100 of 180 and west 50 of 50.
    const { fields } = answer(book, { ...year, segment_by: "Region" });
    expect(fields.comparison).toMatchObject({ from: "2024-01-01", to: "2025-01-01", nrr_before: 1, segments_total: 2 });
    expect(fields.comparison!.nrr_change).toBeCloseTo(150 / 230 - 1, 12);
    // East was all of the book and kept all: 1 x (100 / 180 - 1). West came to 50 of 230: mix only.
    expect(fields.comparison!.nrr_performance).toBeCloseTo(100 / 180 - 1, 12);
    const west = fields.comparison!.segments.find(({ segment }) => segment === "west")!;
    expect(west).toMatchObject({ before_share: 0, nrr_before: null, nrr_performance: 0 });
    expect(west.nrr_mix).toBeCloseTo(50 / 230, 12);
    const short = { from: "2024-06-01", to: "2025-06-01", segment_by: "Region" };
    expect(answer(book, short).fields.comparison).toBeNull();
    const { reasons } = wired(accounts.answerFromTable(subscriptions(book), short, standardPolicy, figures));
    expect(reasons.find(({ field }) => field.endsWith("fields.comparison"))!.reason).toContain("2023-06-01");
    expect(answer(book).fields.comparison).toBeUndefined();
  });

  it("ties to what somebody counted with the last day still paid for", () => {
    // On 2026-01-01 A and C pay 150; D's 40 end on that day.
    const { closing, opening } = answer(book, { ...year, stated_closing: 190, stated_opening: 230 }).ties!;
    expect(closing).toMatchObject({ computed: 150, difference: 40 });
    expect(closing!.located[0]).toMatchObject({ cause: "ends_still_in", of: "2026-01-01" });
    expect(opening).toEqual({ stated: 230, computed: 230, difference: 0, located: [] });
  });

  it("ties parents and children, counted once here", () => {
    const family = [...book, period(6, "E", "2024-01-01", null, 30, { parent: "A" })];
    const tie = answer(family, { ...year, stated_closing: 150 }).ties!.closing!;
    expect(tie).toMatchObject({ computed: 180, difference: -30 });
    expect(tie.located.map(({ cause }) => cause)).toEqual(["children_lack", "account_lacks"]);
  });

  it("ties a stated figure that adds currencies as they stand", () => {
    const mixed = [...book, period(6, "E", "2024-01-01", null, 30, { currency: "EUR" })];
    const ask = { ...year, rates: { EUR: 1.5, USD: 1 }, rates_end: { EUR: 2 }, stated_closing: 180 };
    // 150 + 30 x 2 = 210 at the end, 150 + 30 x 1.5 = 195 at the opening's rates, 180 as they stand.
    const { answer: found, reporting } = answerFromTable(subscriptions(mixed), ask, standardPolicy, figures);
    expect(reporting).toBe("USD");
    expect(found.fields.bridge).toMatchObject({ fx: 15, ending: 210 });
    expect(found.ties!.closing!.located[0]!.cause).toBe("unconverted");
    const plain = answerFromTable(subscriptions(mixed), { ...ask, stated_closing: 195 }, standardPolicy, figures).answer;
    expect(plain.ties!.closing!.located[0]).toEqual({ cause: "opening_rates", amount: -15 });
  });

  it("refuses a stated figure that is no amount, and a return limit that two dates cannot serve", () => {
    expect(() => answer(book, { ...year, stated_closing: -1 })).toThrow("stated_closing is -1");
    expect(() => answer(book, { ...year, stated_opening: 1.234 })).toThrow("stated_opening is 1.234");
    const pairs: Table = {
      ...subscriptions([record(2, "A", { amount_start: 1, amount_end: 1 })]),
      shape: "accounts",
    };
    expect(() => answerFromTable(pairs, {}, { ...standardPolicy, winback_days: 30 }, figures)).toThrow("policy.winback_days");
  });

  it("knows a stated 0 and a policy of 0 days", () => {
    const gone = [period(2, "A", "2024-01-01", "2025-06-01", 10), period(3, "B", "2024-02-01", "2026-03-01", 0)];
    expect(answer(gone, { ...year, stated_closing: 0 }).ties!.closing).toMatchObject({ stated: 0, computed: 0, difference: 0 });
    const back = [
      period(2, "A", "2024-01-01", "2024-12-01", 10),
      period(3, "A", "2025-02-01", null, 10),
      period(4, "B", "2024-01-01", null, 5),
    ];
    expect(answer(back).fields.bridge).toMatchObject({ new: 0, reactivation: 10 });
    expect(answer(back, year, { ...standardPolicy, winback_days: 0 }).fields.bridge).toMatchObject({ new: 10, reactivation: 0 });
    expect(answer(back, year, { ...standardPolicy, winback_days: 62 }).fields.bridge).toMatchObject({ new: 0, reactivation: 10 });
    expect(answer(back, year, { ...standardPolicy, winback_days: 61 }).fields.bridge).toMatchObject({ new: 10, reactivation: 0 });
  });
});

const money = fc.integer({ min: 1, max: 100_000 }).map((hundredths) => hundredths / 100);
const rows = fc
  .array(
    fc.record({
      account: fc.constantFrom("A", "B", "C", "D", "E", "F"),
      from: fc.integer({ min: 0, max: 1000 }),
      days: fc.option(fc.integer({ min: 1, max: 500 }), { nil: null }),
      amount: money,
      region: fc.constantFrom("east", "west", "south"),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) => [
    // Somebody always pays, so that every window lies inside the data.
    period(2, "Z", "2023-01-01", null, 10),
    ...list.map(({ account, from, days, amount, region }, index) => {
      const start = addDays("2023-06-01", from);
      return period(index + 3, account, start, days === null ? null : addDays(start, days), amount, {
        cells: { Region: region },
      });
    }),
  ]);
const policies = fc.record({
  reactivation: fc.constantFrom("excluded" as const, "included" as const),
  gap: fc.constantFrom("retained" as const, "churned" as const),
  grr: fc.constantFrom("standard" as const, "churn_only" as const),
  winback_days: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
});
const ask = { ...year, segment_by: "Region", price_increase: 0.03, stated_closing: 500 };

describe("for every table of subscriptions", () => {
  it("the order of rows changes nothing in the answer", () => {
    fc.assert(
      fc.property(rows, policies, (records, policy) => {
        expect(answer([...records].reverse(), ask, policy)).toEqual(answer(records, ask, policy));
      }),
    );
  });

  it("money in another size leaves every rate, and the months tie at every size", () => {
    fc.assert(
      fc.property(rows, policies, fc.integer({ min: 2, max: 500 }), (records, policy, factor) => {
        const scaled = records.map((one) => ({ ...one, amount: sumMoney([one.amount! * factor]) }));
        const [before, after] = [answer(records, year, policy).fields, answer(scaled, year, policy).fields];
        expect([after.nrr, after.grr, after.logo_retention, after.quick_ratio]).toEqual([
          before.nrr,
          before.grr,
          before.logo_retention,
          before.quick_ratio,
        ]);
        for (const { months } of [before, after])
          months.forEach((month, index) => {
            expect(month.opening).toBe(index === 0 ? months[0]!.opening : months[index - 1]!.closing);
            expect(
              sumMoney([month.opening, month.new, month.expansion, month.reactivation, -month.contraction, -month.churn]),
            ).toBe(month.closing);
          });
        expect(after.months[0]!.opening).toBe(after.bridge.starting);
        expect(after.months.at(-1)!.closing).toBe(after.bridge.ending);
      }),
    );
  });

  it("a customer won inside the window leaves net, gross and customers kept, and stands in the bridge alone", () => {
    fc.assert(
      fc.property(rows, policies, money, (records, policy, amount) => {
        const before = answer(records, year, policy).fields;
        const after = answer([...records, period(99, "won", "2025-04-20", null, amount)], year, policy).fields;
        expect([after.nrr, after.grr, after.logo_retention]).toEqual([before.nrr, before.grr, before.logo_retention]);
        expect(after.bridge.new).toBe(sumMoney([before.bridge.new!, amount]));
        expect(after.bridge.ending).toBe(sumMoney([before.bridge.ending!, amount]));
      }),
    );
  });

  it("standard gross is at most 1 and at most net; segments add up; no number is missing or endless", () => {
    fc.assert(
      fc.property(rows, (records) => {
        const { fields } = answer(records, ask);
        expect(fields.grr!).toBeLessThanOrEqual(Math.min(1, fields.nrr!));
        // Where an account holds several segments at once, what moves between them stands in both, and only the ends add up.
        const parts_of_accounts = ["new", "expansion", "reactivation", "contraction", "churn"] as const;
        for (const part of ["starting", "ending", ...(fields.segments_count === "accounts" ? parts_of_accounts : [])] as const)
          expect(sumMoney(fields.segments.map((segment) => segment[part]))).toBe(fields.bridge[part]);
        const parts = (["performance", "mix", "interaction"] as const).map((part) => fields.comparison?.[`nrr_${part}`] ?? 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(fields.comparison?.nrr_change ?? 0, 6);
        expect(oddNumbers(fields).filter((one) => !Object.is(one, -0))).toEqual([]);
      }),
    );
  });
});
