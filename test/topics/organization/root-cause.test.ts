import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rootCause } from "../../../src/topics/organization/maturity.ts";
import { type AssessmentQuestion, lossCauses } from "../../../src/topics/organization/question.ts";
import { assessmentFigures } from "./assessment-figures.ts";

const figures = assessmentFigures();
type Losses = NonNullable<AssessmentQuestion["losses"]>;
const ask = (losses: Losses) => rootCause({ ask: "root_cause", losses }, figures);
const counts = (upstream: number, execution: number, unknown = 0) =>
  ask([
    { cause: "upstream", accounts: upstream },
    { cause: "execution", accounts: execution },
    { cause: "unknown", accounts: unknown },
  ]);

describe("rootCause", () => {
  it("the page's own losses: mixed by accounts, upstream in money", () => {
    const found = ask([
      { cause: "upstream", accounts: 19, arr: 610_000 },
      { cause: "upstream", accounts: 4, arr: 180_000 },
      { cause: "execution", accounts: 14, arr: 330_000 },
      { cause: "execution", accounts: 3, arr: 140_000 },
      { cause: "outside", accounts: 4, arr: 80_000 },
    ]);
    // 23 of 40, and 790,000 of 1,260,000; those outside are in neither.
    expect(found.upstream).toMatchObject({ known: 40, low_share: 23 / 40, high_share: 23 / 40, arr_low_share: 79 / 126 });
    expect(found.upstream.execution_arr_low).toBe(470_000);
    // Wilson: (0.575 + 1.92073 / 40 ± 1.96 sqrt(0.575 x 0.425 / 40 + 0.9604 / 1600)) / (1 + 3.8416 / 40) = 0.4220 and 0.7149.
    expect(found.upstream.band_low_share).toBeCloseTo(0.422, 3);
    expect(found.upstream.band_high_share).toBeCloseTo(0.7149, 3);
    expect(found).toMatchObject({ verdict: "mixed", by_accounts: null, money: "upstream" });
    expect(found.causes.find(({ cause }) => cause === "outside")).toMatchObject({
      accounts: 4,
      arr: 80_000,
      accounts_share: null,
    });
  });

  it("fewer than ten with a cause cannot tell, whatever they say; ten can", () => {
    expect(counts(9, 0)).toMatchObject({ verdict: "cannot_tell", why_not: "too_few" });
    // 10 of 10: the band reaches down to 1 / (1 + 0.38416) = 0.7225, above half.
    expect(counts(10, 0).verdict).toBe("upstream");
    expect(counts(0, 10).verdict).toBe("execution");
    expect(counts(10, 0).upstream.band_low_share).toBeCloseTo(1 / 1.38416, 9);
  });

  it("chance decides the lead: 8 of 10 is no lead, 9 of 10 is", () => {
    // Wilson's lower end for 8 of 10 is 0.4902, for 9 of 10 it is 0.5958 (published tables).
    expect(counts(8, 2)).toMatchObject({ verdict: "mixed", why_not: null });
    expect(counts(9, 1).verdict).toBe("upstream");
    expect(counts(1, 9).verdict).toBe("execution");
    expect(counts(20, 20).verdict).toBe("mixed");
  });

  it("unknown losses go to the other side, and may take the verdict away", () => {
    expect(counts(12, 0, 1).verdict).toBe("upstream");
    // 12 of 24 at the worst.
    expect(counts(12, 0, 12)).toMatchObject({ verdict: "cannot_tell", why_not: "unknown_causes" });
    expect(counts(12, 0, 12).upstream).toMatchObject({ low_share: 0.5, high_share: 1 });
  });

  it("money that says the opposite makes it mixed", () => {
    const found = ask([
      { cause: "upstream", accounts: 19, arr: 100_000 },
      { cause: "execution", accounts: 1, arr: 900_000 },
    ]);
    expect(found).toMatchObject({ verdict: "mixed", by_accounts: "upstream", money: "execution" });
  });

  it("money needs every row; 0 is an amount", () => {
    expect(
      ask([
        { cause: "upstream", accounts: 12, arr: 5 },
        { cause: "execution", accounts: 1 },
      ]).upstream.arr_low_share,
    ).toBeNull();
    const free = ask([
      { cause: "upstream", accounts: 12, arr: 0 },
      { cause: "execution", accounts: 1, arr: 50 },
    ]);
    expect(free.upstream).toMatchObject({ arr_low_share: 0, arr_high_share: 0, execution_arr_low: 50, execution_arr_high: 50 });
  });

  it("no accounts leave no share", () => {
    expect(counts(0, 0)).toMatchObject({ verdict: "cannot_tell", why_not: "no_losses", upstream: { low_share: null } });
    expect(ask([{ cause: "outside", accounts: 30 }]).why_not).toBe("no_losses");
  });

  it("signs are read by the page and never counted as losses", () => {
    const found = rootCause(
      {
        ask: "root_cause",
        signs: [
          { look_at: "those who stay", points_to: "execution" },
          { look_at: "The first result", points_to: "upstream" },
        ],
      },
      figures,
    );
    expect(found.signs.map(({ means }) => means)).toEqual([
      "Customers reach it and leave anyway",
      "They use it as intended and praise the start",
    ]);
    expect(found.verdict).toBe("cannot_tell");
    const sign = { look_at: "The first result", points_to: "upstream" as const };
    expect(() => rootCause({ ask: "root_cause", signs: [sign, sign] }, figures)).toThrow(/twice/);
    expect(() => rootCause({ ask: "root_cause", signs: [{ ...sign, look_at: "Weather" }] }, figures)).toThrow(/Losses by CSM/);
  });

  it("order never matters, and shares of known and unknown sum to one", () => {
    const row = fc.record({ cause: fc.constantFrom(...lossCauses), accounts: fc.nat(40), arr: fc.nat(1_000_000) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const found = ask(rows);
        expect(ask([...rows].reverse())).toEqual(found);
        const shares = found.causes.flatMap(({ accounts_share }) => (accounts_share === null ? [] : [accounts_share]));
        if (shares.length) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});
