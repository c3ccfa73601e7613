// Each tool of the working week once more, by another method than its own: on the customers of a telecom operator (public data beside the
// checkout, never part of it), and on books made by chance.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/dates.ts";
import { runTool } from "../../../src/tool/run.ts";
import { rollUpFeedback } from "../../../src/topics/feedback/tool.ts";
import { reviewLosses } from "../../../src/topics/losses/tool.ts";
import { offerCash } from "../../../src/topics/offers/offer-cash.ts";
import { payments } from "../../../src/topics/offers/question.ts";
import { onboardingReads, onboardings } from "../../../src/topics/onboarding/question.ts";
import { reachedBy, speedOf } from "../../../src/topics/onboarding/speed.ts";
import { triageBook } from "../../../src/topics/week/tool.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { figuresOf } from "../../shipped-library.ts";

type Rows = Record<string, unknown>[];
const file = "shared/data/telco-churn/Telco-Customer-Churn.csv";
const found = ["../../../..", "../../../../.."]
  .map((up) => resolve(import.meta.dirname, up, file))
  .find((one) => existsSync(one));
const telco = found === undefined ? [] : readTelco(found);
const withData = found === undefined ? it.skip : it;

function readTelco(from: string) {
  const [head, ...lines] = readFileSync(from, "utf8").trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map(
    (line) => Object.fromEntries(line.split(",").map((cell, place) => [names[place], cell])) as Record<string, string>,
  );
}

/**
 * The share that has arrived, by Efron's redistribution: each customer has a mass, and who is last seen waiting hands its mass to all who are seen
 * longer. Another way to the product-limit curve, without a product.
 */
function arrivedByMass(rows: readonly { days: number; reached: boolean }[], day: number): number {
  const sorted = [...rows].sort((a, b) => a.days - b.days || Number(b.reached) - Number(a.reached));
  let each = 1 / sorted.length;
  let arrived = 0;
  sorted.forEach((row, place) => {
    if (row.reached) {
      if (row.days <= day) arrived += each;
      return;
    }
    const left = sorted.length - place - 1;
    if (left > 0) each += each / left;
  });
  return arrived;
}

describe("onboarding, by handing on the mass of those who wait", () => {
  const figures = figuresOf(onboardingReads);
  const shares = (rows: readonly { days: number; reached: boolean }[], days: readonly number[]) => {
    const start = "2015-01-01";
    const book = onboardings(
      rows.map(({ days: age, reached }, place) => ({
        account: String(place),
        start,
        ...(reached ? { value_on: addDays(start, age) } : { left_on: addDays(start, age) }),
      })),
      "2026-11-30",
    );
    const { steps } = speedOf(book, figures);
    return reachedBy(book, steps, days).map(({ reached }) => reached);
  };

  withData("of 7,043 customers, whose leaving stands for arriving", () => {
    const rows = telco.map(({ tenure, Churn }) => ({ days: Number(tenure) * 30, reached: Churn === "Yes" }));
    const days = [30, 360, 720, 1440];
    shares(rows, days).forEach((share, place) => {
      expect(share).toBeCloseTo(arrivedByMass(rows, days[place]!), 9);
    });
  });

  it("of books made by chance", () => {
    const row = fc.record({ days: fc.integer({ min: 1, max: 40 }), reached: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (rows, day) => {
        const [share] = shares(rows, [day]);
        if (typeof share === "number") expect(share).toBeCloseTo(arrivedByMass(rows, day), 9);
      }),
    );
  });
});

describe("losses, counted by hand", () => {
  withData("of the 1,869 who left and 5,174 who stayed, with a contract by the month as the sign", async () => {
    const signs = (row: Record<string, string>) => ({
      Monthly: row.Contract === "Month-to-month",
      Paperless: row.PaperlessBilling === "Yes",
    });
    const of = (churn: string) => telco.filter((row) => row.Churn === churn);
    const lost = of("Yes").map((row) => ({
      account: row.customerID,
      decided: "2026-06-30",
      arr: 12 * Number(row.MonthlyCharges),
      signs: signs(row),
    }));
    const kept = of("No").map((row) => ({ account: row.customerID, signs: signs(row) }));
    const { result } = await runTool(reviewLosses, { lost, kept, currency: "USD" }, openTestPorts());
    const monthly = (result.signs as Rows).find(({ sign }) => sign === "Monthly")!;
    // 1,655 and 2,220: a search of the file for "Month-to-month" beside Yes and No.
    const count = (churn: string) =>
      readFileSync(found!, "utf8")
        .split("\n")
        .filter((line) => line.includes(",Month-to-month,") && line.trim().endsWith(`,${churn}`)).length;
    expect([count("Yes"), count("No")]).toEqual([1655, 2220]);
    expect(monthly).toMatchObject({ lost_seen: 1869, lost_flagged: 1655, kept_seen: 5174, kept_flagged: 2220, verdict: "tells" });
    expect(monthly.false_alarm_rate).toBeCloseTo(2220 / 5174, 12);
  });
});

describe("feedback, added up row by row", () => {
  withData("with the way of paying as the theme and the contract as the segment", async () => {
    const items = telco.map((row) => ({
      account: row.customerID,
      theme: row.PaymentMethod,
      arr: 12 * Number(row.MonthlyCharges),
      segment: row.Contract,
    }));
    const { result } = await runTool(rollUpFeedback, { items, currency: "USD" }, openTestPorts());
    const cents: Record<string, number> = {};
    for (const row of telco)
      cents[row.PaymentMethod!] = (cents[row.PaymentMethod!] ?? 0) + Math.round(Number(row.MonthlyCharges) * 1200);
    expect(Object.fromEntries((result.themes as Rows).map(({ theme, arr }) => [theme, arr]))).toEqual(
      Object.fromEntries(Object.entries(cents).map(([theme, sum]) => [theme, sum / 100])),
    );
    // Counted in the file: 2,365 pay by electronic check.
    expect((result.themes as Rows).find(({ theme }) => theme === "Electronic check")).toMatchObject({ accounts: 2365 });
  });
});

describe("a week, where all plays take the same hours", () => {
  withData("of 400 customers is the largest ones that fit", async () => {
    const accounts = telco.slice(0, 400).map((row) => ({
      account: row.customerID,
      owner: "Ann",
      arr: 12 * Number(row.MonthlyCharges),
      touch: "high",
      light: "red",
      last_contact: "2026-11-30",
    }));
    const { result } = await runTool(
      triageBook,
      { as_of: "2026-11-30", hours: 60, accounts, currency: "USD", limit: 100 },
      openTestPorts(),
    );
    // Spoken to today: no must, no reserve. 60 hours are 15 saves of 4 hours; then the best set is the 15 largest amounts.
    const largest = accounts.map(({ arr }) => arr).sort((a, b) => b - a);
    const worth = largest.slice(0, 15).reduce((sum, arr) => sum + arr * 0.05, 0);
    expect((result.best as Rows).reduce((sum, { worth_low }) => sum + (worth_low as number), 0)).toBeCloseTo(worth, 1);
    expect(result.hours_used).toBe(60);
  });
});

describe("an offer, month by month", () => {
  const parts = {
    yearly_ahead: 1,
    half_yearly_ahead: 2,
    quarterly_ahead: 4,
    monthly_ahead: 12,
    quarterly_behind: 4,
    yearly_behind: 1,
  };

  it("is what each payment is worth on its day, added up over a calendar of months", () => {
    const offer = fc.record({
      change: fc.integer({ min: -60, max: 40 }).map((share) => share / 100),
      escalator: fc.integer({ min: 0, max: 10 }).map((share) => share / 100),
      payment: fc.constantFrom(...payments),
      years: fc.integer({ min: 1, max: 5 }),
      discount: fc.integer({ min: 0, max: 20 }).map((share) => share / 100),
    });
    fc.assert(
      fc.property(offer, ({ change, escalator, payment, years, discount }) => {
        const arr = 120_000;
        let worth = 0;
        for (let month = 0; month <= years * 12; month += 1) {
          const every = 12 / parts[payment];
          const behind = payment.endsWith("behind");
          if (month % every !== 0 || (behind ? month === 0 : month === years * 12)) continue;
          const year = Math.floor((behind ? month - 1 : month) / 12);
          worth += (arr * (1 + change) * (1 + escalator) ** year) / parts[payment] / (1 + discount) ** (month / 12);
        }
        const made = offerCash({ name: "Offer", change, escalator, payment }, { arr, gross_margin: 0.8, discount, years });
        expect(made.present_value).toBeCloseTo(worth, 0);
      }),
    );
  });
});
