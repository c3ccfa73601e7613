import { describe, expect, it } from "vitest";
import type { RenewalRow } from "../../../src/topics/renewals/check-renewals.ts";
import { decisionDate, type Window } from "../../../src/topics/renewals/place-renewals.ts";
import { forecastOf } from "./forecast-figures.ts";

const quarter: Window = { as_of: "2026-01-20", from: "2026-01-01", to: "2026-03-31" };

/** Where one renewal lands beside another that has a date. */
function placeOf(row: Partial<RenewalRow>, window: Window = quarter): string {
  const dated = { account: "Other", arr: 1, probability: 0.5, renewal_date: "2026-03-01", notice_days: 0 };
  const { placed, fields } = forecastOf([{ account: "A", arr: 1000, probability: 0.5, ...row }, dated], { window });
  return (
    placed.left_out.find(({ renewal }) => renewal.account === "A")?.why ??
    fields.renewals.find(({ account }) => account === "A")!.state
  );
}

describe("the day of decision", () => {
  const renewal = { renewal_date: "2026-03-31", notice_days: 30, auto_renews: null, decision_date: null };
  it("is the renewal date less the notice", () => {
    // 31 March less 30 days.
    expect(decisionDate(renewal)).toEqual({ date: "2026-03-01", known: true });
    expect(decisionDate({ ...renewal, notice_days: 0 })).toEqual({ date: "2026-03-31", known: true });
  });
  it("is the end of term where the customer must sign, the stated day where there is one, and not known without a notice", () => {
    expect(decisionDate({ ...renewal, auto_renews: false })).toEqual({ date: "2026-03-31", known: true });
    expect(decisionDate({ ...renewal, decision_date: "2026-02-10" })).toEqual({ date: "2026-02-10", known: true });
    expect(decisionDate({ ...renewal, notice_days: null })).toEqual({ date: "2026-03-31", known: false });
    expect(decisionDate({ ...renewal, renewal_date: null })).toBeNull();
  });
});

describe("where a renewal stands", () => {
  it.each([
    ["its deadline on the first day still open", { renewal_date: "2026-01-20", notice_days: 0 }, "open"],
    ["its deadline on the last day of the window", { renewal_date: "2026-04-30", notice_days: 30 }, "open"],
    ["the day after the window", { renewal_date: "2026-05-01", notice_days: 30 }, "outside_window"],
    ["passed without an outcome", { renewal_date: "2026-01-19", notice_days: 0 }, "past_deadline"],
    ["its notice day passed, the contract still running", { renewal_date: "2026-02-28", notice_days: 60 }, "past_deadline"],
    ["the same, to be signed by the end of term", { renewal_date: "2026-02-28", notice_days: 60, auto_renews: false }, "open"],
    ["passed and renewing by itself", { renewal_date: "2026-02-28", notice_days: 60, auto_renews: true }, "past_deadline"],
    ["passed before the window, and renewing after it", { renewal_date: "2026-04-15", notice_days: 120 }, "outside_window"],
    ["passed and renewed before the window", { renewal_date: "2025-12-31", notice_days: 30 }, "outside_window"],
    ["no date", {}, "undated"],
    ["a longer contract without a decision", { renewal_date: "2026-03-01", multi_year_no_decision: true }, "no_decision"],
    ["a break inside a longer contract", { renewal_date: "2028-03-01", decision_date: "2026-03-01" }, "open"],
    ["signed in the window", { renewal_date: "2026-01-10", notice_days: 0, outcome: "renewed" as const }, "renewed"],
    ["signed early, due in the window", { renewal_date: "2026-03-10", notice_days: 0, outcome: "renewed" as const }, "renewed"],
    ["lost in the window", { renewal_date: "2026-01-10", notice_days: 0, outcome: "lost" as const }, "lost"],
    ["lost before the window", { renewal_date: "2025-12-31", notice_days: 0, outcome: "lost" as const }, "outside_window"],
    ["paying nothing", { renewal_date: "2026-03-01", arr: 0 }, "not_paying"],
    ["no evidence", { renewal_date: "2026-03-01", notice_days: 0, probability: null }, "unknown_probability"],
  ])("%s", (_, row, place) => {
    expect(placeOf(row)).toBe(place);
  });

  it("counts everything as due only when no renewal has a date and no window is asked for", () => {
    const rows = [{ account: "A", arr: 100, probability: 0.5 }];
    const open = forecastOf(rows, { window: { as_of: null, from: null, to: null } });
    expect(open.fields.due).toBe(100);
    expect(open.assumptions.map(({ what }) => what)).toContain("What is due");
    expect(forecastOf(rows, { window: quarter }).fields.left_out[0]).toMatchObject({ why: "undated", arr: 100 });
  });
});
