import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer as a client reads it
type Answer = any;
async function run(offers: Record<string, unknown>[], book: Record<string, unknown> = {}): Promise<Answer> {
  const called = await callTool(
    "weigh_offer",
    { arr: 100_000, gross_margin: 0.8, as_of: "2026-11-30", currency: "EUR", offers, book },
    openTestPorts(),
  );
  if (called.kind === "problem") throw new Error(called.message);
  return (called as Answer).run.result;
}
const contract = { name: "contract", base: true, index: 0.1 };
const row = (answer: Answer, name: string) => answer.against.rows.find((one: Answer) => one.name === name);

describe("offers against the contract as it stands", () => {
  it("takes this year's index first, in plain sums over each offer's own term", async () => {
    const answer = await run([
      contract,
      { name: "20% off", change: -0.2, term_years: 2 },
      { name: "20% off, index kept", change: -0.2, index: 0.1, term_years: 2 },
      { name: "module billed after a year", index: 0.1, less: 10_000, less_months: 12, term_years: 2 },
      { name: "module out", index: 0.1, less: 10_000, term_years: 2 },
      { name: "steps", changes: [-0.2, -0.1], index: 0.1, term_years: 2 },
    ]);
    // The contract: 110,000 and 121,000; its margin 90,000 + 101,000 = 191,000. Serving costs 20,000 a year.
    expect(answer.against.base_prices).toEqual([110_000, 121_000]);
    // 80,000 twice: 30,000 in the first year and 71,000 in both; 71 / 191. On today's price 20,000 and 40,000.
    expect(row(answer, "20% off")).toMatchObject({
      first_year: 30_000,
      term: 71_000,
      first_year_today: 20_000,
      term_today: 40_000,
    });
    expect(row(answer, "20% off").pays_above).toBeCloseTo(71 / 191, 4);
    expect(row(answer, "20% off").margin_change).toBeCloseTo(-30 / 90, 4);
    // 20% of 110,000 and of 121,000: 22,000 + 24,200.
    expect(row(answer, "20% off").index_kept).toMatchObject({ first_year: 22_000, term: 46_200 });
    expect(row(answer, "20% off, index kept")).toMatchObject({ prices: [88_000, 96_800], term: 46_200, index_kept: null });
    // 10,000 a year is 11,000 and 12,100 under the index.
    expect(row(answer, "module billed after a year")).toMatchObject({
      prices: [99_000, 121_000],
      first_year: 11_000,
      term: 11_000,
    });
    expect(row(answer, "module out")).toMatchObject({ prices: [99_000, 108_900], term: 23_100 });
    // 20% of 110,000 and 10% of 121,000.
    expect(row(answer, "steps")).toMatchObject({ prices: [88_000, 108_900], first_year: 22_000, term: 34_100 });
    expect(answer.offers).toEqual([]);
    expect(answer.hold).toBeNull();
  });

  it("lets those who follow ask for the same, half and all of them, and no module travel", async () => {
    const answer = await run([contract, { name: "20% off", change: -0.2 }, { name: "module out", index: 0.1, less: 10_000 }], {
      follow: [
        { name: "pool", arr: 200_000, accounts: 4 },
        { name: "sister", arr: 50_000, index: false },
      ],
    });
    // Given up 30,000 of a margin of 90,000; the pool is twice as large: half of it 30,000, all of it 60,000.
    const [half, all, sister] = row(answer, "20% off").follow;
    expect(half).toMatchObject({ who: "pool", part: 0.5, first_year: 30_000 });
    expect(half.pays_above).toBeCloseTo(60 / 90, 4);
    expect(all.pays_above).toBe(1);
    // Lost along: 90,000 of margin here and twice that there.
    expect(all.if_lost_along).toBeCloseTo(90 / 270, 4);
    // The sister has no index: 20% of 50,000, and a margin of 40,000.
    expect(sister).toMatchObject({ who: "sister", first_year: 10_000 });
    expect(sister.if_lost_along).toBeCloseTo(40 / 130, 4);
    expect(row(answer, "module out").follow[1]).toMatchObject({ first_year: 0, term: 0 });
  });

  it("sets the last day for notice, in months and in days and on working days, beside the answer they want", async () => {
    const dated = { ...contract, renewal_date: "2027-02-08", notice_months: 2, answer_by: "2026-12-10" };
    const answer = await run([dated, { name: "20% off", change: -0.2 }], { country: "ES" });
    // Two months before 8 February is 8 December, a holiday in Spain as the 6th, a Sunday; 5 and 6 are a weekend, Monday the 7th a working day.
    expect(answer.against.notice).toMatchObject({
      last_day: "2026-12-08",
      other_count: "2026-12-10",
      day_earlier: "2026-12-07",
      act_by: "2026-12-07",
      days_left: 8,
      answer_after: true,
    });
    expect(answer.summary).toContain("before the answer they want by 2026-12-10");
    expect(answer.because.join(" ")).toContain("is a gift");
    const late = await run([
      { ...dated, renewal_date: "2027-01-15" },
      { name: "20% off", change: -0.2 },
    ]);
    // 15 November has passed.
    expect(late.summary).toContain("Their last day for notice was 2026-11-15");
  });

  it("says that changes by year are not on top of each other, and lists no day off that is over or kept by few", async () => {
    const answer = await run(
      [
        { ...contract, renewal_date: "2027-01-31", notice_days: 60 },
        { name: "steps", changes: [0, 0.03, 0.03], term_years: 3 },
      ],
      { country: "US" },
    );
    // On top of each other it would be 1.03 x 1.03 = 1.0609.
    expect(answer.assumptions[0].what).toContain("steps");
    expect(answer.assumptions[0].if_wrong).toContain("[0, 0.03, 0.0609]");
    // From 30 November to 2 December no holiday: Thanksgiving is over, and the day after it was a few states' own.
    expect(answer.against.notice).toMatchObject({ last_day: "2026-12-02", days_off: [] });
    // A region's own day near a last day: Catalonia keeps 11 September and most of Spain does not.
    const spain = await run(
      [
        { ...contract, renewal_date: "2027-11-12", notice_days: 60 },
        { name: "A", change: -0.1 },
      ],
      {
        country: "ES",
      },
    );
    expect(spain.against.notice.last_day).toBe("2027-09-13");
    expect(spain.against.notice.days_off.join(" ")).not.toContain("2027-09-11");
  });

  it("refuses a contract alone, two of them, and steps beside a price", async () => {
    await expect(run([contract])).rejects.toThrow(/nothing to set against it/);
    await expect(run([contract, { ...contract, name: "other" }, { name: "A", change: -0.1 }])).rejects.toThrow(
      /more than one is marked/,
    );
    await expect(run([{ name: "A", change: -0.1, changes: [-0.1] }])).rejects.toThrow(
      /"A": give changes by year, or price or change/,
    );
  });
});
