import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import type { RenewalRow } from "../../../src/topics/renewals/check-renewals.ts";
import { forecastOf, threeAccounts } from "./forecast-figures.ts";

/** Closed windows and dates around as_of, and every kind of evidence and outcome. */
const anyRow = fc.record<RenewalRow>(
  {
    account: fc.constantFrom("Acme", "Bolt", "Cyan", "Dune", "Echo"),
    arr: fc.integer({ min: 0, max: 2000 }).map((size) => size * 50),
    health: fc.option(fc.integer({ min: 0, max: 100 })),
    probability: fc.option(fc.constantFrom(0, 0.25, 0.5, 1)),
    category: fc.option(fc.constantFrom("committed", "likely", "at_risk", "critical")),
    renewal_date: fc.option(fc.constantFrom("2025-12-01", "2026-01-31", "2026-06-30", "2027-01-01")),
    notice_days: fc.option(fc.constantFrom(0, 30, 90)),
    auto_renews: fc.option(fc.boolean()),
    multi_year_no_decision: fc.boolean(),
    notice_served: fc.boolean(),
    outcome: fc.option(fc.constantFrom("renewed" as const, "lost" as const, "open" as const)),
    value_fraction: fc.option(fc.constantFrom(0, 0.5, 1)),
  },
  { requiredKeys: ["arr", "account"] },
);

describe("a forecast of renewals", () => {
  it("of the published example, by health", () => {
    const { fields } = forecastOf(threeAccounts);
    // 95,000 + 30,000 + 22,500; variance 100^2 x 0.0475 + 50^2 x 0.24 + 75^2 x 0.21 = 475 + 600 + 1,181.25 = 47.5^2, in thousands.
    expect(fields).toMatchObject({ due: 225_000, expected: 147_500, by_month: [] });
    expect(fields.share).toBeCloseTo(0.6555555555555556, 12);
    expect(fields.standard_deviation).toBeCloseTo(47_500, 6);
    // The largest is A; C holds 1,181.25 of 2,256.25, and without it sqrt(1,075) = 32.787 thousand are left.
    expect(fields.concentration).toMatchObject({ account: "A", share: 100 / 225, moves_most: "C", moves_most_arr: 75_000 });
    expect(fields.concentration!.standard_deviation_without).toBeCloseTo(Math.sqrt(1075) * 1000, 6);
  });

  it("of the same money in 45 equal accounts has a quarter of the spread", () => {
    const split = ({ account, arr, health }: RenewalRow) =>
      Array.from({ length: arr / 5000 }, (_, index) => ({ account: `${account}${index}`, arr: 5000, health }));
    const { fields } = forecastOf(threeAccounts.flatMap(split));
    // 25 million x (20 x 0.0475 + 10 x 0.24 + 15 x 0.21) = 162.5 million.
    expect(fields).toMatchObject({ due: 225_000, expected: 147_500, renewals: { length: 45 } });
    expect(fields.standard_deviation).toBeCloseTo(Math.sqrt(162_500_000), 6);
    const average = threeAccounts.flatMap(split).map(({ account, arr }) => ({ account, arr, probability: 147_500 / 225_000 }));
    // 45 x 25 million x 0.65556 x 0.34444
    expect(forecastOf(average).fields.standard_deviation).toBeCloseTo(Math.sqrt(45 * 25e6 * (147.5 / 225) * (77.5 / 225)), 6);
  });

  it("puts every row in one place, adds up to the book, and does not hang on the order of rows", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 25 }), fc.boolean(), (rows, windowed) => {
        const window = { as_of: "2026-01-01", from: windowed ? "2026-01-15" : null, to: windowed ? "2026-06-30" : null };
        const { fields } = forecastOf(rows, { window, target: 40_000 });
        const outside = fields.left_out.reduce((sum, line) => ({ n: sum.n + line.renewals, arr: sum.arr + line.arr }), {
          n: 0,
          arr: 0,
        });
        expect(fields.renewals.length + outside.n).toBe(rows.length);
        expect(fields.due! + outside.arr).toBe(fields.book.arr);
        const lines = fields.lines.reduce((sum, line) => sum + (line.expected ?? 0), 0);
        expect(fields.whole === null ? 0 : fields.whole.expected).toBeCloseTo(lines, 6);
        expect(fields.book.arr).toBe(rows.reduce((sum, { arr }) => sum + arr, 0));
        expect(fields.by_band.reduce((sum, line) => sum + line.arr, 0)).toBe(fields.due);
        expect(fields.by_band.reduce((sum, line) => sum + line.expected, 0)).toBeCloseTo(fields.expected!, 6);
        expect(fields.renewals.reduce((sum, line) => sum + line.expected, 0)).toBeCloseTo(fields.expected!, 6);
        const dated = fields.renewals.filter(({ deadline }) => deadline !== null);
        expect(fields.by_month.reduce((sum, line) => sum + line.renewals, 0)).toBe(dated.length);
        const { p10, p50, p90 } = fields.quantiles!;
        expect(0 <= p10 && p10 <= p50 && p50 <= p90 && p90 <= fields.due!).toBe(true);
        expect(fields.probability_below_target).toBeGreaterThanOrEqual(0);
        expect(fields.probability_below_target).toBeLessThanOrEqual(1);
        expect(JSON.stringify(fields)).not.toMatch(/NaN|Infinity/);
        expect(forecastOf([...rows].reverse(), { window, target: 40_000 }).fields).toEqual(fields);
      }),
      { numRuns: 150 },
    );
  });

  it("counts a renewal without evidence at the placeholder, never at 100%, and shows the number without it", () => {
    const { fields, warnings } = forecastOf([...threeAccounts, { account: "D", arr: 40_000 }]);
    // 147,500 of the three; the rule's 60% of 40,000.
    expect(fields).toMatchObject({ due: 265_000, expected: 171_500, left_out: [] });
    expect(fields.whole).toMatchObject({ no_call_arr: 40_000, no_call_rate: 0.6, called_only: 147_500, expected: 171_500 });
    expect(fields.renewals.find(({ account }) => account === "D")).toMatchObject({ state: "no_call", source: "assumed" });
    expect(warnings.find(({ code }) => code === "no_call")!.message).toContain("D");
  });

  it("leaves them outside, with their ARR, where they are most of the money", () => {
    const { fields, warnings } = forecastOf([...threeAccounts, { account: "D", arr: 225_000.01 }]);
    expect(fields).toMatchObject({ due: 225_000, expected: 147_500 });
    expect(fields.left_out).toEqual([{ why: "unknown_probability", renewals: 1, accounts: 1, arr: 225_000.01, largest: ["D"] }]);
    expect(fields.lines.map(({ state, expected }) => [state, expected])).toEqual([
      ["open", 147_500],
      ["no_call", null],
    ]);
    expect(warnings.find(({ code }) => code === "unknown_probability")!.message).toContain("D");
    // As much as the rest is not most of it.
    expect(forecastOf([...threeAccounts, { account: "D", arr: 225_000 }]).fields.due).toBe(450_000);
  });

  it("gives the last days to say no in order of date, those passed by size, and what each owner holds", () => {
    const row = (account: string, arr: number, renewal_date: string, owner: string, probability: number | null = 0.5) => ({
      ...{ account, arr, renewal_date, owner, notice_days: 30 },
      ...(probability === null ? {} : { probability }),
    });
    const { fields } = forecastOf([
      row("late small", 10, "2026-01-15", "Ann"),
      row("late large", 20, "2026-01-20", "Ben"),
      row("second", 300, "2026-03-31", "Ann"),
      row("first", 40, "2026-02-28", "Ann", null),
    ]);
    // 30 days before 28 February and 31 March; 1 January is day 0.
    expect(fields.notices.open.map(({ account, notice_by, days, call }) => [account, notice_by, days, call])).toEqual([
      ["first", "2026-01-29", 28, null],
      ["second", "2026-03-01", 59, "stated"],
    ]);
    expect(fields.notices.passed.map(({ account, days }) => [account, days])).toEqual([
      ["late large", -11],
      ["late small", -16],
    ]);
    expect(fields.owners).toEqual([
      { owner: "Ann", renewals: 3, arr: 350, expected: 5 + 150 + 24, past_deadline_arr: 10 },
      { owner: "Ben", renewals: 1, arr: 20, expected: 10, past_deadline_arr: 20 },
    ]);
    // 20 + 10 for certain, half of 300 and 60% of 40.
    expect(fields.whole).toMatchObject({ expected: 189, if_no_notice_came: 204 });
  });

  it("takes a stated probability first, then the category, then health, and shows what the others would give", () => {
    const { fields } = forecastOf([
      { account: "A", arr: 1000, probability: 0, category: "likely", health: 85 },
      { account: "B", arr: 1000, category: "At risk", health: 25 },
      { account: "C", arr: 1000, committed: true },
    ]);
    // 0, 50% and 95%; the category of A would be 80%, health 95% for A and 30% for B.
    expect(fields.expected).toBe(1450);
    expect(fields.other_readings).toEqual([
      { reading: "category", renewals: 1, arr: 1000, expected: 800, expected_used: 0 },
      { reading: "health", renewals: 2, arr: 2000, expected: 1250, expected_used: 500 },
    ]);
  });

  it("reads half-open bands: 80 and 60 belong to the higher one, 79.5 does not, 0 is the lowest", () => {
    const bands = [80, 79.5, 60, 0].map((health, index) => ({ account: `${index}`, arr: 100, health }));
    expect(forecastOf(bands).fields.renewals.map(({ probability_rate }) => probability_rate)).toEqual([0.95, 0.85, 0.85, 0.1]);
  });

  it("keeps a partial renewal's fraction apart from its chance", () => {
    const { fields } = forecastOf([{ account: "A", arr: 1000, probability: 0.5, value_fraction: 0.6 }]);
    // 600 or nothing: 300 on average, a spread of 600 x 0.5.
    expect(fields).toMatchObject({ due: 1000, expected: 300, standard_deviation: 300, quantiles: { p10: 0, p50: 0, p90: 600 } });
    expect(forecastOf([{ account: "A", arr: 1000, probability: 0.5, value_fraction: 0 }]).fields.expected).toBe(0);
  });

  it("counts strictly below a target, and what is already kept towards it", () => {
    const below = (target: number, rows = threeAccounts) => forecastOf(rows, { target }).fields.probability_below_target;
    expect(below(100_000)).toBeCloseTo(0.041, 12);
    expect(below(100_000.01)).toBeCloseTo(0.307, 12);
    expect(below(0)).toBe(0);
    expect(below(225_000.01)).toBeCloseTo(1, 12);
    const { fields } = forecastOf([...threeAccounts, { account: "D", arr: 30_000, outcome: "renewed", retained: 25_000 }], {
      target: 125_000,
    });
    // 25,000 are kept, so the open ones need 100,000.
    expect(fields.target).toMatchObject({ already_kept: 25_000, still_needed: 100_000 });
    expect(fields.probability_below_target).toBeCloseTo(0.041, 12);
  });

  it("dates by the opt-out deadline; an unknown notice period is not zero days but marked", () => {
    const { fields, warnings } = forecastOf([
      { account: "A", arr: 60_000, probability: 0.8, renewal_date: "2026-12-31", notice_days: 90 },
      { account: "B", arr: 20_000, probability: 0.8, renewal_date: "2026-12-31" },
      { account: "C", arr: 10_000, probability: 0.8, renewal_date: "2026-12-31", notice_days: 0 },
    ]);
    // 31 December less 90 days is 2 October; 60,000 and 10,000 of 90,000 have a known deadline.
    expect(
      fields.by_month.map(({ month, arr, unknown_notice_arr, confidence }) => [month, arr, unknown_notice_arr, confidence]),
    ).toEqual([
      ["2026-10", 60_000, 0, "full"],
      ["2026-12", 30_000, 20_000, "capped"],
    ]);
    expect(fields.confidence).toMatchObject({ level: "capped", unknown_notice_arr: 20_000, unknown_notice: ["B"] });
    expect(fields.confidence!.deadline_known_share).toBeCloseTo(7 / 9, 12);
    expect(warnings.map(({ code }) => code)).toContain("unknown_notice");
  });

  it("keeps an increase out of the forecast, and says so", () => {
    const { fields, warnings } = forecastOf([{ account: "A", arr: 1000, probability: 0.5, uplift: 200 }]);
    expect(fields.expected).toBe(500);
    expect(warnings.find(({ code }) => code === "uplift_outside")!.message).toContain("A");
  });

  it("finds signs that contradict one another", () => {
    const found = (row: Partial<RenewalRow>) =>
      forecastOf([{ account: "A", arr: 1000, ...row }]).fields.contradictions.map(({ why }) => why);
    expect(found({ category: "committed", health: 39 })).toEqual([["low_health"]]);
    expect(found({ committed: true, health: 25, notice_served: true })).toEqual([["low_health", "notice_served"]]);
    expect(found({ probability: 0.95, health: 0 })).toEqual([["low_health"]]);
    expect(found({ probability: 0.94, health: 0 })).toEqual([]);
    expect(found({ category: "committed", health: 40 })).toEqual([]);
    // The rule's value is 20%, and only a higher chance contradicts it.
    expect(found({ probability: 0.21, notice_served: true })).toEqual([["notice_served"]]);
    expect(found({ category: "critical", notice_served: true })).toEqual([]);
  });

  it("expects nothing of a customer who gave notice, whatever the health score, until somebody calls it", () => {
    const { fields } = forecastOf([
      { account: "A", arr: 1000, health: 95, notice_served: true },
      { account: "B", arr: 500, probability: 0.5, notice_served: true },
    ]);
    expect([fields.due, fields.expected]).toEqual([500, 250]);
    expect(fields.left_out).toMatchObject([{ why: "notice_served", arr: 1000 }]);
  });

  it("stresses by a common shock and by losing the largest account with all its contracts", () => {
    const rows = [
      { account: "A", arr: 60_000, probability: 0.5 },
      { account: "A", arr: 60_000, probability: 1 },
      { account: "B", arr: 100_000, probability: 0 },
    ];
    const { stress } = forecastOf(rows).fields;
    // Odds of 1 become 1 / sqrt(e) = 0.60653, a chance of 0.37754; 1 and 0 stay.
    expect(stress!.common_shock.expected).toBeCloseTo(60_000 / (1 + Math.sqrt(Math.E)) + 60_000, 6);
    expect(stress!.largest_lost).toEqual({ account: "A", arr: 120_000, expected: 0, expected_change: -90_000, p10: 0 });
  });

  it("uses the record only when asked, and shows prior and posterior either way", () => {
    const posterior = (assumed: number) => (assumed === 0.95 ? 0.9 : null);
    const shown = forecastOf(threeAccounts, { posterior }).fields;
    expect(shown.expected).toBe(147_500);
    expect(shown.by_band.map(({ prior_rate, posterior_rate }) => [prior_rate, posterior_rate])).toEqual([
      [0.95, 0.9],
      [0.6, null],
      [0.3, null],
    ]);
    // A falls from 95,000 to 90,000.
    const used = forecastOf(threeAccounts, { posterior, use_history: true }).fields;
    expect(used.expected).toBe(142_500);
    expect(used.by_band[0]).toMatchObject({ prior_rate: 0.95, posterior_rate: 0.9, expected: 90_000 });
  });

  it("adds what owners called beside what is expected of the same renewals", () => {
    const { fields } = forecastOf([
      { account: "A", arr: 1000, probability: 0.5, called: 900 },
      { account: "B", arr: 1000, probability: 0.5, called: 0 },
      { account: "C", arr: 1000, probability: 0.5 },
    ]);
    expect(fields.called).toEqual({ renewals: 2, arr: 2000, called: 900, expected: 1000 });
  });

  it.each([
    ["negative ARR", { arr: -1, health: 50 }, /renewals\[0\], account A: arr is -1/],
    ["percent instead of a fraction", { arr: 1, probability: 85 }, /probability is 85; give a fraction from 0 to 1/],
    ["health above 100", { arr: 1, health: 101 }, /health is 101/],
    ["an unknown category", { arr: 1, category: "hopeful" }, /"hopeful"; the categories are closed, commit, most_likely/],
    ["negative notice", { arr: 1, health: 50, notice_days: -1 }, /notice_days is -1/],
    ["half a day", { arr: 1, health: 50, notice_days: 0.5 }, /whole days/],
    ["finer than a hundredth", { arr: 1.234, health: 50 }, /finer than a hundredth/],
    ["lost and retained", { arr: 1, outcome: "lost", retained: 1 }, /a smaller renewal is renewed/],
    ["retained but open", { arr: 1, retained: 1 }, /say outcome renewed or lost/],
    ["committed and critical", { arr: 1, committed: true, category: "critical" }, /keep one of them/],
    ["no day of the calendar", { arr: 1, health: 50, renewal_date: "2026-02-30" }, /2026-02-30/],
  ] as const)("refuses %s, naming the place", (_, row, message) => {
    expect(() => forecastOf([{ account: "A", ...row } as RenewalRow])).toThrow(Problem);
    expect(() => forecastOf([{ account: "A", ...row } as RenewalRow])).toThrow(message);
  });

  it("refuses dates without as_of, and a window that ends before it begins", () => {
    const dated = [{ account: "A", arr: 1, health: 50, renewal_date: "2026-02-01" }];
    expect(() => forecastOf(dated, { window: { as_of: null, from: null, to: null } })).toThrow(/as_of/);
    const window = { as_of: "2026-01-01", from: "2026-03-01", to: "2026-02-01" };
    expect(() => forecastOf(dated, { window })).toThrow(/before it begins/);
  });
});
