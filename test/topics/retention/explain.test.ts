import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { computeNrr } from "../../../src/topics/retention/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { callerOf } from "../../tool-caller.ts";

const folder = temporaryFolder();
const caller = callerOf(computeNrr, openTestPorts(folder));

/** Twelve invented customers with all that billing systems treat in different ways; dates are days, an end the first day not paid for. */
const book = `account,subscription_id,start_date,end_date,mrr,currency,catalog,asked on,hold from,hold to,unpaid from,free to,contract
A,s1,2024-07-15,2025-07-15,1000,USD,1000,,,,,,annual
A,s1,2025-07-15,,1100,USD,1100,,,,,,annual
E,s2,2024-03-01,2025-07-01,850,EUR,850,,,,,,monthly
E,s2,2025-07-01,,1000,EUR,1000,,,,,,monthly
W,s3,2024-03-01,2025-09-12,900,USD,900,,,,,,monthly
W,s3,2025-09-12,,600,USD,600,,,,,,monthly
D,s4,2024-12-01,2025-06-01,300,USD,600,,,,,,monthly
D,s4,2025-06-01,,600,USD,600,,,,,,monthly
R,s5,2024-03-20,2025-04-20,500,USD,500,2025-04-02,,,,,monthly
R,s5,2025-09-08,,400,USD,400,,,,,,monthly
U,s6,2024-03-01,,400,USD,400,,2025-11-01,2026-03-01,,,monthly
L,s7,2024-05-01,2026-05-01,700,USD,700,2026-01-15,,,,,annual
P,s8,2024-03-10,,300,USD,300,,,,2025-11-10,,monthly
M,s9,2024-03-01,2025-07-01,500,USD,500,2025-07-01,,,,,monthly
M,s10,2025-07-01,,650,USD,650,,,,,,monthly
X,s11,2024-01-05,2024-11-05,450,USD,450,2024-11-01,,,,,monthly
X,s11,2025-06-05,,450,USD,450,,,,,,monthly
T,s12,2025-01-20,2025-08-10,200,USD,200,,,,,2025-02-19,monthly
T,s12,2025-08-10,,350,USD,350,,,,,,monthly
N,s13,2025-03-03,2025-10-20,500,USD,500,2025-10-05,,,,,monthly
`;
writeFileSync(join(folder, "book.csv"), book);
const ends =
  "2025-01-31 2025-02-28 2025-03-31 2025-04-30 2025-05-31 2025-06-30 2025-07-31 2025-08-31 2025-09-30 2025-10-31 2025-11-30 2025-12-31 2026-01-31".split(
    " ",
  );
const euro = [1.04, 1.04, 1.08, 1.13, 1.13, 1.17, 1.15, 1.17, 1.17, 1.16, 1.16, 1.17, 1.18];
const question = {
  columns: {
    list_price: "catalog",
    requested_on: "asked on",
    paused_from: "hold from",
    paused_to: "hold to",
    unpaid_since: "unpaid from",
    trial_to: "free to",
    term: "contract",
  },
  month_rates: { EUR: Object.fromEntries(ends.map((day, place) => [day, euro[place]!])) },
  purchase_rates: { EUR: 1.08 },
};
const asked = (system: string, more: object = {}) => ({
  table: "book.csv",
  from: "2025-01-31",
  to: "2026-01-31",
  currency: "USD",
  rates: { USD: 1, EUR: 1.04 },
  rates_end: { USD: 1, EUR: 1.18 },
  explain: { system, ...question, ...more },
});
const call = (system: string, more?: object) => caller.call(asked(system, more));

/** Net and gross in percent to a tenth, worked by hand or by a script of its own beside the published formulas. */
const rows: [number, string, number, number | null][] = [
  [1, "closed_cohort", 100.8, 85.4], // 5530/5484; 4684/5484
  [2, "constant_currency", 98.3, 85.4], // 5390/5484
  [3, "posthog_handbook", 103.3, 91.1], // 4630/4484; 4084/4484
  [4, "figma", 121.0, null], // 2280/1884
  [5, "chartmogul", 107.7, 76.3], // 1-(1300-1722.5)/5484; 1-1300/5484
  [6, "chartmogul_month", 100.0, 100.0],
  [7, "chartmogul_chained", 106.7, 82.0],
  [8, "chartmogul_scheduled_month", 89.6, 89.6], // 1-700/6720
  [9, "chartmogul_scheduled", 94.9, 63.5],
  [10, "chartmogul_recurly", 100.4, 69.0],
  [11, "chartmogul_daily", 107.8, 80.8],
  [12, "maxio", 79.4, 63.5], // 1-(2000-872.5)/5484
  [13, "maxio_chained", 84.0, 73.4],
  [14, "baremetrics", 100.0, 100.0],
  [15, "baremetrics_chained", 89.7, 78.3],
  [16, "stripe_month", 89.6, 89.6],
  [17, "stripe", 90.0, 65.4], // opening 5784
  [18, "stripe_switched", 107.7, 76.3],
  [19, "profitwell", 100.2, 76.9],
  [20, "chargebee", 89.0, 76.3], // 4880/5484; 4184/5484
  [21, "chargebee_example", 89.0, 89.0],
  [22, "chargebee_literal", 115.4, 100.0], // 6330/5484
  [23, "recurly", 100.3, 77.1], // .9196 x .9579 x .9307 x .9404
  [24, "dbt", 100.3, 77.1],
  [25, "hubspot_filing", 87.7, 80.0], // (1-827.5/76081.5)^12; (1-1400/76081.5)^12
  [26, "hubspot_quarter", 77.8, 77.8], // (1-400/19340)^12
  [27, "hubspot_partner", 26.7, 26.7], // (1-700/6720)^12
  [28, "posthog", 73.1, 59.9],
  [29, "gainsight", 105.9, 100.0], // 1800/1700
  [31, "datadog_gross", 100.8, 52.6], // 1-(500+500+700+900)/5484
];

describe("compute_nrr explains what another system shows", () => {
  it.each(rows)("row %d of the book, %s: net %d and gross %s", async (_, system, nrr, grr) => {
    const { explain } = await call(system);
    expect(explain!.id).toBe(system);
    expect(Number((explain!.nrr! * 100).toFixed(1))).toBe(nrr);
    expect(explain!.grr === null ? null : Number((explain!.grr * 100).toFixed(1))).toBe(grr);
  });

  it("row 30: each currency alone", async () => {
    const tenths = async (only_currency: string) => {
      const { nrr, grr } = (await call("lago", { only_currency })).explain!;
      return [nrr, grr].map((rate) => Number((rate! * 100).toFixed(1)));
    };
    expect(await tenths("USD")).toEqual([94.6, 82.6]); // 4350/4600
    expect(await tenths("EUR")).toEqual([117.6, 100.0]); // 1000/850
  });

  it("bridges ours to theirs one rule at a time; the parts add up to the difference", async () => {
    for (const [, system] of rows) {
      const { ours, nrr, grr, steps } = (await call(system)).explain!;
      const sum = (of: "nrr_change" | "grr_change") => steps.reduce((total, step) => total + (step[of] ?? 0), 0);
      expect(sum("nrr_change")).toBeCloseTo(nrr! - ours.nrr!, 9);
      if (grr !== null) expect(sum("grr_change")).toBeCloseTo(grr - ours.grr!, 9);
    }
    // From the closed cohort at the opening's rate to that of each month: 140 more of 5,484.
    const { steps } = (await call("chartmogul")).explain!;
    expect(steps[0]).toMatchObject({ rule: "currency", value: "spot" });
    expect(steps[0]!.nrr_change).toBeCloseTo(140 / 5484, 9);
    // Then pauses kept: U's 400 of 5,484 for net and for gross.
    expect(steps[1]).toMatchObject({ rule: "pause", value: "keep" });
    expect(steps[1]!.nrr_change).toBeCloseTo(400 / 5484, 9);
  });

  it("leads with their figure and ours, asks for the screen, and says what is assumed and left over", async () => {
    const found = await call("ChartMogul", { shows: 1.1 });
    expect(found.summary).toMatch(/^By its own rules ChartMogul shows net 107\.7% and gross 76\.3% here/);
    expect(found.check_first[0]).toContain("Which screen is it?");
    expect(found.check_first[1]).toContain("assumed discounts");
    expect(found.explain!.remainder).toBeCloseTo(1.1 - (1 + 422.5 / 5484), 9);
    expect(found.because.join(" ")).toContain("that remainder is not explained");
  });

  it("refuses what thirteen months cannot give, and a system nobody knows, with what there is", async () => {
    const refusal = (system: string) => caller.refusal(asked(system));
    for (const system of ["Elastic", "Snowflake", "Twilio", "Five9", "Zoom", "Okta"])
      expect(await refusal(system)).toContain("cannot be computed");
    expect(await refusal("Snowflake")).toContain("24 months");
    expect(await refusal("Nobody Inc")).toContain("chartmogul, chartmogul_month");
    expect(await caller.refusal({ rows: [{ account: "A", start: 1, end: 1 }], explain: "stripe" })).toContain("no table");
  });

  it("answers from monthly amounts alone, and says what they do not show", async () => {
    writeFileSync(
      join(folder, "months.csv"),
      "account,month,mrr\nA,2025-01-01,100\nA,2025-02-01,100\nA,2025-03-01,80\nB,2025-01-01,50\nB,2025-02-01,0\nB,2025-03-01,0\nC,2025-01-01,0\nC,2025-02-01,40\nC,2025-03-01,0\n",
    );
    const found = await caller.call({ table: "months.csv", from: "2025-01-01", to: "2025-03-01", explain: "maxio" });
    // Everybody's losses over the opening: 50 + 20 + C's 40 of 150.
    expect(found.explain!.grr).toBeCloseTo(1 - 110 / 150, 9);
    expect(found.unknown[0]).toContain("pauses");
  });
});
