import { describe, expect, it } from "vitest";
import { reportValue } from "../../../src/topics/value/tool.ts";
import { callerOf } from "../../tool-caller.ts";

const { call, refusal: message } = callerOf(reportValue);

const harrow = [
  {
    name: "Quote to signature",
    value: 38_466,
    baseline: 45,
    after: 32,
    unit: "days",
    attribution: 1,
    validated: true,
    evidence: "CRM",
  },
  {
    name: "Typing orders",
    kind: "hours",
    baseline: 6,
    after: 1,
    unit: "hours",
    units_a_year: 1104,
    money_per_unit: 45,
    attribution: 1,
    realisation: 0.4,
    validated: true,
  },
  { name: "Penalties", baseline: 310_000, after: 172_000, units_a_year: 1, money_per_unit: 1, attribution: 0.5, validated: true },
];

describe("report_value", () => {
  it("the printed ten times: the multiple is 10, the return 9, and why", async () => {
    const claim = [{ name: "Total", value: 1_200_000, attribution: 1, validated: true }];
    const result = await call({ investment: 120_000, period_months: 12, printed: "10x", lines: claim });
    expect(result).toMatchObject({ roi: 9, value_multiple: 10, hard_value: 1_200_000, printed: { reads_as: "value_multiple" } });
    expect(result.printed!.why).toBe(
      '"10x" is the value multiple and no ROI: for 1,200,000 on 120,000 the value multiple is 10 and the ROI is 9, that is 900%, since a return takes the investment off first.',
    );
    expect(result.summary).toContain(result.printed!.why);
    expect((await call({ investment: 120_000, printed: "900%", lines: claim })).printed).toMatchObject({ reads_as: "roi" });
    expect((await call({ investment: 120_000, printed: "12x", lines: claim })).printed).toMatchObject({ reads_as: "neither" });
  });

  it("the report of the page", async () => {
    const result = await call({
      investment: 120_000,
      period_months: 12,
      lines: [...harrow, { name: "Audit log", kind: "soft" }],
    });
    // 38,466 + 248,400 x 40% + 138,000 x 50% = 206,826; given 424,866.
    expect(result).toMatchObject({ hard_value: 206_826, unvalidated_value: 0, given_value: 424_866, not_counted_value: 218_040 });
    expect(result.roi).toBeCloseTo(86_826 / 120_000, 12);
    expect(result.lines.map(({ name, counted }) => [name, counted])).toEqual([
      ["Typing orders", 99_360],
      ["Penalties", 69_000],
      ["Quote to signature", 38_466],
      ["Audit log", 0],
    ]);
    expect(result.not_counted.map(({ name, amount, reason }) => [name, amount, reason])).toEqual([
      ["Typing orders", 149_040, "no_use"],
      ["Penalties", 69_000, "not_ours"],
      ["Audit log", null, "soft"],
    ]);
    expect(result.summary).toMatch(
      /^207K of confirmed and attributed value against 120K spent: an ROI of 72\.4% and a value multiple of 1\.72\./,
    );
    expect(result.summary).toContain("With half of the weakest line, Typing orders, the ROI would be 31.0%.");
  });

  it("the contract's own call: confirmed, and nobody said which share is ours", async () => {
    const lines = [{ name: "Faster close", value: 420_000, baseline: 45, after: 32, unit: "days", validated: true }];
    const result = await call({ investment: 120_000, lines });
    expect(result).toMatchObject({ hard_value: 0, roi_of: "at_most", roi: 2.5, value_multiple: 3.5, payback_months: null });
    expect(result.breaks_even_at).toBeCloseTo(120 / 420, 12);
    expect(result.not_counted).toMatchObject([{ name: "Faster close", amount: 420_000, reason: "no_share" }]);
    expect(result.warnings.map(({ code }) => code)).toEqual(["money_unchecked", "no_evidence"]);
    expect(result.summary).toContain("None of the gains is hard value yet");
    expect(result.summary).toContain("The money is back if 28.6% of what has no stated share is yours.");
  });

  it("a saving that got worse stays in as a loss", async () => {
    const worse = { name: "Penalties", baseline: 172_000, after: 310_000, units_a_year: 1, money_per_unit: 1 };
    const result = await call({ investment: 120_000, period_months: 12, lines: [harrow[0]!, worse] });
    expect(result.hard_value).toBe(38_466 - 138_000);
    expect(result.lines.at(-1)).toMatchObject({ counted: -138_000, direction: "worse" });
    expect(result.roi).toBeCloseTo((-99_534 - 120_000) / 120_000, 12);
    expect(result.payback_months).toBeNull();
  });

  it("counts a loss in full whatever its share says, and says so", async () => {
    const gain = { name: "Hires avoided", value: 200_000, attribution: 0.5, validated: true };
    const loss = { name: "Refunds", value: -60_000, attribution: 0.1 };
    const result = await call({ investment: 20_000, period_months: 12, lines: [gain, loss] });
    // 100,000 - 60,000 = 40,000 is twice the investment, a return of 1; at a tenth of the loss it would have been 94,000.
    expect(result).toMatchObject({
      hard_value: 40_000,
      roi: 1,
      value_multiple: 2,
      given_value: 140_000,
      not_counted_value: 100_000,
    });
    expect(result.lines.at(-1)).toMatchObject({ name: "Refunds", counted: -60_000, left_out: 0 });
    expect(result.lines.at(-1)!.why).toMatch(/stays in whole, and not at 10%: a share never makes a loss smaller/);
    const plain = await call({ investment: 20_000, period_months: 12, lines: [gain, { name: "Refunds", value: -60_000 }] });
    expect(plain.roi).toBe(1);
    expect(plain.lines.at(-1)!.why).not.toMatch(/share/);
  });

  it("an investment of 0 has no return, and says so", async () => {
    const result = await call({ investment: 0, period_months: 12, printed: "10x", lines: harrow });
    expect(result).toMatchObject({ roi: null, value_multiple: null, hard_value: 206_826, payback_months: 0 });
    expect(result.printed).toMatchObject({ roi: null, value_multiple: null, reads_as: "neither" });
    expect(result.summary).toContain("no return and no multiple, since nothing was spent");
  });

  it("nothing in money is no return either", async () => {
    const result = await call({ investment: 100, lines: [{ name: "Calm", kind: "soft" }] });
    expect(result).toMatchObject({ roi: null, roi_of: null, hard_value: 0 });
    expect(result.texts.every(({ text }) => text.startsWith("No line can be counted in money yet"))).toBe(true);
  });
});

describe("texts", () => {
  it("one for each audience out of the same numbers, or the one asked for", async () => {
    const { texts } = await call({ investment: 120_000, period_months: 12, lines: harrow });
    expect(texts.map(({ audience }) => audience)).toEqual(["executive", "finance", "champion"]);
    for (const { text } of texts) expect(text).toContain("206,826");
    expect(texts[1]!.text).toContain("together the given 424,866");
    expect(texts[1]!.text).toContain("Payback 7 months");
    const only = await call({ investment: 120_000, period_months: 12, lines: harrow, audience: "finance" });
    expect(only.texts).toEqual([texts[1]]);
  });
});

describe("pages, refusals and cost", () => {
  it("pages long lists and keeps the sums whole", async () => {
    const lines = Array.from({ length: 120 }, (_, index) => ({
      name: `A line with a rather long name number ${String(index).padStart(3, "0")}`,
      value: 1000,
      attribution: 0.5,
      validated: index % 2 === 0,
    }));
    const first = await call({ investment: 100, lines });
    expect(first).toMatchObject({ lines_total: 120, not_counted_total: 120, hard_value: 30_000, unvalidated_value: 30_000 });
    const second = await call({ investment: 100, lines, offset: first.lines.length });
    expect(second.lines[0]!.name).not.toBe(first.lines[0]!.name);
    expect(second.hard_value).toBe(30_000);
  });

  it("names the thing and the remedy", async () => {
    const line = { name: "A", value: 5, attribution: 1 };
    expect(await message({ investment: -1, lines: [line] })).toMatch(/investment is -1[\s\S]*0 or more/);
    expect(await message({ investment: 1, lines: [{ ...line, attribution: 1.5 }] })).toMatch(
      /"A": attribution 1.5[\s\S]*from 0 to 1/,
    );
    const shares = [
      { ...line, outcome: "Churn", attribution: 0.7 },
      { ...line, name: "B", outcome: "Churn", attribution: 0.6 },
    ];
    expect(await message({ investment: 1, lines: shares })).toContain("add up to more than 1");
    expect(await message({ investment: 1, lines: [{ ...line, profit: 1 }] })).toContain("lines[0].profit");
    expect(await message({ investment: 1, lines: [] })).toContain("lines");
    expect(await message({ investment: 1, lines: [line], audience: "board" })).toContain("executive, finance, champion");
    expect(await message({ investment: 1, lines: [line], printed: "huge" })).toContain('printed is "huge"');
  });
});

describe("what is not counted", () => {
  it("is said by line with its reason, the largest first", async () => {
    const lines = [
      { name: "Reporting", baseline: 40, after: 10, unit: "hours", units_a_year: 52, money_per_unit: 60, kind: "hours" },
      { name: "Shipments", value: 90_000, kind: "hard", attribution: 0.5, validated: true },
    ];
    const { because } = (await call({ investment: 60_000, period_months: 12, lines })) as unknown as { because: string[] };
    // 30 x 52 x 60 = 93,600 of hours, and half of 90,000.
    expect(because[0]).toBe(
      "Reporting, 94K not counted: Hours count only with the share of them that became money (realisation).",
    );
    expect(because[1]).toBe("Shipments, 45K not counted: Only 50% of the cause is claimed.");
  });
});

describe("losses and nothing spent", () => {
  it("tells a loss apart from what is not counted, so that no part is larger than its whole", async () => {
    const lines = [
      { name: "Hours", value: 90_000, kind: "soft" },
      { name: "Rework", value: -20_000 },
    ];
    const { summary } = await call({ investment: 10_000, lines });
    // 90,000 of gains are words only; the loss of 20,000 counts.
    expect(summary).toContain("90K of the given 90K of gains is not counted; losses of 20K count in full.");
  });

  it("says of an investment of 0 that there is no return, and nothing at most", async () => {
    const { summary } = await call({ investment: 0, lines: [{ name: "Hours", value: 1_000 }] });
    expect(summary).toContain("no return and no multiple, since nothing was spent.");
    expect(summary).not.toContain("at most.");
  });

  it("says which share of the hours would pay it back, where hours without one are left out", async () => {
    // 100,000 spent, 40,000 without a stated share: 60,000 are missing, three quarters of the 80,000 in hours, or 100 of all 120.
    const lines = [
      {
        name: "Planning",
        kind: "hours",
        baseline: 6,
        after: 4,
        unit: "hours",
        units_a_year: 1000,
        money_per_unit: 40,
        better: "lower",
      },
      { name: "Shipments", value: 40_000 },
    ];
    const result = await call({ investment: 100_000, period_months: 12, lines });
    expect(result.breaks_even_at).toBeCloseTo(100 / 120, 6);
    expect(result.summary).toContain("without the hours");
    expect(result.summary).not.toContain("at most");
    expect([result.summary, ...result.because].join(" ")).toContain(
      "It pays back with all of the other gains and 75% of the hours as money, or with all of the hours as money and 50% of the others.",
    );
    expect(result.unknown[0]).toContain("which share of the hours became money");
  });
});
