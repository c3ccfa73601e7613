import { describe, expect, it } from "vitest";
import { agreesToDigits } from "../../src/core/money.ts";

describe("agreesToDigits", () => {
  it.each([
    [18_000_000, 17_936_412, true], // two digits: 18
    [18_000_000, 17_400_000, false], // two digits: 17
    [17_900_000, 17_936_412, true], // three digits: 17.9
    [17_936_412, 17_936_413, false],
    [340, 340, true],
    [340, 346, false], // 34 tens against 35 tens
    [0.92, 0.9249, true],
    [0.92, 0.926, false],
  ])("%d against %d is %s", (stated, counted, expected) => {
    expect(agreesToDigits(stated, counted)).toBe(expected);
  });
});
