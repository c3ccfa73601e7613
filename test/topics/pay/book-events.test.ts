import { describe, expect, it } from "vitest";
import { bookEvents as events, rampGuarantee as guarantee } from "../../../src/topics/pay/books.ts";
import { component, payFigures, payPlan, wire } from "./pay-figures.ts";

interface Judged {
  rows: { account: string; counts: boolean | null }[];
  effect: { grr_left_out: number | null } | null;
}
const bookEvents = (...given: Parameters<typeof events>) => wire(events(...given)) as unknown as Judged;
const rampGuarantee = (...given: Parameters<typeof guarantee>) => wire(guarantee(...given));
const figures = payFigures(); // an account counts from 3 months in the book
const plan = payPlan([component("grr", 16_800, { target: 0.92, accelerator: 0 }), component("expansion", 11_200)]);

describe("bookEvents", () => {
  it("an acquired customer leaves opening and kept alike", () => {
    const { rows, effect } = bookEvents(
      { arr: 2_000_000, kept: 1_700_000, events: [{ kind: "acquired", account: "Halden", arr: 200_000 }] },
      plan,
      figures,
    );
    expect(rows).toMatchObject([{ account: "Halden", counts: false }]);
    // 0.85 / 0.92 x 16,800 = 15,521.74; without Halden 1.7M of 1.8M is 0.9444, above target, which pays 16,800 and no more.
    expect(effect).toMatchObject({
      left_out_arr: 200_000,
      grr_counted: 0.85,
      pays_counted: 15_521.74,
      pays_left_out: 16_800,
      difference: 1_278.26,
    });
    expect(effect!.grr_left_out).toBeCloseTo(17 / 18, 12);
  });

  it("a reassigned account counts once it has been held long enough, and 0 months is a value", () => {
    const taken = (months: number) => ({ kind: "reassigned", account: `M${months}`, arr: 10, months, kept: 5 });
    const { rows, effect } = bookEvents({ arr: 100, kept: 90, events: [taken(0), taken(2), taken(3)] }, plan, figures);
    expect(rows.map((row) => [row.account, row.counts])).toEqual([
      ["M0", false],
      ["M2", false],
      ["M3", true],
    ]);
    // (90 - 5 - 5) / (100 - 10 - 10) = 1.
    expect(effect).toMatchObject({ left_out_arr: 20, grr_left_out: 1 });
  });

  it("does not guess months, what was kept, a target or a book", () => {
    const unknown = { kind: "reassigned", account: "A", arr: 10 };
    expect(bookEvents({ arr: 100, kept: 90, events: [unknown] }, plan, figures)).toMatchObject({
      rows: [{ counts: null }],
      effect: null,
    });
    expect(bookEvents({ arr: 100, kept: 90, events: [{ ...unknown, months: 1 }] }, plan, figures).effect).toBeNull();
    const gone = { kind: "closed", account: "A", arr: 10 };
    expect(bookEvents({ events: [gone] }, plan, figures).effect).toBeNull();
    expect(bookEvents({ arr: 100, kept: 90, events: [gone] }, payPlan([component("grr", 1)]), figures).effect).toBeNull();
    expect(bookEvents(undefined, plan, figures)).toEqual({ rows: [], effect: null });
  });

  it("a book whose every account is left out has no rate", () => {
    const { effect } = bookEvents({ arr: 100, kept: 0, events: [{ kind: "closed", account: "A", arr: 100 }] }, plan, figures);
    expect(effect).toMatchObject({ grr_counted: 0, pays_counted: 0, grr_left_out: null, pays_left_out: null, difference: null });
  });
});

describe("rampGuarantee", () => {
  const terms = { guarantee: 1, delivery: 0.45 };

  it("pays all of it, of which a newcomer would have earned a part", () => {
    // 28,000 x 6 / 12 = 14,000; at 0.45 of target 12,600 a year, so 6,300; the rest is the guarantee's own cost.
    expect(rampGuarantee(plan, { months: 6, new_csms: 2 }, terms)).toEqual({
      months: 6,
      per_hire: 14_000,
      earned_per_hire: 6_300,
      extra_per_hire: 7_700,
      new_csms: 2,
      cost: 28_000,
      extra_cost: 15_400,
    });
  });

  it("0 months and 0 newcomers cost 0, unknown newcomers cost an unknown sum", () => {
    expect(rampGuarantee(plan, { months: 0, new_csms: 0 }, terms)).toMatchObject({ per_hire: 0, cost: 0, extra_cost: 0 });
    expect(rampGuarantee(plan, { months: 6 }, terms)).toMatchObject({ per_hire: 14_000, new_csms: null, cost: null });
    expect(rampGuarantee(plan, undefined, terms)).toBeNull();
  });

  it("a guarantee is a floor", () => {
    expect(rampGuarantee(plan, { months: 12 }, { guarantee: 0, delivery: 0.45 })).toMatchObject({
      per_hire: 0,
      extra_per_hire: 0,
    });
  });
});
