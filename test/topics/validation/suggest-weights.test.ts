import { describe, expect, it } from "vitest";
import {
  dealIntoFolds,
  standardisedColumns,
  suggestWeights,
  weightedScore,
  weightsFromLosses,
} from "../../../src/topics/validation/weights.ts";
import { figures, parted, scored, stream } from "./scored-cases.ts";

/** Lost and kept accounts for each pair of component values. */
function table(cells: [number, number, number, number][]): { columns: Float64Array[]; lost: Uint8Array } {
  const rows = cells.flatMap(([a, b, lost, kept]) =>
    Array.from({ length: lost + kept }, (_, index) => [a, b, index < lost ? 1 : 0]),
  );
  return {
    columns: [Float64Array.from(rows, (row) => row[0]!), Float64Array.from(rows, (row) => row[1]!)],
    lost: Uint8Array.from(rows, (row) => row[2]!),
  };
}
/** Shares learned from all rows, with no ridge. */
const learned = ({ columns, lost }: ReturnType<typeof table>) =>
  weightsFromLosses(
    standardisedColumns(columns),
    { components: columns.length, lost, rows: Uint32Array.from(lost.keys()) },
    { ridge: 0, mostSteps: 50 },
  );

describe("weights from losses", () => {
  it("follow the odds: one component halves them, the other quarters them", () => {
    // Odds of leaving 8, 4, 2 and 1 to one: ln 2 for the first component, 2 ln 2 for the second, so 1/3 and 2/3.
    const shares = learned(
      table([
        [0, 0, 8, 1],
        [100, 0, 4, 1],
        [0, 100, 2, 1],
        [100, 100, 1, 1],
      ]),
    )!;
    expect(shares[0]).toBeCloseTo(1 / 3, 6);
    expect(shares[1]).toBeCloseTo(2 / 3, 6);
  });

  it("go by points, not by spread: the same odds over half the range weigh double", () => {
    // The second runs from 0 to 50 only and halves the odds as the first does over 100 points: 1/3 and 2/3.
    const shares = learned(
      table([
        [0, 0, 4, 1],
        [100, 0, 2, 1],
        [0, 50, 2, 1],
        [100, 50, 1, 1],
      ]),
    )!;
    expect(shares[0]).toBeCloseTo(1 / 3, 6);
    expect(shares[1]).toBeCloseTo(2 / 3, 6);
  });

  it("give nothing to a component that points the wrong way or never moves", () => {
    const wrong = table([
      [0, 0, 2, 1],
      [100, 0, 1, 2],
      [0, 100, 4, 1],
      [100, 100, 2, 2],
    ]);
    expect(learned(wrong)).toEqual([1, 0]);
    const still = table([
      [0, 70, 2, 1],
      [100, 70, 1, 2],
    ]);
    expect(learned(still)).toEqual([1, 0]);
    const none = table([
      [0, 0, 1, 2],
      [100, 0, 2, 1],
    ]);
    expect(learned(none)).toBeNull();
  });
});

describe("the parts of the test", () => {
  it("deal by name, losses evenly, whatever the order of rows, and keep an account together", () => {
    const cases = [
      { account: "D", lost: false },
      { account: "B", lost: true },
      { account: "A", lost: true },
      { account: "C", lost: false },
      { account: "D", lost: false },
    ];
    const dealt = { A: 0, B: 1, C: 0, D: 1 };
    expect(Object.fromEntries(dealIntoFolds(cases, 2))).toEqual(dealt);
    expect(Object.fromEntries(dealIntoFolds([...cases].reverse(), 2))).toEqual(dealt);
  });

  it("sums that are equal on paper are a tie", () => {
    // 0.1 + 0.2 and 0.3 differ in the last bit of a double.
    const columns = [Float64Array.of(1, 0), Float64Array.of(1, 0), Float64Array.of(0, 1)];
    expect(weightedScore(columns, [0.1, 0.2, 0.3], 0)).toBe(weightedScore(columns, [0.1, 0.2, 0.3], 1));
  });
});

/** Accounts whose loss follows one component by so much; the other components are chance. */
function accountsLosing(strength: number, count: number, telling: string, names: string[]) {
  const next = stream(7);
  return Array.from({ length: count }, (_, index) => {
    const components = Object.fromEntries(names.map((name) => [name, Math.floor(next() * 101)]));
    const lost = next() < 0.2 + strength * (0.5 - components[telling]! / 100);
    return scored(`A${String(index).padStart(5, "0")}`, Math.floor(next() * 101), lost, { components });
  });
}
const standard = Object.keys(figures.weights.value);

const suggest = (...given: Parameters<typeof suggestWeights>) => parted(suggestWeights(...given));

describe("suggested weights", () => {
  it("find a planted signal that the standard weights underrate, and say that the gain is more than chance", () => {
    // Growth has the smallest standard weight and decides alone here.
    const { value: suggested } = suggest(accountsLosing(0.38, 3000, "growth", standard), figures);
    const growth = suggested!.components.find(({ component }) => component === "growth")!;
    expect(growth.standard_share).toBeCloseTo(figures.weights.value.growth!, 12);
    expect(growth.suggested_share).toBeGreaterThan(0.7);
    expect(suggested!.components.reduce((sum, one) => sum + one.suggested_share, 0)).toBeCloseTo(1, 12);
    expect(suggested!.compared_with).toBe("standard_weights");
    expect(suggested!.exceeds_noise).toBe(true);
    expect(suggested!.auc_suggested - suggested!.auc_compared).toBeCloseTo(suggested!.gain, 12);
  });

  it("promise nothing where components are chance: in the test of unseen accounts there is no gain", () => {
    const { value: suggested, reason } = suggest(accountsLosing(0, 1000, "usage", standard), figures);
    if (suggested === null) expect(reason).toMatch(/no weights follow/);
    else expect(suggested.exceeds_noise).toBe(false);
  });

  it("stand beside the score as given when the standard does not know the components", () => {
    const { value: suggested } = suggest(accountsLosing(0.38, 1500, "seats", ["seats", "tickets"]), figures);
    expect(suggested!.compared_with).toBe("score_as_given");
    expect(suggested!.components.map(({ standard_share }) => parted(standard_share).value)).toEqual([null, null]);
    expect(suggested!.exceeds_noise).toBe(true);
  });

  it("are not given without components, with one, or with too few losses that know all of them", () => {
    expect(suggest([scored("A", 1, true), scored("B", 2, false)], figures).reason).toMatch(/No components/);
    expect(suggest(accountsLosing(0.3, 500, "usage", ["usage"]), figures).reason).toMatch(/only one component/);
    // Two components need the 30 losses of an ordering; 20% of 60 accounts is far less.
    const few = suggest(accountsLosing(0, 60, "usage", ["usage", "support"]), figures);
    expect(few.value).toBeNull();
    expect(few.reason).toMatch(/need 30 lost and as many kept accounts that have every component; there are \d+ losses/);
    const full = accountsLosing(0.38, 1500, "usage", ["usage", "support"]);
    const holes = full.map((one) => ({ ...one, components: { ...one.components, support: null } }));
    expect(suggest([...full.slice(0, 60), ...holes.slice(60)], figures).value).toBeNull();
  });

  it("take 0 as a value of a component", () => {
    const cases = accountsLosing(0.38, 1500, "usage", ["usage", "support"]);
    expect(cases.some(({ components }) => components!.usage === 0)).toBe(true);
    expect(suggest(cases, figures).value!.n).toBe(1500);
  });
});
