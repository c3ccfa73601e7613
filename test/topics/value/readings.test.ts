import { describe, expect, it } from "vitest";
import * as value from "../../../src/topics/value/value-report.ts";
import { wired } from "../retention/on-the-wire.ts";

const { checkPrinted } = value;
const returnOf = (...given: Parameters<typeof value.returnOf>) => wired(value.returnOf(...given)).value;
const breakEvenShare = (...given: Parameters<typeof value.breakEvenShare>) => wired(value.breakEvenShare(...given)).value;

describe("return and multiple", () => {
  it("the published sample: 9 and 10, never mixed", () => {
    expect(returnOf(1_200_000, 120_000)).toEqual({ roi: 9, value_multiple: 10 });
  });

  it("the multiple is the return plus one; money back is 0 and 1; a loss is below", () => {
    expect(returnOf(120_000, 120_000)).toEqual({ roi: 0, value_multiple: 1 });
    expect(returnOf(0, 120_000)).toEqual({ roi: -1, value_multiple: 0 });
    expect(returnOf(-60_000, 120_000)).toEqual({ roi: -1.5, value_multiple: -0.5 });
    for (const gain of [0.01, 33.33, 206_826, 1e9]) {
      const { roi, value_multiple } = returnOf(gain, 77.77);
      expect(value_multiple! - roi!).toBeCloseTo(1, 6);
    }
  });

  it("nothing spent is no return", () => {
    expect(returnOf(100, 0)).toEqual({ roi: null, value_multiple: null });
  });
});

describe("a printed claim", () => {
  const read = (printed: string, values = [1_200_000], investment = 120_000) =>
    checkPrinted(printed, values, investment).reads_as;

  it("is told apart by what it fits, to its own digits", () => {
    for (const printed of ["10x", "10 times", "10:1", "10", "10.0x", " 10X ", "1000%", "1,000%"])
      expect(read(printed)).toBe("value_multiple");
    for (const printed of ["9x", "900%", "9.0"]) expect(read(printed)).toBe("roi");
    for (const printed of ["11x", "10.4x", "950%", "0x"]) expect(read(printed)).toBe("neither");
    // 206,826 / 120,000 = 1.72355.
    expect(read("1.7x", [206_826])).toBe("value_multiple");
    expect(read("72%", [206_826])).toBe("roi");
    expect(read("1.73x", [206_826])).toBe("neither");
  });

  it("is held against the first value that it fits, else the first", () => {
    expect(checkPrinted("10x", [500, 1_200_000], 120_000).given_value).toBe(1_200_000);
    expect(checkPrinted("3x", [500, 1_200_000], 120_000)).toMatchObject({ reads_as: "neither", given_value: 500 });
    expect(read("10x", [1_200_000], 0)).toBe("neither");
  });

  it("refuses what is no number", () => {
    for (const printed of ["lots", "", "x", "%", "1..2x", "ten times"]) expect(() => read(printed)).toThrow("printed is");
  });
});

describe("the share that brings the money back", () => {
  it("is what is missing over what has no share", () => {
    expect(breakEvenShare(120_000, 0, 420_000)).toBeCloseTo(2 / 7, 12);
    expect(breakEvenShare(120_000, 20_000, 100_000)).toBe(1);
    expect(breakEvenShare(120_000, 120_000, 100_000)).toBeNull();
    expect(breakEvenShare(120_000, 0, 100_000)).toBeNull();
    expect(breakEvenShare(120_000, 0, 0)).toBeNull();
  });
});
