import fc from "fast-check";
import { expect, it } from "vitest";
import { mayStandTwice } from "../../src/tables/bad-cells.ts";
import { CodedValues } from "../../src/tables/values.ts";

const twice = (names: (string | null)[], months: (string | null)[] | null) =>
  mayStandTwice(CodedValues.from(names), months === null ? null : CodedValues.from(months));

it("sees an account that stands twice in one month, and not in two", () => {
  expect(twice(["A", "B", "A"], ["2026-01-01", "2026-01-01", "2026-02-01"])).toBe(false);
  expect(twice(["A", "B", "A"], ["2026-01-01", "2026-01-01", "2026-01-01"])).toBe(true);
  expect(twice(["A", "B", "A"], null)).toBe(true);
  expect(twice(["A", "B"], null)).toBe(false);
});

it("takes two ways of writing one name for one account, and counts no row without account or month", () => {
  const written = new CodedValues(["A  B", "A B"], Uint8Array.of(0, 1)).mapDistinct((name) => name!.replace(/\s+/g, " "));
  expect(mayStandTwice(written, null)).toBe(true);
  expect(twice([null, null, "A"], null)).toBe(false);
  expect(twice(["A", "A"], ["2026-01-01", null])).toBe(false);
});

it("agrees with counting every pair", () => {
  const name = fc.constantFrom("A", "B", "C", "D", null);
  const month = fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01", null);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, month), { maxLength: 12 }), (rows) => {
      const pairs = rows.filter(([account, at]) => account !== null && at !== null).map((pair) => pair.join(" "));
      const names = rows.map(([account]) => account);
      const months = rows.map(([, at]) => at);
      expect(twice(names, months)).toBe(new Set(pairs).size < pairs.length);
    }),
  );
});
