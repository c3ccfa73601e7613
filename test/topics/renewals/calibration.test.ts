import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { onTheWire } from "../../../src/core/known.ts";
import {
  CalibrationFields,
  calibrate,
  correctedProbability,
  correctedRates,
  type HistoryRow,
} from "../../../src/topics/renewals/calibration.ts";
import { calibrationWarnings } from "../../../src/topics/renewals/words-notices.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { calibrationFigures } from "./calibration-figures.ts";

const calibration = (history: HistoryRow[]) => {
  const found = calibrate(history, calibrationFigures);
  const wire = onTheWire<{ calibration: z.infer<typeof CalibrationFields> }>({ calibration: found });
  const fields = wire.fields.calibration;
  expect(CalibrationFields.safeParse(fields).error?.issues ?? []).toEqual([]);
  everyNullHasAReason({ ...wire.fields, undefined: wire.undefined });
  return { fields, found, warnings: calibrationWarnings(found), undefined: wire.undefined };
};
const codes = (history: HistoryRow[]) => calibration(history).warnings.map(({ code }) => code);

describe("bands against their record", () => {
  it("17 of 20 against 95% is no evidence; 34 of 40 is", () => {
    const { fields, found } = calibration([
      { assumed: 0.95, renewed: 34, of: 40 },
      { assumed: 0.95, renewed: 17, of: 20 },
    ]);
    const [short, long] = fields.bands;
    expect(short).toMatchObject({ label: "assumed 0.95", renewed: 17, of: 20, tail: "few", differs: false, prior_weight: 20 });
    expect(short!.probability_of_this_few_or_fewer).toBeCloseTo(0.07548367, 8);
    // (17 + 20 x 0.95) / 40
    expect(short!.posterior).toBeCloseTo(0.9, 12);
    expect(long).toMatchObject({ renewed: 34, observed: 0.85, differs: true });
    expect(long!.probability_of_this_few_or_fewer).toBeCloseTo(0.01387695, 8);
    // (34 + 19) / 60; both rows together (51 + 19) / 80
    expect(long!.posterior).toBeCloseTo(53 / 60, 12);
    expect(correctedProbability(found, 0.95)).toBeCloseTo(70 / 80, 12);
    expect(correctedProbability(found, 0.6)).toBeNull();
  });

  it("judges too many renewals by the other tail: all 20 against 60% has the chance 0.6^20", () => {
    const { fields, warnings } = calibration([{ label: "at-risk", assumed: 0.6, renewed: 20, of: 20 }]);
    expect(fields.bands[0]).toMatchObject({ tail: "many", differs: true, probability_of_this_few_or_fewer: 1, observed: 1 });
    expect(fields.bands[0]!.probability_of_this_many_or_more).toBeCloseTo(0.6 ** 20, 15);
    expect(warnings[0]).toEqual({
      code: "assumption_differs",
      message: "More renewed than assumed, beyond what chance explains: at-risk (20 of 20).",
    });
  });

  it("keeps none of none apart from none of some", () => {
    const { fields } = calibration([
      { assumed: 0.6, renewed: 0, of: 0 },
      { assumed: 0.3, renewed: 0, of: 4 },
    ]);
    expect(fields.bands[0]).toMatchObject({ observed: null, observed_low: null, observed_high: null, differs: false });
    expect(fields.bands[0]!.posterior).toBeCloseTo(0.6, 12);
    // (0 + 20 x 0.3) / 24
    expect(fields.bands[1]).toMatchObject({ observed: 0, observed_low: 0 });
    expect(fields.bands[1]!.posterior).toBeCloseTo(0.25, 12);
  });

  it("an assumption of 0 is one: a single renewal refutes it", () => {
    expect(calibration([{ assumed: 0, renewed: 1, of: 3 }]).fields.bands[0]).toMatchObject({ tail: "many", differs: true });
  });

  it("levels a worse band that renewed better, and says so", () => {
    const history = [
      { label: "healthy", assumed: 0.95, renewed: 40, of: 60 },
      { label: "stable", assumed: 0.85, renewed: 58, of: 60 },
    ];
    const { fields } = calibration(history);
    // (40 + 19) / 80 = 0.7375 below (58 + 17) / 80 = 0.9375; together 134 / 160
    expect(fields.monotone).toBe(false);
    expect(fields.bands.map(({ posterior }) => posterior)).toEqual([59 / 80, 75 / 80]);
    for (const { corrected } of fields.bands) expect(corrected).toBeCloseTo(134 / 160, 12);
    expect(codes(history)).toContain("not_monotone");
  });

  it("says when one band comes in several rows", () => {
    const row = { label: "healthy", assumed: 0.95, renewed: 17, of: 20 };
    expect(codes([row, row])).toEqual(["band_in_several_rows"]);
  });

  it("scores by Brier: the eight renewals of the worked example", () => {
    // 0.95 twice, both renewed; 0.85 twice, both; 0.6 twice, one; 0.3 and 0.1, neither.
    const { fields } = calibration([
      { assumed: 0.95, renewed: 2, of: 2 },
      { assumed: 0.85, renewed: 2, of: 2 },
      { assumed: 0.6, renewed: 1, of: 2 },
      { assumed: 0.3, renewed: 0, of: 1 },
      { assumed: 0.1, renewed: 0, of: 1 },
    ]);
    expect(fields.brier).toBeCloseTo(0.08375, 12);
    expect(fields.brier_of_base_rate).toBeCloseTo(0.234375, 12);
    expect(fields.brier_skill).toBeCloseTo(0.6426666666666667, 12);
    expect(fields.monotone).toBe(true);
  });
});

describe("forecasts against what came of them", () => {
  it("a forecast set too low is not accurate: 2.0M forecast, 2.3M renewed", () => {
    const { fields } = calibration([{ forecast: 2_000_000, actual: 2_300_000, low: 1_900_000, high: 2_200_000, day: 1 }]);
    const [vintage] = fields.vintages;
    expect(vintage!.bias).toBeCloseTo(-300 / 2300, 12);
    expect(vintage!.accuracy).toBeCloseTo(1 - 300 / 2300, 12);
    expect(vintage).toMatchObject({ with_interval: 1, inside_interval: 0, interval_coverage: 0 });
    expect(fields).toMatchObject({ bands: [], monotone: null, brier: null });
  });

  it("errors of both signs cancel in the bias and not in the error, by day, the undated last", () => {
    const { fields } = calibration([
      { forecast: 120, actual: 100 },
      { forecast: 110, actual: 100, day: 45, low: 90, high: 100 },
      { forecast: 90, actual: 100, day: 45 },
      { forecast: 0, actual: 100, day: 0 },
    ]);
    expect(fields.vintages.map(({ day }) => day)).toEqual([0, 45, null]);
    expect(fields.vintages[0]).toMatchObject({ bias: -1, wape: 1, accuracy: 0 });
    // 200 forecast of 200, off by 10 twice; 100 lies on the interval's end.
    expect(fields.vintages[1]).toMatchObject({ bias: 0, wape: 0.1, accuracy: 0.9, interval_coverage: 1, with_interval: 1 });
    expect(fields.vintages[2]).toMatchObject({ bias: 0.2, interval_coverage: null });
  });

  it("has no relative error when nothing came in", () => {
    const { fields, warnings } = calibration([{ forecast: 50, actual: 0 }]);
    expect(fields.vintages[0]).toMatchObject({ forecast: 50, actual: 0, bias: null, wape: null, accuracy: null });
    expect(warnings.map(({ code }) => code)).toEqual(["nothing_came_in"]);
  });
});

describe("what cannot be", () => {
  it.each([
    [{}, "says nothing"],
    [{ assumed: 0.9, renewed: 5 }, "of missing"],
    [{ assumed: 0.9, renewed: 6, of: 5 }, "6 renewed of 5"],
    [{ assumed: 0.9, renewed: 5, of: 5, forecast: 3 }, "mixes assumed, renewed, of with forecast"],
    [{ forecast: 5 }, "actual missing"],
    [{ forecast: 5, actual: 5, low: 4 }, "high missing"],
    [{ forecast: 5, actual: 5, low: 6, high: 4 }, "low 6 is above high 4"],
  ] as [HistoryRow, string][])("%j is refused", (row, words) => {
    expect(() => calibrate([{ assumed: 1, renewed: 1, of: 1 }, row], calibrationFigures)).toThrow(/history\[1\]/);
    expect(() => calibrate([row], calibrationFigures)).toThrow(words);
  });

  it("an empty history has nothing to say and reasons for it", () => {
    expect(calibration([]).fields).toMatchObject({ bands: [], vintages: [], brier: null });
  });
});

const record = fc
  .tuple(fc.constantFrom(0, 0.1, 0.3, 0.6, 0.85, 0.95, 1), fc.nat(60), fc.nat())
  .map(([assumed, of, seed]) => ({ assumed, of, renewed: seed % (of + 1) }));

describe("properties", () => {
  it("order never matters, corrected rates fall with the assumption, and every number is finite", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (history) => {
        const { fields } = calibration(history);
        expect(calibration([...history].reverse()).fields).toEqual(fields);
        fields.bands.forEach((band, index) => {
          if (index > 0) expect(band.corrected).toBeLessThanOrEqual(fields.bands[index - 1]!.corrected + 1e-12);
          for (const value of [band.posterior, band.corrected]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
        });
      }),
    );
  });

  it("levelling is the best falling fit: no other falling list on a grid is closer", () => {
    const grid = Array.from({ length: 21 }, (_, step) => step / 20);
    fc.assert(
      fc.property(fc.array(record, { minLength: 3, maxLength: 3 }), (history) => {
        const assumed = [0.9, 0.6, 0.3];
        const records = history.map(({ renewed, of }, index) => ({ label: "", assumed: assumed[index]!, renewed, of }));
        const { corrected } = correctedRates(records, 20);
        const miss = (rates: readonly number[]) =>
          records.reduce(
            (sum, one, index) => sum + (one.of + 20) * (rates[index]! - (one.renewed + 20 * one.assumed) / (one.of + 20)) ** 2,
            0,
          );
        let nearest = Number.POSITIVE_INFINITY;
        for (const a of grid)
          for (const b of grid) for (const c of grid) if (a >= b && b >= c) nearest = Math.min(nearest, miss([a, b, c]));
        expect(miss(assumed.map((one) => corrected.get(one)!))).toBeLessThanOrEqual(nearest + 1e-9);
      }),
      { numRuns: 10 },
    );
  });
});
