import { describe, expect, it } from "vitest";
import { cutToLength, otherLists, withoutHopelessRows, withShortTexts } from "../../src/tool/length.ts";

const measure = (fields: Record<string, unknown>) => JSON.stringify(fields).length;

describe("withoutHopelessRows", () => {
  it("keeps rows until the list alone is too long, and forms no more", () => {
    const rows = Array.from({ length: 1000 }, (_, row) => ({ row }));
    let formed = 0;
    const { fields, counts } = withoutHopelessRows({ rows }, [{ list: "rows" }], 50, (row) => {
      formed += 1;
      return row;
    });
    // {"row":0} and its comma are 10 characters: five rows are 50, and the sixth is longer.
    expect(fields.rows).toEqual(rows.slice(0, 6));
    expect([formed, counts.get("rows"), rows.length]).toEqual([6, 1000, 1000]);
  });

  it("keeps one row more than must stay, so that a cut is still told", () => {
    const { fields } = withoutHopelessRows(
      { a: { rows: ["long text", "x", "y"] } },
      [{ list: "a.rows", least: 1 }],
      2,
      (row) => row,
    );
    expect(fields).toEqual({ a: { rows: ["long text", "x"] } });
  });

  it("changes no cut: the same rows, of the rows there were", () => {
    const whole = {
      one: Array.from({ length: 300 }, (_, row) => `row ${row}`),
      two: Array.from({ length: 200 }, (_, row) => row),
    };
    const gives = [{ list: "two", least: 3 }, { list: "one" }, { list: "one", least: 0 }];
    for (const length of [20, 45, 100, 400, 5000]) {
      const { fields, counts } = withoutHopelessRows(whole, gives, length, (row) => row);
      expect(cutToLength(fields, gives, length, measure, counts)).toEqual(cutToLength(whole, gives, length, measure));
    }
  });
});

describe("what gives way last", () => {
  it("is every list no tool has named, longest first, but for what says what the answer is worth", () => {
    const fields = { warnings: [{ a: 1 }], serving: { segments: [1, 2, 3], cost: 1 }, years: [10, 20, 30, 40], rows: [1] };
    expect(otherLists(fields, [{ list: "rows" }])).toEqual([{ list: "years" }, { list: "serving.segments" }]);
  });

  it("is a text or a name longer than anybody reads; two alike at their beginning stay two", () => {
    const [one, two] = [`${"a".repeat(10)}b`, `${"a".repeat(10)}c`];
    expect(withShortTexts({ [one]: 1, [two]: "x".repeat(14) }, 10)).toEqual({
      "aaaaaaaaaa... (1)": 1,
      "aaaaaaaaaa... (2)": "xxxxxxxxxx... (4 more characters)",
    });
  });
});
