import { describe, expect, it } from "vitest";
import type { RenewalRow } from "../../../src/topics/renewals/check-renewals.ts";
import { forecastOf } from "./forecast-figures.ts";

const rateOf = (...rows: Partial<RenewalRow>[]) =>
  forecastOf(rows.map((row, index) => ({ account: `A${index}`, arr: 100_000, ...row }))).fields.renewal_rate;
const renewed = "renewed" as const;
const lost = "lost" as const;

describe("the renewal rate on ARR up for decision", () => {
  it("caps gross at the ARR of each renewal, and adds increases to net only", () => {
    // 100 of 100, 60 of 100 and 0 of 100 are kept: 160 of 300. The first grew by 20: 180 of 300. Two of three stay.
    const rate = rateOf({ outcome: renewed, retained: 120_000 }, { outcome: renewed, retained: 60_000 }, { outcome: lost });
    expect(rate).toMatchObject({ arr: 300_000, retained_arr: 160_000, uplift: 20_000, renewed: 2, lost: 1 });
    expect(rate!.gross).toBeCloseTo(160 / 300, 12);
    expect(rate!.net).toBeCloseTo(180 / 300, 12);
    expect(rate!.logo).toBeCloseTo(2 / 3, 12);
  });

  it("a stated uplift comes on top of a smaller renewal", () => {
    // 80 kept like for like and a price rise of 5: gross 80%, net 85%.
    expect(rateOf({ outcome: renewed, retained: 80_000, uplift: 5000 })).toMatchObject({ gross: 0.8, net: 0.85 });
    expect(rateOf({ outcome: renewed, retained: 110_000, uplift: 10_000 })).toMatchObject({ gross: 1, net: 1.1 });
    expect(() => rateOf({ outcome: renewed, retained: 110_000, uplift: 5000 })).toThrow(/make them agree/);
  });

  it("a lost renewal without an amount is 0 and not 100%, whatever was called", () => {
    expect(rateOf({ outcome: lost })).toMatchObject({ gross: 0, net: 0, logo: 0 });
    expect(rateOf({ outcome: lost, called: 100_000 })).toMatchObject({ gross: 0, retained_arr: 0 });
    expect(rateOf({ outcome: lost, retained: 0 })).toMatchObject({ gross: 0 });
  });

  it("a renewed one without an amount counts as called, else whole, and says so", () => {
    const { fields, assumptions } = forecastOf([{ account: "A", arr: 1000, outcome: renewed }]);
    expect(fields.renewal_rate).toMatchObject({ gross: 1 });
    expect(assumptions.map(({ what }) => what)).toContain("Kept by renewals without an amount");
    expect(rateOf({ outcome: renewed, called: 70_000 })).toMatchObject({ gross: 0.7 });
    // 0 is an amount, too.
    expect(rateOf({ outcome: renewed, retained: 0 })).toMatchObject({ gross: 0, logo: 1 });
  });

  it("is undefined without decisions, and without ARR, with the reason", () => {
    expect(rateOf({ probability: 0.5 })).toBeNull();
    const { fields, undefined: gaps, warnings } = forecastOf([{ account: "A", arr: 0, outcome: lost }]);
    expect(fields.renewal_rate).toMatchObject({ gross: null, net: null, logo: 0 });
    expect(gaps.map(({ field }) => field)).toContain("renewal_rate.gross");
    expect(warnings.map(({ code }) => code)).toContain("decided_without_arr");
  });
});
